"""A reporter's store: own units' rows in every answer, and nothing that nobody thought of."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time
from itertools import combinations
from operator import attrgetter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.access import ROLES, Identity
from dashboard.access.narrowing import Narrowed, seen
from dashboard.config import Settings
from dashboard.contract import Filters
from dashboard.errors import AccessDenied
from dashboard.store import Store, Submission
from dashboard.weeks import ZONE
from dashboard.workflows import concerns, consolidated, receive, report, returns
from tests.weeks import WEEK

NOW = datetime.combine(WEEK, time(18), ZONE)
Output = Callable[[Store], set[str]]


@pytest.fixture(scope="module")
def store(filled: Path) -> Iterator[Store]:
    with Store(Settings.current({"DISPATCH_DATA_DIR": str(filled)}).sample(), reading=True) as opened:
        yield opened


def reporter(*units: str) -> Identity:
    return Identity("wang", frozenset({"reporter"}), units)


def units_in(frames: Any) -> set[str]:
    return {str(unit) for frame in frames for unit in frame["unit"]} - {""}


def _snapshot(store: Store) -> set[str]:
    found = store.snapshot(WEEK)
    # whatever frame a snapshot gets later is looked at too
    own = (value for value in vars(found).values() if isinstance(value, pd.DataFrame))
    return units_in([*found.tables.values(), *own])


def _figures(store: Store) -> set[str]:
    told = report.standing(store, store.registry.at(WEEK), Filters(WEEK)).report
    measures = [measure for indicators in (*told.units.values(), told.district) for measure in indicators.values()]
    return set(told.units) | {source.unit for measure in measures for source in measure.source} - {""}


def _ledgers(store: Store) -> set[str]:
    snapshot, district = store.snapshot(WEEK), store.registry.at(WEEK)
    return units_in(
        consolidated.records(snapshot, district, table, Filters(WEEK), "") for table in consolidated.LEDGERS
    )


def _history(store: Store) -> set[str]:
    projects = store.snapshot(WEEK).tables["projects"]
    return units_in(consolidated.history(store, "projects", str(name), WEEK) for name in projects["identity"][:2])


def _receipts(store: Store) -> set[str]:
    return units_in([store.submissions()])


def _files(store: Store) -> set[str]:
    found = set()
    for number in range(1, store.receipts + 1):
        try:
            filed = store.submission(number)
            store.archived(number)
        except AccessDenied:
            continue
        found |= units_in(filed.tables.values()) | {filed.receipt.unit}
    return found


def _parts_of_files(store: Store) -> set[str]:
    found = set()
    for number in range(1, store.receipts + 1):
        try:
            found |= units_in(store.submission(number).tables.values())
        except AccessDenied:
            continue
    return found


def _returns(store: Store) -> set[str]:
    return set(returns.returns(store, store.registry.at(WEEK), WEEK, NOW).grid)


def _findings(store: Store) -> set[str]:
    return set(concerns.open_findings(store, store.snapshot(WEEK)))


def _earlier(store: Store) -> set[str]:
    found = set()
    for unit in store.district.names[1:]:
        found |= units_in(store.previous(unit, WEEK.replace(day=30)).tables().values())
    return found


def _memories(store: Store) -> set[str]:
    return {memory.unit for memory in store.memory.listing()} - {""}


def _actions(store: Store) -> set[str]:
    return {action.promise.unit for action in store.actions.all()}


def _registry(store: Store) -> set[str]:
    district = store.registry.at(WEEK)
    people = {leader.unit for leader in district.leaders} | {target.unit for target in district.targets}
    return ({unit.name for unit in district.units} | people) - {""}


OUTPUTS: dict[str, Output] = {
    "snapshot": _snapshot, "figures": _figures, "ledgers": _ledgers, "history": _history, "receipts": _receipts,
    "files": _files, "parts of files": _parts_of_files, "returns": _returns, "findings": _findings,
    "earlier tables": _earlier, "memories": _memories, "actions": _actions, "registry": _registry,
}  # fmt: skip


def test_who_sees_the_district_is_given_the_store_itself(store: Store) -> None:
    for role in ("viewer", "bureau", "assessor"):
        assert seen(store, Identity("x", frozenset({role}))) is store  # type: ignore[arg-type]  # the three are roles


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_reporter_is_shown_own_units_alone(store: Store, output: str) -> None:
    unit = store.district.names[1]
    assert OUTPUTS[output](seen(store, reporter(unit))) <= {unit}


@pytest.mark.parametrize("output", ["snapshot", "figures", "ledgers", "receipts", "returns", "files"])
def test_own_rows_are_all_there(store: Store, output: str) -> None:
    unit = store.district.names[1]
    assert OUTPUTS[output](seen(store, reporter(unit))) == {unit}
    own = store.snapshot(WEEK).tables["projects"]
    narrowed = seen(store, reporter(unit)).snapshot(WEEK).tables["projects"]
    pd.testing.assert_frame_equal(narrowed, own[own["unit"] == unit].reset_index(drop=True))


def _combinations(store: Store, n: int) -> Iterator[tuple[frozenset[Any], tuple[str, ...], str]]:
    """Roles without the whole district, units and outputs, in a fixed random order."""
    units = store.district.names[1:]
    sets = [chosen for size in (0, 1, 2, 3, 4) for chosen in combinations(units, size)]
    roles = [frozenset(given) for size in range(len(ROLES) + 1) for given in combinations(ROLES, size)]
    rng = random.Random(20241129)
    for _ in range(n):
        yield rng.choice(roles), rng.choice(sets), rng.choice(list(OUTPUTS))


def _foreign(store: Store, n: int) -> list[tuple[Any, ...]]:
    found, asked = [], dict[tuple[tuple[str, ...], str], set[str]]()
    for roles, units, output in _combinations(store, n):
        who = Identity("x", roles, units if "reporter" in roles else ())
        narrowed = seen(store, who)
        if narrowed is store:
            assert who.whole
            continue
        shown = asked.setdefault((who.units, output), set()) or OUTPUTS[output](narrowed)
        asked[who.units, output] = shown
        if not shown <= set(who.units):
            found.append((roles, units, output, shown - set(who.units)))
    return found


def test_no_foreign_row_in_a_thousand_combinations_of_role_unit_and_output(store: Store) -> None:
    assert _foreign(store, 1_000) == []


@pytest.mark.slow
def test_no_foreign_row_in_ten_thousand_combinations(store: Store) -> None:
    assert _foreign(store, 10_000) == []


@pytest.mark.parametrize(
    "door",
    [
        "links.trail", "assessments.all", "score_rules.all", "meetings.shown", "meetings.freeze", "books.reading",
        "registry.keep", "history.ever", "verdicts.give", "actions.make", "memory.forget",
    ],
)  # fmt: skip
def test_what_nobody_thought_of_is_closed(store: Store, door: str) -> None:
    with pytest.raises(AccessDenied) as denied:
        attrgetter(door)(seen(store, reporter(store.district.names[1])))
    assert denied.value.code == "rows-denied"


@pytest.mark.parametrize("deed", ["retract", "withdraw", "sealed", "until"])
def test_what_the_store_itself_does_for_the_bureau_is_closed(store: Store, deed: str) -> None:
    bureau = {"number": 1, "reason": "w", "by": "x", "now": NOW}
    given: dict[str, Any] = {"sealed": {"seal": "x"}, "until": {"act": 1}}.get(deed, bureau)
    with pytest.raises(AccessDenied) as denied:
        getattr(seen(store, reporter(store.district.names[1])), deed)(**given)
    assert denied.value.code == "rows-denied"


def test_every_reader_of_the_store_is_answered_for_a_reporter_or_closed() -> None:
    own = {name for name, value in vars(Narrowed).items() if callable(value) or isinstance(value, property)}
    public = {name for name in vars(Store) if not name.startswith("_")}
    # these go to the closed parts, as the test above shows, or stand for "every unit"
    assert public - own == {"retract", "withdraw", "sealed", "until", "audience"}


def test_answers_are_kept_apart_by_who_sees_them(store: Store) -> None:
    one, other = store.district.names[1:3]
    assert len({seen(store, reporter(*units)).audience for units in ((one,), (other,), (one, other), ())}) == 4
    assert store.audience == ""
    assert seen(store, reporter(one)) == seen(store, reporter(one)) != seen(store, reporter(other))


@pytest.mark.parametrize("place", ["sender", "row"])
def test_a_reporter_commits_for_own_units_alone(store: Store, place: str) -> None:
    mine, foreign = store.district.names[1:3]
    rows = store.snapshot(WEEK).tables["projects"]
    told = rows[rows["unit"] == (foreign if place == "row" else mine)]
    said = Submission(b"x", "x.xlsx", WEEK, unit=mine if place == "row" else foreign, tables={"projects": told})
    before = store.receipts
    with pytest.raises(AccessDenied) as denied:
        seen(store, reporter(mine)).commit(said, now=NOW)
    assert (denied.value.code, denied.value.detail["units"]) == ("unit-denied", foreign)
    assert store.receipts == before


def test_what_a_reporter_has_read_is_looked_at_again_before_it_is_committed(store: Store, tmp_path: Path) -> None:
    mine = store.district.names[1]
    sheet = tmp_path / "项目.csv"
    sheet.write_text("序号,项目名称,项目阶段,总投资（亿元）\n1,甲项目,在谈,2\n", encoding="utf-8")
    own = seen(store, reporter(mine))
    read = receive.draft(
        sheet.read_bytes(), sheet.name, store=own, district=own.district, unit=mine, today=WEEK, period=WEEK
    )
    # as after something was done that may concern it
    assert receive.renewed(replace(read, checked=0), own).reading == read.reading
    assert receive.latest(replace(read, checked=0), own).unit == mine
