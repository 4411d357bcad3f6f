"""What is said beside a receipt about those whose place it takes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.i18n import speaker
from dashboard.store import Receipt, Store
from dashboard.workflows import acknowledging
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, MARCH_22, Desk, project, settings, trip

NOW = datetime(2024, 3, 29, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("replaced", "repeated", "chinese", "english"),
    [
        ((), False, "", ""),
        (
            (1,),
            False,
            "；同一台账以这份为准，此前报的（回执号1）不再重复计入，原件留存可查",
            "; this file now speaks for its ledger, what receipt 1 said of it counts no longer (the file is kept)",
        ),
        (
            (1, 4),
            False,
            "；同一台账以这份为准，此前报的（回执号1、4）不再重复计入，原件留存可查",
            "; this file now speaks for its ledger, what receipt 1, 4 said of it counts no longer (the file is kept)",
        ),
        ((1,), True, "", ""),
    ],
)
def test_a_receipt_says_what_it_replaces(
    tmp_path: Path, replaced: tuple[int, ...], repeated: bool, chinese: str, english: str
) -> None:
    receipt = Receipt(5, NOW, "", "甲街道", MARCH_8, replaced, repeated)
    with Store(settings(tmp_path), DISTRICT) as store:
        assert acknowledging.replacement(store, receipt, speaker("zh_CN")) == chinese
        assert acknowledging.replacement(store, receipt, speaker("en")) == english


def test_a_receipt_says_what_of_an_earlier_file_goes_on_counting(tmp_path: Path) -> None:
    """The earlier file spoke of another ledger, another unit and another stage as well."""
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        other = trip("赵三", MARCH_8, unit="乙镇", row=9)
        desk.send(MARCH_8, unit="", visits=[trip("王一", MARCH_8), other], projects=[project("甲", "signed")])
        receipt = desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
        said = acknowledging.replacement(store, receipt, speaker("zh_CN"))
        assert said.endswith("；第1号里这份没有涉及的仍照常计入（乙镇走访接待走出去、甲街道项目签约）")
        whole = desk.send(MARCH_22, visits=[trip("李二", MARCH_15)])
        assert "仍照常计入" not in acknowledging.replacement(store, whole, speaker("zh_CN"))


def test_a_receipt_names_the_signed_projects_that_its_list_of_talks_leaves_out(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        rows = [project("甲", "negotiating"), *(project(f"乙{n}", "signed", row=4 + n) for n in range(4))]
        desk.send(MARCH_8, template="A", projects=rows)
        receipt = desk.send(MARCH_15, template="A", projects=[project("甲", "negotiating")])
        said = acknowledging.replacement(store, receipt, speaker("en"))
        assert (
            "signed projects of 甲街道 that this file leaves out go on counting as last reported: 4 (乙0, 乙1, 乙2"
            in said
        )
        again = desk.send(MARCH_22, template="A", projects=rows)
        assert "go on counting" not in acknowledging.replacement(store, again, speaker("en"))


def test_a_file_that_comes_again_says_that_another_took_its_place_since(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        first = {"content": b"first", "visits": [trip("王一", MARCH_8)], "projects": [project("甲", "signed")]}
        desk.send(MARCH_8, **first)
        assert _said_of(desk.send(MARCH_8, **first), store) == ""
        desk.send(MARCH_15, visits=[trip("李二", MARCH_15)])
        assert _said_of(desk.send(MARCH_8, **first), store) == ""
        desk.send(MARCH_8, visits=[trip("李二", MARCH_8)])
        assert _said_of(desk.send(MARCH_8, **first), store) == (
            "；但其中一部分已不再计入，现以回执号3为准；要改回以这份为准，请撤回该回执"
        )
        desk.send(MARCH_8, projects=[project("乙", "signed")])
        again = desk.send(MARCH_8, **first)
        assert (again.number, again.repeated) == (1, True)
        assert _said_of(again, store) == "；但它已不再计入，现以回执号3、4为准；要改回以这份为准，请撤回该回执"
        for number in (3, 4):
            store.retract(number, "发错", by="secretary", now=desk.now)
        assert _said_of(desk.send(MARCH_8, **first), store) == ""


def _said_of(receipt: Receipt, store: Store) -> str:
    return acknowledging.replacement(store, receipt, speaker("zh_CN"))
