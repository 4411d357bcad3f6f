"""What a reader asked to see: `Filters` applied to a snapshot and to the registry, in the one place that filters."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard.contract import NAMES_UNITS, District, Filters, Snapshot, Unit
from metrics.catalogue import INDICATORS

_WITH_INDUSTRY = ("projects", "events")


def chosen_units(district: District, filters: Filters) -> tuple[Unit, ...]:
    """Registry units that the filters leave, in the official order; all of them without unit or group."""
    units = district.units
    if filters.group:
        units = tuple(unit for unit in units if unit.group == filters.group)
    if filters.unit and filters.unit != district.name:
        units = tuple(unit for unit in units if unit.name == filters.unit)
    return units


def narrowed(district: District, filters: Filters) -> District:
    """The registry with the chosen units only; the very same object when nothing is filtered.

    With a unit or group the district's own targets are left out: what was chosen is judged against its own; so are
    leaders of other units and of the district, whose outings are not in the selection. With an industry no target of
    projects or events is left, for none was set for one industry.
    """
    units = chosen_units(district, filters)
    part = bool(filters.group) or filters.unit not in ("", district.name)
    targets = tuple(
        target
        for target in district.targets
        if not (part and target.unit == district.name) and not (filters.industry and target.indicator in _INDUSTRIAL)
    )
    names = {unit.name for unit in units}
    leaders = tuple(leader for leader in district.leaders if not part or leader.unit in names)
    if (units, targets, leaders) == (district.units, district.targets, district.leaders):
        return district
    return replace(district, units=units, targets=targets, leaders=leaders)


def selected(snapshot: Snapshot, district: District, filters: Filters) -> Snapshot:
    """The snapshot with the records of the chosen units and industry; the input is untouched.

    A unit or group leaves out what the district itself reports, a choice of the district itself leaves only that.
    An industry narrows projects and events; counters and targets know no industry and stay out of those two subjects.
    """
    if not (filters.unit or filters.group or filters.industry):
        return snapshot
    names = {unit.name for unit in chosen_units(district, filters)}
    if filters.unit == district.name:
        names = {district.name}
    elif not (filters.unit or filters.group):
        names |= {district.name}
    tables = {
        name: _of_industry(name, t[t["unit"].isin(names)], filters.industry) for name, t in snapshot.tables.items()
    }
    coverage = snapshot.coverage[snapshot.coverage["unit"].isin(names)]
    beside = None if district.name in names else (snapshot, district)
    coverage, sent = coverage.reset_index(drop=True), snapshot.sent[snapshot.sent["unit"].isin(names)]
    return replace(snapshot, tables=tables, coverage=coverage, sent=sent, beside=beside)


def called_as(snapshot: Snapshot, district: District) -> Snapshot:
    """A snapshot of any day with its units under the names that they bear in this registry; the input is untouched."""
    if not district.former or not any(frame["unit"].isin(list(district.former)).any() for frame in _framed(snapshot)):
        return snapshot
    tables = {name: _called(table, district) for name, table in snapshot.tables.items()}
    coverage, sent = _called(snapshot.coverage, district), _called(snapshot.sent, district)
    return replace(snapshot, tables=tables, coverage=coverage, sent=sent)


def _framed(snapshot: Snapshot) -> Iterator[pd.DataFrame]:
    yield snapshot.coverage
    yield snapshot.sent
    yield from snapshot.tables.values()


def _called(frame: pd.DataFrame, district: District) -> pd.DataFrame:
    names = {
        column: frame[column].map(lambda name: district.former.get(name, name)).astype("str")
        for column in NAMES_UNITS
        if column in frame
    }
    return frame.assign(**names)


def _of_industry(name: str, table: pd.DataFrame, industry: str) -> pd.DataFrame:
    if industry and name in _WITH_INDUSTRY:
        table = table[table["industry"] == industry]
    if industry and name in ("counters", "targets"):
        table = table[~table["indicator"].isin(_INDUSTRIAL)]
    return table.reset_index(drop=True)


_INDUSTRIAL = frozenset(name for name, item in INDICATORS.items() if item.table in _WITH_INDUSTRY)
