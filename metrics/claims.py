"""Double claims: one project reported by more than one unit, with who reported it first."""

import numpy as np
import pandas as pd

from dashboard.names import key, organisation_key
from metrics.figures import State

COLUMNS = [
    *("claim", "ground", "unit", "first", "since", "name", "investor", "credit_code", "stage", "investment"),
    *("submission", "file", "sheet", "table", "row", "cell"),
]
GROUNDS = ("identity", "credit-code", "investor-name")


def claims(state: State) -> pd.DataFrame:
    """Records of projects that two or more units report, one row a unit: claim by claim, who was first leading.

    `claim` numbers the projects from 1; `ground` says by what they are one: identity, else credit-code, else
    investor-name. `since` is the earliest date a unit gives for the project (first contact, signing, registration),
    `first` is true for the one unit with the earliest; for none where dates are absent or equal. `cell` is the name's.
    The district's own row claims nothing.
    """
    ledger = state.ledger("projects")
    at = np.flatnonzero(ledger.unit > 0)
    part = ledger.frame.iloc[at].assign(at=at, order=ledger.unit[at], rank=ledger.rank[at])
    dates = part[["first_contact_on", "signed_on", "registered_on"]]
    part = part.assign(since=dates.min(axis=1))
    found, taken = [], np.zeros(len(part), dtype=bool)
    for ground, keys in _keys(part).items():
        shared = (keys != "") & ~taken & (part["unit"].groupby(keys).transform("nunique") > 1).to_numpy()
        found.append(part[shared].assign(ground=ground, thing=keys[shared]))
        taken |= shared.to_numpy()
    rows = _one_a_unit(pd.concat(found))
    rows["cell"] = [source.cell for source in ledger.sources(state.snapshot, rows["at"].to_numpy(), "name")]
    return rows[COLUMNS].reset_index(drop=True)


def _keys(part: pd.DataFrame) -> dict[str, "pd.Series[str]"]:
    investor = part["investor"].map(organisation_key).astype("str")
    names = part["name"].map(key).astype("str")
    both = (investor + "|" + names).where((investor != "") & (names != ""), "")
    return dict(zip(GROUNDS, (part["identity"], part["credit_code"].str.upper(), both), strict=True))


def _one_a_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """The earliest record of each unit in each claim, numbered by the place of the claim's first record."""
    rows = rows.sort_values(["since", "rank"], kind="stable")
    rows = rows.drop_duplicates(["ground", "thing", "unit"])
    groups = rows.groupby(["ground", "thing"], sort=False)
    place = groups["rank"].transform("min")
    earliest = groups["since"].transform("min")
    alone = (rows["since"] == earliest).groupby([rows["ground"], rows["thing"]]).transform("sum") == 1
    rows = rows.assign(first=(rows["since"] == earliest) & alone, claim=place.rank(method="dense").astype("int64"))
    return rows.sort_values(["claim", "first", "since", "order"], ascending=[True, False, True, True], kind="stable")
