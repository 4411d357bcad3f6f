"""How right the loaders are on the corpus: `python -m benchmarks accuracy [CORPUS_DIR] [--failures FILE]`.

Every figure is printed per kind of mess and in total; every failure goes, one line each, to the failures file.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.corpus.build import build
from benchmarks.judging import Judged, judge
from loaders import UnreadableWorkbook, ingest

FLOORS = {
    "header": 0.98,
    "recall": 0.998,
    "silent": 0.002,
}
"""PRODUCT.md, "Numbers to beat": header block exact, record recall, wrong values without a finding (at most)."""


@dataclass
class Tally:
    """Counts over some workbooks; shares of an empty count are 1."""

    books: int = 0
    tables: int = 0
    ledger: int = 0
    header: int = 0
    columns: int = 0
    mapped: int = 0
    mapped_right: int = 0
    records: int = 0
    found: int = 0
    totals_as_data: int = 0
    extra: int = 0
    values: dict[str, int] = field(default_factory=dict)
    exact: dict[str, int] = field(default_factory=dict)
    silent: int = 0
    measure: int = 0
    findings: int = 0
    findings_given: int = 0
    conserved: int = 0

    def add(self, other: "Tally") -> None:
        for entry in fields(self):
            mine, theirs = getattr(self, entry.name), getattr(other, entry.name)
            if isinstance(mine, dict):
                for name, count in theirs.items():
                    mine[name] = mine.get(name, 0) + count
            else:
                setattr(self, entry.name, mine + theirs)

    def share(self, part: str, whole: str) -> float:
        return getattr(self, part) / getattr(self, whole) if getattr(self, whole) else 1.0

    def exact_share(self, kind: str) -> float:
        return self.exact.get(kind, 0) / self.values[kind] if self.values.get(kind) else 1.0

    @property
    def silent_share(self) -> float:
        total = sum(self.values.values())
        return self.silent / total if total else 0.0

    @property
    def below(self) -> list[str]:
        """Floors of PRODUCT.md that are not reached."""
        wrong = {
            "header block": self.share("header", "tables") < FLOORS["header"],
            "record recall": self.share("found", "records") < FLOORS["recall"],
            "totals or notes counted as data": self.totals_as_data > 0,
            "wrong without a finding": self.silent_share > FLOORS["silent"],
            "unit of measure": self.measure > 0,
            "conservation": self.conserved < self.books,
        }
        return [name for name, failed in wrong.items() if failed]


def measured(folder: Path, failures: Path | None = None) -> dict[str, Tally]:
    """A tally per kind of mess over a corpus folder; the failures written to a file when one is given."""
    tallies: dict[str, Tally] = {}
    lines: list[str] = []
    for truth in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        judged = judged_book(folder, truth)
        tallies.setdefault(truth["mess"], Tally()).add(tally_of(judged))
        lines += [" | ".join([truth["file"], *failure]) for failure in judged.failures]
    if failures:
        failures.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tallies


def judged_book(folder: Path, truth: dict[str, Any]) -> Judged:
    period = date.fromisoformat(truth["given_period"]) if truth["given_period"] else None
    content = (folder / truth["file"]).read_bytes()
    try:
        reading = ingest(content, truth["file"], unit=truth["given_unit"], period=period)
    except UnreadableWorkbook as error:
        return judge(truth, None, str(error))
    except Exception as error:
        # whatever goes wrong goes on, with the name of the file without which nobody could repeat it
        error.add_note(f"while reading {truth['file']}")
        raise
    return judge(truth, reading)


def tally_of(judged: Judged) -> Tally:
    counted = {entry.name for entry in fields(Tally)}
    return Tally(
        books=1,
        **{name: value for name, value in judged.counts.items() if name in counted},
        values=judged.values,
        exact=judged.exact,
    )


_HEAD = (
    f"{'mess':22}{'books':>6}{'ledger':>8}{'header':>8}{'map.pr':>8}{'map.cov':>8}{'recall':>8}{'totals':>7}{'extra':>6}"
    f"{'date':>8}{'number':>8}{'text':>8}{'silent':>8}{'measure':>8}{'findings':>9}{'conserved':>10}"
)


def table(tallies: dict[str, Tally]) -> list[str]:
    """The table of a run, the total last."""
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    return [_HEAD, *(_row(name, tally) for name, tally in tallies.items()), _row("total", total)]


def _row(name: str, tally: Tally) -> str:
    def percent(value: float) -> str:
        return f"{value * 100:8.1f}"

    shares = (
        ("ledger", "tables"),
        ("header", "tables"),
        ("mapped_right", "mapped"),
        ("mapped_right", "columns"),
        ("found", "records"),
    )
    return (
        f"{name:22}{tally.books:6}"
        + "".join(percent(tally.share(*pair)) for pair in shares)
        + f"{tally.totals_as_data:7}{tally.extra:6}"
        + "".join(percent(tally.exact_share(kind)) for kind in ("date", "number", "text"))
        + f"{tally.silent_share * 100:8.2f}{tally.measure:8}"
        + f"{tally.findings_given:4}/{tally.findings:4}"
        + f"{tally.conserved:5}/{tally.books:4}"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks accuracy")
    parser.add_argument("corpus", type=Path, nargs="?", help="a folder written by benchmarks.corpus; else made anew")
    parser.add_argument("--failures", type=Path, help="where to write one line a failure")
    asked = parser.parse_args(arguments)
    if asked.corpus:
        return _report(measured(asked.corpus, asked.failures))
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        return _report(measured(Path(folder), asked.failures))


def _report(tallies: dict[str, Tally]) -> int:
    print("\n".join(table(tallies)))
    below = _total(tallies.values()).below
    print("every floor reached" if not below else f"below the floor: {', '.join(below)}")
    return 1 if below else 0


def _total(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total
