"""Lines on where a figure is heading; where nothing can be told of its weeks they say so."""

from types import SimpleNamespace
from typing import cast

import pandas as pd

from dashboard.i18n import speaker
from dashboard.ui.outlooks import lines
from dashboard.workflows.report import Standing
from metrics.reporting import measured, prepared
from tests.metrics.conftest import district, reference


def test_a_number_that_came_as_a_sum_says_why_its_years_end_is_not_told() -> None:
    state = prepared(reference().snapshot(), district())
    none = pd.DataFrame({"on": pd.to_datetime([]), "added": []})
    standing = cast(Standing, SimpleNamespace(state=state, district=state.district, steps=lambda kind, unit="": none))
    found = measured(state).district
    assert lines(speaker("zh_CN"), found["factory_m2"], standing) == ["逐周数据不全，不推算年底"]
    # nothing is said where there is no target to reach, nor where there is no number
    assert lines(speaker("zh_CN"), found["leader_trips"], standing) == []
    assert lines(speaker("zh_CN"), found["land_m2"], standing) == []
