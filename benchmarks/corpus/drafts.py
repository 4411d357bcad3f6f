"""A workbook under construction, and the ordinary list that most kinds of mess start from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from benchmarks.corpus import wording, world
from benchmarks.corpus.lists import Column, Line, ListTable, ListWriter, facts
from benchmarks.corpus.paper import Paper
from benchmarks.corpus.truth import BookTruth
from benchmarks.corpus.world import Fact
from benchmarks.corpus.writers import written

LEDGERS = {
    "outbound": "visits",
    "inbound": "visits",
    "projects": "projects",
    "land": "assets",
    "factory": "assets",
    "building": "assets",
    "events": "events",
    "prospects": "prospects",
}
SUBJECTS = ("outbound", "projects", "inbound", "land", "factory", "building")
FIELDS = {
    "outbound": ("leader", "start", "end", "destination", "organisation", "counterpart", "content", "result"),
    "inbound": ("start", "organisation", "counterpart", "headcount", "content", "leader", "result"),
    "projects": (
        "name",
        "investor",
        "content",
        "investment",
        "industry",
        "first_contact_on",
        "signed_on",
        "started_on",
        "responsible_person",
        "progress",
        "problem",
        "next_step",
    ),
    "land": (
        "name",
        "location",
        "owner",
        "area",
        "idle_area",
        "revitalised_area",
        "method",
        "revitalised_on",
        "occupant",
        "idle_reason",
    ),
    "factory": (
        "name",
        "location",
        "owner",
        "area",
        "idle_area",
        "revitalised_area",
        "method",
        "revitalised_on",
        "occupant",
        "idle_reason",
    ),
    "building": (
        "name",
        "location",
        "owner",
        "area",
        "idle_area",
        "revitalised_area",
        "method",
        "revitalised_on",
        "occupant",
    ),
    "events": ("date", "title", "projects", "investment"),
    "prospects": ("chain", "segment", "organisation", "location", "priority", "contact"),
}
_STOP_FIELDS = ("organisation", "counterpart")
_STAGE_OF = {
    "signed_on": "signed",
    "registered_on": "registered",
    "started_on": "started",
    "completed_on": "completed",
    "producing_on": "producing",
}
AREA_UNITS = {
    "land": (("亩", 2000 / 3), ("平方米", 1.0), ("公顷", 10_000.0)),
    "floor": (("㎡", 1.0), ("平方米", 1.0), ("万平方米", 10_000.0), ("m²", 1.0)),
}


@dataclass
class Draft:
    """One workbook: papers and truth; `kind` is the format it will be written in."""

    mess: str
    index: int
    rng: Random
    kind: str = "xlsx"
    stem: str = ""
    suffix: str = ""
    papers: list[Paper] = field(default_factory=list)
    truth: BookTruth = field(init=False)

    def __post_init__(self) -> None:
        self.truth = BookTruth("", self.mess, "", "")

    def paper(self, name: str = "Sheet1") -> Paper:
        self.papers.append(Paper(name))
        return self.papers[-1]

    def given(self, unit: str = "", period: date | None = world.PERIOD) -> None:
        """What the person at the upload says."""
        self.truth.given_unit, self.truth.unit = unit, unit or self.truth.unit
        self.truth.given_period = period.isoformat() if period else ""

    def write(self, table: ListTable, lines: Sequence[Line], paper: Paper | None = None, **place: int) -> int:
        return ListWriter(paper or self.paper(), self.truth, table, **place).write(lines)

    def bytes(self) -> bytes:
        suffix = self.suffix or {"xlsx": "xlsx", "xls": "xls", "html": "xls"}.get(self.kind, "csv")
        self.truth.file = f"{self.mess}-{self.index:02d}{'-' if self.stem else ''}{self.stem}.{suffix}"
        if self.kind.startswith("csv") or self.kind == "html":
            self._rename(self.truth.file.removesuffix(f".{suffix}"))
        self.truth.nonempty = sum(len(paper.cells) for paper in self.papers)
        return written(self.papers, self.kind)

    def _rename(self, sheet: str) -> None:
        """A text file's sheet is its stem."""
        self.papers[0].name = sheet
        for table in self.truth.tables:
            table.sheet = sheet
        for record in self.truth.records:
            record.sheet = sheet
        for found in self.truth.findings:
            found["sheet"] = sheet


@dataclass
class Plan:
    """The ordinary list of a subject: which fields, how they are headed and shown. Messes change it, then write it."""

    rng: Random
    subject: str
    fields: list[str] = field(default_factory=list)
    shows: dict[str, Callable[[Fact], Any]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    area_unit: tuple[str, float] = ("", 0.0)
    money: tuple[str, float] = ("亿元", 1.0)
    unit_in_heading: bool = True
    date_form: str = ""
    rows: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        rng = self.rng
        self.fields = self.fields or list(FIELDS[self.subject])
        floor = "land" if self.subject == "land" else "floor"
        self.area_unit = self.area_unit if self.area_unit[0] else rng.choice(AREA_UNITS[floor])
        for name in self.fields:
            self.headings.setdefault(name, wording.heading(rng, self.subject, name))
        self.rows = self.rows or [self.fact() for _ in range(rng.randint(4, 9))]

    def fact(self) -> Fact:
        rng = self.rng
        if self.subject in ("outbound", "inbound"):
            fact = world.visit(rng, self.subject, rng.choice((1, 1, 1, 2)))
        elif self.subject == "projects":
            stages = ("negotiating", "signed", "started") if "registered_on" not in self.fields else world._STAGES
            fact = world.project(rng, rng.choice(stages))
        elif self.subject == "events":
            fact = world.event(rng, rng.choice(("signing", "promotion", "training")))
        elif self.subject == "prospects":
            fact = world.prospect(rng)
        else:
            fact = world.asset(rng, self.subject)
        fact["unit"] = self.unit or world.unit(rng)
        return fact

    @property
    def ledger(self) -> str:
        return LEDGERS[self.subject]

    def column(self, name: str) -> Column:
        show = self.shows.get(name) or self._show(name)
        return Column(self._headed(name), name, show, per_stop=name in _STOP_FIELDS and self.ledger == "visits")

    def _headed(self, name: str) -> str:
        word = self.headings[name]
        if not self.unit_in_heading or "（" in word:
            return word
        if "area" in name:
            return f"{word}（{self.area_unit[0]}）"
        return f"{word}（{self.money[0]}）" if name in ("investment", "paid_in") else word

    def _show(self, name: str) -> Callable[[Fact], Any] | None:
        if name in ("start", "end", "date") or name.endswith("_on"):
            return wording.dates(name, self.date_form)
        if "area" in name:
            return wording.amount(name, self.area_unit[1])
        if name in ("investment", "paid_in"):
            return wording.amount(name, self.money[1] if self.subject == "projects" else 1.0)
        if name == "stage":
            return wording.stage(self.rng)
        return wording.who() if name == "counterpart" else None

    def columns(self, extra: bool = True) -> list[Column]:
        body = [self.column(name) for name in self.fields]
        return [wording.serial_column(self.rng), *body, wording.remark_column(self.rng)] if extra else body

    def table(self, **options: Any) -> ListTable:
        """The table, its records' derived truth filled in."""
        for fact in self.rows:
            fact["derived"] = self.derived(fact)
        options.setdefault("columns", self.columns())
        defaults = {} if "unit" in self.fields else {"unit": self.unit}
        if self.ledger == "visits":
            defaults["direction"] = self.subject
        elif self.ledger == "assets":
            defaults["kind"] = self.subject
        return ListTable(self.ledger, defaults={**defaults, **options.pop("defaults", {})}, **options)

    def derived(self, fact: Fact) -> Fact:
        """What follows from the fields that are shown."""
        found: Fact = {}
        if self.ledger == "visits" and "end" not in self.fields:
            fact["end"] = fact["start"]
            found["end"] = fact["start"]
        if self.ledger == "projects" and "stage" not in self.fields:
            reached = [stage for name, stage in _STAGE_OF.items() if name in self.fields and fact.get(name)]
            found["stage"] = reached[-1] if reached else "negotiating"
        if self.ledger == "events":
            found["kind"] = fact["kind"]
        return found

    def title(self, period: str = "") -> str:
        return f"{self.unit}{period}{self.rng.choice(wording.TITLES[self.subject])}"

    @property
    def lines(self) -> list[Line]:
        return facts(self.rows)
