"""Joint review (联审联评) of key projects: who has not submitted, who waits, what was decided."""

import numpy as np
import pandas as pd

from metrics.figures import State
from metrics.ledger import Flags, Ints

STATES = ("not-submitted", "waiting", "passed", "conditional", "rejected")
"""In the order of the procedure. The result is a sheet's free text; these words decide, the first found wins."""
_WORDS = (
    ("rejected", ("不通过", "未通过", "不予通过", "没有通过", "否决", "不同意", "退回", "rejected")),
    ("conditional", ("有条件", "附条件", "原则通过", "原则同意", "修改后", "完善后", "暂缓", "conditional")),
    ("waiting", ("待", "未评审", "评审中", "审核中", "未上会", "waiting", "pending")),
    ("passed", ("通过", "同意", "passed", "approved")),
)
COLUMNS = [
    *("unit", "name", "state", "days", "result", "investment", "reviewed_on", "hedged"),
    *("submission", "file", "sheet", "table", "row", "cell"),
]


def waits(state: State) -> Flags:
    """Records of key projects that wait for their review since a day that they give."""
    ledger, since = state.ledger("projects"), state.ledger("projects").day("reviewed_on")
    told = ledger.is_in("key", "yes") & ~ledger.is_in("stage", "terminated") & (since <= ledger.period)
    at = np.flatnonzero(told)
    results = ledger.frame["review_result"].iloc[at]
    told[at] = [state_of(text, dated=True) == "waiting" for text in results]
    return told


def board(state: State) -> pd.DataFrame:
    """Key projects, one row each, by state of the procedure, the longest waiting first, then official order.

    `state` is one of `STATES`; `days` since `reviewed_on` for those that wait (-1 otherwise: not waiting, or the
    sheet gives no date), counted to the cover-to date of the project's own return. `cell` is where the result
    stands, else the name. Terminated projects are left out.
    """
    ledger = state.ledger("projects")
    gone = np.isin(ledger.thing, ledger.thing[ledger.is_in("stage", "terminated")])
    streets = ledger.unit > 0
    known = streets if streets.any() else ledger.unit == 0
    at = ledger.distinct(known & ledger.is_in("key", "yes") & ~gone, by_unit=False)
    part = ledger.frame.iloc[at]
    since = ledger.day("reviewed_on")[at]
    future = since > ledger.period[at]
    states = [
        state_of(text, dated=bool(dated))
        for text, dated in zip(part["review_result"], ~np.isnat(since) & ~future, strict=True)
    ]
    days = np.where(np.isnat(since) | future, -1, (ledger.period[at] - since).astype("int64"))
    waits = np.array([one == "waiting" for one in states], dtype=bool)
    place = _cells(state, at)
    table = part.assign(
        state=states, days=np.where(waits, days, -1), result=part["review_result"], cell=place, order=range(len(part))
    )
    table["step"] = table["state"].map(STATES.index).astype("int64")
    table = table.sort_values(["step", "days", "order"], ascending=[True, False, True], kind="stable")
    return table[COLUMNS].reset_index(drop=True)


def _cells(state: State, at: Ints) -> list[str]:
    """Where each project's result stands; where a sheet has no such column, its name."""
    ledger, snapshot = state.ledger("projects"), state.snapshot
    results, names = (ledger.sources(snapshot, at, column) for column in ("review_result", "name"))
    return [result.cell or name.cell for result, name in zip(results, names, strict=True)]


def state_of(result: str, *, dated: bool) -> str:
    """State of the procedure from the result as written and whether the project has a date of submission or review.

    A date without a result waits; a result that none of the words names waits as well, and is shown as written.
    """
    text = result.casefold()
    for name, words in _WORDS:
        if any(word in text for word in words):
            return name
    return "waiting" if text or dated else "not-submitted"
