"""Chain lists: which companies of an industry chain were called on, are in talks, have signed, or never met."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from dashboard.names import organisation_key
from metrics.conversion import stage_now
from metrics.figures import State
from metrics.hosts import met
from metrics.tally import Tally, cells_of

STANDINGS = ("signed", "talks", "called", "never")
"""Where a listed company stands; the furthest one counts, so every company stands in exactly one."""
_ROLES = ("key", "", "upstream", "downstream")


@dataclass(frozen=True)
class Coverage:
    """Coverage by chain, and the companies nobody met.

    `chains.rows`: `key chain signed talks called never total`, chains in the order of the lists; a company on two
    chains counts in both. `segments.rows`: `key chain segment signed talks called never total`, alike by segment of a
    chain ("" where the list names none). `never.rows`: `key unit chain segment role organisation location priority
    contact next`, key companies first; `contact` is what the list itself claims, `next` who should go: the unit that
    met most companies of the chain, else the unit whose list it is. `companies` and `reached` count distinct companies.
    """

    chains: Tally
    never: Tally
    companies: int
    reached: int
    segments: Tally = field(default_factory=lambda: Tally(pd.DataFrame()))


def coverage(state: State, everyone: State | None = None) -> Coverage:
    """Where the companies on the chain lists stand, matched by name against visits and project investors.

    `everyone` is the whole district where `state` holds a part of it: nobody called on means nobody at all.
    Called on: named as host or guest of any visit. In talks: investor of a project that has not signed; signed:
    of one that has. A terminated project alone is a call. What the list itself claims is not counted.
    """
    ledger = state.ledger("prospects")
    named = (ledger.unit >= 0) & (ledger.frame["organisation"] != "").to_numpy()
    # the latest return speaks for a company, and it stands once on each of its chains
    at = ledger.preference[named[ledger.preference]]
    listed = ledger.frame.iloc[at].assign(at=at, rank=ledger.rank[at])
    # as text also where nothing is listed: what is empty would be taken for numbers, and is compared with texts
    listed["company"] = pd.array([organisation_key(name) for name in listed["organisation"]], dtype="str")
    reached = _reached(everyone or state)
    listed["standing"] = [reached.get(name, "never") for name in listed["company"]]
    parted = listed.drop_duplicates(["chain", "segment", "company"]).sort_values("rank")
    listed = listed.drop_duplicates(["chain", "company"]).sort_values("rank")
    chains = _by(listed, ["chain"])
    found = {chain: part["at"].tolist() for chain, part in listed.groupby("chain", sort=False)}
    each = parted.assign(key=parted["chain"] + "|" + parted["segment"])
    segments = _by(parted, ["chain", "segment"])
    places = {str(key): part["at"].tolist() for key, part in each.groupby("key", sort=False)}
    every = listed.drop_duplicates("company")
    return Coverage(
        chains=Tally(chains, cells_of(state, ledger, {str(k): v for k, v in found.items()}, "organisation")),
        never=_never(state, every, _acquainted(everyone or state, listed)),
        companies=len(every),
        reached=int((every["standing"] != "never").sum()),
        segments=Tally(segments, cells_of(state, ledger, places, "organisation")),
    )


def _reached(state: State) -> dict[str, str]:
    """The furthest standing of every organisation that was met or invests, by its comparing form."""
    found = dict.fromkeys(met(state)["key"], "called")
    ledger = state.ledger("projects")
    stages, investors = stage_now(ledger).to_dict(), ledger.words("investor")
    at = ledger.distinct(ledger.unit >= 0, by_unit=False)
    dated = ~np.isnat(ledger.day("signed_on")[at])
    for place, thing, signed in zip(at.tolist(), ledger.thing[at].tolist(), dated.tolist(), strict=True):
        if not investors[place]:
            continue
        investor, stage = organisation_key(investors[place]), str(stages.get(thing, ""))
        has_signed = stage in STAGES[1:] or (stage == "paused" and signed)
        standing = "called" if stage == "terminated" else "signed" if has_signed else "talks"
        found[investor] = min(standing, found.get(investor, "never"), key=STANDINGS.index)
    return found


def _by(listed: pd.DataFrame, told_apart: list[str]) -> pd.DataFrame:
    """How many companies stand where, by chain or by chain and segment, in the order of the lists."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for *names, standing in zip(*(listed[name].tolist() for name in (*told_apart, "standing")), strict=True):
        found.setdefault(tuple(names), Counter())[standing] += 1
    rows = [
        ["|".join(place), *place, *(counts[name] for name in STANDINGS), counts.total()]
        for place, counts in found.items()
    ]
    return pd.DataFrame(rows, columns=["key", *told_apart, *STANDINGS, "total"])


def _acquainted(state: State, listed: pd.DataFrame) -> dict[str, str]:
    """By chain the street, town or park that met most of its companies; of several the first in the official order."""
    ledger, stops = state.ledger("visits"), met(state)
    stops = stops.assign(order=ledger.unit[stops["visit"]]).rename(columns={"key": "company"})
    carriers = [state.units[unit.name] for unit in state.district.units if unit.kind == "carrier"]
    known = stops[stops["order"].isin(carriers)].merge(listed[["company", "chain"]], on="company")
    each = known.drop_duplicates(["chain", "order", "company"])
    counts = each.groupby(["chain", "order"]).size().reset_index(name="n")
    best = counts.sort_values(["chain", "n", "order"], ascending=[True, False, True]).drop_duplicates("chain")
    return {str(chain): state.district.names[order] for chain, order in zip(best["chain"], best["order"], strict=True)}


def _never(state: State, every: pd.DataFrame, acquainted: Mapping[str, str]) -> Tally:
    part = every[every["standing"] == "never"]
    part = part.assign(order=[_ROLES.index(role) if role in _ROLES else 1 for role in part["role"]])
    part = part.sort_values(["order", "rank"], kind="stable")
    columns = ["unit", "chain", "segment", "role", "organisation", "location", "priority", "contact"]
    rows = part[columns].reset_index(drop=True)
    carriers = {unit.name for unit in state.district.units if unit.kind == "carrier"}
    own = [unit if unit in carriers else "" for unit in rows["unit"]]
    rows["next"] = [acquainted.get(chain, mine) for chain, mine in zip(rows["chain"], own, strict=True)]
    rows.insert(0, "key", part["company"].to_list())
    found = {company: [int(at)] for company, at in zip(part["company"], part["at"], strict=True)}
    return Tally(rows, cells_of(state, state.ledger("prospects"), found, "organisation"))
