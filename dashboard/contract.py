"""The one vocabulary that loaders, metrics, store, charts and pages share.

Everything messy dies in `loaders`; what leaves it is the tables declared here. Nothing above guesses again.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal

import pandas as pd

from dashboard.rules import JOINT_TRIPS as JOINT_TRIPS
from dashboard.rules import Rules as Rules

Kind = Literal["text", "date", "integer", "number"]

_PLACE = ("unit", "sheet", "table", "row")
_DOUBT = ("hedged", "imprecise")

_MIDDLE: Mapping[str, str] = {
    "visits": "direction level leader start end destination organisations projects_discussed headcount companions "
    "content result",
    "stops": "visit_row organisation kind counterpart",
    "events": "kind date title channel count projects investment industry",
    "projects": "name registered_name credit_code investor content industry funding key stage first_contact_on "
    "signed_on registered_on started_on completed_on producing_on planned_signing_on planned_start_on reviewed_on "
    "review_result investment investment_low investment_high investment_usd paid_in originating_unit referring_unit "
    "host_unit service_unit responsible_unit responsible_person progress problem next_step",
    "prospects": "chain segment role organisation location priority contact",
    "assets": "name kind location owner area idle_area revitalised_area revitalised_increment revitalised_on method "
    "occupant status idle_since idle_reason responsible_unit",
    "targets": "indicator year period value cell",
    "counters": "indicator period as_of value cell",
}

TABLES: Mapping[str, tuple[str, ...]] = {
    table: _PLACE + tuple(middle.split()) + _DOUBT for table, middle in _MIDDLE.items()
}
"""Column names of every canonical table, in order."""

BEFORE_SNAPSHOT = ("submission", "file", "period", "stale")
AFTER_SNAPSHOT = ("identity",)

STAGES = ("negotiating", "signed", "registered", "filed", "started", "completed", "producing")
"""Stages in their natural order; `paused` and `terminated` stand beside them."""
SIDE_STAGES = ("paused", "terminated")
ASSET_KINDS = ("land", "factory", "building")
BASES = ("day", "month", "workday", "plan", "last-year")
"""Every basis on which the elapsed share of a year may be counted."""

LEVELS = ("principal", "deputy", "unit", "team", "resident")
"""Who led a visit, or stands on the roster; "" where a sheet does not say."""
UNIT_KINDS = ("carrier", "department", "team", "post", "company")
INDICATOR_IDS = (
    *("outbound_trips", "leader_trips", "inbound_groups", "leader_receptions", "chambers", "projects_discussed"),
    *("signing_events", "training_events", "promotions", "projects_signed", "projects_signed_1yi"),
    *("projects_signed_10yi", "projects_signed_50yi", "investment_signed", "projects_started", "projects_completed"),
    *("conversion_same_period", "conversion_stock", "land_m2", "factory_m2", "building_m2", "surveyed_share"),
)
"""Every indicator by its id; `metrics.catalogue` says what each is."""

FINDINGS_SHEET = "dispatch-findings"
"""Heading of the last column of the list of findings in a marked workbook: how it is known when it comes back.

A cell's text is what every spreadsheet program keeps through every format; names and properties get lost.
"""
FINDINGS_COLUMNS = ("number", "cost", "sheet", "cell", "found", "what", "advice", "code")
"""Columns of that list, the last one under `FINDINGS_SHEET`."""
NAMES_UNITS = ("unit", "originating_unit", "referring_unit", "host_unit", "service_unit", "responsible_unit")
"""Columns that hold a unit of the registry."""
FINDING_CLOSED = "\u2713"
"""Stands after the code of a finding that an earlier round put right."""
MARK_FILLS: Mapping[str, str] = {"error": "FFC9C1", "warning": "FFE8A1", "info": "D7E7F7"}
"""Fill of a marked cell by severity, worst first: RRGGBB that nobody picks from a palette, so it is known for ours."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A street, town, park, department, team, post or platform company of the registry."""

    name: str
    group: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "carrier"
    """`carrier` (street, town, park: expected to report) or `department`, `team`, `post`, `company` (not expected)."""
    parent: str = ""
    tier: str = ""
    since: date | None = None
    until: date | None = None
    ledgers: tuple[str, ...] = ("visits", "projects", "assets")
    """Ledgers this unit is expected to send."""

    def active(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Leader:
    """A principal or deputy of the roster, with the time in office."""

    name: str
    post: str = ""
    level: str = "principal"
    unit: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A dispatch meeting of the calendar; `held` is False for 休会 weeks, in which nobody is expected."""

    cover_to: date
    on: date | None = None
    deadline: datetime | None = None
    held: bool = True


@dataclass(frozen=True, slots=True)
class SeedTarget:
    """A target written in the registry file; a target table that was submitted wins over it."""

    unit: str
    indicator: str
    year: int
    value: float
    period: str = "year"
    file: str = ""
    line: int = 0


CREDIT_ROLES = ("originating", "referring", "host", "service")
"""Parts that units play in one project (共建共享): who found it, pointed to it, houses it, serves it."""


@dataclass(frozen=True, slots=True)
class Credit:
    """The share of a project that counts for the unit in a role, on the days from `since` to `until`.

    Shares of the roles need not add up to 1: under 100 % + 100 % both count it in full (DOMAIN.md section 5).
    """

    role: str
    share: float
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class OutingExemption:
    """Days on which the rule that a leader goes out every so often does not bind one, and why (DOMAIN.md section 6)."""

    leader: str
    since: date
    until: date
    reason: str = ""


@dataclass(frozen=True, eq=False)
class District:
    """Registry and rules of one installation: the district, its units in the official order, its roster."""

    name: str
    aliases: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    leaders: tuple[Leader, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    targets: tuple[SeedTarget, ...] = ()
    credit: tuple[Credit, ...] = ()
    exemptions: tuple[OutingExemption, ...] = ()
    rules: Rules = field(default_factory=Rules)
    sample: bool = False
    """True for the invented sample district: every page carries the banner 示例数据."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Names of other editions of the registry under which records may have come, and the unit that each is today."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Canonical names, the district itself first, then the units in the official order."""
        return (self.name, *(unit.name for unit in self.units))

    @property
    def groups(self) -> tuple[str, ...]:
        """Groups in the order in which the registry first names them."""
        return tuple(dict.fromkeys(unit.group for unit in self.units if unit.group))

    def unit(self, name: str) -> Unit | None:
        return next((unit for unit in self.units if unit.name == name), None)

    def shares(self, on: date) -> Mapping[str, float]:
        """Share of a project by role on a day; empty, and nothing split, until the district enters its ratio."""
        return {each.role: each.share for each in self.credit if each.holds(on)}

    def reporting(self, on: date, ledger: str = "") -> tuple[Unit, ...]:
        """Units expected to report on a day, in the official order; `ledger` narrows to those that keep it."""
        return tuple(
            u for u in self.units if u.kind == "carrier" and u.active(on) and (not ledger or ledger in u.ledgers)
        )


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked to see. Made in `dashboard.ui.filters`, applied in `metrics.selection`."""

    as_of: date
    unit: str = ""
    group: str = ""
    industry: str = ""
    known_at: datetime | None = None
    since: date | None = None
    """The held meeting from which movement is counted; None is the one before. No other figure depends on it."""


_NAMING = ("name", "organisation", "title", "leader", "start", "date", "indicator")
"""Fields that name a record, the most telling first."""


def naming_column(letters: Mapping[str, str]) -> str:
    """Of a table's columns by field the one that names its records; the first where none does."""
    return next((letters[name] for name in _NAMING if name in letters), next(iter(letters.values()), "A"))


COVERAGE = ("unit", "table", "scope", "submission", "file", "period", "stale", "nothing", "addition", "sheet", "cell")
SENT = ("unit", "table", "scope", "submission", "file", "period", "sheet", "cell")
"""Columns of what stands and of what units sent themselves."""


@dataclass(frozen=True)
class Snapshot:
    """The district as it stood on `as_of`.

    `tables` holds every canonical table, preceded by `BEFORE_SNAPSHOT` and followed by `AFTER_SNAPSHOT`.
    `coverage` has one row a standing scope, columns `COVERAGE`; `nothing` is True for the sign of life of an empty
    list: it says until when the list is known, and no figure; `addition` for what is added to a list. `addresses`
    gives, for a record's (submission, sheet, table), the column letter of each field; `hedges`, for a hedged cell's
    (submission, sheet, cell), the word it was hedged by: about, nearly, over or range; `unreadable` are the cells
    (submission, sheet, cell) whose errors keep them outside the figures; `merged` gives, for a covered cell of a merge,
    the cell it begins with; `by_hand`, for a submission entered by hand, who told the figure, why and on what evidence
    (`who`, `why`, `evidence`). `parted` are, by ledger, pairs of identities that a person said to be two things, or
    took back to be one. `reached` is, by identity of a stopped project without any date, the furthest stage ever shown.
    `beside` is the whole district where units are left out that may name a chosen one as their companion. `sent`,
    columns `SENT`, is what units sent themselves in the week up to the day, whatever of it stands, and, with receipt 0,
    every line on which one ever did: returns are judged by it.
    """

    as_of: date
    tables: Mapping[str, pd.DataFrame]
    coverage: pd.DataFrame
    addresses: Mapping[tuple[int, str, int], Mapping[str, str]] = field(default_factory=dict)
    hedges: Mapping[tuple[int, str, str], str] = field(default_factory=dict)
    unreadable: frozenset[tuple[int, str, str]] = frozenset()
    merged: Mapping[tuple[int, str, str], str] = field(default_factory=dict)
    by_hand: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    parted: Mapping[str, Collection[tuple[str, str]]] = field(default_factory=dict)
    reached: Mapping[str, str] = field(default_factory=dict)
    beside: "tuple[Snapshot, District] | None" = None
    sent: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(SENT)))

    def cell(self, submission: int, sheet: str, table: int, row: int, column: str = "") -> str:
        """A1 address of a record's field; of what names the record where the field has no column of its own.

        A cell inside a merge is the one that the merge begins with, where its text stands.
        """
        letters = self.addresses.get((submission, sheet, table), {})
        cell = f"{letters.get(column) or naming_column(letters)}{row}"
        return self.merged.get((submission, sheet, cell), cell)
