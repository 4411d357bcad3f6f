"""What an assessor accepted: a state narrowed to it, and what of a figure was accepted, rejected, not yet judged.

The meeting counts what is reported, scores count what is accepted (DOMAIN section 5). A verdict is on what one unit
claims; a claim without one is pending.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dashboard.contract import Snapshot
from metrics.adding_up import counted
from metrics.catalogue import INDICATORS, ledger
from metrics.figures import Counted, State
from metrics.ledger import Ints
from metrics.tally import Tally, cells_of
from metrics.validity import of_the_year

JUDGED = ("visits", "projects", "assets")
"""Ledgers whose records are judged; what is told elsewhere counts as reported."""
ACCEPTED, REJECTED, PENDING = "accepted", "rejected", "pending"
Judged = Mapping[tuple[str, str, str], str]
"""The verdict by ledger, unit and identity; what is absent is pending."""
_VISIT = ["submission", "sheet", "table"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Of the things that a unit reports for an indicator, how many were accepted, rejected, and neither."""

    accepted: int = 0
    rejected: int = 0
    pending: int = 0

    @property
    def unjudged(self) -> bool:
        """Whether there is something to judge and nobody has begun."""
        return self.pending > 0 and not self.accepted and not self.rejected


def is_judged(indicator: str) -> bool:
    return ledger(INDICATORS[indicator]) in JUDGED


def accepted(state: State, judged: Judged, *, pending: bool = False) -> State:
    """The state with the accepted records alone; `pending` keeps those not judged too, for a trial.

    Stops stay with their visits. A counter cannot be judged: those of judged ledgers are left out, unless the bureau
    itself entered them, which says by whom and on what evidence. What the year began with stays as it was.
    """
    snapshot = _narrowed(state.snapshot, judged, pending=pending)
    if snapshot.beside is not None:
        whole, district = snapshot.beside
        snapshot = replace(snapshot, beside=(_narrowed(whole, judged, pending=pending), district))
    return State(snapshot, state.district, state.baseline, stood_on=state.stood_on)


def _narrowed(snapshot: Snapshot, judged: Judged, *, pending: bool) -> Snapshot:
    tables = dict(snapshot.tables)
    for name in JUDGED:
        tables[name] = _kept(tables[name], name, judged, pending=pending)
    tables["stops"] = _with_their_visits(tables["stops"], tables["visits"])
    if not pending:
        tables["counters"] = _entered_or_unjudged(snapshot)
    return replace(snapshot, tables=tables)


def _kept(table: pd.DataFrame, ledger_name: str, judged: Judged, *, pending: bool) -> pd.DataFrame:
    wanted = (ACCEPTED, PENDING) if pending else (ACCEPTED,)
    claims = zip(table["unit"], table["identity"], strict=True)
    kept = [_verdict(judged, ledger_name, unit, identity) in wanted for unit, identity in claims]
    return table[np.array(kept, dtype=bool)].reset_index(drop=True)


def _verdict(judged: Judged, ledger_name: str, unit: str, identity: str) -> str:
    return judged.get((ledger_name, unit, identity), PENDING) if identity else PENDING


def _with_their_visits(stops: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    places = set(zip(*(visits[name] for name in (*_VISIT, "row")), strict=True))
    kept = [place in places for place in zip(*(stops[name] for name in (*_VISIT, "visit_row")), strict=True)]
    return stops[np.array(kept, dtype=bool)].reset_index(drop=True)


def _entered_or_unjudged(snapshot: Snapshot) -> pd.DataFrame:
    table = snapshot.tables["counters"]
    told = zip(table["submission"], table["indicator"], strict=True)
    kept = [int(number) in snapshot.by_hand or not (name in INDICATORS and is_judged(name)) for number, name in told]
    return table[np.array(kept, dtype=bool)].reset_index(drop=True)


def standings(state: State, judged: Judged, indicator: str) -> dict[str, Standing]:
    """How the things that each unit reports for an indicator were judged; empty for rates and what is not judged."""
    item = INDICATORS[indicator]
    if not is_judged(indicator) or item.kind in ("ratio", "share"):
        return {}
    found = counted(state, indicator)
    at = found.ledger.distinct(found.mask & (found.ledger.unit > 0), by_unit=True)
    verdicts = _verdicts(state, found, at, judged)
    counts: dict[str, dict[str, int]] = {}
    for unit, verdict in verdicts:
        mine = counts.setdefault(unit, {})
        mine[verdict] = mine.get(verdict, 0) + 1
    return {unit: Standing(**mine) for unit, mine in counts.items()}


def _verdicts(state: State, found: Counted, at: Ints, judged: Judged) -> list[tuple[str, str]]:
    """Unit and verdict of each counted record; a stop has that of its visit, a joint trip that of who reports it."""
    rows = found.ledger.frame.iloc[at]
    whose = [state.district.names[code] for code in found.ledger.unit[at]]
    name = found.ledger.table
    if name != "stops":
        identities = list(rows["identity"])
    else:
        name, visits = "visits", state.ledger("visits").frame
        known = dict(zip(zip(*(visits[c] for c in (*_VISIT, "row")), strict=True), visits["identity"], strict=True))
        identities = [known.get(place, "") for place in zip(*(rows[c] for c in (*_VISIT, "visit_row")), strict=True)]
    told = zip(whose, rows["unit"], identities, strict=True)
    return [(whom, _verdict(judged, name, str(unit), str(identity))) for whom, unit, identity in told]


VERDICTS = (ACCEPTED, REJECTED, PENDING)


def visits_by_unit(state: State, judged: Judged) -> Tally:
    """The year's visits by unit and verdict, in the official order: `key unit visits accepted rejected pending`.

    The same visits as are graded (`metrics.validity`), so that both stand beside each other. What nobody judged is
    pending. The cells are those of a unit's rejected visits, of all its visits where none was rejected.
    """
    ledger, at = state.ledger("visits"), of_the_year(state)
    names, identities = state.district.names, ledger.frame["identity"].to_list()
    claims = [(names[ledger.unit[i]], str(identities[i])) for i in at]
    told = np.array([_verdict(judged, "visits", *claim) for claim in claims], dtype="object")
    rows, found = [], {}
    for code in np.unique(ledger.unit[at]):
        mine, name = ledger.unit[at] == code, names[code]
        rows.append([name, name, int(mine.sum()), *(int((told[mine] == verdict).sum()) for verdict in VERDICTS)])
        found[name] = at[mine & (told == REJECTED)].tolist() or at[mine].tolist()
    table = pd.DataFrame(rows, columns=["key", "unit", "visits", *VERDICTS])
    return Tally(table, cells_of(state, ledger, found, "start"))


def judged_visits(state: State, judged: Judged) -> Tally:
    """The year's visits on which a verdict was given, rejected ones first, then by unit: `key unit identity leader
    start destination verdict`."""
    ledger, names = state.ledger("visits"), state.district.names
    found, identities = [], ledger.frame["identity"].to_list()
    for i in of_the_year(state):
        unit = names[ledger.unit[i]]
        verdict = judged.get(("visits", unit, str(identities[i])))
        if verdict:
            record = ledger.frame.iloc[i]
            told = (record["leader"], record["start"], record["destination"], verdict)
            found.append([str(i), unit, record["identity"], *told])
    found.sort(key=lambda row: (REJECTED, ACCEPTED, PENDING).index(row[-1]))
    columns = ["key", "unit", "identity", "leader", "start", "destination", "verdict"]
    cells = cells_of(state, ledger, {row[0]: [int(row[0])] for row in found}, "start")
    return Tally(pd.DataFrame(found, columns=columns), cells)


def rejected_projects(state: State, judged: Judged) -> dict[str, Ints]:
    """By unit the records of projects whose claim was rejected, one a project: what a deduction per item counts."""
    book = state.ledger("projects")
    claims = zip(book.frame["unit"], book.frame["identity"], strict=True)
    mask = np.array([_verdict(judged, "projects", *claim) == REJECTED for claim in claims], dtype=bool)
    at = book.distinct(mask & (book.unit > 0), by_unit=True)
    names = state.district.names
    return {names[code]: at[book.unit[at] == code] for code in np.unique(book.unit[at])}
