"""考核: rules in force and their hash, grey terms counted aloud, the sheet, joint credit, a draft on the same data."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dashboard.config import ROOT, Settings
from dashboard.store import Store
from dashboard.store.verdicts import Claimed
from tests.pages.conftest import Opened, words
from tests.pages.test_meeting_overview import charts
from tests.weeks import WEEK

PAGE = "indicators/scores"


def test_without_rules_the_page_says_how_to_enter_them(empty_page: Opened, tmp_path: Path) -> None:
    assert not empty_page(PAGE).exception


def test_nothing_judged_is_grey_counted_aloud_and_nobody_is_ranked(sample_page: Opened) -> None:
    test = sample_page(PAGE)
    assert not test.exception
    text = words(test)
    assert "招商引资考核办法（示例区）" in text
    assert "施行 2024年1月1日至2024年12月31日" in text
    assert "缺数据或尚未认定" in text
    assert "共建共享比例未设定" in test.warning[0].value
    assert {"scores-园区"} <= set(charts(test))


def test_the_trial_counts_what_is_pending_and_says_so(sample_page: Opened) -> None:
    test = sample_page(PAGE)
    test.segmented_control(key="scores-way").set_value("pending").run()
    assert not test.exception
    assert "只供预估，不作考核依据" in test.warning[0].value
    ranks = test.dataframe[0].value["名次"].tolist()
    assert sorted(rank for rank in ranks if rank == rank)[0] == 1


def test_outside_their_period_no_rules_are_in_force(own_page: Opened, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("dashboard.workflows.score_rules.rule_files", lambda settings: [])
    test = own_page(PAGE)
    assert not test.exception
    assert "2024年3月29日没有生效的考核规则" in words(test)


def test_a_rule_file_with_a_fault_is_named_with_its_line(own_page: Opened, tmp_path: Path, monkeypatch) -> None:
    wrong = tmp_path / "考核.toml"
    wrong.write_text('title = "甲"\nversion = "1"\nfrom = 2024-01-01\nuntil = "年底"\n[[terms]]\n', encoding="utf-8")
    monkeypatch.setattr("dashboard.workflows.score_rules.rule_files", lambda settings: [wrong])
    test = own_page(PAGE)
    assert not test.exception
    assert "第5行：缺少“form”一项" in test.error[0].value


@pytest.fixture
def judged(own_page: Opened, tmp_path: Path) -> str:
    """All that 东湖街道 reports is accepted; the unit."""
    unit = "东湖街道"
    with Store(Settings.current({"DISPATCH_DATA_DIR": str(tmp_path / "var")}).sample()) as store:
        said = {"since": date(2024, 1, 1), "reason": "已核", "evidence": "核查表", "by": "局"}
        for ledger in ("projects", "visits"):
            rows = store.snapshot(WEEK).tables[ledger]
            for name in set(rows["identity"][rows["unit"] == unit]) - {""}:
                claimed = Claimed(ledger, unit, name)
                store.verdicts.give(claimed, "accepted", now=datetime(2024, 3, 29, 13, tzinfo=UTC), **said)
    return unit


def test_an_accepted_unit_has_a_sheet_with_its_arithmetic(own_page: Opened, judged: str) -> None:
    test = own_page(PAGE, unit=judged)
    assert not test.exception
    table = next(item.value for item in test.dataframe if "formula" in item.value.columns)
    signed = table[table["term"] == "签约（按目标比例）"].iloc[0]
    assert " ÷ " in signed["formula"]
    assert signed["inputs"].endswith("/0")
    assert "**总分**" in words(test)


def test_a_chosen_group_is_shown_alone(sample_page: Opened) -> None:
    assert [name for name in charts(sample_page(PAGE, group="镇")) if name.startswith("scores-")] == ["scores-镇"]


def test_a_draft_is_tried_on_the_same_data(sample_page: Opened) -> None:
    test = sample_page(PAGE)
    text = (ROOT / "sample_data" / "scoring.toml").read_text(encoding="utf-8")
    test.file_uploader(key="scores-draft").set_value(("draft.toml", text.encode(), "application/toml")).run()
    assert not test.exception
    assert "12个单位中有0个名次变化" in words(test)


def _button(test, start: str):
    return next(item for item in test.button if (item.key or "").startswith(start))


def _field(test, start: str):
    return next(item for item in (*test.text_input, *test.selectbox) if (item.key or "").startswith(start))


def test_a_period_opened_by_mistake_is_withdrawn_and_opened_again(own_page: Opened) -> None:
    test = own_page(PAGE)
    _field(test, "assess-title").set_value("一季度").run()
    _button(test, "assess-open").click().run()
    _field(test, "assess-title").set_value("一季度").run()
    _button(test, "assess-open").click().run()
    assert "不能重复开启" in words(test)
    assert _button(test, "assess-withdraw").disabled
    _field(test, "assess-reason").set_value("截止日填错").run()
    _button(test, "assess-withdraw").click().run()
    assert not test.exception
    assert [item.label[-3:] for item in test.expander if "一季度" in item.label] == ["已撤销"]
    assert "截止日填错" in words(test)


def test_a_period_is_opened_published_objected_to_ruled_on_and_closed(own_page: Opened) -> None:
    test = own_page(PAGE)
    _field(test, "assess-title").set_value("一季度").run()
    _button(test, "assess-open").click().run()
    assert _button(test, "assess-close").disabled
    _button(test, "assess-publish").click().run()
    assert "第1次公布" in words(test)
    _field(test, "assess-unit").set_value("东湖街道")
    _field(test, "assess-text").set_value("漏计一个项目").run()
    _button(test, "assess-object").click().run()
    assert _button(test, "assess-close").disabled
    _field(test, "assess-ruling").set_value("合同未生效").run()
    _button(test, "assess-dismissed").click().run()
    _button(test, "assess-close").click().run()
    assert not test.exception
    assert [item.label for item in test.expander if "一季度" in item.label] == [
        "一季度　2024年1月1日至2024年3月29日　已定案"
    ]
    assert "定案" in words(test)


def test_a_draft_is_put_in_force_with_a_reason_and_stands_in_the_list(own_page: Opened) -> None:
    test = own_page(PAGE)
    text = (ROOT / "sample_data" / "scoring.toml").read_text(encoding="utf-8").replace("（示例区）", "（修订）", 1)
    test.file_uploader(key="scores-draft").set_value(("修订.toml", text.encode(), "application/toml")).run()
    assert _button(test, "scores-put").disabled
    _field(test, "scores-put-reason").set_value("会议纪要第3号").run()
    _button(test, "scores-put").click().run()
    assert not test.exception
    assert "招商引资考核办法（修订）" in words(test)
    table = next(item.value for item in test.dataframe if "note" in item.value.columns)
    assert table[["file", "note"]].to_numpy().tolist() == [["修订.toml", "会议纪要第3号"], ["scoring.toml", ""]]
