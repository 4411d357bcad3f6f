"""What happened in the invented district, before any clerk typed it: trips, projects, assets, events, companies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

MU = 2000 / 3
"""Square metres of one mu."""


@dataclass(frozen=True)
class Host:
    """An organisation met, and who spoke for it."""

    organisation: str
    person: str
    post: str
    kind: str = "company"


@dataclass(frozen=True)
class Trip:
    """A trip (outbound) or a reception (inbound)."""

    direction: str
    leader: str
    post: str
    start: date
    end: date
    destination: str
    hosts: tuple[Host, ...]
    content: str
    result: str
    level: str = ""
    headcount: int = 3

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def organisations(self) -> int:
        return len({host.organisation for host in self.hosts})


@dataclass(frozen=True)
class Project:
    """A project and the dates it reached or will reach; amounts in 亿元."""

    name: str
    investor: str
    content: str
    industry: str
    investment: float | None
    first_contact_on: date
    signed_on: date | None = None
    registered_on: date | None = None
    started_on: date | None = None
    completed_on: date | None = None
    planned_start_on: date | None = None
    terminated_on: date | None = None
    low: float | None = None
    high: float | None = None
    usd: float | None = None
    paid_in: float | None = None
    responsible_person: str = ""
    problem: str = ""
    originating_unit: str = ""

    def stage(self, on: date) -> str:
        """The stage reached on a day."""
        if self.terminated_on and self.terminated_on <= on:
            return "terminated"
        for stage in ("completed", "started", "registered", "signed"):
            reached = getattr(self, f"{stage}_on")
            if reached and reached <= on:
                return stage
        return "negotiating"

    def known(self, field: str, on: date) -> date | None:
        """A date of the project as far as it has come true on a day."""
        value: date | None = getattr(self, field)
        return value if value and value <= on else None


@dataclass(frozen=True)
class Asset:
    """A parcel, factory or building; all areas in m². `steps` are (from when, brought back into use in all)."""

    unit: str
    name: str
    kind: str
    location: str
    owner: str
    area: float
    steps: tuple[tuple[date, float], ...] = ()
    revitalised_on: date | None = None
    method: str = ""
    occupant: str = ""
    reason: str = ""

    def done(self, on: date) -> float:
        """Square metres brought back into use by a day."""
        return max((area for since, area in self.steps if since <= on), default=0.0)

    def idle(self, on: date) -> float:
        return max(self.area - self.done(on), 0.0)


@dataclass(frozen=True)
class Event:
    """A signing event, promotion or training."""

    kind: str
    date: date
    title: str
    place: str
    channel: str = ""
    count: int = 1
    projects: int | None = None
    investment: float | None = None


@dataclass(frozen=True)
class Prospect:
    """A company of an industry chain."""

    chain: str
    segment: str
    organisation: str
    location: str
    role: str
    priority: str
    contact: str


def dotted(day: date) -> str:
    """2024.3.20"""
    return f"{day.year}.{day.month}.{day.day}"


def written_out(day: date) -> str:
    """2024年3月20日"""
    return f"{day.year}年{day.month}月{day.day}日"


def yearless(day: date) -> str:
    """3月20日; the year stands in the title."""
    return f"{day.month}月{day.day}日"


def slashed(day: date) -> str:
    """2024/3/20"""
    return f"{day.year}/{day.month}/{day.day}"


def run_together(day: date) -> int:
    """20240320, typed as a number."""
    return day.year * 10_000 + day.month * 100 + day.day


def span(start: date, end: date, say: Callable[[date], str] = yearless) -> str:
    """3月20日至23日: one cell for both ends."""
    if start == end:
        return say(start)
    if start.month == end.month:
        return f"{say(start)}至{end.day}日"
    return f"{say(start)}至{say(end)}"


def third(day: date) -> str:
    """三月中旬; known to ten days only."""
    months = "一二三四五六七八九"
    return f"{months[day.month - 1]}月{'上中下'[min(2, (day.day - 1) // 10)]}旬"


def third_start(day: date) -> date:
    """The first day of its third of the month, as which such a date is kept."""
    return day.replace(day=(1, 11, 21)[min(2, (day.day - 1) // 10)])
