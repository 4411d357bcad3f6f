"""What a unit's template is known by: answers that still apply, and what differs from the last time.

The rule. A template remembered under its own fingerprint gives all its answers. Otherwise the nearest of the same unit
that has a ledger in common is taken: the one with the largest share of headings in common, at least `LIKENESS`; of
equals the one remembered last, then the first fingerprint in the alphabet. Of its answers those apply whose heading
or sheet is still there; a unit of measure only where the heading states none of its own now. A renamed heading is
proposed and never taken.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dashboard.store import Memory, Store
from dashboard.store.renaming import with_former
from dashboard.workflows import layouts
from dashboard.workflows.layouts import Difference, Layout
from loaders import Reading
from loaders.answers import about, parted
from loaders.scope import stand_again
from loaders.templates import sameness, stated_unit

LIKENESS = 0.5
"""Share of headings two templates must have in common for the answers about one to speak about the other."""
ONCE = ("period", "unit", "settled")
"""Answers about one file only, which are not remembered; `settled`: units of measure compared with last time's."""


@dataclass(frozen=True)
class Recollection:
    """What is remembered about a file: the `memory` it comes from, its `answers` in this file's own words."""

    memory: Memory | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def for_reading(self) -> dict[str, Any]:
        """As `loaders.ingest` takes them: the scope of last time holds only where the records do not decide."""
        told = dict(self.answers)
        return told | {"usual_scope": told.pop("scope")} if "scope" in told else told

    def differences(self, reading: Reading) -> list[Difference]:
        """What differs from the remembered template; nothing for the template itself."""
        if self.memory is None or self.memory.template == reading.template:
            return []
        return layouts.differences(self.memory.layout, layouts.layout_of(reading.sheets))


def recollected(store: Store, unit: str, reading: Reading) -> Recollection:
    """What is remembered for a unit's file, by the rule above; nothing for a file without headings."""
    if not reading.template:
        return Recollection()
    now = layouts.layout_of(reading.sheets)
    names = sorted(with_former({unit}, store.district.former), key=lambda name: name != unit)
    own = next((memory for name in names if (memory := store.memory.recall(name, reading.template))), None)
    found = own or nearest([memory for name in names for memory in store.memory.listing(unit=name)], now)
    if found is None:
        return Recollection()
    return Recollection(found, adapted(found.answers, found.layout, now) if found.layout else found.answers)


def owner(store: Store, reading: Reading, when: date | None) -> str:
    """The unit of a file that leaves it open, "" when memory does not tell.

    It is the one unit that sent this very template before, out of those the file names; where it names none, only if
    something that stood for that unit is named here again.
    """
    asked = next((question for question in reading.questions if question.about == "unit"), None)
    if asked is None or when is None or not reading.template:
        return ""
    units = {memory.unit for memory in store.memory.listing(template=reading.template)} - {""}
    if asked.choices:
        units &= set(asked.choices)
    if len(units) != 1:
        return ""
    (unit,) = units
    return unit if asked.choices or stand_again(reading.tables, store.previous(unit, when).tables()) else ""


def nearest(known: list[Memory], now: Layout) -> Memory | None:
    """The remembered template nearest to a layout; None when none is near enough."""
    close = [
        (layouts.likeness(memory.layout, now), memory.at, memory)
        for memory in sorted(known, key=lambda m: m.template, reverse=True)
        if layouts.same_ledger(memory.layout, now)
    ]
    near = [entry for entry in close if entry[0] >= LIKENESS]
    return max(near, key=lambda entry: entry[:2])[2] if near else None


def adapted(answers: Mapping[str, Any], before: Layout, now: Layout) -> dict[str, Any]:
    """The answers that still apply, in the headings and sheet names of now."""
    heads = [column["heading"] for table in now for column in table["columns"]]
    by_key: dict[str, list[str]] = {}
    for text in heads:
        by_key.setdefault(sameness(text), []).append(text)
    names = layouts.sheets(before, now)

    def here(heading: str) -> list[str]:
        return [heading] if heading in heads else by_key.get(sameness(heading), [])

    def sheet(name: str) -> list[str]:
        return [names[name]] if name in names else []

    def column(subject: str) -> list[str]:
        ledger, heading = parted(subject)
        return [about(ledger, text) for text in here(heading)]

    def measured(subject: str) -> list[str]:
        return [text for text in column(subject) if text == subject or not stated_unit(parted(text)[1])]

    places: dict[str, Callable[[str], list[str]]] = {
        "columns": column, "units_of_measure": measured, "doubted": column, "ledgers": sheet, "hidden_sheets": sheet,
    }  # fmt: skip
    told = {
        name: {text: said for old, said in answers[name].items() for text in places[name](old)}
        for name in places
        if name in answers
    }
    rest = {name: answer for name, answer in answers.items() if name not in places}
    return {**rest, **{name: found for name, found in told.items() if found}}


def merged(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Earlier decisions with new ones on top, heading by heading."""
    nested = {name: {**before.get(name, {}), **answer} for name, answer in now.items() if isinstance(answer, Mapping)}
    return {**before, **now, **nested}


def keep(
    store: Store,
    unit: str,
    reading: Reading,
    known: Mapping[str, Any],
    given: Mapping[str, Any],
    by: str,
    now: datetime,
) -> None:
    """Remembers a committed file's template: what was known of it, what was decided now, how its columns were read."""
    if not reading.template:
        return
    lasting = {name: answer for name, answer in merged(known, given).items() if name not in (*ONCE, "doubted")}
    changed = [finding.detail for finding in reading.findings if finding.code == "unit-of-measure-changed"]
    if changed:
        figures: dict[str, list[float]] = {}
        for detail in changed:
            figures.setdefault(detail["subject"], []).extend(detail["figures"])
        times = {detail["subject"]: detail["times"] for detail in changed}
        lasting["doubted"] = {subject: {"times": times[subject], "figures": figures[subject]} for subject in times}
    layout = layouts.layout_of(reading.sheets)
    store.memory.remember(unit, reading.template, lasting, layout=layout, by=by, now=now)
