"""A seal that somebody kept proves its receipt and everything before it, and tells when that was altered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from dashboard.errors import SubmissionRefused
from dashboard.i18n import speaker
from dashboard.store import Store, schema
from dashboard.store.engine import writing
from dashboard.workflows.proving import proved, told
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, Desk, project, settings

ZH = speaker("zh_CN")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def test_a_seal_leads_to_its_receipt_and_says_that_all_before_it_holds(desk: Desk) -> None:
    desk.send(MARCH_8, projects=[project("甲", "signed")])
    receipt = desk.send(MARCH_15, projects=[project("甲", "started")])
    found = proved(desk.store, receipt.seal)
    assert (found.receipt.number, found.file, found.unbroken) == (2, "2.xlsx", True)
    lines = told(found, ZH)
    assert lines[0].startswith("第2项操作：收件，")
    assert lines[1] == f"第2号回执：《2.xlsx》，sha256 {receipt.sha256}"
    assert lines[2] == f"此项及此前的全部操作都与封存时一致。封存码 {receipt.chain}"


def test_an_alteration_before_a_seal_is_told(desk: Desk) -> None:
    desk.send(MARCH_8, projects=[project("甲", "signed")])
    receipt = desk.send(MARCH_15, projects=[project("甲", "started")])
    with writing(desk.store.books.engine) as connection:
        connection.execute(update(schema.acts).where(schema.acts.c.number == 1).values(by="someone else"))
    assert not proved(desk.store, receipt.seal).unbroken


def test_a_clock_that_was_set_back_is_told_beside_the_proof(desk: Desk) -> None:
    desk.send(MARCH_8)
    desk.now -= timedelta(days=1)
    receipt = desk.send(MARCH_15)
    assert told(proved(desk.store, receipt.seal), ZH)[1] == (
        "当时机器时钟为2024-03-28 20:02，早于前一项操作；先后以编号为准。"
    )


def test_a_seal_that_was_never_given_is_refused(desk: Desk) -> None:
    with pytest.raises(SubmissionRefused, match="unknown-hash"):
        proved(desk.store, "0123456789abcdef")
