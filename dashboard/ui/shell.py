"""What a page stands on. A page starts with

    from dashboard.ui import shell

    here = shell.current()

and composes from there: `here.say` (the language), `here.filters`, `here.standing` (report and snapshot of the
chosen day), `here.district`, `here.store`, `here.look` ("light" or "dark"). All of it is what `here.identity` may see.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import streamlit as st

from dashboard import access
from dashboard.access.narrowing import seen
from dashboard.contract import District, Filters
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.store.meetings import Frozen
from dashboard.ui import arriving, cache, state
from dashboard.workflows.report import Standing

Look = Literal["light", "dark"]


@dataclass(frozen=True)
class Context:
    """Everything a page may ask for; made by the frame, once a run."""

    say: Say
    filters: Filters
    kept: Store
    look: Look
    arrived: arriving.Arrived
    sample: bool

    @property
    def identity(self) -> access.Identity:
        """Who is at the screen, looked up again where a part of the page runs by itself.

        Raises
        ------
        AccessDenied
            `signed-out`: nobody any more.
        """
        return self.arrived.identity

    @property
    def store(self) -> Store:
        """The store as this person may see it."""
        return seen(self.kept, self.identity)

    @cached_property
    def district(self) -> District:
        """The registry of the chosen day, as this person may see it."""
        return self.store.registry.at(self.filters.as_of, self.filters.known_at)

    @cached_property
    def spoken_of(self) -> District:
        """The registry with every unit's name: a sheet that is handed in may name any."""
        return self.kept.registry.at(self.filters.as_of, self.filters.known_at)

    @cached_property
    def state(self) -> str:
        """What pictures of this run depend on beside their subject: asked of the store once a run."""
        return cache.state_of(self.store)

    @cached_property
    def frozen(self) -> Frozen | None:
        """The meeting's last frozen version, shown unless what is known now is asked for; None before the first."""
        return cache.meeting(self.store, self.filters.as_of).last

    @cached_property
    def standing(self) -> Standing:
        """The district as of the chosen day, cached until something is committed."""
        return cache.standing(self.store, self.filters)

    @cached_property
    def meeting(self) -> Standing:
        """The whole district on the day, whatever the reader narrowed the page to: what a meeting shows."""
        return cache.standing(self.store, Filters(self.filters.as_of, known_at=self.filters.known_at))


def current() -> Context:
    """The page's context, after asking `dashboard.access` whether this person may open this page.

    Raises
    ------
    AccessDenied
        The gate every page passes, whatever way led to it.
    """
    context: Context = state.context()
    access.require(context.identity, state.page())
    return context


def look() -> Look:
    """Light or dark, as the browser has it."""
    return "dark" if st.context.theme.type == "dark" else "light"
