"""Around a figure entered by hand: as presented, taken back, rebuilt, restated, refused; on each database alike."""

from datetime import datetime, timedelta

import pytest

from dashboard.config import Settings
from dashboard.errors import SubmissionRefused
from dashboard.store import Store, check, rebuild
from dashboard.workflows import entering, freezing, report
from dashboard.workflows.preparing import checklist
from dashboard.workflows.restating import restatements
from dashboard.workflows.returns import reported, returns
from metrics.catalogue import INDICATORS
from tests.dashboard.store.desk import DISTRICT, MARCH_29, NOON, Desk
from tests.dashboard.store.entries import APRIL_5, TRIPS, A, B, enter, entry, figure_of, reported_on, sent_trips


def test_as_presented_before_the_entry_and_before_the_units_file(desk: Desk) -> None:
    sent_trips(desk, 12)
    before = desk.now
    enter(desk, 14)
    between = desk.now
    sent_trips(desk, 13)
    values = [figure_of(desk, known_at=moment) for moment in (before, between, None)]
    assert [(m.value, m.by_hand) for m in values] == [(12, ""), (14, "entered"), (13, "")]


def test_a_retracted_entry_gives_the_units_figure_back(desk: Desk) -> None:
    sent_trips(desk, 12)
    receipt = enter(desk, 14)
    known = desk.now
    desk.store.retract(receipt.number, "打错", by="local", now=desk.now + timedelta(minutes=1))
    assert (figure_of(desk).value, figure_of(desk).by_hand) == (12, "")
    assert figure_of(desk, known_at=known).value == 14


def test_the_same_entry_within_a_minute_is_one(desk: Desk) -> None:
    first = entering.entered(entry(), desk.store, by="local", now=desk.now)
    again = entering.entered(entry(), desk.store, by="local", now=desk.now)
    assert (again.number, again.repeated) == (first.number, True)


def test_the_units_next_file_is_not_read_beside_what_was_entered(desk: Desk) -> None:
    enter(desk, 14)
    assert desk.store.previous(A, APRIL_5).tables() == {}


def test_a_store_rebuilt_from_archive_and_journal_shows_the_same(desk: Desk, place: Settings) -> None:
    sent_trips(desk, 12)
    enter(desk, 14)
    before = report.document(reported_on(desk)), figure_of(desk).notes
    desk.store.close()
    rebuild(place, now=NOON)
    with Store(place, DISTRICT) as store:
        again = Desk(store)
        assert (report.document(reported_on(again)), figure_of(again).notes) == before
    assert check(place) == []


def test_an_entry_is_nobodys_return(desk: Desk) -> None:
    enter(desk, 14)
    grid = returns(desk.store, DISTRICT, MARCH_29, datetime(2024, 4, 1)).grid
    assert (grid[A][MARCH_29].state, grid[A][MARCH_29].lacking) == ("missing", ("visits", "projects", "assets"))
    assert reported(desk.store.snapshot(MARCH_29), DISTRICT) == (0, 3)


def test_the_checklist_names_what_was_entered_and_what_the_units_file_contradicts(desk: Desk) -> None:
    sent_trips(desk, 12)
    first = enter(desk, 14).number
    assert _listed(desk) == [("manual", A, TRIPS, 14, first, "instead", 12)]
    sent_trips(desk, 13)
    second = enter(desk, 6, unit=B).number
    assert _listed(desk) == [
        ("contradicted", A, TRIPS, 14, first, "own", 13),
        ("manual", B, TRIPS, 6, second, "alone", None),
    ]


def _listed(desk: Desk) -> list[tuple[object, ...]]:
    grid = returns(desk.store, DISTRICT, MARCH_29, datetime(2024, 4, 1))
    lines = (line for line in checklist(desk.store, reported_on(desk), grid, None) if "value" in line.detail)
    said = ("indicator", "value", "receipt")
    return [
        (line.kind, line.subject, *(line.detail[n] for n in said), line.effect, line.at_stake["own"]) for line in lines
    ]


def test_a_frozen_figure_that_an_entry_changed_is_restated_with_its_reason(desk: Desk) -> None:
    sent_trips(desk, 12)
    desk.now += timedelta(minutes=1)
    freezing.freeze(desk.store, MARCH_29, by="local", now=desk.now)
    number = enter(desk, 14).number
    found = next(r for r in restatements(desk.store, MARCH_29).figures if (r.unit, r.indicator) == (A, TRIPS))
    (part,) = found.parts
    assert (found.presented, found.now, part.amount) == (12, 14, 2)
    assert (part.cause.kind, part.cause.number, part.cause.reason) == ("manual", number, "漏报两次")


def test_what_would_change_is_told_before_anything_is_stored(desk: Desk) -> None:
    sent_trips(desk, 12)
    found = entering.foreseen(entry(14, who=""), desk.store, by="local", now=desk.now)
    assert [(c.unit, c.before.value, c.after.value, c.after.by_hand) for c in found] == [
        (A, 12, 14, "entered"),
        ("示例区", 12, 14, "part"),
    ]
    assert desk.store.acts == 1


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("manual-unit", {"unit": "丁镇"}),
        ("manual-indicator", {"indicator": "conversion_stock"}),
        ("manual-value", {"value": None}),
        ("manual-value", {"value": float("nan")}),
        ("manual-negative", {"value": -1}),
        ("manual-not-whole", {"value": 1.5}),
        ("manual-future", {"cover_to": APRIL_5}),
        ("manual-who", {"who": " "}),
        ("manual-who", {"who": "13800001111"}),
        ("manual-reason", {"why": ""}),
        ("manual-evidence", {"evidence": "\n"}),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(desk: Desk, code: str, facts: dict[str, object]) -> None:
    with pytest.raises(SubmissionRefused) as refused:
        enter(desk, **facts)  # type: ignore[arg-type]  # options as the case words them
    assert (refused.value.code, desk.store.acts) == (code, 0)


def test_telephone_numbers_are_not_carried_on(desk: Desk) -> None:
    enter(desk, 14, evidence="通话记录 手机13800001111")
    assert figure_of(desk).notes[0].detail["evidence"] == "通话记录"


@pytest.mark.parametrize("indicator", entering.ENTERABLE)
@pytest.mark.parametrize("hedged", [False, True])
def test_every_indicator_is_read_back_as_it_was_meant(indicator: str, hedged: bool) -> None:
    value = 3 if INDICATORS[indicator].kind == "count" else 5700.25
    for span in entering.SPANS:
        said = entry(value, indicator=indicator, span=span, hedged=hedged)
        counters = entering.submission(said, DISTRICT, by="local", now=NOON).tables["counters"]
        assert [*counters[["indicator", "period", "value"]].iloc[0]] == [indicator, span, value]
        assert counters["hedged"].iloc[0] == ("value" if hedged else "")
