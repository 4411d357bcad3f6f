"""What is remembered, laid open: the templates, each decision about them, the trail; searched, exported, undone."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.exports.seal import sealed
from dashboard.names import key
from dashboard.store import Change, Memory, Store
from loaders.answers import answered

KINDS = ("ledgers", "hidden_sheets", "columns", "units_of_measure", "scope", "doubted")
"""Kinds of decision, in the order in which they are shown."""
TEMPLATES = ("unit", "ledgers", "sheets", "columns", "decided", "scope", "at", "by")
ENTRIES = ("unit", "template", "kind", "subject", "answer", "at", "by")


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing remembered about a template: of `subject` `answer` holds.

    The subject is a sheet, a heading (`loaders.answers`: of one ledger's tables or of all), or "" for the scope.
    """

    kind: str
    subject: str
    answer: Any


def decisions(memory: Memory) -> list[Decision]:
    """What is decided about a template, kind by kind, in the order in which it was decided."""
    found = []
    for kind in KINDS:
        answer = memory.answers.get(kind)
        if isinstance(answer, Mapping):
            found += [Decision(kind, subject, each) for subject, each in answer.items()]
        elif answer:
            found.append(Decision(kind, "", answer))
    return found


def templates(store: Store, search: str = "") -> list[Memory]:
    """Every remembered template in which the search text occurs: unit, sheet, heading, decision or by whom."""
    wanted = key(search)
    return [memory for memory in store.memory.listing() if not wanted or any(wanted in key(t) for t in _texts(memory))]


def _texts(memory: Memory) -> Iterator[str]:
    yield from (memory.unit, memory.by)
    for table in memory.layout:
        yield from (table["sheet"], table["ledger"], *(column["heading"] for column in table["columns"]))
    for decision in decisions(memory):
        yield from (decision.subject, str(decision.answer))


def overview(memories: Iterable[Memory]) -> pd.DataFrame:
    """One row a template: `TEMPLATES`, with ledgers and sheets as tuples and the number of columns and decisions."""
    rows = [
        {
            "unit": memory.unit,
            "ledgers": tuple(dict.fromkeys(t["ledger"] for t in memory.layout if t["ledger"])),
            "sheets": tuple(dict.fromkeys(t["sheet"] for t in memory.layout)),
            "columns": sum(len(t["columns"]) for t in memory.layout),
            "decided": len(decisions(memory)),
            "scope": memory.answers.get("scope", ""),
            "at": memory.at,
            "by": memory.by,
        }
        for memory in memories
    ]
    return pd.DataFrame(rows, columns=list(TEMPLATES))


def columns(memory: Memory) -> pd.DataFrame:
    """How a template's columns were read last: sheet, heading, field, unit, how."""
    rows = [{"sheet": table["sheet"], **column} for table in memory.layout for column in table["columns"]]
    return pd.DataFrame(rows, columns=["sheet", "heading", "field", "unit", "how"], dtype="str")


def entries(memories: Iterable[Memory]) -> pd.DataFrame:
    """Everything remembered, a row a decision or a column read without one: what the export holds (`ENTRIES`)."""
    return pd.DataFrame([row for memory in memories for row in _entries(memory)], columns=list(ENTRIES), dtype="str")


def _entries(memory: Memory) -> Iterator[dict[str, str]]:
    common = {"unit": memory.unit, "template": memory.template, "at": memory.at.isoformat(), "by": memory.by}
    told = decisions(memory)
    for decision in told:
        yield common | {"kind": decision.kind, "subject": decision.subject, "answer": _plain(decision.answer)}
    decided = {decision.subject for decision in told if decision.kind == "columns"}
    for table in memory.layout:
        for column in table["columns"]:
            if column["field"] and not answered(decided, table["ledger"], column["heading"]):
                yield common | {"kind": "read", "subject": column["heading"], "answer": column["field"]}


def _plain(answer: Any) -> str:
    return {True: "yes", False: "no"}.get(answer, str(answer)) if isinstance(answer, bool) else str(answer)


def document(memories: Iterable[Memory]) -> bytes:
    """Everything remembered as one JSON document, `templates`: what a machine would need to remember it elsewhere."""
    found = [
        {"unit": m.unit, "template": m.template, "at": m.at.isoformat(), "by": m.by, **m.content} for m in memories
    ]
    return sealed(json.dumps({"templates": found}, ensure_ascii=False, indent=1).encode(), "json")


def undecide(store: Store, memory: Memory, decision: Decision, *, by: str, now: datetime) -> None:
    """Takes one decision back: next time it is asked again. The rest of the template stays."""
    answers = dict(memory.answers)
    rest = {}
    if decision.subject:
        rest = {subject: answer for subject, answer in answers[decision.kind].items() if subject != decision.subject}
    answers = {name: answer for name, answer in answers.items() if name != decision.kind}
    answers |= {decision.kind: rest} if rest else {}
    store.memory.remember(memory.unit, memory.template, answers, layout=memory.layout, by=by, now=now)


def undoable(trail: Iterable[Change]) -> set[int]:
    """Changes that nothing has followed for their template; `trail` is newest first."""
    seen: set[tuple[str, str]] = set()
    found = set()
    for change in trail:
        if (change.unit, change.template) not in seen:
            found.add(change.number)
        seen.add((change.unit, change.template))
    return found


def changed(change: Change) -> tuple[str, list[str]]:
    """What a change did: learnt, forgotten or altered; and the subjects about which decisions came, went or changed."""
    kind = "learnt" if change.before is None else "forgotten" if change.after is None else "altered"
    sides = [_decided(content) for content in (change.before, change.after)]
    return kind, [subject for (_, subject), _ in sorted(sides[0] ^ sides[1]) if subject]


def _decided(content: Mapping[str, Any] | None) -> set[tuple[tuple[str, str], str]]:
    memory = Memory("", "", (content or {}).get("answers", {}))
    return {((d.kind, d.subject), str(d.answer)) for d in decisions(memory)}
