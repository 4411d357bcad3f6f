"""Joint credit (共建共享): to which units the projects of an indicator count, in full (整体) and split (折算).

The shares of the roles are the district's own, as they held on the day a project was signed. Until they are entered
nothing is split: the host counts a project, else the unit that reported it; who found it stands in a memo column.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from dashboard.contract import CREDIT_ROLES
from metrics import conversion
from metrics.catalogue import INDICATORS
from metrics.claims import Firsts, unknown
from metrics.figures import Counted, State
from metrics.ledger import Flags, Floats, Ints, Ledger, a_day
from metrics.measure import Source
from metrics.tally import Tally, cells_of
from metrics.voices import Voices, streets

HOLDER, REPORTER = "host", "reporter"
CREDITED = tuple(name for name, item in INDICATORS.items() if item.subject == "conversion" and item.flow and
                 item.kind in ("count", "money"))  # fmt: skip
"""Indicators of dated projects, whose credit can be split."""
_WHOLE = 1e-9
"""Shares that miss one by less than this add up to one."""


@dataclass(frozen=True)
class Attribution:
    """Which unit has what part in which project of an indicator.

    `parts` has one row a project and credited unit: `project` (place of the project's record), `name`, `unit`, `roles`
    (comma-joined; `reporter` where no host is named), `share` (0..1), `amount` (1, or 亿元 where amounts are added),
    `on`, the day whose ratio applies, and `hedged` where the amount is.
    `units` has a row a unit in the official order: `whole` counts every project
    with any part of the unit in full, `split` by its share, `originated` is the memo of what the unit found, unsplit.
    """

    indicator: str
    parts: pd.DataFrame
    units: Tally
    total: float
    """The district's figure from its units' lists: each project once, whatever is split or counted twice."""
    entered: bool
    """Whether a ratio held on the day of any of these projects."""
    strangers: int
    """Projects whose named host is no unit of the registry, so that the reporting unit counts them."""
    short: tuple[int, float] = (0, 1.0)
    """Projects on whose day the shares add up to less than one, and the least they do; the holder has the rest."""
    unfilled: int = 0
    """Projects in which a role with a share has no unit, so that the holder has that share."""
    cells: Mapping[str, Sequence[Source]] = field(default_factory=dict)
    """The cells of what each unit has a part in; those of `units` also lead to what it found, the memo."""

    def made_of(self, unit: str) -> tuple[tuple[float, float], ...]:
        """Amount and share of every project that the unit has a part in."""
        mine = self.parts[self.parts["unit"] == unit]
        return tuple(zip(mine["amount"].tolist(), mine["share"].tolist(), strict=True))

    @property
    def above_one(self) -> tuple[int, float]:
        """Projects that units count for more than one in all, and the most that one is: what the shares declare."""
        each = self.parts.groupby("project")["share"].agg(math.fsum)
        above = each[each > 1 + _WHOLE]
        return len(above), float(above.max()) if len(above) else 1.0


def shared(roles: Mapping[str, str], reporter: str, shares: Mapping[str, float]) -> dict[str, float]:
    """The share of each unit in one project, from who plays which role and the share of each role.

    A unit in several roles has their sum, at most 1. What roles without a unit leave of the project falls to its host,
    else to the reporter, so that the shares add up to 1, or to more where the district lets several count in full.
    """
    holder = roles.get(HOLDER) or reporter
    found: dict[str, float] = {}
    for role in CREDIT_ROLES:
        unit = holder if role == HOLDER else roles.get(role, "")
        if unit and shares.get(role, 0.0) > 0:
            found[unit] = min(1.0, found.get(unit, 0.0) + shares[role])
    left = 1.0 - sum(found.values())
    if left > _WHOLE:
        found[holder] = found.get(holder, 0.0) + left
    return found


def attribution(state: State, indicator: str, firsts: Firsts = unknown) -> Attribution:
    """Who has what part in the projects that count for one of `CREDITED`; the state stays untouched.

    `firsts` tells who reported a project first (首报); where that is not known the unit whose return counts it is the
    reporter. A project without an amount is in no sum of amounts.
    """
    own = conversion.counted(state, indicator)
    counted = own.together or own
    read = _Roles(state, counted, firsts)
    at = counted.ledger.distinct(read.counting, by_unit=False)
    amounts = np.ones(len(at)) if counted.values is None else counted.values[at]
    parts = [part for i, amount in zip(at, amounts, strict=True) for part in read.parts(int(i), float(amount))]
    table = pd.DataFrame(parts, columns=["project", "name", "unit", "roles", "share", "amount", "on"])
    about = np.zeros(len(counted.mask), dtype=bool) if counted.hedged is None else counted.hedged
    table = table.assign(hedged=about[table["project"].to_numpy(dtype="int64")])
    return Attribution(
        indicator,
        table,
        _by_unit(state, counted, table, read.originated(at, amounts)),
        total=math.fsum(amounts),
        entered=any(bool(state.district.shares(on)) for on in table["on"]),
        strangers=sum(read.stranger(int(i)) for i in at),
        short=read.short(at),
        unfilled=sum(read.unfilled(int(i)) for i in at),
        cells=_cells(state, counted, table),
    )


class _Roles:
    """Who plays which role in the project of a record, as the latest return that keeps the column says it."""

    def __init__(self, state: State, counted: Counted, firsts: Firsts) -> None:
        self.state, self.ledger, self.column = state, counted.ledger, counted.column
        ledger = self.ledger
        covered = ledger.of_units([state.units[name] for name in counted.cover])
        valued: Flags = np.ones(len(covered), dtype=bool) if counted.values is None else ~np.isnan(counted.values)
        self.counting: Flags = counted.mask & covered & streets(ledger) & valued
        self.voices = Voices(ledger, streets(ledger), by_unit=False)
        self.named = {role: self._said(f"{role}_unit") for role in CREDIT_ROLES}
        self.signed = self.voices.day("signed_on")[1]
        self.first = self._first_reporters(firsts)

    def _said(self, column: str) -> list[str]:
        words = self.ledger.words(column)
        at = self.voices.of(column, ~self.ledger.is_in(column, ""))
        return [words[i] if i >= 0 else "" for i in at.tolist()]

    def _first_reporters(self, firsts: Firsts) -> dict[str, str]:
        """By identity the one unit whose receipt showed the project first."""
        known = set(self.ledger.frame["identity"][self.counting]) - {""}
        receipts: dict[str, dict[int, list[str]]] = {}
        for (identity, unit), told in firsts(known).items():
            receipts.setdefault(identity, {}).setdefault(told.source.submission, []).append(unit)
        earliest = {identity: found[min(found)] for identity, found in receipts.items()}
        return {identity: units[0] for identity, units in earliest.items() if len(units) == 1}

    def roles(self, i: int) -> dict[str, str]:
        """The registry's units by the role they play in a record's project."""
        said = {role: names[i] for role, names in self.named.items()}
        return {role: name for role, name in said.items() if name in self.state.units}

    def stranger(self, i: int) -> bool:
        host = self.named[HOLDER][i]
        return bool(host) and host not in self.state.units

    def short(self, at: Ints) -> tuple[int, float]:
        sums = (math.fsum(self.state.district.shares(self.on(int(i))).values()) for i in at)
        below = [total for total in sums if 0 < total < 1 - _WHOLE]
        return len(below), min(below, default=1.0)

    def unfilled(self, i: int) -> bool:
        named, shares = self.roles(i), self.state.district.shares(self.on(i))
        return any(share > 0 and role != HOLDER and role not in named for role, share in shares.items())

    def on(self, i: int) -> date:
        """The day whose ratio applies: of signing, else of the stage that counts, else the as-of day."""
        own = self.ledger.day(self.column)[i] if self.column.endswith("_on") else np.datetime64("NaT")
        day = own if np.isnat(self.signed[i]) else self.signed[i]
        return self.state.snapshot.as_of if np.isnat(day) else a_day(day)

    def parts(self, i: int, amount: float) -> list[tuple[int, str, str, str, float, float, date]]:
        roles, on = self.roles(i), self.on(i)
        identity, unit, name = (self.ledger.words(column)[i] for column in ("identity", "unit", "name"))
        reporter = self.first.get(identity, unit)
        found = shared(roles, reporter, self.state.district.shares(on))
        playing = roles if HOLDER in roles else {**roles, REPORTER: reporter}
        return [
            (i, name, unit, ",".join(role for role, who in playing.items() if who == unit), share,
             amount, on)
            for unit, share in found.items()
        ]  # fmt: skip

    def originated(self, at: Ints, amounts: Floats) -> dict[str, list[tuple[int, float]]]:
        found: dict[str, list[tuple[int, float]]] = {}
        for i, amount in zip(at, amounts, strict=True):
            unit = self.roles(int(i)).get("originating")
            if unit:
                found.setdefault(unit, []).append((int(i), float(amount)))
        return found


def _cells(state: State, counted: Counted, parts: pd.DataFrame) -> Mapping[str, Sequence[Source]]:
    found = {str(unit): mine["project"].tolist() for unit, mine in parts.groupby("unit", sort=False)}
    return cells_of(state, counted.ledger, found, counted.column)


def _by_unit(
    state: State, counted: Counted, parts: pd.DataFrame, originated: Mapping[str, list[tuple[int, float]]]
) -> Tally:
    """`key whole split originated` of every unit with a list or a part, in the official order."""
    ledger: Ledger = counted.ledger
    named = set(parts["unit"]) | set(originated) | (set(counted.cover) - {state.district.name})
    rows, found = [], {}
    for unit in (name for name in state.district.names if name in named):
        mine = parts[parts["unit"] == unit]
        whole, split = math.fsum(mine["amount"]), math.fsum(mine["amount"] * mine["share"])
        memo = originated.get(unit, [])
        rows.append((unit, whole, split, math.fsum(amount for _, amount in memo)))
        found[unit] = [*(int(i) for i in mine["project"]), *(i for i, _ in memo)]
    table = pd.DataFrame(rows, columns=["key", "whole", "split", "originated"])
    return Tally(table.astype({"originated": "float64"}), cells_of(state, ledger, found, counted.column))
