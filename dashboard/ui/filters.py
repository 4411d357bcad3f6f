"""What the reader asked to see, from the URL into `contract.Filters`."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

import streamlit as st

from dashboard.contract import District, Filters
from dashboard.i18n import Say
from dashboard.ui import state
from dashboard.ui.escape import literal
from dashboard.weeks import ZONE, last_week_end, week_end


def today() -> date:
    """The clock, read at this edge only."""
    return datetime.now(ZONE).date()


def open_meeting(district: District, on: date | None = None) -> date:
    """Cover-to date of the meeting that is being prepared on a day (default: today).

    The calendar's next meeting; without a calendar the week that closed up to three days ago (a Monday meeting covers
    to the Friday before), else the running one.
    """
    day = on or today()
    planned = [m for m in district.meetings if m.held and m.on is not None and m.on >= day]
    if planned:
        return min(m.cover_to for m in planned)
    closed = last_week_end(day, district.rules.week_ends_on)
    return closed if (day - closed).days <= 3 else week_end(day, district.rules.week_ends_on)


def chosen(
    say: Say,
    district: District,
    periods: Sequence[date],
    industries: Sequence[str],
    presented: Callable[[date], datetime | None] = lambda _: None,
    first: date | None = None,
) -> Filters:
    """Draws the four filters in a row and returns what they say.

    `periods` are the cover-to dates in the store, oldest first; `first` of them is the default, else the last one, and
    without any there is no day to choose. The widgets are bound to the URL (`as_of`, `unit`, `group`, `industry`,
    `now`); a value there that is no option is dropped (see `unknown`). `presented` tells when the meeting of a day was
    frozen: its figures are shown as they were then unless the reader asks for what is known now; None where nothing
    was frozen and there is nothing to choose.
    """
    day = _day(say, periods, first) or open_meeting(district)
    group = _optional(say("ui.group"), say("ui.all.groups"), district.groups, "group")
    units = [unit.name for unit in district.units if not group or unit.group == group]
    unit = _optional(say("ui.unit"), say("ui.all.units"), units, "unit")
    industry = _optional(say("ui.industry"), say("ui.all.industries"), industries, "industry")
    return Filters(day, unit, group, industry, _known(say, presented(day)))


def _day(say: Say, periods: Sequence[date], first: date | None) -> date | None:
    if not periods:
        return None
    dates = [end.isoformat() for end in sorted(periods, reverse=True)]
    state.keep_option("as_of", dates)
    usual = (first if first is not None and first in periods else max(periods)).isoformat()
    as_of = st.selectbox(
        say("ui.as_of"), dates, dates.index(usual), key="as_of", bind="query-params", width=168, filter_mode="contains",
        label_visibility="collapsed", icon=":material/event:",
    )  # fmt: skip
    return date.fromisoformat(as_of if as_of in dates else usual)


def unchosen(district: District, periods: Sequence[date]) -> Filters:
    """What a page stands on that offers no choice: the last week with data, else the meeting being prepared."""
    return Filters(periods[-1] if periods else open_meeting(district))


def _known(say: Say, frozen_at: datetime | None) -> datetime | None:
    """The one switch: as presented at the meeting, or as now known for its week."""
    if frozen_at is None:
        return None
    # a switch and no choice of words: what stands in the URL must not depend on the language
    now = st.toggle(say("ui.known.now"), key="now", bind="query-params", help=say("ui.known"))
    return None if now else frozen_at


def _optional(label: str, every: str, options: Sequence[str], key: str) -> str:
    found = st.selectbox(
        label, list(options), index=None, key=key, placeholder=every, bind="query-params", width=156,
        disabled=not options, label_visibility="collapsed",
    )  # fmt: skip
    return found if found is not None and found in options else ""


def strayed(say: Say, addresses: Collection[str]) -> str:
    """That the address names a page that is not there, or not for this person; "" where it does not."""
    path = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return say("ui.unknown.page", found=literal(unquote(path))) if path and path not in addresses else ""


def unknown(say: Say, district: District) -> str:
    """The unit or group that the address asks for and that is not there; "" where all is known.

    To be asked before the filters are drawn: they drop from the address what they do not know.
    """
    for key, options in (("unit", district.names), ("of", district.names), ("group", district.groups)):
        asked = st.query_params.get(key, "")
        if asked and asked not in options:
            return say(f"ui.unknown.{'group' if key == 'group' else 'unit'}", found=literal(asked))
    return ""
