"""A unit's week in the grid of returns: glyph and word."""

from datetime import date

import pytest

from dashboard.i18n import speaker
from dashboard.ui.reporting import word
from dashboard.workflows.returns import Return, State

ZH, EN = speaker("zh_CN"), speaker("en")


@pytest.mark.parametrize(
    ("state", "corrected", "late", "chinese", "english"),
    [
        ("on-time", False, False, "● 按时", "● on time"),
        ("late", False, True, "◐ 迟报", "◐ late"),
        ("corrected", True, False, "↻ 更正", "↻ corrected"),
        ("corrected", True, True, "↻ 更正 ◐ 迟报", "↻ corrected ◐ late"),
        ("partial", False, True, "△ 缺项目", "△ without Projects"),
        ("partial", True, True, "△ 缺项目 ↻ 更正 ◐ 迟报", "△ without Projects ↻ corrected ◐ late"),
    ],
)
def test_a_correction_stands_beside_what_is_missing_and_says_that_it_was_late(
    state: State, corrected: bool, late: bool, chinese: str, english: str
) -> None:
    lacking = ("projects",) if state == "partial" else ()
    entry = Return("甲街道", date(2024, 3, 15), state, lacking=lacking, corrected=corrected, late=late)
    assert (word(entry, ZH), word(entry, EN)) == (chinese, english)
