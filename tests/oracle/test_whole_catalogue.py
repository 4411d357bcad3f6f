"""Every law holds for every indicator of the catalogue: one that is added and meets no data here fails by its name."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from dashboard.contract import CREDIT_ROLES, Credit, District, Snapshot
from metrics import movement, proportions, report
from metrics.catalogue import INDICATORS, ledger
from metrics.causes import causes
from metrics.credit import CREDITED, attribution
from metrics.figures import State
from metrics.reporting import measured, prepared
from tests.metrics.conftest import AS_OF, A, B, Books, C, district
from tests.oracle import oracle
from tests.oracle.compare import worlds
from tests.oracle.generator import invented
from tests.oracle.test_conservation import SEEDS
from tests.oracle.test_generated import ALWAYS
from tests.oracle.test_order import TOLD, _state
from tests.oracle.world import LEDGER, OF_PRINCIPALS, SHARES, STOCKS

RATES = tuple(name for name, item in INDICATORS.items() if item.kind in ("ratio", "share"))
SUMS = tuple(name for name in INDICATORS if name not in RATES)


def test_every_indicator_has_a_second_reckoning_of_its_own_kind() -> None:
    assert set(LEDGER) == set(INDICATORS)
    assert {name: LEDGER[name] for name in INDICATORS} == {n: ledger(item) for n, item in INDICATORS.items()}
    assert set(SHARES) == set(RATES)
    assert set(STOCKS) == {name for name, item in INDICATORS.items() if not item.flow}
    assert set(OF_PRINCIPALS) == {name for name, item in INDICATORS.items() if item.of_district}


def test_both_reckonings_are_compared_on_figures_zeros_gaps_and_changes_of_every_indicator() -> None:
    held = {kind: Counter[str]() for kind in ("figure", "zero", "no data", "change", "target")}
    for seed in range(ALWAYS):
        found = invented(seed)
        told = oracle.report(worlds(found.snapshot, found.district, found.previous, found.baseline, found.past))
        for facts in (each for measures in told.values() for each in measures.items()):
            for kind in _kinds(facts[1]):
                held[kind][facts[0]] += not facts[1]["undecided"]
    scarce = {kind: [name for name in INDICATORS if held[kind][name] < 3] for kind in held}
    assert not any(scarce.values()), scarce


def _kinds(facts: oracle.Facts) -> Iterator[str]:
    yield "no data" if facts["value"] is None else "figure"
    if facts["value"] == 0:
        yield "zero"
    if facts["change"]:
        yield "change"
    if facts["target"]:
        yield "target"


def _changed(seed: int) -> Iterator[tuple[State, str, str, float]]:
    """Every figure of an invented district that differs from the last meeting's, with its place."""
    found = invented(seed)
    state = prepared(found.snapshot, found.district, found.previous, found.baseline)
    told = measured(state)
    for unit, measures in {"": told.district, **told.units}.items():
        for measure in measures.values():
            if measure.change:
                yield state, measure.indicator, unit, measure.change


def test_what_changed_adds_up_for_every_indicator_of_the_catalogue() -> None:
    """Counts and sums by their causes, rates by what their numerators and denominators gained and lost."""
    met: Counter[str] = Counter()
    for seed in range(ALWAYS):
        for state, name, unit, change in _changed(seed):
            told = proportions.causes if name in RATES else causes
            total = math.fsum(each.amount for each in told(state, name, unit))
            assert math.isclose(total, change, rel_tol=1e-9, abs_tol=1e-9), (seed, unit, name, change, total)
            met[name] += 1
    assert [name for name in INDICATORS if not met[name]] == []


@pytest.mark.parametrize("seed", range(ALWAYS))
def test_no_rest_is_left_in_the_movement_of_invented_districts(seed: int) -> None:
    """A bridge with a rest is an error where it is built (`test_bridge`)."""
    found = invented(seed)
    state = prepared(found.snapshot, found.district, found.previous, found.baseline)
    movement.movement(state)
    movement.asset_movement(state)


def test_the_laws_of_order_and_of_untouched_books_meet_every_indicator() -> None:
    """A law that only ever met gaps would hold of anything."""
    met = set[str]()
    for seed in SEEDS:
        found = invented(seed)
        told = report(found.snapshot, found.district, previous=found.previous, baseline=found.baseline)
        met |= {name for unit in told.units.values() for name, measure in unit.items() if measure.value}
        met |= {name for name, measure in told.district.items() if measure.value}
    assert [name for name in INDICATORS if name not in met] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_of_a_state_leaves_its_books_untouched(seed: int) -> None:
    state = _state(invented(seed), None)
    before = {name: table.copy() for name, table in state.snapshot.tables.items()}
    coverage = state.snapshot.coverage.copy()
    for tell in TOLD.values():
        tell(state)
    assert [name for name, table in state.snapshot.tables.items() if not table.equals(before[name])] == []
    assert state.snapshot.coverage.equals(coverage)


def _rate_of(books: Books, unit: str, name: str) -> None:
    """A list in which a rate is 0: one project signed this year, not started, and not spoken of since."""
    signed = {"stage": "signed", "signed_on": date(AS_OF.year, 2, 1), "identity": f"p{unit}", "name": "甲"}
    upto = AS_OF - timedelta(days=7) if name == "surveyed_share" else AS_OF
    books.add("projects", unit, upto=upto, **signed)
    books.covers(unit, "projects", "signed", period=upto)


def _zero(books: Books, unit: str, name: str) -> None:
    if name == "conversion_same_period":
        _told(books, unit, "projects_signed", 4)
        _told(books, unit, "projects_started", 0)
    elif name in RATES:
        _rate_of(books, unit, name)
    else:
        _told(books, unit, name, 0)


def _told(books: Books, unit: str, name: str, value: float) -> None:
    books.add("counters", unit, indicator=name, period="cumulative", as_of=AS_OF, value=value, cell="B2")


@pytest.mark.parametrize("name", INDICATORS)
def test_a_zero_is_zero_and_no_data_is_none_for_every_indicator(name: str) -> None:
    """With the zero taken away nothing is left: a program that fills gaps with 0 would show the same twice."""
    books = Books()
    for unit in (A, B):
        _zero(books, unit, name)
    found = report(books.snapshot(), district(), previous=Books(AS_OF - timedelta(days=7)).snapshot())
    assert {unit: found.units[unit][name].value for unit in (A, B, C)} == {A: 0, B: 0, C: None}
    assert (found.district[name].value, found.district[name].reported) == (0, 2)
    alone = report(_without(books, B), district(), previous=Books(AS_OF - timedelta(days=7)).snapshot())
    assert {unit: alone.units[unit][name].value for unit in (A, B, C)} == {A: 0, B: None, C: None}
    assert (alone.district[name].value, alone.district[name].reported) == (0, 1)
    nothing = report(_without(books, A, B), district())
    grey = nothing.district[name]
    assert (grey.value, grey.light, grey.grey_reason, grey.reported) == (None, "grey", "no-data", 0)


def _without(books: Books, *units: str) -> Snapshot:
    snapshot = books.snapshot()
    tables = {name: table[~table["unit"].isin(units)].reset_index(drop=True) for name, table in snapshot.tables.items()}
    return replace(snapshot, tables=tables, coverage=snapshot.coverage[~snapshot.coverage["unit"].isin(units)])


SHARED = {
    "split": {"originating": 0.3, "referring": 0.1, "host": 0.5, "service": 0.1},
    "double count": {"originating": 1.0, "host": 1.0},
    "less than one": {"originating": 0.3, "host": 0.4},
}


@pytest.mark.parametrize("way", SHARED)
@pytest.mark.parametrize("seed", SEEDS)
def test_credit_of_every_credited_indicator_adds_up_and_the_district_counts_each_project_once(
    seed: int, way: str
) -> None:
    shares = SHARED[way]
    state, plain = _credited(seed, shares), _credited(seed, {})
    declared = max(1.0, math.fsum(shares.values()))
    for name in CREDITED:
        found = attribution(state, name)
        assert found.total == attribution(plain, name).total, name
        each = found.parts.groupby("project")["share"].agg(math.fsum)
        assert ((each > 1 - 1e-9) & (each < declared + 1e-9)).all(), name
        split = math.fsum(found.units.rows["split"])
        added = math.fsum(found.parts["share"] * found.parts["amount"])
        assert math.isclose(split, added, abs_tol=1e-9), name
        if declared == 1:
            assert math.isclose(split, found.total, rel_tol=1e-9, abs_tol=1e-9), name
    told, before = (measured(each).district for each in (state, plain))
    assert [name for name in INDICATORS if told[name].value != before[name].value] == []


def _credited(seed: int, shares: dict[str, float]) -> State:
    """An invented district whose projects name units in every role, some in several and some in none."""
    found = invented(seed)
    rng = Random(f"{seed}/roles")
    names = [*(unit.name for unit in found.district.units), "", "外区"]
    projects = found.snapshot.tables["projects"].copy()
    for role in CREDIT_ROLES:
        projects[f"{role}_unit"] = projects[f"{role}_unit"].astype("object")
        projects[f"{role}_unit"] = [rng.choice(names) for _ in range(len(projects))]
        projects[f"{role}_unit"] = projects[f"{role}_unit"].astype("str")
    snapshot = replace(found.snapshot, tables={**found.snapshot.tables, "projects": projects})
    where: District = replace(found.district, credit=tuple(Credit(role, share) for role, share in shares.items()))
    return prepared(snapshot, where, found.previous, found.baseline)


def test_every_credited_indicator_meets_projects_of_several_units() -> None:
    met: Counter[str] = Counter()
    for seed in SEEDS:
        state = _credited(seed, SHARED["split"])
        for name in CREDITED:
            met[name] += int((attribution(state, name).parts.groupby("project")["unit"].nunique() > 1).sum())
    assert [name for name in CREDITED if not met[name]] == []
