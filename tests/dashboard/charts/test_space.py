"""Three panels with their own axes: done, pace, target, needed slope."""

import pandas as pd
import pytest

from dashboard.charts import Canvas
from dashboard.charts.space import LONGEST, idle, lines, part_word, parted
from dashboard.i18n import speaker
from tests.dashboard.charts.conftest import BUILDING, LAND

RATED = BUILDING._replace(needed_per_week=6823.1, run_rate_per_week=2359.6)
STEPS = {
    "building_m2": pd.DataFrame(
        {"on": pd.to_datetime(["2024-03-01"]), "added": [10_000.0], "undated": [4_000.0], "total": [10_000.0]}
    )
}


def traces(canvas: Canvas, name: str) -> list[object]:
    return [t for t in lines(canvas, [RATED, LAND], STEPS).figure.data if t.name == name]


def test_the_step_line_ends_at_the_value_on_its_day(chinese: Canvas) -> None:
    (done,) = traces(chinese, "done")
    assert list(done.x) == ["2024-01-01", "2024-03-01", "2024-03-29"]
    assert list(done.y) == pytest.approx([0, 1.0, 3.0])
    assert done.line.shape == "hv"


def test_area_that_no_ledger_dates_is_said(chinese: Canvas) -> None:
    assert "闲置楼宇：其中4,000平方米无日期可依，画在报来的那一周、其中2万平方米只有合计数，到截止日一次画出" in str(
        lines(chinese, [RATED], STEPS).figure.layout.title.text
    ).replace("<br>", "")
    dated = {"building_m2": STEPS["building_m2"].assign(added=30_000.0, undated=0.0, total=30_000.0)}
    assert "无日期可依" not in str(lines(chinese, [RATED], dated).figure.layout.title.text)


def test_no_data_has_no_line_but_pace_target_and_hatching(chinese: Canvas) -> None:
    assert len(traces(chinese, "done")) == 1
    assert len(traces(chinese, "pace")) == len(traces(chinese, "target")) == 2
    (unknown,) = traces(chinese, "unknown")
    assert unknown.fillpattern.shape == "/"
    assert unknown.yaxis == "y2"


def test_pace_and_need_lead_to_the_target(chinese: Canvas) -> None:
    pace, (needed,) = traces(chinese, "pace")[0], traces(chinese, "needed")
    assert list(pace.x) == ["2024-01-01", "2024-03-29", "2024-12-31"]
    assert list(pace.y) == [0, pytest.approx(30 * 89 / 366), 30.0]
    assert list(needed.x) == ["2024-03-29", "2024-12-31"]
    assert list(needed.y) == [3.0, 30.0]


def test_pace_by_completed_month_climbs_at_the_end_of_each(chinese: Canvas) -> None:
    measure = RATED._replace(basis="month", elapsed=2 / 12)
    (pace,) = (t for t in lines(chinese, [measure], STEPS).figure.data if t.name == "pace")
    assert list(zip(pace.x, pace.y, strict=True))[:5] == [
        ("2024-01-01", 0),
        ("2024-01-31", 0),
        ("2024-01-31", pytest.approx(2.5)),
        ("2024-02-29", pytest.approx(2.5)),
        ("2024-02-29", pytest.approx(5)),
    ]
    assert (pace.x[-1], pace.y[-1]) == ("2024-12-31", 30)


def test_pace_by_working_day_rests_over_the_spring_festival(chinese: Canvas) -> None:
    (pace,) = (t for t in lines(chinese, [RATED._replace(basis="workday")], STEPS).figure.data if t.name == "pace")
    reached = dict(zip(pace.x, pace.y, strict=True))
    week = {day: reached[day] for day in ("2024-02-05", "2024-02-12", "2024-02-19", "2024-12-31")}
    # 22 working days in January; 1, 2, 4 (made up), 5 February; four more to the 9th; then 18 (made up) and 19
    assert [round(value / 30 * 251) for value in week.values()] == [26, 30, 32, 251]


def test_panels_say_what_is_needed_and_land_also_in_mu(chinese: Canvas) -> None:
    texts = [a.text for a in lines(chinese, [RATED, LAND], STEPS).figure.layout.annotations]
    assert "每周需6,820平方米，目前每周约2,360平方米" in texts[0]
    assert "60万平方米（900亩）" in texts[1]
    assert "无数据（应报21，已报0）" in texts[1]


def test_methods_in_the_scale_of_their_axis(chinese: Canvas) -> None:
    table = pd.DataFrame({"method": ["招商", ""], "area": [18_000.0, 3_000.0]})
    chart = parted(chinese, "building_m2", table, "method")
    assert list(chart.figure.data[0].x) == [1.8, 0.3]
    assert chart.title == "盘活闲置楼宇方式：招商 1.8万平方米、未注明 0.3万平方米"


def test_more_occupants_than_a_chart_has_room_for_stand_in_its_note_and_its_data(chinese: Canvas) -> None:
    areas = [1000.0 - n for n in range(LONGEST + 2)]
    table = pd.DataFrame({"occupant": [f"企业{n}" for n in range(LONGEST + 2)], "area": areas})
    chart = parted(chinese, "building_m2", table, "occupant")
    assert (len(chart.keys), len(chart.data)) == (LONGEST, LONGEST + 2)
    assert chart.note == "另有2家共1,975平方米"
    assert chart.title == "盘活闲置楼宇由14家使用，最多企业0 1,000平方米"
    ways = parted(chinese, "building_m2", table.rename(columns={"occupant": "method"}), "method")
    assert ways.note == "另有2种方式共1,975平方米"


def test_who_is_not_named_is_no_company(chinese: Canvas) -> None:
    unnamed = pd.DataFrame({"occupant": [""], "area": [3_000.0]})
    chart = parted(chinese, "building_m2", unnamed, "occupant")
    assert (chart.title, chart.keys) == ("盘活闲置楼宇尚无使用企业数据", ("未注明",))
    named = pd.concat([unnamed, pd.DataFrame({"occupant": ["企业甲"], "area": [1_000.0]})])
    assert parted(chinese, "building_m2", named, "occupant").title == "盘活闲置楼宇由1家使用：企业甲 1,000平方米"


def test_idle_stock_by_unit_in_the_official_order(chinese: Canvas) -> None:
    table = pd.DataFrame({"unit": ["乙镇", "甲街道", "乙镇"], "idle_area": [12_000.0, 5_000.0, 3_000.0]})
    chart = idle(chinese, "building_m2", table, ["甲街道", "丙园区", "乙镇"])
    assert chart.keys == ("甲街道", "乙镇")
    assert list(chart.figure.data[0].x) == [0.5, 1.5]
    assert chart.title == "待盘活闲置楼宇3处，共2万平方米"


def test_usual_methods_are_said_in_the_interfaces_language() -> None:
    chinese, english = speaker("zh_CN"), speaker("en")
    assert [part_word(say, "method", "收储") for say in (english, chinese)] == ["land acquired for reserve", "收储"]
    assert [part_word(english, "method", part) for part in ("置换", "")] == ["置换", english("charts.not_stated")]
