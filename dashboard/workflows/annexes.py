"""What a pack carries for those who go on with it: measures with their numbers, ledgers, what changed, scores."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import pandas as pd

from dashboard.charts import amounts
from dashboard.charts.look import GLYPHS, light_word
from dashboard.exports import tabular
from dashboard.exports.contents import EXACT, Field, Figure, Hedge, Quantity, Register, Sum
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.submission import Facts
from dashboard.workflows import columns, consolidated, moves
from dashboard.workflows.assessing import rules_of
from dashboard.workflows.codes import Names
from dashboard.workflows.report import Standing
from metrics.bridge import STEPS, steps_of
from metrics.measure import Measure
from metrics.rulebook import PER_ITEM, Rulebook

_PLACES = frozenset(("file", "period", "sheet", "table", "row", "cell", "submission", "hedged", "imprecise"))
"""Columns that say where a record stands and how its cells are read."""
_BY_PERIOD = ("targets", "counters")
"""Ledgers whose period is a part of the year and not the day that a file covers to."""
_ADDED = ("investment", "investment_usd", "paid_in", "area", "idle_area", "revitalised_area", "revitalised_increment")
"""Columns of a ledger of which a sum says something."""
_TELLING = frozenset(("investor", "registered_name", "credit_code", "content"))
"""Columns of a project that tell who it is as well as its name does."""


def figures(say: Say, standing: Standing) -> Iterator[Figure]:
    """Every measure of the district, then of every unit what it has a figure or a target for."""
    for measure in standing.report.district.values():
        yield figure(say, measure, standing.district.name)
    for unit in standing.district.units:
        for measure in standing.report.units[unit.name].values():
            if measure.value is not None or measure.target:
                yield figure(say, measure, unit.name)


def figure(say: Say, measure: Measure, place: str) -> Figure:
    kind = amounts.kind_of(measure.indicator)
    share = kind in ("share", "ratio")
    status = f"{GLYPHS[measure.light_word]} {say(light_word(measure))}".strip() if measure.target else ""
    if measure.value is None:
        status = say("reason.no-data")
    late = say("pack.stands", day=say.day(measure.cover_to)) if measure.stale and measure.cover_to else ""
    parts = f"{measure.reported}/{measure.expected}" if measure.reported < measure.expected else ""
    told = [amounts.mark_of(say, measure), late, say("pack.reported", n=parts) if parts else ""]
    return Figure(
        place=place,
        indicator=measure.indicator,
        name=amounts.named(say, measure.indicator),
        unit="" if share else amounts.unit_word(say, measure.indicator),
        printed=amounts.value_of(say, measure),
        status=status,
        value=measure.value,
        target=measure.target,
        completion=measure.completion,
        elapsed=measure.elapsed if measure.target else None,
        change=measure.change,
        part=measure.numerator if share else None,
        whole=measure.denominator if share else None,
        few=_few(measure, share=share),
        behind=around(say, "charts.gap.items", unit=amounts.unit_word(say, measure.indicator)) if not share else EXACT,
        hedge=hedge(say, measure.hedge) if measure.hedged else EXACT,
        about=hedge(say, "about") if measure.hedged else EXACT,
        light="" if not measure.target else "level" if measure.light_word == "level" else measure.light or "",
        cover_to=measure.cover_to,
        remark=say("charts.semicolon").join(part for part in told if part),
        adds=not share,
    )


def _few(measure: Measure, *, share: bool) -> int:
    """The target or whole of which parts are written as 0/2 because it is under ten; 0 for none."""
    of = measure.denominator if share else measure.target if measure.whole_items else None
    return int(of) if of and of < amounts.FEW and of == int(of) else 0


def hedge(say: Say, word: str) -> Hedge:
    """What stands around a number that is hedged by a word; one that is not known reads as 约."""
    known = word if word and say.knows(f"charts.hedge.{word}") else "about"
    return around(say, f"charts.hedge.{known}", unit="")


def around(say: Say, key: str, **values: str) -> Hedge:
    before, _, after = say(key, number="\0", **values).partition("\0")
    return before.lstrip(), after.rstrip()


def registers(store: Store, standing: Standing, say: Say, names: Names) -> Iterator[Register]:
    """The ledgers in the order of their page, what changed since the last meeting, and the scores last published."""
    for name in consolidated.LEDGERS:
        rows = consolidated.records(standing.snapshot, standing.district, name, standing.filters)
        if len(rows):
            yield _ledger(say, standing, name, rows, names)
    yield from _changes(standing, say, names)
    yield from _scores(store, standing, say, names)


def _ledger(say: Say, standing: Standing, name: str, rows: pd.DataFrame, names: Names) -> Register:
    kept = consolidated.visible(rows)
    told = columns.worded(rows[kept], say)
    heads = tuple(columns.heading_of(say, rows[column]) for column in kept)
    plain = [tuple(_told(say, names, value) for value in row) for row in list(tabular.cells(told))[1:]]
    records = rows.to_dict("records")
    if name == "projects":
        plain = [_unnamed(say, names, record, kept, row) for record, row in zip(records, plain, strict=True)]
    lines = tuple(_hedged(say, standing, record, kept, row) for record, row in zip(records, plain, strict=True))
    title = say(f"data.table.{name}")
    added = frozenset(kept.index(column) for column in _ADDED if column in kept)
    return Register(title, title, heads, lines, added, printed=_printed(name, kept))


def _printed(name: str, kept: Sequence[str]) -> int:
    """How many columns say what a record is, before those that only say where it stands; 0 where they are mixed."""
    places = _PLACES - {"period"} if name in _BY_PERIOD else _PLACES
    first = min((kept.index(column) for column in kept if column in places), default=0)
    return first if set(kept[first:]) <= places else 0


def _unnamed(
    say: Say, names: Names, record: Mapping[Any, Any], kept: Sequence[str], row: tuple[Field, ...]
) -> tuple[Field, ...]:
    """A project's fields; of one that stands under a code without those that tell who it is, in texts neither."""
    if not names.hides(record["name"]):
        return row
    code, fields = names.marked(say, record["name"]), list(row)
    parties = sorted({record["investor"], record["registered_name"]} - {""}, key=len, reverse=True)
    for place, value in enumerate(row):
        if kept[place] in _TELLING and value:
            fields[place] = say("pack.withheld")
        elif isinstance(value, str):
            fields[place] = reduce(lambda text, party: text.replace(party, code), parties, value)
    return tuple(fields)


def _told(say: Say, names: Names, value: Any) -> Field:
    if isinstance(value, bool):
        return say("pack.yes" if value else "pack.no")
    return names.within(say, value) if isinstance(value, str) else value


def _hedged(
    say: Say, standing: Standing, record: Mapping[Any, Any], kept: Sequence[str], row: tuple[Field, ...]
) -> tuple[Field, ...]:
    """A record's fields, those that its sheet hedges with the word that stands there."""
    said = set(str(record.get("hedged", "")).split(",")) - {""}
    if not said:
        return row
    snapshot = standing.snapshot
    submission, sheet, table, line = record["submission"], str(record["sheet"]), record["table"], int(record["row"])

    def word(column: str) -> str:
        cell = record.get("cell") or snapshot.cell(submission, sheet, table, line, column)
        return snapshot.hedges.get((submission, sheet, cell), "about")

    return tuple(
        Quantity(float(value), hedge(say, word(column))) if column in said and isinstance(value, int | float) else value
        for column, value in zip(kept, row, strict=True)
    )


def _changes(standing: Standing, say: Say, names: Names) -> Iterator[Register]:
    """The bridge of projects by stage with its live closing, then every event of projects and of assets."""
    sheet = say("pack.sheet.changes")
    if standing.previous is None:
        yield Register(sheet, sheet, remark=say("meeting.no_previous"))
        return
    bridge = standing.movement.bridge
    steps = steps_of(pd.concat([bridge.stages, bridge.total]))
    heads = (say("moving.by.stages"), *(say(f"charts.movement.{step}") for step in steps))
    signs = (1, *(STEPS[step] for step in steps[1:-1]))
    parts = tuple((place, float(sign)) for place, sign in enumerate(signs, start=1))
    for measure in ("projects", "investment"):
        table = pd.concat([bridge.stages, bridge.total])
        table = table[(table["measure"] == measure) & (table[list(steps)] != 0).any(axis=1)]
        rows = tuple(_bridged(say, row, steps, parts) for row in table.to_dict("records"))
        yield Register(sheet, say(f"moving.measure.{measure}"), heads, rows)
    for name, events in (("projects", standing.movement.events), ("assets", standing.asset_movement.events)):
        told = pd.DataFrame([moves.line(say, event) for event in moves.ordered(events)])
        if len(told):
            yield _listed(say, sheet, name, told, names)


def _bridged(
    say: Say, row: Mapping[Any, Any], steps: Sequence[str], parts: tuple[tuple[int, float], ...]
) -> tuple[Field, ...]:
    place = say(f"charts.stage.{row['place']}") if row["place"] else say("moving.all")
    numbers = [float(row[step]) for step in steps]
    return (place, *numbers[:-1], Sum(numbers[-1], parts))


def _listed(say: Say, sheet: str, name: str, told: pd.DataFrame, names: Names) -> Register:
    own = {column: say(f"moving.column.{column}") for column in ("kind", "was", "now", "when", "lag")}
    amount, hedged = moves.AMOUNT[name], told["hedged"] != ""
    told = told.drop(columns="hedged")
    heads = tuple(own.get(str(column)) or columns.heading_of(say, told[column]) for column in told)
    lines = []
    for row, about in zip(list(tabular.cells(told))[1:], hedged, strict=True):
        fields = dict(zip(told.columns, (_told(say, names, value) for value in row), strict=True))
        value = fields[amount]
        if about and isinstance(value, int | float):
            fields[amount] = Quantity(float(value), hedge(say, "about"))
        lines.append(tuple(fields.values()))
    return Register(sheet, say(f"data.table.{name}"), heads, tuple(lines))


def _scores(store: Store, standing: Standing, say: Say, names: Names) -> Iterator[Register]:
    """The score sheet last published for a period that had ended by the day, as known then; nothing without one."""
    known = standing.filters.known_at
    for period in store.assessments.all():
        shown = [each for each in period.publications if known is None or each.at <= known]
        if shown and period.until <= standing.as_of:
            told = json.loads(store.assessments.kept(shown[-1].hash))
            table = _scored(say, told, rules_of(store, period), period.title)
            yield replace(table, rows=tuple(tuple(_told(say, names, each) for each in row) for row in table.rows))
            return


def _scored(say: Say, told: Facts, rules: Rulebook, title: str) -> Register:
    """A row a unit: its terms and their sum; a term without points says why."""
    given = [{term["id"]: term for term in unit["terms"]} for unit in told["units"]]
    terms = [term for term in rules.terms if any(term.id in each for each in given)]
    first = 2
    heads = (
        *(say(f"assessing.sheet.{name}") for name in ("group", "unit")),
        *(term.name for term in terms),
        *(say(f"assessing.sheet.{name}") for name in ("total", "rank", "of", "listed", "exempt")),
    )
    rows = []
    for unit, each in zip(told["units"], given, strict=True):
        points: list[Field] = [_points(say, each.get(term.id)) for term in terms]
        parts = _parts(points, [term.form in PER_ITEM for term in terms], first, unit["total"])
        total = None if unit["total"] is None else Sum(unit["total"], parts, 2) if parts else unit["total"]
        listed = say(f"scores.listed.{unit['listed']}") if unit["listed"] else ""
        rows.append((unit["group"], unit["unit"], *points, total, unit["rank"], unit["of"], listed, unit["exempt"]))
    return Register(say("pack.sheet.scores"), title, heads, tuple(rows))


def _points(say: Say, term: Facts | None) -> Field:
    if term is None:
        return ""
    return say(f"scores.reason.{term['missing']}") if term["missing"] else term["points"]


def _parts(
    points: Sequence[Field], beside: Sequence[bool], first: int, total: float | None
) -> tuple[tuple[int, float], ...]:
    """By what factor each term enters the total: 1, or more where the rest was scaled up for terms without data."""
    given = [(at, float(value)) for at, value in enumerate(points) if isinstance(value, int | float)]
    main = math.fsum(value for at, value in given if not beside[at])
    added = math.fsum(value for at, value in given if beside[at])
    scale = (total - added) / main if total is not None and main else 1.0
    if abs(scale - 1.0) * abs(main) < 0.006:
        scale = 1.0
    return tuple((first + at, 1.0 if beside[at] else scale) for at, _ in given)
