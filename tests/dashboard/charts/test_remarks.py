"""What is said of a figure beside its chart."""

from datetime import date

from dashboard.charts import Canvas
from dashboard.charts.remarks import notes_of, outlook, words
from dashboard.i18n import speaker
from metrics.measure import Measure, Note

ZH = speaker("zh_CN")


def test_rates_need_and_year_end_are_said_with_how_they_were_made() -> None:
    measure = Measure("outbound_trips", "示例区", "trips", value=40.0, needed_per_week=4.0, cover_to=date(2024, 12, 17))
    assert outlook(ZH, measure, [2.0, 2.0, 2.0, 2.0]) == [
        "近4周平均每周2次、此后每周需4次",
        "照近4周的周增量推算，年底约44次，80%的可能在44次至44次之间；仅供参考，不作评价",
    ]
    assert outlook(ZH, measure, [2.0, 2.0, 2.0]) == []
    over = outlook(ZH, measure._replace(cover_to=date(2024, 12, 31)), [2.0, 2.0, 2.0, 2.0])
    assert not any("年底" in told for told in over)


def test_targets_are_said_in_the_indicators_own_amounts() -> None:
    note = Note("target-exceeded", {"own": 600_000.0, "units": 650_000.0, "given": 2})
    told = "已下达各单位目标合计65万平方米，超过区级目标60万平方米（2个单位有目标）"
    assert words(ZH, note, "land_m2") == told


def test_another_light_on_another_basis_is_said_in_words() -> None:
    note = Note("bases-differ", {"lights": {"month": "level", "workday": "behind"}})
    assert words(ZH, note, "outbound_trips") == "口径不同灯色不同：按月序时为基本同步、按工作日序时为欠序时"
    assert (
        words(ZH, Note("basis-instead", {"basis": "plan"}), "outbound_trips") == "没有按计划序时所需的数据，按日序时计"
    )


def test_last_years_lists_without_a_record_by_the_day_are_said_to_tell_no_curve() -> None:
    note = Note("basis-instead", {"basis": "last-year", "without": "records", "day": date(2023, 3, 29)})
    said = "上年台账截至3月29日没有记录，不能按上年同期曲线计算序时，改按日序时判定"
    assert words(ZH, note, "outbound_trips") == said


def test_a_year_without_a_table_of_working_days_refuses_that_basis_in_one_sentence() -> None:
    note = Note("basis-instead", {"basis": "workday", "year": 2027})
    assert words(ZH, note, "outbound_trips") == "2027年尚无工作日安排表，不能按工作日计算序时，改按日序时判定"


def test_what_a_plain_zero_leaves_out_for_want_of_a_date_is_said_before_all_else(chinese: Canvas) -> None:
    late = tuple(Note("stale-part", {"unit": unit, "cover_to": date(2024, 3, 22)}) for unit in ("甲镇", "乙镇", "丙镇"))
    undated = Note("started-without-date", {"count": 1})
    signed = Measure("projects_signed", "示例区", "projects", value=3.0, notes=late)
    started = Measure("projects_started", "示例区", "projects", value=0.0, notes=(undated,))
    assert notes_of(chinese, [signed, started]).startswith("新开工项目：另有1个缺开工日期；")
    last = started._replace(value=2.0)
    assert "另有1个缺开工日期" not in notes_of(chinese, [signed, last])
    assert notes_of(chinese, [signed, last]).endswith("另有1项")
