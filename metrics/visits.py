"""Visits: trips, receptions and chambers, counted by the start of the visit; tags, never a partition."""

import numpy as np
import pandas as pd

from dashboard.names import organisation_key
from metrics.figures import Counted, State, covered
from metrics.ledger import Flags, Ledger

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
    street's log that names no principal says nothing about the district's principals.
    """
    if indicator == "chambers":
        return _chambers(state)
    ledger = state.ledger("visits")
    direction = DIRECTIONS[indicator]
    principals = indicator.startswith("leader_")
    levels = _PRINCIPAL if principals else state.district.rules.visit_levels
    mask = ledger.is_in("direction", direction) & ledger.is_in("level", *levels)
    cover = covered(state, "visits", set() if principals else {direction, ""}, mask)
    if not principals:
        for name in _silent(state, ledger, direction, mask):
            cover.pop(name, None)
    return Counted(ledger, mask & state.within(ledger, "start", cover), "start", cover, scopes=frozenset({direction}))


def _silent(state: State, ledger: Ledger, direction: str, mask: Flags) -> list[str]:
    """Units whose list of this direction holds other levels only, so that it cannot answer for the counted ones."""
    of = ledger.is_in("direction", direction)
    spoken = set(np.unique(ledger.unit[of & mask]))
    return [state.district.names[code] for code in np.unique(ledger.unit[of]) if code >= 0 and code not in spoken]


def _chambers(state: State) -> Counted:
    """Distinct chambers of commerce met on outbound visits; a list that names no host answers nothing."""
    stops = state.ledger("stops")
    start, outbound = _visit_of(state)
    answers = outbound & (stops.frame["organisation"] != "").to_numpy()
    cover = covered(state, "stops", set(), answers)
    limit = {state.units[name]: np.datetime64(until, "D") for name, until in cover.items()}
    until = np.array([limit.get(int(code), np.datetime64("NaT", "D")) for code in stops.unit], dtype="datetime64[D]")
    valid = (start >= np.datetime64(f"{state.year}-01-01")) & (start <= until)
    return Counted(
        stops, answers & valid & stops.is_in("kind", "chamber"), "organisation", cover, scopes=frozenset({"outbound"})
    )


def _visit_of(state: State) -> tuple[np.ndarray, Flags]:
    """Start and outbound flag of the visit to which each stop belongs."""
    keys = ["submission", "sheet", "table", "row"]
    visits = state.ledger("visits").frame[[*keys, "unit", "start", "direction"]]
    stops = state.ledger("stops").frame[["submission", "sheet", "table", "visit_row"]]
    visits = visits.sort_values([*keys, "direction", "start"]).drop_duplicates(keys)
    joined = stops.rename(columns={"visit_row": "row"}).merge(visits, on=keys, how="left")
    return joined["start"].to_numpy().astype("datetime64[D]"), (joined["direction"] == "outbound").to_numpy()


def weekly(state: State, weeks: int = 12) -> pd.DataFrame:
    """Visits by week and direction: `week` (closing day), `outbound`, `inbound`; oldest week first, gaps are 0.

    Counts distinct visits of the counted levels over all units, by `start`, up to the as-of date. The district's
    own list counts only where no unit has one.
    """
    ledger = state.ledger("visits")
    closes = state.district.rules.week_ends_on
    last = pd.Timestamp(state.snapshot.as_of)
    final = last + pd.Timedelta(days=(closes - last.weekday()) % 7)
    ends = pd.date_range(end=final, periods=weeks, freq="7D").astype("datetime64[us]")
    table = pd.DataFrame({"week": ends})
    start = ledger.frame["start"]
    level = ledger.is_in("level", *state.district.rules.visit_levels)
    for direction in ("outbound", "inbound"):
        mask = level & ledger.is_in("direction", direction) & (start <= last).to_numpy() & (ledger.unit >= 0)
        mask &= ledger.unit > 0 if (mask & (ledger.unit > 0)).any() else True
        at = ledger.distinct(mask, by_unit=False)
        found = start.iloc[at]
        week = found + pd.to_timedelta((closes - found.dt.day_of_week) % 7, unit="D")
        table[direction] = table["week"].map(week.value_counts()).fillna(0).astype("int64")
    return table


def destinations(state: State, top: int = 15) -> pd.DataFrame:
    """Where outbound trips of the year went: `destination`, `trips`, most first, then by name; at most `top` rows.

    A trip that names several places counts once for each; a trip that names none is left out.
    """
    ledger = state.ledger("visits")
    mask = ledger.is_in("direction", "outbound") & (ledger.frame["destination"] != "").to_numpy() & (ledger.unit >= 0)
    mask &= state.within(ledger, "start", {name: state.snapshot.as_of for name in state.district.names})
    at = ledger.distinct(mask, by_unit=False)
    places = ledger.frame["destination"].iloc[at].str.split(r"[、,，;；/\n]+", regex=True).explode().str.strip()
    counts = places[places != ""].value_counts()
    table = pd.DataFrame({"destination": counts.index.astype("str"), "trips": counts.to_numpy(dtype="int64")})
    return table.sort_values(["trips", "destination"], ascending=[False, True], ignore_index=True).head(top)


def teams(state: State) -> pd.DataFrame:
    """Task teams and resident posts of the year: `unit`, `leader`, `level`, `visits`, `days`, `hosts`, `projects`.

    One row a unit, leader and level (team or resident), in the official order; `days` counts first and last day of
    every visit, `hosts` distinct organisations, `projects` as reported.
    """
    ledger = state.ledger("visits")
    mask = ledger.is_in("level", "team", "resident") & (ledger.unit >= 0)
    mask &= state.within(ledger, "start", {name: state.snapshot.as_of for name in state.district.names})
    at = ledger.distinct(mask, by_unit=False)
    rows = ledger.frame.iloc[at]
    days = ((rows["end"].fillna(rows["start"]) - rows["start"]).dt.days + 1).clip(lower=1)
    hosts = _hosts(state)
    keys = list(zip(rows["submission"], rows["sheet"], rows["table"], rows["row"], strict=True))
    table = rows[["unit", "leader", "level"]].assign(
        order=ledger.unit[at],
        visits=1,
        days=days,
        met=pd.Series([hosts.get(key, frozenset()) for key in keys], index=rows.index, dtype="object"),
    )
    table["projects"] = rows["projects_discussed"].fillna(0)
    groups = table.groupby(["order", "unit", "leader", "level"], sort=True)
    summed = groups.agg(visits=("visits", "sum"), days=("days", "sum"), projects=("projects", "sum"))
    summed["hosts"] = [len(frozenset().union(*part)) for _, part in groups["met"]]
    return summed.reset_index()[["unit", "leader", "level", "visits", "days", "hosts", "projects"]]


def _hosts(state: State) -> dict[tuple[int, str, int, int], frozenset[str]]:
    stops = state.ledger("stops").frame
    found: dict[tuple[int, str, int, int], frozenset[str]] = {}
    for submission, sheet, table, row, name in zip(
        stops["submission"], stops["sheet"], stops["table"], stops["visit_row"], stops["organisation"], strict=True
    ):
        place = (submission, sheet, table, row)
        found[place] = found.get(place, frozenset()) | {organisation_key(name)}
    return found
