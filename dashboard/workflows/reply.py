"""What goes back to the clerk: the own workbook with its findings marked, and a text ready for the chat."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from dashboard.charts.amounts import completion_of, named, value_of
from dashboard.contract import FINDINGS_SHEET, District
from dashboard.errors import ExportFailed
from dashboard.exports.marking import Cover, Mark, Plain, Severity, extension, marked, rebuilt
from dashboard.exports.naming import apart, safe_stem
from dashboard.exports.parcel import packed
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.workflows import effects
from dashboard.workflows.costs import Effect, Ground, cost, effect, ground, summed, tallied, tally
from dashboard.workflows.effects import Consequence
from dashboard.workflows.receive import Draft
from dashboard.workflows.rounds import Round, round_of
from dashboard.workflows.wording import advice, refused, sentence, years_taken
from loaders import Finding, Reading
from loaders.grid import Sheet, within
from loaders.returned import Numbered, is_list
from loaders.workbook import open_book

_SHADES: Mapping[Effect, Severity] = {
    "error": "error", "undecided": "warning", "warning": "warning", "capped": "warning", "info": "info",
}  # fmt: skip
SHOWN = 12
"""Findings a text lists; the rest stand in the marked workbook."""


def marked_workbook(made: Draft, say: Say) -> bytes:
    """The file of a draft with its findings marked: an xlsx or xlsm patched, anything else as a fresh xlsx.

    Raises
    ------
    ExportFailed
        `nothing-to-mark` for a draft that could not be read.
    """
    reading = _read(made)
    marks = _marks(reading, say)
    cover = _cover(made, reading, say)
    why = "reply.rebuilt"
    if reading.kind == "xlsx":
        try:
            return marked(made.content, marks, cover)
        except ExportFailed:
            # a package put together in a way that cannot be added to is still one whose values can be read
            cover, why = replace(cover, standing=""), "reply.rebuilt_package"
    sheets = [_plain(sheet) for sheet in open_book(made.content, made.name).sheets if not is_list(sheet)]
    content, names = rebuilt(sheets)
    renamed = [replace(mark, sheet=names.get(mark.sheet, mark.sheet)) for mark in marks]
    return marked(content, renamed, replace(cover, notes=[*cover.notes, say(why)]))


def marked_name(made: Draft, say: Say) -> str:
    """File name of the marked workbook: the file's own, which may tell unit and date, with a word behind it once."""
    path = PurePosixPath(made.name)
    word = say("reply.suffix")
    stem = path.stem if path.stem.endswith(word) else f"{path.stem}{word}"
    patched = made.reading is not None and made.reading.kind == "xlsx"
    return f"{safe_stem(stem)}{extension(made.content) if patched else '.xlsx'}"


def text(unit: str, drafts: Sequence[Draft], shown: Sequence[Consequence], say: Say) -> str:
    """One unit's reply, short enough for a chat: what came, up to when, its figures, findings, what to do.

    A file for several units has the figures of each. `shown` may hold consequences for further units; theirs are left
    out.
    """
    lines = [say("reply.text.head", unit=unit)]
    lines += [_received(made, say) for made in drafts]
    lines += _figures(unit, drafts, shown, say)
    found = [(made, number, finding) for made in drafts if made.reading for number, finding in _open(made.reading)]
    if not found:
        done = [say("reply.text.none")] if all(made.committable for made in drafts) else []
        return "\n".join([*lines, *done]) + "\n"
    costs = summed(say, tallied([made.reading for made in drafts if made.reading]))
    lines += [say("reply.text.findings", n=len(found), costs=costs)]
    lines += [_finding(made, number, finding, len(drafts) > 1, say) for made, number, finding in found[:SHOWN]]
    if len(found) > SHOWN:
        lines += [say("reply.text.more", n=len(found) - SHOWN)]
    return "\n".join([*lines, say("reply.text.do")]) + "\n"


def bundle(drafts: Sequence[Draft], store: Store, district: District, say: Say) -> bytes:
    """A ZIP with one folder a unit, in the official order: its marked workbooks, and the text for its chat."""
    days = [made.period for made in drafts if made.committable and made.period]
    shown = effects.consequences(drafts, store, district, max(days)) if days else []
    order = {name: n for n, name in enumerate(district.names)}
    titles = sorted({title(made, say): made.unit for made in drafts}.items(), key=lambda t: order.get(t[1], len(order)))
    names: list[str] = []
    contents: list[bytes] = []
    for unit, _ in titles:
        own = [made for made in drafts if title(made, say) == unit]
        words = text(unit, own, shown, say).replace("\n", "\r\n")
        names.append(f"{safe_stem(unit)}/{safe_stem(say('reply.text.file', unit=unit))}.txt")
        contents.append(f"\ufeff{words}".encode())
        for made in own:
            if markable(made):
                names.append(f"{safe_stem(unit)}/{marked_name(made, say)}")
                contents.append(marked_workbook(made, say))
    return packed(dict(zip(apart(names), contents, strict=True)))


def title(made: Draft, say: Say) -> str:
    """To whom a file's reply goes; of one whose unit nobody has said yet nothing more is known."""
    named = made.reading is not None and any((table["unit"] != "").any() for table in made.reading.tables.values())
    return made.unit or say("receive.several-units" if named else "receive.unit-open")


def markable(made: Draft) -> bool:
    """Whether there is anything to hand back: findings, or a list of them that came back."""
    return made.reading is not None and bool(made.reading.findings or made.reading.returned)


def progress(say: Say, now: Round) -> list[str]:
    """What a workbook that comes back has put right, by number: now, earlier, not yet; and what is new."""
    fresh = [number for number, _ in now.opened if number in now.fresh]
    left = [number for number, _ in now.opened if number not in now.fresh]
    lines = [
        _numbers(say, "reply.round.closed", [line.number for line in now.closed]) or say("reply.round.none_closed"),
        _numbers(say, "reply.round.before", [line.number for line in now.before]),
        _numbers(say, "reply.round.left", left),
        _numbers(say, "reply.round.fresh", fresh),
        "" if now.opened else say("reply.round.done"),
    ]
    return [line for line in lines if line]


def _numbers(say: Say, key: str, numbers: Iterable[int]) -> str:
    """Runs of numbers drawn together: 1-4, 7; "" for none."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return say(key, numbers=say("reply.round.joint").join(shown)) if shown else ""


def _read(made: Draft) -> Reading:
    if made.reading is None:
        raise ExportFailed("nothing-to-mark", name=made.name)
    return made.reading


def _open(reading: Reading) -> tuple[tuple[int, Finding], ...]:
    return round_of(reading).opened


def _marks(reading: Reading, say: Say) -> list[Mark]:
    now = round_of(reading)
    closed = sorted((*now.closed, *now.before), key=lambda line: line.number)
    on = ground(reading)
    return [_mark(number, finding, on, say) for number, finding in now.opened] + [_struck(line, say) for line in closed]


def _mark(number: int, finding: Finding, on: Ground, say: Say) -> Mark:
    return Mark(
        number, finding.sheet, finding.cell, _SHADES[effect(finding, on)], cost(say, finding, on), finding.found,
        sentence(say, finding), advice(say, finding), finding.code,
    )  # fmt: skip


def _struck(line: Numbered, say: Say) -> Mark:
    said = sentence(say, Finding(line.code, line.sheet, line.cell, line.found))
    return Mark(line.number, line.sheet, line.cell, "info", "", line.found, said, "", line.code, closed=True)


def _cover(made: Draft, reading: Reading, say: Say) -> Cover:
    columns = ("number", "cost", "sheet", "cell", "found", "what", "advice")
    period = say("reply.cover.period", day=say.day(made.period)) if made.period else ""
    return Cover(
        name=say("reply.cover.name"),
        title=say("reply.cover.title", n=len(reading.findings), file=PurePosixPath(made.name).name) + period,
        notes=[*_tallied(reading, say), say("reply.cover.note"), *_years(reading, say)],
        headings=[*(say(f"reply.cover.column.{name}") for name in columns), FINDINGS_SHEET],
        closed=say("reply.cover.closed"),
        author=say("reply.cover.author"),
        source=reading.fingerprint,
        standing=reading.returned.sheet if reading.returned else "",
    )


def _tallied(reading: Reading, say: Say) -> list[str]:
    """What the findings cost taken together; the title says already when there are none."""
    return [summed(say, tally(reading))] if reading.findings else []


def _years(reading: Reading, say: Say) -> list[str]:
    """One note of which years were taken for dates that name none; nothing where all do."""
    lines = [line for entry in reading.sheets for line in years_taken(say, entry)]
    return [say("reply.years_joint").join(lines)] if lines else []


def _plain(sheet: Sheet) -> Plain:
    widest = max(map(len, sheet.rows), default=0)
    return Plain(
        name=sheet.name,
        rows=sheet.rows,
        merges=[(m.top, m.left, m.bottom, m.right) for m in within(sheet.merges, len(sheet.rows), widest)],
        errors=sheet.errors,
        formats=sheet.formats,
        coloured=sheet.coloured,
        hidden=sheet.hidden,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )


def _received(made: Draft, say: Say) -> str:
    name = PurePosixPath(made.name).name
    if made.reading is None:
        return say("reply.text.unread", reason=refused(say, made.refusal))
    if made.obstacle in ("no-ledger", "no-header"):
        return say("reply.text.no_ledger", file=name)
    if not made.committable:
        return say("reply.text.uncounted", file=name)
    tables = say("data.joint").join(
        say("reply.text.table", table=say(f"data.table.{table}"), n=len(rows))
        for table, rows in made.reading.tables.items()
    )
    return say("reply.text.received", file=name, day=say.day(made.period), tables=tables)


def _figures(title: str, drafts: Sequence[Draft], shown: Sequence[Consequence], say: Say) -> list[str]:
    """A line of figures for the reply's own unit, and one for each other unit whose figures the files move.

    A chat wants what is asked of a unit and what its files move; the whole list stands on its page.
    """
    lines = []
    for unit in dict.fromkeys(c.unit for c in shown if c.unit in _spoken_of(title, drafts)):
        own = [c for c in shown if c.unit == unit and c.after.value is not None]
        moved = [c for c in own if c.changed and c.after.value]
        told = moved if unit != title else [c for c in own if c in moved or c.after.target] or own
        figures = say("reply.text.joint").join(_figure(c, say) for c in told)
        if figures:
            key = "reply.text.figures" if unit == title else "reply.text.figures_of"
            lines.append(say(key, unit=unit, figures=figures))
    return lines


def _spoken_of(title: str, drafts: Sequence[Draft]) -> set[str]:
    readings = [made.reading for made in drafts if made.reading]
    return {title}.union(*(map(str, table["unit"].unique()) for read in readings for table in read.tables.values()))


def _figure(consequence: Consequence, say: Say) -> str:
    measure = consequence.after
    completion = completion_of(say, measure)
    said = say("reply.text.figure", name=named(say, consequence.indicator), value=value_of(say, measure))
    return said + (say("reply.text.completion", share=completion) if completion else "")


def _finding(made: Draft, number: int, finding: Finding, several: bool, say: Say) -> str:
    place = re.sub(r"\s+", " ", f"{finding.sheet} {finding.cell}".strip())
    file = f"{PurePosixPath(made.name).name} " if several else ""
    on = ground(made.reading) if made.reading else Ground()
    said = say("reply.text.said", what=sentence(say, finding), advice=advice(say, finding)).strip()
    return say("reply.text.finding", number=number, place=f"{file}{place}", cost=cost(say, finding, on), said=said)
