"""Stuck projects and assets: DOMAIN section 4, as far as dates and earlier meetings can tell."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.links import STATES
from metrics.figures import State
from metrics.ledger import Flags, Floats, Ints, Ledger
from metrics.postponing import Postponed
from metrics.review import waits

COLUMNS = [
    *("unit", "name", "identity", "rule", "days", "meetings", "level", "since"),
    *("investment", "problem", "submission", "sheet", "table", "row", "source"),
]
_TELLING = {
    "signed-unregistered": "signed_on",
    "signed-unstarted": "signed_on",
    "planned-start-passed": "planned_start_on",
    "start-postponed": "planned_start_on",
    "review": "reviewed_on",
    "unpaid": "paid_in",
    "negotiating": "stage",
    "problem": "problem",
    "asset": "status",
}
"""Rule -> the column whose cell shows that it is broken."""
_LEVELS = ("", "yellow", "red", "clearance")
_NEVER = 10**6
REVIEW_SHARE = 0.2
"""Share of projects standing still over which the thresholds themselves want a review (DOMAIN section 4)."""
Plans = Callable[[Collection[str]], Mapping[str, Postponed]]
"""Of projects by identity how often their planned start was put off, for those of which it ever was."""


def stuck(state: State, history: Sequence[State] = (), plans: Plans | None = None) -> pd.DataFrame:
    """Projects and assets that do not move: worst first, longest first, then the official order; a row a rule broken.

    Columns: `unit name identity rule days meetings level since investment problem submission sheet table row source`,
    the last one the cell that shows it; rule is one of negotiating, signed-unregistered, signed-unstarted,
    planned-start-passed, start-postponed, unpaid, review, problem, asset; level yellow, red or clearance (清退评估).
    `days` count to the cover-to date of the record's own return, for a postponed start from the first planned day to
    the last (-1 where meetings are counted), `meetings` held meetings without change, this one included (-1 where days
    are counted). Steps are the district's (`Rules.stuck_*`). What was terminated is over and stands nowhere still.

    `history` are the earlier held meetings, latest first; without enough of them nothing is said to stand still.
    Without `plans` nothing is known of earlier planned days.
    """
    ledger = state.ledger("projects")
    alive = ledger.unit >= 0
    parts = [
        _by_days(state, ledger, alive),
        _postponed(state, ledger, alive, plans),
        _by_meetings(state, ledger, alive, history),
        _assets(state, history),
    ]
    table = pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=[*COLUMNS, "order"])])
    table["grade"] = table["level"].map({name: -i for i, name in enumerate(_LEVELS)})
    # days and meetings count apart: of two in one grade the one that is judged by days stands first
    table[["longest", "often"]] = -table[["days", "meetings"]]
    by = ["grade", "longest", "often", "order", "sheet", "table", "row", "rule"]
    return table.sort_values(by, kind="stable", ignore_index=True)[COLUMNS]


def to_be_reviewed(found: pd.DataFrame, stock: pd.DataFrame) -> tuple[int, int] | None:
    """(projects that stand still, projects that are not terminated) where that is more than REVIEW_SHARE, else None.

    `found` is what `stuck` gives, `stock` the stock of projects by stage. A project counts once however many rules it
    breaks; of assets the thresholds of projects say nothing.
    """
    many = int(found.loc[found["rule"] != "asset", "identity"].nunique())
    alive = int(stock.loc[stock["stage"] != "terminated", "projects"].sum())
    return (many, alive) if alive and many / alive > REVIEW_SHARE else None


def _rows(state: State, ledger: Ledger, at: Ints, rule: str, **columns: npt.NDArray[Any]) -> pd.DataFrame:
    wanted = ["unit", "name", "identity", "submission", "sheet", "table", "row"]
    part = ledger.frame.iloc[at]
    table = part[wanted].assign(
        rule=rule,
        order=ledger.unit[at],
        investment=np.nan,
        problem="",
        days=-1,
        meetings=-1,
        since=np.datetime64("NaT", "us"),
        source=pd.Series(ledger.sources(state.snapshot, at, _TELLING[rule]), part.index, dtype="object"),
    )
    if ledger.table == "projects":
        table = table.assign(investment=part["investment"], problem=part["problem"])
    return table.assign(**columns)


def _graded(values: np.ndarray, steps: Sequence[int]) -> np.ndarray:
    """Level of each value: how many of the steps it has reached."""
    return np.array(_LEVELS, dtype=object)[np.searchsorted(np.asarray(steps), values, side="right")]


def _by_days(state: State, ledger: Ledger, alive: Flags) -> pd.DataFrame:
    rules = state.district.rules
    unstarted = ledger.is_in("stage", "signed", "registered", "filed") & np.isnat(ledger.day("started_on"))
    kept = np.isin(ledger.unit, ledger.unit[~np.isnat(ledger.day("registered_on"))])
    unregistered = ledger.is_in("stage", "signed") & np.isnat(ledger.day("registered_on")) & kept
    parts = [
        _late(state, ledger, alive & unregistered, "signed-unregistered", "signed_on", rules.stuck_registered_days),
        _late(state, ledger, alive & unstarted, "signed-unstarted", "signed_on", rules.stuck_signed_days),
        _late(
            state,
            ledger,
            alive & _to_start(ledger),
            "planned-start-passed",
            "planned_start_on",
            rules.stuck_planned_days,
        ),
        _late(state, ledger, alive & waits(state), "review", "reviewed_on", rules.stuck_review_days),
        *_unpaid(state, ledger, alive),
    ]
    found = [part for part in parts if len(part)]
    return pd.concat(found) if found else pd.DataFrame(columns=[*COLUMNS, "order"])


def _unpaid(state: State, ledger: Ledger, alive: Flags) -> list[pd.DataFrame]:
    """Started without funds, or with too small a part of them; a blank amount paid says nothing."""
    rules = state.district.rules
    paid, planned = ledger.numbers("paid_in"), ledger.numbers("investment")
    started = alive & ledger.is_in("stage", "started", "completed", "producing")
    under = started & (paid > 0) & (paid < planned * rules.stuck_unpaid_share)
    red = rules.stuck_unpaid_days[1]
    return [
        _late(state, ledger, started & (paid == 0), "unpaid", "started_on", rules.stuck_unpaid_days),
        _late(state, ledger, under, "unpaid", "started_on", (red, red, _NEVER)),
    ]


def _to_start(ledger: Ledger) -> Flags:
    early: Flags = ledger.is_in("stage", "negotiating", "signed", "registered", "filed")
    return early & np.isnat(ledger.day("started_on"))


def _postponed(state: State, ledger: Ledger, alive: Flags, plans: Plans | None) -> pd.DataFrame:
    """Projects whose planned start was put off as often as makes it red, whatever day is planned now."""
    planned = alive & _to_start(ledger) & ~np.isnat(ledger.day("planned_start_on"))
    at = ledger.distinct(planned & (ledger.frame["identity"] != "").to_numpy(), by_unit=False)
    names = ledger.frame["identity"].iloc[at].tolist()
    told = plans(names) if plans and names else {}
    often = state.district.rules.stuck_postponements
    found = [told[name] if name in told and told[name].times >= often else None for name in names]
    late = np.array([each is not None for each in found], dtype=bool)
    since = np.array([each.first for each in found if each], dtype="datetime64[D]")
    days = (ledger.day("planned_start_on")[at[late]] - since).astype("int64")
    level = np.full(len(days), "red", dtype=object)
    return _rows(
        state, ledger, at[late], "start-postponed", days=days, level=level, since=since.astype("datetime64[us]")
    )


def _late(state: State, ledger: Ledger, mask: Flags, rule: str, column: str, steps: Sequence[int]) -> pd.DataFrame:
    since = ledger.day(column)
    at = ledger.distinct(mask & ~np.isnat(since), by_unit=False)
    days = (ledger.period[at] - since[at]).astype("int64")
    level = _graded(days, steps)
    late = level != ""
    return _rows(
        state,
        ledger,
        at[late],
        rule,
        days=days[late],
        level=level[late],
        since=since[at][late].astype("datetime64[us]"),
    )


def _by_meetings(state: State, ledger: Ledger, alive: Flags, history: Sequence[State]) -> pd.DataFrame:
    rules = state.district.rules
    fields = STATES["projects"]
    records = [_signatures(one, "projects", fields) for one in (state, *history)]
    raised = fields.index("problem")
    parts = []
    problem = (ledger.frame["problem"] != "").to_numpy() & ~ledger.is_in("stage", "terminated")
    talks = ledger.is_in("stage", "negotiating")
    for rule, mask, steps, part in (
        ("negotiating", talks, rules.stuck_negotiating_meetings, slice(None)),
        ("problem", problem, rules.problem_meetings, slice(raised, raised + 1)),
    ):
        at = ledger.distinct(alive & mask & (ledger.frame["identity"] != "").to_numpy(), by_unit=False)
        same = np.array([_unchanged(ledger.frame["identity"].iloc[i], records, part) for i in at], dtype="int64")
        level = _graded(same, steps)
        parts.append(_rows(state, ledger, at[level != ""], rule, meetings=same[level != ""], level=level[level != ""]))
    return pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=[*COLUMNS, "order"])])


def problems(state: State, history: Sequence[State] = ()) -> pd.DataFrame:
    """Every problem that a project names, whenever it was raised, in the official order; columns as `stuck`.

    `meetings` are the held ones at which it read the same, this one included; `level` is "" before it counts as stuck.
    """
    ledger = state.ledger("projects")
    records = [_signatures(one, "projects", ("problem",)) for one in (state, *history)]
    wanted = (ledger.unit >= 0) & ((ledger.frame["problem"] != "") & (ledger.frame["identity"] != "")).to_numpy()
    at = ledger.distinct(wanted, by_unit=False)
    same = np.array([_unchanged(ledger.frame["identity"].iloc[i], records, slice(None)) for i in at], dtype="int64")
    level = _graded(same, state.district.rules.problem_meetings)
    table = _rows(state, ledger, at, "problem", meetings=same, level=level)
    return table.sort_values(["order", "sheet", "table", "row"], kind="stable", ignore_index=True)[COLUMNS]


def _signatures(state: State, table: str, fields: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    ledger = state.ledger(table)
    at = ledger.distinct(ledger.unit >= 0, by_unit=False)
    part = ledger.frame.iloc[at]
    return dict(zip(part["identity"], zip(*(part[f].astype("str") for f in fields), strict=True), strict=True))


def _unchanged(identity: str, records: Sequence[dict[str, tuple[str, ...]]], fields: slice) -> int:
    """Held meetings, this one included, at which a record read the same."""
    stands = records[0].get(identity, ())[fields]
    count = 0
    for held in records:
        if identity not in held or held[identity][fields] != stands:
            break
        count += 1
    return count


def _assets(state: State, history: Sequence[State]) -> pd.DataFrame:
    """Assets signed or refitting for long without any area: since the earliest meeting that shows them so."""
    ledger = state.ledger("assets")
    area: Floats = ledger.numbers("revitalised_area")
    mask = ledger.is_in("status", "signed", "refitting") & ~(area > 0) & (ledger.unit >= 0)
    at = ledger.distinct(mask & (ledger.frame["identity"] != "").to_numpy(), by_unit=False)
    records = [_signatures(one, "assets", ("status",)) for one in (state, *history)]
    days_of = [one.snapshot.as_of for one in (state, *history)]
    same = [_unchanged(ledger.frame["identity"].iloc[i], records, slice(None)) for i in at]
    days = np.array([(days_of[0] - days_of[count - 1]).days for count in same], dtype="int64")
    level = _graded(days, state.district.rules.stuck_asset_days)
    return _rows(state, ledger, at[level != ""], "asset", days=days[level != ""], level=level[level != ""])
