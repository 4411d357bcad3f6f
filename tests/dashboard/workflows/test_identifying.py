"""Matching at commit: what surely carries on another thing is linked in the same transaction, or waits for a person."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.links import Link
from dashboard.store import Store
from dashboard.store.checking import check
from dashboard.store.rebuilding import rebuild
from dashboard.workflows import identifying
from dashboard.workflows.report import standing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, NOON, Desk, asset, project, settings

SIGNED = date(2024, 3, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _send(desk: Desk, period: date, **options: Any) -> int:
    return desk.store.commit(desk.submission(period, **options), now=desk.now, matcher=identifying.sure).number


def _projects(desk: Desk, period: date, *rows: dict[str, Any], unit: str = "甲街道") -> int:
    return _send(desk, period, unit=unit, projects=rows)


def _shown(desk: Desk, day: date = MARCH_15, ledger: str = "projects") -> list[str]:
    return list(desk.store.snapshot(day).tables[ledger]["identity"])


def _links(desk: Desk) -> list[tuple[Link, str, str]]:
    return [(step.link, step.by, step.why["rule"]) for step in desk.store.links.trail()]


def test_a_project_registered_under_its_company_is_one_with_what_it_was(desk: Desk) -> None:
    _projects(desk, MARCH_8, project("光伏支架", "signed", investor="辛能集团", signed_on=SIGNED))
    _projects(desk, MARCH_15, project("连云港辛能科技", "signed", investor="辛能集团", signed_on=SIGNED))
    assert _shown(desk) == ["辛能|光伏支架"] == _shown(desk, MARCH_8)
    assert _links(desk) == [(Link("辛能|光伏支架", "辛能|连云港辛能科技"), "", "investor-fact")]


def test_a_decision_of_the_program_keeps_both_cells(desk: Desk) -> None:
    _projects(desk, MARCH_8, project("甲", "signed", row=5))
    _projects(desk, MARCH_15, project("甲", "signed", row=7, credit_code="91320706MA1ABCDE1X"))
    (step,) = desk.store.links.trail()
    assert step.why["before"] == {"submission": 1, "file": "1.xlsx", "sheet": "项目", "table": 1, "row": 5}
    assert step.why["now"] == {"submission": 2, "file": "2.xlsx", "sheet": "项目", "table": 1, "row": 7}
    assert ["investor", "same", "甲公司", "甲公司"] in step.why["grounds"]


def test_a_code_that_stands_with_another_unit_still_leads_to_what_the_unit_itself_said_before(desk: Desk) -> None:
    code = "91320706MA1ABCDE1X"
    _projects(desk, MARCH_8, project("甲", "signed"))
    _projects(desk, MARCH_8, project("某某科技", "signed", unit="乙镇", investor="", credit_code=code), unit="乙镇")
    _projects(desk, MARCH_15, project("甲", "signed", credit_code=code))
    assert _shown(desk) == ["甲|甲", "甲|甲"]
    found = desk.store.history.first_receipts("projects", ["甲|甲"])
    assert {unit: first.receipt for (_, unit), first in found.items()} == {"甲街道": 1, "乙镇": 2}


def test_what_stands_in_one_list_with_it_is_another_thing(desk: Desk) -> None:
    old = project("光伏支架", "signed", investor="辛能集团", signed_on=SIGNED)
    _projects(desk, MARCH_8, old)
    _projects(desk, MARCH_15, old, project("连云港辛能科技", "signed", investor="辛能集团", signed_on=SIGNED, row=4))
    assert _links(desk) == []


def test_what_was_said_to_be_two_is_not_linked_again(desk: Desk) -> None:
    _projects(desk, MARCH_8, project("甲", "signed"))
    apart = Link("甲|甲", "91320706MA1ABCDE1X", False)
    desk.store.links.decide("projects", apart, why={"rule": ""}, by="secretary", now=desk.now)
    _projects(desk, MARCH_15, project("甲", "signed", credit_code="91320706MA1ABCDE1X"))
    assert len(_links(desk)) == 1


def test_a_unit_that_takes_a_project_over_links_it_with_the_other_ones(desk: Desk) -> None:
    more = {"content": "光伏支架生产", "signed_on": SIGNED}
    _projects(desk, MARCH_8, project("甲", "signed", investor="", **more))
    _projects(desk, MARCH_15, project("甲", "signed", investor="甲公司", unit="乙镇", **more), unit="乙镇")
    assert _links(desk) == [(Link("|甲", "甲|甲"), "", "name-content-fact")]


def test_an_asset_whose_place_was_put_in_words_is_the_same(desk: Desk) -> None:
    _send(desk, MARCH_8, assets=[{**asset("标准厂房", "factory", 0.0), "owner": "城投", "area": 500.0}])
    _send(desk, MARCH_15, assets=[{**asset("标准厂房", "factory", 0.0), "owner": "城投", "location": "海州路1号"}])
    assert _shown(desk, ledger="assets") == ["标准厂房|"]


def test_a_link_is_known_with_the_receipt_and_not_before(desk: Desk) -> None:
    _projects(desk, MARCH_8, project("甲", "signed"))
    receipt = _projects(desk, MARCH_15, project("甲", "signed", credit_code="91320706MA1ABCDE1X"))
    at = desk.store.submission(receipt).receipt.at
    assert list(desk.store.snapshot(MARCH_15, at).tables["projects"]["identity"]) == ["91320706MA1ABCDE1X"]
    assert _shown(desk) == ["甲|甲"]


def _waiting(desk: Desk, day: date = MARCH_15) -> list[tuple[str, str, str]]:
    found = identifying.waiting(desk.store, standing(desk.store, DISTRICT, day))
    return [(*item.match.pair, item.match.rule) for item in found]


def test_what_is_only_likely_waits_and_is_remembered_either_way(desk: Desk) -> None:
    _projects(desk, MARCH_8, project("光伏支架制造基地", "signed", investor="辛能集团"))
    _projects(desk, MARCH_15, project("光伏支驾制造基地", "signed", investor=""))
    assert _links(desk) == []
    assert _waiting(desk) == [("辛能|光伏支架制造基地", "|光伏支驾制造基地", "")]
    (item,) = identifying.waiting(desk.store, standing(desk.store, DISTRICT, MARCH_15))
    assert [(cell.submission, cell.cell) for cell in item.cells] == [(1, "A3"), (2, "A3")]
    identifying.decide(desk.store, item, same=False, by="secretary", now=desk.now)
    assert _waiting(desk) == []
    (step,) = desk.store.links.trail()
    desk.store.links.undo(step.number, by="secretary", now=desk.now)
    assert _waiting(desk) == [("辛能|光伏支架制造基地", "|光伏支驾制造基地", "")]
    identifying.decide(desk.store, item, same=True, by="secretary", now=desk.now)
    assert (_waiting(desk), _shown(desk)) == ([], ["辛能|光伏支架制造基地"])


CODE = "91320700MA1N2B3C4D"


def _week(desk: Desk, period: date, codes: str, **options: Any) -> int:
    """A list of 甲 (in talks) and 乙 (signed); `codes` names those beside whom the credit code stands."""
    rows = (("甲", "negotiating", 3), ("乙", "signed", 4))
    listed = [project(name, stage, row=row, credit_code=CODE if name in codes else "") for name, stage, row in rows]
    return _send(desk, period, projects=listed, **options)


def _retract(desk: Desk, number: int) -> None:
    desk.store.retract(number, "代码填错", by="局", now=desk.now, matcher=identifying.sure)


def _decided(desk: Desk) -> list[tuple[str, bool | None, str]]:
    """Oldest first: what the code was linked with, how, and by whom."""
    return [(step.link.one, step.link.same, step.by) for step in reversed(desk.store.links.trail())]


def _sound(desk: Desk) -> bool:
    """Whether the store is as its receipts say, and again so once it was made anew."""
    place, shown = desk.store.settings, _shown(desk)
    sound = check(place) == []
    desk.store.close()
    rebuild(place, now=NOON)
    return sound and check(place) == [] and _shown(desk) == shown


def test_a_link_goes_with_the_file_that_it_rests_on_when_another_takes_its_place(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    wrong = _week(desk, MARCH_15, "甲")
    assert _shown(desk) == ["甲|甲", "乙|乙"]
    before = desk.store.links.trail()[0].at
    _week(desk, MARCH_15, "乙", replaces=wrong)
    assert _shown(desk) == ["甲|甲", "乙|乙"] == _shown(desk, MARCH_8)
    assert _decided(desk) == [("甲|甲", True, ""), ("甲|甲", None, ""), ("乙|乙", True, "")]
    assert desk.store.links.trail()[1].why == {"undoes": desk.store.links.trail()[2].number, "receipts": [wrong]}
    assert list(desk.store.snapshot(MARCH_15, before).tables["projects"]["identity"]) == ["甲|甲", "乙|乙"]
    assert _sound(desk)


def test_a_file_for_the_same_week_that_names_no_other_takes_its_links_too(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    _week(desk, MARCH_15, "甲")
    _week(desk, MARCH_15, "乙")
    assert _shown(desk) == ["甲|甲", "乙|乙"]


def test_a_link_goes_with_the_retracted_file_that_it_rests_on(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    wrong = _week(desk, MARCH_15, "甲")
    _retract(desk, wrong)
    assert _decided(desk) == [("甲|甲", True, ""), ("甲|甲", None, "")]
    _week(desk, MARCH_15, "乙")
    assert _shown(desk) == ["甲|甲", "乙|乙"]
    assert _sound(desk)


def test_a_link_that_a_later_file_bears_out_stays_until_that_one_is_retracted_too(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    first, second = _week(desk, MARCH_15, "甲"), _week(desk, MARCH_22, "甲")
    _retract(desk, first)
    assert _decided(desk) == [("甲|甲", True, "")]
    assert _shown(desk, MARCH_22) == ["甲|甲", "乙|乙"]
    _retract(desk, second)
    assert _decided(desk) == [("甲|甲", True, ""), ("甲|甲", None, "")]


def test_a_corrected_amount_leaves_the_link(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    first = _week(desk, MARCH_15, "甲")
    again = _week(desk, MARCH_15, "甲", replaces=first)
    assert _decided(desk) == [("甲|甲", True, "")]
    _week(desk, MARCH_15, "", replaces=again)
    assert _decided(desk) == [("甲|甲", True, ""), ("甲|甲", None, "")]


def test_what_stands_again_once_its_correction_is_retracted_is_linked_again(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    right = _week(desk, MARCH_15, "甲")
    wrong = _week(desk, MARCH_15, "", replaces=right)
    assert _decided(desk)[-1] == ("甲|甲", None, "")
    _retract(desk, wrong)
    assert _decided(desk)[-1] == ("甲|甲", True, "")
    assert _shown(desk) == ["甲|甲", "乙|乙"]


def test_what_a_person_decided_outlives_the_file(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    wrong = _week(desk, MARCH_15, "甲")
    for _ in range(2):
        desk.store.links.undo(desk.store.links.trail()[0].number, by="secretary", now=desk.now)
    _retract(desk, wrong)
    assert _decided(desk)[-1] == ("甲|甲", True, "secretary")


def test_two_rows_of_one_list_are_never_made_one_through_a_third(desk: Desk) -> None:
    _week(desk, MARCH_8, "")
    desk.store.links.decide("projects", Link("乙|乙", CODE), why={"rule": ""}, by="secretary", now=desk.now)
    _projects(desk, MARCH_15, project("甲", "signed", unit="乙镇", credit_code=CODE), unit="乙镇")
    assert _shown(desk) == ["甲|甲", "乙|乙", "乙|乙"]
    assert _decided(desk) == [("乙|乙", True, "secretary")]


def test_as_presented_a_pair_confirmed_before_is_closed_and_one_confirmed_since_open(desk: Desk) -> None:
    _projects(desk, MARCH_8, project("光伏支架制造基地", "signed", investor="辛能集团"))
    _projects(desk, MARCH_15, project("光伏支驾制造基地", "signed", investor=""))
    before = desk.now + timedelta(seconds=1)
    (item,) = identifying.waiting(desk.store, standing(desk.store, DISTRICT, MARCH_15))
    desk.now += timedelta(minutes=1)
    identifying.decide(desk.store, item, same=True, by="secretary", now=desk.now)
    confirmed = desk.now
    desk.now += timedelta(minutes=1)
    desk.store.links.undo(desk.store.links.trail()[0].number, by="secretary", now=desk.now)

    def open_at(known_at: datetime | None) -> int:
        return len(identifying.waiting(desk.store, standing(desk.store, DISTRICT, MARCH_15, known_at)))

    assert [open_at(before), open_at(confirmed), open_at(None)] == [1, 0, 1]
