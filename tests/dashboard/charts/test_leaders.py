"""The two-week rule: trips, gaps over the limit, due markers, and who never went."""

from dataclasses import replace
from datetime import date

from dashboard.charts import Canvas
from dashboard.charts.leaders import DAY_MS, timeline
from dashboard.contract import Leader, OutingExemption
from metrics.outings import Gap, LeaderLine, Trip

WENT = LeaderLine(
    Leader("张某"), date(2024, 3, 29), (Trip(date(2024, 3, 20), date(2024, 3, 23), "南京"),),
    (Gap(date(2024, 1, 1), date(2024, 3, 20), 79, True), Gap(date(2024, 3, 23), date(2024, 3, 29), 6, False)),
    date(2024, 3, 23), date(2024, 4, 6), 6,
)  # fmt: skip
NEVER = LeaderLine(
    Leader("李某"), date(2024, 3, 29), (), (Gap(date(2024, 1, 1), date(2024, 3, 29), 88, True),), None,
    date(2024, 1, 15), 88,
)  # fmt: skip


def test_bars_are_trips_with_first_and_last_day(canvas: Canvas) -> None:
    trips = timeline(canvas, [WENT, NEVER]).figure.data[0]
    assert list(trips.base) == ["2024-03-20"]
    assert list(trips.x) == [4 * DAY_MS]


def test_only_gaps_over_the_limit_are_hatched(canvas: Canvas) -> None:
    gaps = timeline(canvas, [WENT, NEVER]).figure.data[1]
    assert list(gaps.y) == [0, 1]
    assert list(gaps.x) == [79 * DAY_MS, 88 * DAY_MS]
    assert gaps.marker.pattern.shape == "/"


def test_due_is_fourteen_days_after_the_last_outing(canvas: Canvas) -> None:
    assert list(timeline(canvas, [WENT, NEVER]).figure.data[2].x) == ["2024-04-06", "2024-01-15"]


def test_the_title_names_who_is_over_the_limit(chinese: Canvas) -> None:
    assert timeline(chinese, [WENT, NEVER]).title == "间隔超过14天：李某（88天）；年内曾超期：张某（79天）"
    assert timeline(chinese, [WENT]).title == "目前均未超过14天；年内曾超期：张某（79天）"
    kept = replace(WENT, gaps=WENT.gaps[1:])
    assert timeline(chinese, [kept]).title == "主要领导外出间隔均在14天以内"


def test_who_waits_behind_a_recess_is_not_named_as_over_the_limit(chinese: Canvas) -> None:
    """Sixteen days since the last outing, and the day that is due is still to come."""
    waits = Gap(date(2024, 1, 31), date(2024, 2, 16), 16, False)
    line = replace(WENT, cover_to=date(2024, 2, 16), gaps=(waits,), due=date(2024, 2, 18), days_since=16)
    assert timeline(chinese, [line]).title == "主要领导均在应出日期前外出（14天，遇休会周顺延）"
    before = replace(line, gaps=(WENT.gaps[0], waits))
    assert timeline(chinese, [before]).title == "目前均未过应出日期（14天，遇休会周顺延）；年内曾超期：张某（79天）"


def test_exemptions_stand_under_the_title_and_their_days_in_no_gap(chinese: Canvas) -> None:
    course = OutingExemption("李某", date(2024, 2, 1), date(2024, 2, 20), "党校培训")
    gap = Gap(date(2024, 1, 1), date(2024, 3, 29), 68, True, 20)
    line = replace(NEVER, gaps=(gap,), days_since=68, exemptions=(course,))
    chart = timeline(chinese, [WENT, line])
    assert chart.title == "间隔超过14天：李某（68天）；年内曾超期：张某（79天）"
    assert list(chart.figure.data[1].text) == ["79天", "68天"]
    assert "豁免：李某 2月1日至2月20日（党校培训）" in chart.figure.to_json().encode().decode("unicode_escape")
