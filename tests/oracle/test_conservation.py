"""What holds for every district, whatever its figures are."""

import math
from dataclasses import replace

import pytest

from dashboard.contract import Snapshot
from metrics import report
from metrics.catalogue import INDICATORS
from metrics.causes import causes
from metrics.reporting import measured, prepared
from tests.metrics.conftest import shuffled
from tests.oracle.generator import Invented, invented

SEEDS = (1, 5, 11, 12)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_changed_since_the_last_meeting_adds_up_to_the_change_of_every_figure(seed: int) -> None:
    found = invented(seed)
    state = prepared(found.snapshot, found.district, found.previous, found.baseline)
    told = measured(state)
    wrong = []
    for unit, measures in {"": told.district, **told.units}.items():
        for measure in measures.values():
            if measure.change is None or INDICATORS[measure.indicator].kind in ("share", "ratio"):
                continue
            total = math.fsum(cause.amount for cause in causes(state, measure.indicator, unit))
            if not math.isclose(total, measure.change, rel_tol=1e-9, abs_tol=1e-9):
                wrong.append((unit, measure.indicator, measure.change, total))
    assert wrong == []


def _without(snapshot: Snapshot, unit: str) -> Snapshot:
    """The snapshot as if the unit had never sent anything; its targets stay."""
    tables = {n: t if n == "targets" else t[t["unit"] != unit] for n, t in snapshot.tables.items()}
    coverage = snapshot.coverage[snapshot.coverage["unit"] != unit]
    return replace(snapshot, tables=tables, coverage=coverage)


def _copied(found: Invented) -> list[Snapshot]:
    snapshots = [each for each in (found.snapshot, found.previous, found.baseline) if each is not None]
    return [Snapshot(s.as_of, {n: t.copy() for n, t in s.tables.items()}, s.coverage.copy()) for s in snapshots]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_changes_nothing_to_the_last_bit(seed: int) -> None:
    found = invented(seed)
    mixed = [each and shuffled(each, seed) for each in (found.snapshot, found.previous, found.baseline)]
    assert mixed[0] is not None
    straight = report(found.snapshot, found.district, previous=found.previous, baseline=found.baseline)
    assert report(mixed[0], found.district, previous=mixed[1], baseline=mixed[2]) == straight


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_counted_stays_untouched(seed: int) -> None:
    found = invented(seed)
    before = _copied(found)
    report(found.snapshot, found.district, previous=found.previous, baseline=found.baseline)
    for old, now in zip(before, _copied(found), strict=True):
        assert all(table.equals(old.tables[name]) for name, table in now.tables.items())
        assert now.coverage.equals(old.coverage)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_unit_that_sent_nothing_has_no_data_and_never_zero(seed: int) -> None:
    found = invented(seed)
    name = found.district.units[-1].name
    silent = report(_without(found.snapshot, name), found.district, baseline=found.baseline)
    whole = report(found.snapshot, found.district, baseline=found.baseline)
    assert {(m.value, m.light, m.grey_reason, m.reported) for m in silent.units[name].values()} == {
        (None, "grey", "no-data", 0)
    }
    for indicator, measure in silent.district.items():
        fewer = whole.units[name][indicator].reported and name in _carriers(found)
        assert measure.reported == whole.district[indicator].reported - fewer


def _carriers(found: Invented) -> set[str]:
    return {unit.name for unit in found.district.units if unit.kind == "carrier"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_district_is_at_most_the_sum_of_its_units_and_at_least_the_greatest(seed: int) -> None:
    """Things of several units count once, so the district may have fewer than its units together, never more.

    Of a project named by several the latest return speaks; it may take back what an earlier one still says.
    """
    found = invented(seed)
    reckoned = report(found.snapshot, found.district, previous=found.previous, baseline=found.baseline)
    for indicator in ("outbound_trips", "inbound_groups", "chambers", "projects_signed", "projects_started"):
        known = [measures[indicator].value for measures in reckoned.units.values()]
        values = [value for value in known if value is not None]
        least = 0.0 if indicator.startswith("projects") else max(values, default=0.0)
        if values:
            assert least <= (reckoned.district[indicator].value or 0.0) <= sum(values)
