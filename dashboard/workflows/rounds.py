"""Numbers of findings over several rounds: a file goes back marked, returns corrected, and is marked again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboard.workflows.costs import SIGNS, effect, ground
from dashboard.workflows.facsimile import position
from loaders import Finding, Reading
from loaders.returned import Numbered
from loaders.values import text

_RANK = tuple(SIGNS)
_NEVER_PUT_RIGHT = frozenset({"colour-carries-meaning", "format-tells-less"})
"""What a marked file does not show any more, whatever its sender did: our own fill covers a colour, and its form is
another one than that of the file it was made from."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is open, by number, and what the list that came back says no more.

    `closed` are put right since the file was marked, `before` in an earlier round; both keep their numbers for ever.
    """

    opened: tuple[tuple[int, Finding], ...]
    closed: tuple[Numbered, ...] = ()
    before: tuple[Numbered, ...] = ()
    fresh: frozenset[int] = frozenset()
    """Numbers of findings that were not in the list."""


def round_of(reading: Reading) -> Round:
    """The findings of a reading under their numbers, in the order of the numbers.

    A finding keeps the number of the line it answers to: same code, sheet, cell and text; else same code, sheet and
    text, for rows that have moved; else same code, sheet and cell, for a text that is still wrong. An empty text tells
    nothing apart and moves with no row. New findings are numbered on, the worst first.
    """
    lines = reading.returned.lines if reading.returned else ()
    findings = _ordered(reading)
    matched = _matched(lines, findings)
    taken = {line.number for line in matched.values()}
    last = max((line.number for line in lines), default=0)
    numbers: dict[int, int] = {}
    for place in range(len(findings)):
        if place in matched:
            numbers[place] = matched[place].number
        else:
            last += 1
            numbers[place] = last
    left = [line for line in lines if line.number not in taken]
    return Round(
        opened=tuple(sorted(((numbers[i], finding) for i, finding in enumerate(findings)), key=lambda pair: pair[0])),
        closed=tuple(line for line in left if not line.closed and line.code not in _NEVER_PUT_RIGHT),
        before=tuple(line for line in left if line.closed),
        fresh=frozenset(numbers[i] for i in numbers if i not in matched) if reading.returned else frozenset(),
    )


def _ordered(reading: Reading) -> list[Finding]:
    sheets: dict[str, int] = {}
    for finding in reading.findings:
        sheets.setdefault(finding.sheet, len(sheets))
    on = ground(reading)
    return sorted(
        reading.findings,
        key=lambda f: (_RANK.index(effect(f, on)), sheets[f.sheet], position(f.cell), f.code),
    )


Key = tuple[str, ...]


def _matched(lines: Sequence[Numbered], findings: Sequence[Finding]) -> dict[int, Numbered]:
    """Place of a finding -> the line it answers to, each line once."""
    found: dict[int, Numbered] = {}
    for key in (_everything, _moved, _rewritten):
        used = {line.number for line in found.values()}
        waiting = _by_key((line for line in lines if line.number not in used), key)
        for place, finding in enumerate(findings):
            queue = waiting.get(key(finding), []) if place not in found else []
            if queue:
                found[place] = queue.pop(0)
    return found


def _by_key(lines: Iterable[Numbered], key: Callable[[Finding | Numbered], Key]) -> dict[Key, list[Numbered]]:
    groups: dict[Key, list[Numbered]] = {}
    for line in lines:
        groups.setdefault(key(line), []).append(line)
    groups.pop((), None)
    return groups


def _everything(one: Finding | Numbered) -> Key:
    return one.code, text(one.sheet), one.cell, text(one.found)


def _moved(one: Finding | Numbered) -> Key:
    return (one.code, text(one.sheet), text(one.found)) if one.found else ()


def _rewritten(one: Finding | Numbered) -> Key:
    return one.code, text(one.sheet), one.cell
