"""Assessment periods as acts: opened, published, objected to with a ruling, closed with a hash."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from dashboard.errors import StoreDamaged, SubmissionRefused
from dashboard.store.checking import check
from dashboard.store.rebuilding import rebuild
from tests.dashboard.store.desk import NOON, Desk

RULES = b'title = "X"'


class Office:
    """Takes the steps of one period, a minute apart."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.store = desk, desk.store.assessments
        said = ("一季度", RULES, "scoring.toml", date(2024, 1, 1), date(2024, 3, 31))
        self.number = self.store.open(*said, by="局", now=self.now)

    @property
    def now(self):
        self.desk.now += timedelta(minutes=1)
        return self.desk.now

    def publish(self, total: float = 90.0) -> str:
        return self.store.publish(self.number, {"甲街道": total}, by="局", now=self.now)

    def object(self) -> int:
        return self.store.object(self.number, "甲街道", "漏计一个项目", "合同", by="甲街道", now=self.now)

    def rule(self, objection: int, *, upheld: bool) -> None:
        self.store.rule(self.number, objection, "已核", upheld=upheld, by="局", now=self.now)

    def close(self) -> str:
        return self.store.close(self.number, by="局", now=self.now)


@pytest.fixture
def office(desk: Desk) -> Office:
    return Office(desk)


def refused(act, *what, **how) -> str:
    with pytest.raises(SubmissionRefused) as told:
        act(*what, **how)
    return told.value.code


def test_a_period_goes_from_opened_over_published_to_closed(office: Office) -> None:
    states = [office.store.all()[0].state]
    published = office.publish()
    states.append(office.store.all()[0].state)
    assert office.close() == published
    period = office.store.all()[0]
    assert [*states, period.state] == ["opened", "published", "closed"]
    assert (period.title, period.until, period.rules) == ("一季度", date(2024, 3, 31), sha256(RULES).hexdigest())


def test_the_hash_gives_back_rules_and_scores_word_for_word(office: Office) -> None:
    published = office.publish()
    assert office.store.kept(published) == '{"甲街道":90.0}'.encode()
    assert office.store.kept(office.store.all()[0].rules) == RULES


def test_nothing_changes_once_it_is_closed(office: Office) -> None:
    office.publish()
    office.close()
    assert [refused(act) for act in (office.publish, office.object, office.close)] == ["assessment-closed"] * 3


def test_an_objection_needs_a_publication_and_a_reason(office: Office) -> None:
    assert refused(office.object) == "assessment-unpublished"
    assert refused(office.close) == "assessment-unpublished"
    office.publish()
    said = {"by": "甲街道", "now": office.now}
    assert refused(office.store.object, office.number, "甲街道", " ", "", **said) == "objection-without-reason"


def test_closing_waits_for_every_ruling(office: Office) -> None:
    office.publish()
    objection = office.object()
    assert refused(office.close) == "assessment-unruled"
    office.rule(objection, upheld=False)
    office.close()
    ruled = office.store.all()[0].objections[0]
    assert (ruled.unit, ruled.upheld, ruled.ruling, ruled.ruled_by) == ("甲街道", False, "已核", "局")


def test_after_an_upheld_objection_the_scores_are_published_anew(office: Office) -> None:
    office.publish()
    office.rule(office.object(), upheld=True)
    assert refused(office.close) == "assessment-outdated"
    second = office.publish(95.0)
    assert office.close() == second
    assert [each.version for each in office.store.all()[0].publications] == [1, 2]


def test_an_objection_is_ruled_on_once(office: Office) -> None:
    office.publish()
    objection = office.object()
    office.rule(objection, upheld=False)
    assert refused(office.rule, objection, upheld=True) == "objection-unknown"


def test_a_period_that_ends_before_it_begins_is_refused(office: Office) -> None:
    said = ("二季度", RULES, "x.toml", date(2024, 4, 1), date(2024, 3, 31))
    assert refused(office.store.open, *said, by="局", now=office.now) == "assessment-period"
    assert refused(office.store.publish, 99, {}, by="局", now=office.now) == "assessment-unknown"


def test_periods_stand_after_a_rebuild_and_a_lost_state_is_found(office: Office) -> None:
    published = office.publish()
    office.close()
    before = office.store.all()
    rebuild(office.desk.store.settings, now=NOON)
    assert office.store.all() == before
    office.desk.store.books.archive.path(published).unlink()
    found = {difference.code for difference in check(office.desk.store.settings)}
    assert found == {"assessment-lost"}
    with pytest.raises(StoreDamaged):
        office.store.kept(published)


def _open(office: Office, title: str = "一季度", rules: bytes = RULES, until: date = date(2024, 3, 31)) -> int:
    return office.store.open(title, rules, "scoring.toml", date(2024, 1, 1), until, by="局", now=office.now)


def test_the_same_period_is_opened_once(office: Office) -> None:
    assert refused(_open, office) == "assessment-twice"
    assert refused(_open, office, "第一季度") == "assessment-twice"
    assert refused(_open, office, "一季度", b"other") == "assessment-twice"
    _open(office, "重点项目", b"other")
    _open(office, until=date(2024, 6, 30))
    assert len(office.store.all()) == 3


def test_a_period_opened_by_mistake_is_withdrawn_with_its_reason_and_may_be_opened_anew(office: Office) -> None:
    assert refused(office.store.withdraw, office.number, " ", by="局", now=office.now) == "withdrawal-without-reason"
    office.store.withdraw(office.number, "截止日填错", by="局", now=office.now)
    (period,) = office.store.all()
    assert (period.state, period.withdrawn.reason, period.withdrawn.by) == ("withdrawn", "截止日填错", "局")
    assert refused(office.publish) == "assessment-withdrawn"
    assert refused(office.store.withdraw, office.number, "再撤", by="局", now=office.now) == "assessment-withdrawn"
    _open(office)
    assert [each.state for each in office.store.all()] == ["opened", "withdrawn"]


def test_what_units_have_seen_is_not_withdrawn(office: Office) -> None:
    office.publish()
    assert refused(office.store.withdraw, office.number, "重来", by="局", now=office.now) == "assessment-published"
    office.close()
    assert refused(office.store.withdraw, office.number, "重来", by="局", now=office.now) == "assessment-closed"
