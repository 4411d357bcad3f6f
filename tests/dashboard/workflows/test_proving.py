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
from dashboard.workflows.proving import proved, told, under
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


def published(desk: Desk) -> str:
    """Scores of a period, published and closed on; their hash."""
    said = {"by": "考核办", "now": desk.now}
    periods = desk.store.assessments
    number = periods.open("一季度", RULES.encode(), "办法.toml", MARCH_8, MARCH_15, **said)
    scores = {"units": [{"unit": "甲街道", "total": 93.11, "rank": 1}, {"unit": "乙镇", "total": None, "rank": None}]}
    periods.publish(number, scores, **said)
    return periods.close(number, **said)


RULES = """title = "办法"
version = "1"
from = 2024-01-01
until = 2024-12-31
missing = "nothing"
[[terms]]
id = "case"
name = "案例"
form = "manual"
points = 5
"""


def test_the_hash_of_a_closed_assessment_period_leads_to_its_scores(desk: Desk) -> None:
    hash_ = published(desk)
    found = under(desk.store, hash_[:12], ZH)
    assert found.sound
    assert found.content == desk.store.assessments.kept(hash_)
    assert found.lines[0].startswith("考核期“一季度”（2024年3月8日至2024年3月15日）第1次公布，")
    assert found.lines[0].endswith("已定案")
    assert found.lines[1].startswith("得分与公布时逐字一致；所依办法 办法.toml，校验码 ")
    assert [line.split()[:2] for line in found.lines[3:]] == [["甲街道", "93.11分"], ["乙镇", ZH("scores.unplaced")]]


@pytest.mark.parametrize("altered", ["scores", "rules"])
def test_scores_or_rules_that_were_altered_after_the_closing_are_told(desk: Desk, altered: str) -> None:
    hash_ = published(desk)
    name = hash_ if altered == "scores" else desk.store.assessments.all()[0].rules
    (path,) = desk.store.settings.data_dir.rglob(name)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"93.11", b"83.11").replace(b"points = 5", b"points = 9"))
    found = under(desk.store, hash_, ZH)
    assert (found.sound, found.content) == (False, b"")
    assert found.lines[-1] == "存档中的得分或办法缺失或已被改动，与公布时不一致。"
