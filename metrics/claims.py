"""Double claims: one project reported by more than one unit, with who reported it first."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from dashboard.names import key, organisation_key
from metrics.figures import State
from metrics.measure import Source

COLUMNS = [
    *("claim", "ground", "unit", "first", "receipt", "reported_at", "first_file", "first_sheet", "first_cell", "since"),
    *("name", "investor", "credit_code", "stage", "investment", "hedged"),
    *("submission", "file", "sheet", "table", "row", "cell"),
]
GROUNDS = ("identity", "credit-code", "investor-name")


@dataclass(frozen=True, slots=True)
class Reported:
    """The first receipt that shows a project at a unit (`source.submission`), with the cell, and when it came."""

    at: datetime
    source: Source


Firsts = Callable[[Collection[str]], Mapping[tuple[str, str], Reported]]
"""For identities of projects who first reported them, by identity and unit."""


def unknown(identities: Collection[str]) -> Mapping[tuple[str, str], Reported]:
    """Where no receipts are at hand nobody was first."""
    return {}


def claims(state: State, firsts: Firsts = unknown) -> pd.DataFrame:
    """Records of projects that two or more units report, one row a unit: claim by claim, who was first leading.

    `claim` numbers the projects from 1; `ground` says by what they are one: identity, else credit-code, else
    investor-name. `receipt`, `reported_at` and `first_file`, `first_sheet`, `first_cell` are those by which the unit's
    claim first came (0, NaT and "" where not known); `first` is true for the one unit whose receipt was the first of
    all, for none where one receipt shows both or a unit's is not known (首报, DOMAIN section 5). `since`, the earliest
    date a unit gives for the project (first contact, signing, registration), decides nothing. `cell` is where the name
    stands now. The district's own row claims nothing.
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
    rows = _one_a_unit(_received(pd.concat(found), firsts))
    rows["cell"] = [source.cell for source in ledger.sources(state.snapshot, rows["at"].to_numpy(), "name")]
    return rows[COLUMNS].reset_index(drop=True)


def _keys(part: pd.DataFrame) -> dict[str, "pd.Series[str]"]:
    investor = part["investor"].map(organisation_key).astype("str")
    names = part["name"].map(key).astype("str")
    both = (investor + "|" + names).where((investor != "") & (names != ""), "")
    return dict(zip(GROUNDS, (part["identity"], part["credit_code"].str.upper(), both), strict=True))


def _one_a_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """The record of each unit in each claim that came first, numbered by the place of the claim's first record."""
    rows = rows.sort_values(["receipt", "since", "rank"], kind="stable")
    since = rows.groupby(["ground", "thing", "unit"], sort=False)["since"].transform("min")
    rows = rows.assign(since=since).drop_duplicates(["ground", "thing", "unit"])
    groups = rows.groupby(["ground", "thing"], sort=False)
    place, earliest = groups["rank"].transform("min"), groups["receipt"].transform("min")
    alone = (rows["receipt"] == earliest).groupby([rows["ground"], rows["thing"]]).transform("sum") == 1
    first = (rows["receipt"] == earliest) & alone & (earliest > 0)
    rows = rows.assign(first=first, claim=place.rank(method="dense").astype("int64"))
    return rows.sort_values(["claim", "first", "receipt", "order"], ascending=[True, False, True, True], kind="stable")


def _received(rows: pd.DataFrame, firsts: Firsts) -> pd.DataFrame:
    """The records with the receipt that first showed each at its unit."""
    keys = list(zip(rows["identity"], rows["unit"], strict=True))
    known = firsts({identity for identity, _ in keys if identity}) if keys else {}
    told = [known.get(key) for key in keys]
    return rows.assign(
        receipt=np.array([one.source.submission if one else 0 for one in told], dtype="int64"),
        reported_at=pd.Series([one.at if one else None for one in told], index=rows.index, dtype="datetime64[us, UTC]"),
        first_file=[one.source.file if one else "" for one in told],
        first_sheet=[one.source.sheet if one else "" for one in told],
        first_cell=[one.source.cell if one else "" for one in told],
    )
