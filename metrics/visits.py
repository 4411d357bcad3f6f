"""Visits: trips, receptions and chambers, counted by the start of the visit; tags, never a partition."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import numpy as np
import pandas as pd

from dashboard.weeks import WEEK, closing
from metrics import companions
from metrics.figures import Counted, Cover, State, covered
from metrics.hosts import hosts_by_visit, visit_of
from metrics.ledger import Days, Flags, Ints, Ledger
from metrics.places import Place, places_of
from metrics.roster import named
from metrics.tally import Tally, cells_of

DIRECTIONS = {
    "outbound_trips": "outbound",
    "leader_trips": "outbound",
    "inbound_groups": "inbound",
    "leader_receptions": "inbound",
}
_PRINCIPAL = ("principal",)


def counted(state: State, indicator: str) -> Counted:
    """Visits that count for a trip or reception indicator, or the distinct chambers among the hosts.

    A list of principals' trips answers for principals alone, any other list for the counted levels alone: a
    street's log that names no principal says nothing about the district's principals. A trip of several units counts
    for them by the district's rule (`metrics.companions`), those of the district's principals for who reports them.
    """
    if indicator == "chambers":
        return _chambers(state)
    if indicator.startswith("leader_"):
        return _reported(state, indicator)
    return companions.shared(state, partial(_reported, indicator=indicator))


def _reported(state: State, indicator: str) -> Counted:
    """The visits that count for the units that report them."""
    ledger = state.ledger("visits")
    direction = DIRECTIONS[indicator]
    principals = indicator.startswith("leader_")
    levels = _PRINCIPAL if principals else state.district.rules.visit_levels
    mask = ledger.is_in("direction", direction) & ledger.is_in("level", *levels)
    cover = cover_of_levels(state, direction, mask, empty_answers=not principals)
    return Counted(
        ledger,
        mask & state.within(ledger, "start", cover),
        "start",
        cover,
        unreadable=mask & ledger.unreadable("start"),
        scopes=frozenset({direction}),
    )


def cover_of_levels(state: State, direction: str, mask: Flags, *, empty_answers: bool) -> dict[str, date]:
    """Until when the visits of the counted levels are known: as long as the list of that direction is.

    A list that holds other levels only cannot answer for the counted ones; an empty one answers where that is said.
    """
    of, until = state.once(_list_of, direction)
    unit, code = state.ledger("visits").unit, state.units
    listed, spoken = (set(np.unique(unit[flags])) for flags in (of, of & mask))
    return {u: on for u, on in until.items() if code[u] in spoken or (empty_answers and code[u] not in listed)}


def _list_of(state: State, direction: str) -> tuple[Flags, Cover]:
    """The visits of one direction, and until when each unit's list of them is known."""
    of = state.ledger("visits").is_in("direction", direction)
    return of, covered(state, "visits", {direction, ""}, of)


def _chambers(state: State) -> Counted:
    """Distinct chambers of commerce met on outbound visits; a list that names no host answers nothing."""
    stops = state.ledger("stops")
    start, outbound = _visit_of(state)
    answers = outbound & (stops.frame["organisation"] != "").to_numpy()
    cover = _cover_of_hosts(state, stops, answers)
    until = state.limit(stops, cover)
    valid = (stops.unit >= 0) & (start >= np.datetime64(f"{state.year}-01-01")) & (start <= until)
    return Counted(
        stops, answers & valid & stops.is_in("kind", "chamber"), "organisation", cover, scopes=frozenset({"outbound"})
    )


def _cover_of_hosts(state: State, stops: Ledger, answers: Flags) -> dict[str, date]:
    """Until when the hosts of each unit that names any are known: as long as its list of outbound visits is."""
    named = covered(state, "stops", set(), answers, flow=False)
    _, until = state.once(_list_of, "outbound")
    return {name: max(known, until[name]) for name, known in named.items() if name in until}


def _visit_of(state: State) -> tuple[Days, Flags]:
    """Start and outbound flag of the visit to which each stop belongs."""
    visits, at = state.ledger("visits"), visit_of(state)
    known = at >= 0
    if not known.any():
        return np.full(len(at), np.datetime64("NaT", "D")), known
    start = np.where(known, visits.day("start")[at], np.datetime64("NaT", "D"))
    return start, known & visits.is_in("direction", "outbound")[at]


def weekly(state: State, weeks: int = 12) -> Tally:
    """Visits by week and direction: `key`, `week` (closing day), `outbound`, `inbound`; oldest first.

    A week in which nobody went is 0, one for which no unit's return came (yet) NaN. Counts distinct visits of the
    counted levels over all units, by `start`, up to the cover-to date of each unit. The district's own list counts
    only where no unit has one. `key` is the closing day as YYYY-MM-DD.
    """
    ledger = state.ledger("visits")
    closes = state.district.rules.week_ends_on
    final = pd.Timestamp(closing(state.snapshot.as_of, closes))
    ends = pd.date_range(end=final, periods=weeks, freq="7D").astype("datetime64[us]")
    table = pd.DataFrame({"key": [f"{end:%Y-%m-%d}" for end in ends], "week": ends})
    found: dict[str, list[int]] = {key: [] for key in table["key"]}
    for direction in ("outbound", "inbound"):
        at, until = _counted_until(state, ledger, direction)
        start = ledger.frame["start"].iloc[at]
        week = _week_of(start, closes)
        added = table["week"].map(week.value_counts()).fillna(0).astype("int64")
        awaited = table["week"] - pd.Timedelta(WEEK) >= (pd.Timestamp.min if until is None else pd.Timestamp(until))
        table[direction] = added.where(~awaited) if awaited.any() else added
        for place, key in zip(at, week.dt.strftime("%Y-%m-%d"), strict=True):
            if key in found:
                found[key].append(int(place))
    return Tally(table, cells_of(state, ledger, found, "start"))


def _counted_until(state: State, ledger: Ledger, direction: str) -> tuple[Ints, date | None]:
    """Positions of the distinct visits of a direction and the counted levels, up to each unit's own cover-to date.

    With the latest of these dates; None where no list of that direction stands.
    """
    mask = ledger.is_in("level", *state.district.rules.visit_levels) & ledger.is_in("direction", direction)
    until = covered(state, "visits", {direction, ""}, mask, flow=False)
    mask &= state.until(ledger, "start", until) & (ledger.unit >= 0)
    if (mask & (ledger.unit > 0)).any():
        mask &= ledger.unit > 0
        until = {name: day for name, day in until.items() if name != state.district.name}
    return ledger.distinct(mask, by_unit=False), max(until.values(), default=None)


def _week_of(start: pd.Series, closes: int) -> pd.Series:
    """Closing day of the week of each start; 30 and 31 December are late entries of the old year's last week."""
    week: pd.Series = start + pd.to_timedelta((closes - start.dt.day_of_week) % 7, unit="D")
    return week.where(week.dt.year == start.dt.year, week - pd.Timedelta(days=7))


def destinations(state: State, top: int = 15) -> Tally:
    """Where outbound trips of the year went: `key destination province trips`, most first, then by name.

    At most `top` rows. Places are folded to their city (`metrics.places`). A trip to several places counts once for
    each; one that names none is left out, and so are resident posts, which stay where they are.
    """
    ledger = state.ledger("visits")
    mask = ledger.is_in("direction", "outbound") & ~ledger.is_in("level", "resident") & (ledger.unit >= 0)
    mask &= (ledger.frame["destination"] != "").to_numpy()
    mask &= state.within(ledger, "start", covered(state, "visits", {"outbound", ""}, mask))
    written = list(ledger.frame["destination"])
    found: dict[Place, list[int]] = {}
    for at in ledger.distinct(mask, by_unit=False):
        for place in places_of(written[at]):
            found.setdefault(place, []).append(int(at))
    ordered = sorted(found, key=lambda place: (-len(found[place]), place.city, place.province))[:top]
    keys = {place: f"{place.province}{place.city}" for place in ordered}
    rows = [(keys[place], place.city, place.province, len(found[place])) for place in ordered]
    cells = cells_of(state, ledger, {keys[place]: found[place] for place in ordered}, "destination")
    return Tally(pd.DataFrame(rows, columns=["key", "destination", "province", "trips"]), cells)


def teams(state: State) -> Tally:
    """Task teams and resident posts of the year, in the official order, a unit's teams before its posts.

    The level of a visit puts deputies of streets and towns beside task teams: a team is one by its unit's kind in the
    registry or by the words of its record.

    Columns `key unit level post people members visits days hosts leads starts`. A post is a unit's residents in one
    city, a team a unit's people under one leader; `post` is that city or leader, `people` the names, `members` how
    many. `days` counts first and last day of every visit as far as its return covers, `hosts` distinct organisations
    (NaN where nobody was named), `leads` projects or leads as reported (NaN where none was reported), `starts` the
    visits' first days. A stay that began last year has its days since 1 January; a trip is of the year of its start.
    """
    ledger, new_year = state.ledger("visits"), np.datetime64(f"{state.year}-01-01")
    team, resident = ledger.is_in("level", "team") & _of_a_team(state, ledger), ledger.is_in("level", "resident")
    mask = (team | resident) & (ledger.unit >= 0)
    mask &= state.until(ledger, "start", covered(state, "visits", set(), mask, signs=("outbound", "resident")))
    mask &= (ledger.day("start") >= new_year) | (resident & (ledger.day("end") >= new_year))
    groups: dict[tuple[int, bool, str], list[int]] = {}
    for at in ledger.distinct(mask, by_unit=False):
        record = ledger.frame.iloc[at]
        resident = record["level"] == "resident"
        places = [place.city for place in places_of(record["destination"])] if resident else [record["leader"]]
        groups.setdefault((int(ledger.unit[at]), resident, "、".join(places)), []).append(int(at))
    hosts = hosts_by_visit(state)
    found = {
        f"{unit}|{resident}|{post}": (post, groups[unit, resident, post]) for unit, resident, post in sorted(groups)
    }
    rows = [
        {"key": key, "post": post, **_team(ledger, at, hosts, pd.Timestamp(new_year))}
        for key, (post, at) in found.items()
    ]
    cells = cells_of(state, ledger, {key: at for key, (_, at) in found.items()}, "start")
    return Tally(pd.DataFrame(rows, columns=list(_TEAM)), cells)


_TEAM_WORDS = re.compile("分队|专班|招商组|task team", re.IGNORECASE)


def _of_a_team(state: State, ledger: Ledger) -> Flags:
    kinds = {unit.name: unit.kind for unit in state.district.units}
    texts = zip(*(ledger.frame[name] for name in ("unit", "leader", "companions", "content")), strict=True)
    own = [kinds.get(unit, "carrier") != "carrier" or bool(_TEAM_WORDS.search(" ".join(said))) for unit, *said in texts]
    return np.array(own, dtype=bool)


_TEAM = ("key", "unit", "level", "post", "people", "members", "visits", "days", "hosts", "leads", "starts")


def _team(
    ledger: Ledger, at: Sequence[int], hosts: Mapping[int, frozenset[str]], new_year: pd.Timestamp
) -> dict[str, object]:
    part = ledger.frame.iloc[list(at)]
    names = [name for text in part["leader"] for name in named(text, ())]
    people = list(dict.fromkeys(names))
    met = frozenset().union(*(hosts.get(visit, frozenset()) for visit in at))
    # a stay that is planned until December has so far the days up to which its return covers
    until = part["end"].fillna(part["start"]).clip(upper=part["period"])
    since = part["start"].where(part["start"] >= new_year, new_year)
    days = ((until - since).dt.days + 1).clip(lower=1)
    return {
        "unit": part["unit"].iat[0],
        "level": part["level"].iat[0],
        "people": "、".join(people),
        "members": len(people),
        "visits": len(part),
        "days": int(days.sum()),
        "hosts": float(len(met)) if met else float("nan"),
        "leads": float(part["projects_discussed"].sum(min_count=1)),
        "starts": tuple(sorted(start.date() for start in part["start"])),
    }
