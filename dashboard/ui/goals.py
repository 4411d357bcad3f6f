"""Targets on the screen: units by indicators, sums against the district's own, and where each was written."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.charts.amounts import amount, named, short
from dashboard.charts.remarks import words
from dashboard.i18n import Say
from dashboard.ui import cache, tables
from dashboard.ui.shell import Context
from metrics.catalogue import INDICATORS
from metrics.measure import Source
from metrics.targets import REVISED, Target, of_the_year

Goals = Mapping[tuple[str, str], Target]


def current(here: Context) -> Goals:
    """Targets of the as-of year by (unit, indicator), in base units; the district's own under its name."""
    goals: Goals = cache.drawn(here, ("goals",), lambda: of_the_year(here.standing.state))
    return goals


def grid(here: Context, goals: Goals) -> None:
    """One row a unit in the official order, the units' sum and the district's own target below."""
    say = here.say
    shown = [i for i in INDICATORS if any(indicator == i for _, indicator in goals)]
    units = [u.name for u in here.district.units if any(unit == u.name for unit, _ in goals)]
    rows = [[unit, *(_text(say, goals.get((unit, i)), i) for i in shown)] for unit in units]
    if units:
        rows.append([say("data.targets.sum"), *(_sum(say, goals, units, i) for i in shown)])
    rows.append([say("data.targets.district"), *(_text(say, goals.get((here.district.name, i)), i) for i in shown)])
    frame = pd.DataFrame(rows, columns=["unit", *shown], dtype="str")
    tables.show(
        frame, say, key="targets-grid", columns=list(frame.columns), headings={i: short(say, i) for i in shown},
        height=(len(frame) + 1) * 35 + 3,
    )  # fmt: skip


def _text(say: Say, target: Target | None, indicator: str) -> str:
    return "" if target is None else amount(say, target.value, indicator)


def _sum(say: Say, goals: Goals, units: list[str], indicator: str) -> str:
    given = [goals[unit, indicator].value for unit in units if (unit, indicator) in goals]
    return amount(say, math.fsum(given), indicator) if given else ""


def remarks(here: Context, goals: Goals) -> None:
    """Where the district's own target and its units' do not agree, or where it was summed."""
    for (unit, indicator), target in goals.items():
        for note in target.notes if unit == here.district.name else ():
            name = named(here.say, indicator)
            if note.code == "target-differs":
                own, units = (amount(here.say, note.detail[side], indicator) for side in ("own", "units"))
                sentence = here.say("data.targets.differs", indicator=name, own=own, units=units)
                st.warning(sentence, icon=":material/warning:")
            elif note.code == "target-summed":
                st.caption(here.say("data.targets.summed", indicator=name))
    partial = [
        here.say("charts.note_of", names=named(here.say, m.indicator), note=words(here.say, note, m.indicator))
        for m in here.standing.report.district.values()
        for note in m.notes
        if note.code in ("target-partial", "target-exceeded")
    ]
    if partial:
        st.warning("  \n".join(partial), icon=":material/warning:")


def sources(here: Context, goals: Goals) -> None:
    """A row a target: unit, indicator, value, file and cell; what was filed last stands first."""
    say = here.say
    rows = [
        {
            "unit": unit,
            "indicator": named(say, indicator),
            "value": amount(say, target.value, indicator),
            "was": _was(say, target, indicator),
            "file": "" if source is None else source.file,
            "place": _place(say, target, source),
            **_filed(here, source),
        }
        for (unit, indicator), target, source in newest_first(goals, here.district.names)
    ]
    headings = {name: say(f"data.targets.{name}") for name in ("value", "was", "place", "since", "document", "receipt")}
    tables.show(pd.DataFrame(rows), say, key="targets-sources", headings=headings)


def _was(say: Say, target: Target, indicator: str) -> str:
    """The target that stood at the last held meeting, where it was another."""
    return next((amount(say, note.detail["was"], indicator) for note in target.notes if note.code == REVISED), "")


def newest_first(goals: Goals, names: Sequence[str]) -> list[tuple[tuple[str, str], Target, Source | None]]:
    """Targets with where they are written: by receipt, the last one first, then in the official order of units.

    What was added up and what the registry holds have no receipt and come last.
    """
    order = {name: place for place, name in enumerate(names)}
    found = [(whose, target, source) for whose, target in goals.items() for source in written(target)]
    return sorted(found, key=lambda row: (-(row[2].submission if row[2] else 0), order.get(row[0][0], len(order))))


def _filed(here: Context, source: Source | None) -> dict[str, str]:
    """Since when a target is in force, by which document and under which receipt; "" for the registry's own."""
    if source is None or not source.submission:
        return {"since": "", "document": "", "receipt": ""}
    filed = cache.drawn(here, ("goals-filed", str(source.submission)), lambda: here.store.submission(source.submission))
    document = next((str(sheet["document"]) for sheet in filed.sheets if sheet.get("document")), "")
    return {"since": here.say.day(filed.receipt.period), "document": document, "receipt": str(filed.receipt.number)}


def written(target: Target) -> tuple[Source | None, ...]:
    """The cell that holds a target's figure; None for one that stands in no cell because it was added up."""
    summed = any(note.code == "target-summed" for note in target.notes)
    return (None,) if summed else target.source[:1]


def _place(say: Say, target: Target, source: Source | None) -> str:
    if source is None:
        return say("data.targets.added", n=len(target.source))
    if not source.submission:
        return say("data.targets.registry", line=source.cell)
    return f"{source.sheet} {source.cell}"
