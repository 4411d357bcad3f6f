"""Tables in the reader's words."""

import pandas as pd

from dashboard.i18n import speaker
from dashboard.ui.tables import heading_of

ZH, EN = speaker("zh_CN"), speaker("en")
SPANS = pd.DataFrame({"period": ["week", "month", "cumulative"], "as_of": pd.to_datetime(["2024-03-29"] * 3)})
COVERED = pd.DataFrame({"period": pd.to_datetime(["2024-03-29"])})


def test_a_part_of_the_year_is_not_headed_as_a_day() -> None:
    assert [heading_of(ZH, SPANS[column]) for column in SPANS] == ["统计区间", "截至"]
    assert [heading_of(EN, SPANS[column]) for column in SPANS] == ["Period", "As of"]
    assert (heading_of(ZH, COVERED["period"]), heading_of(EN, COVERED["period"])) == ("截至", "Covers to")
