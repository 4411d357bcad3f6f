"""Showing: everything that a meeting's pages print, as plain data. What is frozen is this, and nothing else."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts import board
from dashboard.contract import Snapshot
from dashboard.store import Store
from dashboard.weeks import held_before
from dashboard.workflows import grouped, increments, report, standing_still
from dashboard.workflows.developing import Developing
from dashboard.workflows.report import Read, Standing
from metrics import pins, rates, rhythm, transitions
from metrics.catalogue import AREA_OF
from metrics.measure import Measure, Source

FIRST = frozenset(("as_of", "district", "units", "weekly", "stock", "bridge", "files"))
"""Parts of the meetings that were frozen before the pages' other figures were; what they hold is still proved."""
LATER = ("revivals", "occupants")
"""Parts that meetings hold only since they had all others, the first one to come first."""
_SAID = ("light_word", "hedge", "stale", "by_hand", "notes")
"""What is printed beside a figure and is no figure."""


def shown(store: Store, cover_to: date, known_at: datetime | None = None) -> dict[str, Any]:
    """Every figure of a meeting, of the whole district, as plain data, and the files it all comes from.

    By page: overview and board (`district`, `units`, `groups`, `remarks`, `rhythm`, `ranks`), visits (`weekly`,
    `visits`, `leaders`), projects (`stock`, `bridge`, `movement`, `developing`, `stuck`), space (`space`, `revivals`,
    `occupants`).
    """
    read = once(store.snapshot)
    district = store.registry.at(cover_to, known_at)
    standing = report.standing(store, district, cover_to, known_at, read=read)
    return report.document(standing) | {
        "weekly": _records(standing.weekly),
        "stock": _records(standing.stock),
        "bridge": _records(standing.movement.bridge.stages),
        "files": _files(store, standing),
        "groups": {
            group: {name: report.facts(measure) for name, measure in counted.items()}
            for group, counted in grouped.groups(store, standing, _aimed(standing), read).items()
        },
        "remarks": _remarks(standing),
        "rhythm": plain(_rhythm(store, standing, read)),
        "ranks": _ranks(store, standing, read),
        "visits": plain(_visits(standing)),
        "leaders": plain(standing.leaders),
        "movement": plain(movement(standing)),
        "developing": plain(_developing(standing)),
        "stuck": plain(standing_still.stuck_list(store, standing, read=read)),
        "space": plain(_space(standing)),
        "revivals": plain({kind: [each._asdict() for each in standing.revivals(kind)] for kind in AREA_OF}),
        "occupants": plain({kind: standing.parted(kind, "occupant") for kind in AREA_OF}),
    }


def once(read: Read) -> Read:
    """Reads each day once: a year's last meetings are asked for by several parts."""
    kept: dict[tuple[date, datetime | None], Snapshot] = {}

    def again(day: date, known_at: datetime | None) -> Snapshot:
        if (day, known_at) not in kept:
            kept[day, known_at] = read(day, known_at)
        return kept[day, known_at]

    return again


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as the first frozen meetings have them, whose hash must be found again."""
    text = frame.to_json(orient="records", date_format="iso", double_precision=15, force_ascii=False)
    records: list[dict[str, Any]] = json.loads(text)
    return records


def _files(store: Store, standing: Standing) -> list[dict[str, Any]]:
    receipts = {int(number) for number in standing.snapshot.coverage["submission"]}
    return [
        {"receipt": row.number, "file": row.name, "sha256": row.sha256, "unit": row.unit, "period": plain(row.period)}
        for row in store.history.files(receipts)
    ]


def _aimed(standing: Standing) -> tuple[str, ...]:
    """The board's indicators."""
    return board.with_targets(standing.report.units, standing.report.district)


def _remarks(standing: Standing) -> dict[str, Any]:
    """The words beside the figures, by unit and indicator; nothing where none stands."""
    whole = {standing.district.name: standing.report.district, **standing.report.units}
    said = {unit: {name: _said(m) for name, m in measures.items()} for unit, measures in whole.items()}
    return {unit: {name: words for name, words in each.items() if words} for unit, each in said.items()}


def _said(measure: Measure) -> dict[str, Any]:
    return {name: plain(value) for name in _SAID if (value := getattr(measure, name)) and value != "no-light"}


def _rhythm(store: Store, standing: Standing, read: Read) -> dict[str, list[float]]:
    """What each of the last weeks, or meetings, added to the overview's numbers without a target, oldest first."""
    measures = standing.report.district
    plain_numbers = [name for name in pins.drawn(standing.district, measures) if not measures[name].target]
    counted = [name for name in plain_numbers if rhythm.dated(measures[name])]
    others = [name for name in plain_numbers if name not in counted]
    found = {name: rhythm.weekly(standing.state, name) for name in counted}
    return found | increments.increments(store, standing, others, increments.MEETINGS, read)


def _ranks(store: Store, standing: Standing, read: Read) -> dict[str, Any]:
    """Places of the units within their groups by indicator, now and as the last held meeting showed them."""
    indicators, known = _aimed(standing), standing.filters.known_at
    told = {"now": standing.report.units}
    if standing.previous is not None:
        day = held_before(standing.district, standing.as_of)
        known = store.meetings.presented(day, known) or known
        own = store.registry.at(day, known)
        then = report.standing(store, own, day, known, read=read, indicators=indicators).report.units
        told["before"] = {standing.district.former.get(name, name): measures for name, measures in then.items()}
    rows = {when: board.lines(standing.district, units, {}, indicators) for when, units in told.items()}
    return {when: {name: board.ranks(lines, name) for name in indicators} for when, lines in rows.items()}


def _visits(standing: Standing) -> dict[str, Any]:
    told = standing.visiting
    return {
        "destinations": told.destinations.rows,
        "by_leader": {name: tally.rows for name, tally in told.leaders.items()},
        "teams": told.teams.rows,
        "campaign": _campaign(plain(told.campaign)),
        "coverage": told.coverage,
        "grades": told.grades.rows,
        "twice": told.twice.rows,
        "yields": told.yields,
    }


def _campaign(told: dict[str, Any] | None) -> dict[str, Any] | None:
    """The campaign; as meetings have it that were frozen before units were compared alike, where there are no such."""
    return told if told is None or told["alike"] else {name: each for name, each in told.items() if name != "alike"}


def movement(standing: Standing) -> dict[str, Any]:
    """The bridge by unit, industry and in total, and what happened to which project."""
    found = standing.movement
    tables = {name: getattr(found.bridge, name) for name in ("units", "industries", "total")}
    return {**tables, "events": found.events}


def _developing(standing: Standing) -> dict[str, Any]:
    found = Developing(standing)
    cohorts = {step: {by: found.cohorts(step, by).table for by in transitions.BY} for step in transitions.STEPS}
    told_apart = {step: {by: found.rates(step, by).rows for by in rates.BY} for step in transitions.STEPS}
    return {
        "cohorts": cohorts,
        "curves": {step: found.cohorts(step, "quarter").curve.steps for step in transitions.STEPS},
        "rates": told_apart,
        "industries": found.industries.rows,
        "sizes": found.sizes.rows,
        "review": found.review,
        "claims": found.claims,
    }


def _space(standing: Standing) -> dict[str, Any]:
    moved = standing.asset_movement
    return {
        "steps": {kind: standing.steps(kind)[["on", "added", "total"]] for kind in AREA_OF},
        "methods": {kind: standing.parted(kind, "method") for kind in AREA_OF},
        "idle": standing.resources,
        "statuses": moved.bridge.statuses,
        "kinds": moved.bridge.kinds,
        "events": moved.events,
    }


def plain(value: Any) -> Any:
    """A value as JSON has it, every digit kept: rows for frames and tallies, null for what is absent."""
    if isinstance(value, np.generic):
        return plain(value.item())
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, date):
        return value.isoformat()
    for kind, said in _PLAIN.items():
        if isinstance(value, kind):
            return said(value)
    if is_dataclass(value) and not isinstance(value, type):
        # the cells behind a tally are found again by its rows; what counts is said by them
        return {each.name: plain(getattr(value, each.name)) for each in fields(value) if each.name != "cells"}
    return value


_PLAIN: Mapping[type | tuple[type, ...], Callable[[Any], Any]] = {
    Source: lambda cell: {"receipt": cell.submission, "file": cell.file, "sheet": cell.sheet, "cell": cell.cell},
    pd.DataFrame: lambda frame: [plain(row) for row in frame.to_dict("records")],
    Mapping: lambda mapping: {str(key): plain(each) for key, each in mapping.items()},
    (set, frozenset): lambda found: sorted(plain(each) for each in found),
    (list, tuple): lambda listed: [plain(each) for each in listed],
}
"""How compound values are said, by their type."""
