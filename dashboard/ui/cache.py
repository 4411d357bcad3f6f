"""The only home of `st.cache_*`: keyed by data folder, store version and content, always bounded.

Objects are shared by all sessions, not copied: nobody changes what comes from here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, TypeVar

import pandas as pd
import streamlit as st

from dashboard import config
from dashboard.config import Settings
from dashboard.contract import District, Filters, Snapshot
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.entrance import Entrance
from dashboard.store.meetings import Record
from dashboard.workflows import apart, concerns, effects, entering, facsimile, identifying, overtaking, report, returns
from dashboard.workflows import increments as added
from dashboard.workflows.concerns import Open
from dashboard.workflows.developing import Developing
from dashboard.workflows.effects import Consequence
from dashboard.workflows.entering import Entry
from dashboard.workflows.holding import Holding
from dashboard.workflows.identifying import Waiting
from dashboard.workflows.overtaking import Overtaken
from dashboard.workflows.receive import Draft
from dashboard.workflows.scoring import Scoring
from dashboard.workflows.standing_still import stuck_list
from loaders.grid import Book

Stamp = tuple[int, int]
Drawn = TypeVar("Drawn")
_TOLD_APART: dict[str | type[Any], Callable[[Any], Any]] = {Filters: repr, Settings: repr}
"""Plain values are told apart by all that they say; field by field Streamlit takes several times as long."""
PICTURES = 400
"""Pictures kept; a page holds about ten, so these are the last forty or so views of anybody."""


class Page(Protocol):
    """What pictures depend on beside their subject; `shell.Context` is one."""

    @property
    def say(self) -> Say: ...
    @property
    def filters(self) -> Filters: ...
    @property
    def store(self) -> Store: ...
    @property
    def look(self) -> str: ...
    @property
    def sample(self) -> bool: ...
    @property
    def state(self) -> str: ...


def store(settings: Settings) -> Store:
    """The one open store of a data folder; opened anew when the registry that it judges by has changed."""
    return _store(settings, _stamp(settings.district_file))


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=_TOLD_APART)
def _store(settings: Settings, changed: Stamp) -> Store:
    return Store(settings, district(settings.district_file))


def district(path: Path) -> District:
    """Registry and rules, read again when the file changes.

    Raises
    ------
    SettingsError
        When the registry cannot be used; names file and line.
    """
    return _district(path, _stamp(path))


@st.cache_resource(max_entries=8, show_spinner=False)
def _district(path: Path, changed: Stamp) -> District:
    return config.district(path)


def _stamp(path: Path) -> Stamp:
    facts = path.stat() if path.exists() else None
    return (facts.st_mtime_ns, facts.st_size) if facts else (0, 0)


def state_of(opened: Store) -> str:
    """What a cached answer about a store depends on: its place, its last act, its first registry and who looks."""
    return f"{opened.settings.database_url}|{opened.version}|{opened.registry.fingerprint}|{opened.audience}"


def looked_at(opened: Store, *, crowded: bool) -> Store:
    """The store as all see it who only look (`workflows.holding`)."""
    return _holding(opened.settings, _stamp(opened.settings.district_file)).of(opened, monotonic(), crowded=crowded)


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs=_TOLD_APART)
def _holding(settings: Settings, changed: Stamp) -> Holding:
    return Holding()


@st.cache_resource(max_entries=2, show_spinner=False, hash_funcs=_TOLD_APART)
def entrance(settings: Settings) -> Entrance:
    """The one open table of people and sign-ins of a data folder."""
    return Entrance(settings)


def drawn(here: Page, subject: tuple[str, ...], make: Callable[[], Drawn]) -> Drawn:
    """What `make` draws, made once for each state of the store, filters, language and look.

    `subject` names the picture and everything else that it depends on (a kind, an indicator, a unit). Charts are
    shared as they are: a figure from here is shown and exported, never changed.
    """
    on = repr((subject, here.filters, here.say.language, here.look, here.sample, here.state))
    found: Drawn = _drawn(make, on)
    return found


@st.cache_resource(max_entries=PICTURES, show_spinner=False)
def _drawn(_make: Callable[[], Any], on: str) -> Any:
    return _make()


def standing(opened: Store, filters: Filters) -> report.Standing:
    """The district on the filters' day, worked out once for each state of the store."""
    return _standing(opened, filters, state_of(opened))


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=_TOLD_APART)
def _standing(_opened: Store, filters: Filters, state: str) -> report.Standing:
    district = _opened.registry.at(filters.as_of, filters.known_at)
    return report.standing(_opened, district, filters, read=reader(_opened, state))


def consequences(opened: Store, drafts: Sequence[Draft], as_of: date) -> list[Consequence]:
    """What drafts would change (`effects.consequences`), once for what they say and a state of the store."""
    return _consequences(opened, list(drafts), _said(drafts), as_of, state_of(opened))


def _said(drafts: Sequence[Draft]) -> tuple[Any, ...]:
    """A draft is its bytes, what was said of it and what it was read beside, remembered answers among that."""
    return tuple(
        (sha256(d.content).hexdigest(), d.name, d.unit, d.period, d.scope, d.obstacle, repr(d.answers), repr(d.basis))
        for d in drafts
    )


def overtaken(opened: Store, drafts: Sequence[Draft]) -> list[Overtaken]:
    """What drafts would add in vain or take away (`overtaking.by_drafts`, `apart.by_drafts`), kept likewise."""
    return _overtaken(opened, list(drafts), _said(drafts), state_of(opened))


@st.cache_resource(max_entries=24, show_spinner=False)
def _overtaken(_opened: Store, _drafts: list[Draft], said: tuple[Any, ...], state: str) -> list[Overtaken]:
    return [*overtaking.by_drafts(_drafts, _opened), *apart.by_drafts(_drafts, _opened, reader(_opened, state))]


@st.cache_resource(max_entries=24, show_spinner=False)
def _consequences(
    _opened: Store, _drafts: list[Draft], said: tuple[Any, ...], as_of: date, state: str
) -> list[Consequence]:
    stands, read = standing(_opened, Filters(as_of)), reader(_opened, state)
    return effects.consequences(_drafts, _opened, _opened.registry.at(as_of), as_of, stands=stands, read=read)


def foreseen(opened: Store, entry: Entry, by: str) -> list[Consequence]:
    """What an entry by hand would change (`entering.foreseen`), once for the entry and a state of the store."""
    return _foreseen(opened, entry, by, state_of(opened))


@st.cache_resource(max_entries=24, show_spinner=False)
def _foreseen(_opened: Store, entry: Entry, by: str, state: str) -> list[Consequence]:
    stands, read, now = standing(_opened, Filters(entry.cover_to)), reader(_opened, state), datetime.now().astimezone()
    return entering.foreseen(entry, _opened, by=by, now=now, stands=stands, read=read)


def reader(opened: Store, state: str) -> report.Read:
    """Reads whole snapshots, each once for a state of the store: standings of all filters are cut from them."""

    def read(day: date, known_at: datetime | None) -> Snapshot:
        snapshot: Snapshot = _snapshot(opened, day, known_at, state)
        return snapshot

    return read


@st.cache_resource(max_entries=24, show_spinner=False)
def _snapshot(_opened: Store, day: date, known_at: datetime | None, state: str) -> Snapshot:
    return _opened.snapshot(day, known_at)


def increments(here: Page, stands: report.Standing, indicators: Sequence[str], meetings: int) -> dict[str, list[float]]:
    """What each of the last held meetings added, oldest first (`workflows.increments`)."""
    return added.increments(here.store, stands, indicators, meetings, reader(here.store, here.state))


def stuck(here: Page, stands: report.Standing) -> pd.DataFrame:
    """What does not move, worked out once for each state of the store and each reader's filters."""
    return _stuck(here.store, stands, stands.filters, here.state)


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=_TOLD_APART)
def _stuck(_opened: Store, _stands: report.Standing, filters: Filters, state: str) -> pd.DataFrame:
    return stuck_list(_opened, _stands, read=reader(_opened, state))


def developing(here: Page, stands: report.Standing) -> Developing:
    """Cohorts, review, bands and claims of the projects that stand."""
    return _developing(stands, stands.filters, here.state)


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs=_TOLD_APART)
def _developing(_stands: report.Standing, filters: Filters, state: str) -> Developing:
    return Developing(_stands)


def scoring(here: Page, stands: report.Standing) -> Scoring:
    """Scores and joint credit of the whole district on a day, whatever the filters chose."""
    return _scoring(here.store, stands, stands.as_of, stands.filters.known_at, here.state)


@st.cache_resource(max_entries=8, show_spinner=False)
def _scoring(_opened: Store, _stands: report.Standing, day: date, known_at: datetime | None, state: str) -> Scoring:
    return Scoring(_opened, _stands)


def waiting(here: Page, stands: report.Standing) -> list[Waiting]:
    """The queue of identities (`identifying.waiting`), once for a day and a state of the store, unfiltered."""
    return _waiting(here.store, stands, stands.as_of, stands.filters.known_at, here.state)


@st.cache_resource(max_entries=12, show_spinner=False)
def _waiting(
    _opened: Store, _stands: report.Standing, day: date, known_at: datetime | None, state: str
) -> list[Waiting]:
    return identifying.waiting(_opened, _stands)


def open_findings(here: Page) -> Mapping[str, Sequence[Open]]:
    """Errors and warnings of what stands on the page's day, by unit (`concerns.open_findings`)."""
    return _open_findings(here.store, here.filters.as_of, here.filters.known_at, here.state)


@st.cache_resource(max_entries=12, show_spinner=False)
def _open_findings(_opened: Store, day: date, known_at: datetime | None, state: str) -> Mapping[str, Sequence[Open]]:
    return concerns.open_findings(_opened, _snapshot(_opened, day, known_at, state))


def periods(opened: Store) -> tuple[date, ...]:
    """Cover-to dates in the store, oldest first; empty before the first commit."""
    return tuple(opened.periods())


def meeting(opened: Store, cover_to: date) -> Record:
    """How far the meeting that covers to a day has come."""
    return _meeting(opened, cover_to, state_of(opened))


def frozen_at(opened: Store, cover_to: date) -> datetime | None:
    """When the meeting of a day was last frozen; None while it is collecting."""
    return last.at if (last := meeting(opened, cover_to).last) else None


@st.cache_resource(max_entries=64, show_spinner=False)
def _meeting(_opened: Store, cover_to: date, state: str) -> Record:
    return _opened.meetings.record(cover_to)


def industries(opened: Store) -> tuple[str, ...]:
    """Industries of the projects that stand on the latest day, in the order of their names."""
    return _industries(opened, state_of(opened))


@st.cache_resource(max_entries=8, show_spinner=False)
def _industries(_opened: Store, state: str) -> tuple[str, ...]:
    projects = [_snapshot(_opened, day, None, state).tables["projects"] for day in _opened.periods()[-1:]]
    return tuple(sorted({name for frame in projects for name in frame["industry"]} - {""}))


def grid(opened: Store, as_of: date, weeks: int, hour: str, known_at: datetime | None) -> returns.Returns:
    """Who has reported; `hour` is the clock's hour, by which open weeks become missed ones."""
    return _grid(opened, as_of, weeks, hour, known_at, state_of(opened))


@st.cache_resource(max_entries=12, show_spinner=False)
def _grid(_opened: Store, as_of: date, weeks: int, hour: str, known_at: datetime | None, state: str) -> returns.Returns:
    district, now = _opened.registry.at(as_of, known_at), datetime.fromisoformat(hour)
    return returns.returns(_opened, district, as_of, now, weeks, known_at, read=reader(_opened, state))


@st.cache_resource(max_entries=8, show_spinner=False)
def book(fingerprint: str, name: str, _content: bytes) -> Book:
    """A workbook's cells, by the sha256 of its bytes."""
    return facsimile.book(_content, name)
