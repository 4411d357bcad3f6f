"""What a finding costs is said in words, in both languages."""

import pytest

from dashboard.i18n import speaker
from dashboard.workflows.wording import cost
from loaders import Finding


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("not-a-number", "不计入", "not counted"),
        ("total-mismatch", "计入并标注", "counted, marked"),
        ("colour-carries-meaning", "无影响", "no effect"),
    ],
)
def test_outside_the_figures_counted_and_marked_or_no_effect(code: str, chinese: str, english: str) -> None:
    assert cost(speaker("zh_CN"), Finding(code)) == chinese
    assert cost(speaker("en"), Finding(code)) == english
