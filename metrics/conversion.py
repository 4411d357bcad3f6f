"""Projects: signed, started, completed, what stands in talks.

A project counts once, by identity, however many lists, weeks or units report it.
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.contract import STAGES
from metrics.figures import Counted, Cover, State, covered
from metrics.ledger import Days, Flags, Floats, Ints, Ledger
from metrics.pace import HEDGE_BAND
from metrics.sharing import shared_projects
from metrics.voices import LEVELS, Voices, streets

DATES = {"signed": "signed_on", "started": "started_on", "completed": "completed_on"}
DATED_STAGES = ("signed", "registered", "started", "completed", "producing")
"""Stages that have a column of dates, from signing on."""
TIERS = {"projects_signed": 0.0, "projects_signed_1yi": 1.0, "projects_signed_10yi": 10.0, "projects_signed_50yi": 50.0}
"""Least planned investment in 亿元; the tiers overlap."""
EVENT = {**dict.fromkeys(TIERS, "signed"), "investment_signed": "signed"} | {
    "projects_started": "started",
    "projects_completed": "completed",
}

IN_YUAN = ("investment", "investment_low", "investment_high")
"""Columns whose hedge is one of the amount in 亿元; dollars stand beside it."""
BOUNDS = ("investment_low", "investment", "investment_high")
"""An amount between its bounds."""
AMOUNTS = (*IN_YUAN, "investment_usd")
_SIGNED_LISTS = frozenset(STAGES[1:])
"""Scopes of the lists of signed projects in a snapshot's coverage, at whatever later stage."""


def counted(state: State, indicator: str, units: Collection[str] | None = None) -> Counted:
    """Projects that count for one of the indicators, by date of the stage or by what stands.

    Who speaks for a project tells whether it counts (`metrics.voices`): of each unit by itself, and of all together, or
    of these `units` where a figure is theirs alone.
    """
    if indicator == "projects_discussed":
        return _discussed(state, units)
    stage = EVENT[indicator]
    told = [state.once(_told, stage, True), state.once(_told, stage, False)]
    if units is not None:
        ledger, cover = state.ledger("projects"), state.once(_cover, stage)
        told[1] = _Told(state, _of_these(state, ledger, units), stage, cover)
    own, together = (
        _invested(said) if indicator == "investment_signed" else _numbered(said, indicator) for said in told
    )
    return shared_projects(state, own, together, units)


def _cover(state: State, stage: str) -> Cover:
    """Until when each unit's lists tell what reached a stage."""
    lists = {"", "signed"} if stage == "signed" else set()
    return covered(state, "projects", lists, state.once(answering, stage), signs={stage})


def _told(state: State, stage: str, by_unit: bool) -> "_Told":
    return _Told(state, state.voices("projects", by_unit=by_unit), stage, state.once(_cover, stage))


def _of_these(state: State, ledger: Ledger, units: Collection[str]) -> Voices:
    return Voices(ledger, ledger.of_units([state.units[name] for name in units]), by_unit=False)


class _Told:
    """What is said of every record's project: when it reached a stage, its amount, where it stands now."""

    def __init__(self, state: State, voices: Voices, stage: str, cover: Cover) -> None:
        self.voices, self.stage, self.cover = voices, stage, cover
        self._amounts: dict[str, Floats] = {}
        self.ledger = ledger = voices.ledger
        self.date = DATES[stage]
        self.by, self.on = voices.day(self.date)
        self.valid = (voices.itself(self.by) | (ledger.unit < 0)) & state.within(ledger, self.date, cover)
        """The records that say of a project that it counts; records of no known unit speak for themselves."""
        self.undated: Flags = voices.among & np.isnat(self.on)
        self.unreadable = self.undated & ledger.unreadable(self.date)

    def amounts(self, column: str = "investment") -> Floats:
        if column not in self._amounts:
            self._amounts[column] = self.voices.numbers(self.amount_by, column)
        return self._amounts[column]

    @cached_property
    def unread_amount(self) -> Flags:
        """Records of projects of which the amount stands somewhere and nobody could read it."""
        wrong = self.ledger.unreadable("investment")
        return np.isnan(self.amounts()) & self.voices.anywhere(wrong)

    @cached_property
    def amount_hedged(self) -> Flags:
        return self.ledger.hedged(*IN_YUAN)[self.amount_by] & (self.amount_by >= 0)

    @cached_property
    def amount_between(self) -> tuple[Floats, Floats, Floats]:
        """The amount by which a project is of a tier, with the least and the most that its sheet lets it be."""
        low, money, high = (self.amounts(column) for column in BOUNDS)
        below, above = nearly(low, money, high), ~np.isnan(money) & (low == money) & np.isnan(high)
        with np.errstate(invalid="ignore"):
            least = np.where(above, money, np.fmin(low, money * (1 - HEDGE_BAND)))
            most = np.where(below, money, np.fmax(high, money * (1 + HEDGE_BAND)))
        return np.where(below, least, np.where(np.isnan(money), low, money)), least, most

    @cached_property
    def amount_by(self) -> Ints:
        return self.voices.of("investment", says_an_amount(self.ledger))


def _own_of_the_district(ledger: Ledger) -> Flags:
    """The district's own rows, which are never added to those of its units."""
    own: Flags = (ledger.unit == 0) & ~streets(ledger)
    return own


def says_an_amount(ledger: Ledger) -> Flags:
    said: Flags = np.logical_or.reduce([~np.isnan(ledger.numbers(column)) for column in AMOUNTS])
    return said


def _numbered(told: _Told, indicator: str) -> Counted:
    ledger, least = told.ledger, TIERS.get(indicator, 0.0)
    plain = Counted(ledger, told.valid, told.date, told.cover, unreadable=told.unreadable, scopes=_SIGNED_LISTS)
    if not least:
        return replace(plain, asides=_asides(told))
    at_least, doubtful = _tier(told, least)
    lost = told.valid & told.unread_amount
    return replace(
        plain,
        mask=told.valid & at_least,
        hedged=doubtful,
        doubtful=told.valid & doubtful & ~at_least,
        unreadable=told.unreadable | lost,
    )


def _invested(told: _Told) -> Counted:
    """The amounts of the projects that count, each on the record that speaks of it."""
    ledger, voices = told.ledger, told.voices
    speaker = np.where(told.amount_by >= 0, told.amount_by, told.by)
    mask = voices.itself(speaker) & voices.anywhere(told.valid) | (told.valid & (ledger.unit < 0))
    bare = told.valid & np.isnan(told.amounts())
    dollars = ~np.isnan(told.amounts("investment_usd"))
    lost = told.unread_amount
    return Counted(
        ledger,
        mask,
        "investment",
        told.cover,
        values=ledger.numbers("investment"),
        low=ledger.numbers("investment_low"),
        high=ledger.numbers("investment_high"),
        hedged=ledger.hedged(*IN_YUAN),
        asides={"investment-usd-only": bare & dollars, "investment-open": bare & ~dollars & ~lost},
        unreadable=told.unreadable | (told.valid & lost),
        scopes=_SIGNED_LISTS,
    )


def _tier(told: _Told, least: float) -> tuple[Flags, Flags]:
    """Whose projects are of at least so many 亿元, and for which of them a hedge leaves that open.

    5亿以上 has no amount but is at least its lower bound; a hedged amount within 5 % of the tier may lie beyond it.
    近10亿 is below the tier of ten, and nothing that is nearly so much is counted while it may lie below one; 10余亿 is
    not below it.
    """
    amount, least_said, most_said = told.amount_between
    with np.errstate(invalid="ignore"):
        return amount >= least, told.amount_hedged & (least_said < least) & (most_said >= least)


def nearly(low: Floats, money: Floats, high: Floats) -> Flags:
    """Amounts that the sheet puts below a figure (近, 不足): it is their upper bound, and they have no lower one."""
    below: Flags = np.isnan(low) & (high == money)
    return below


def answering(state: State, stage: str) -> Flags:
    """Records of lists that can say whether a project was signed, started, completed: those with the date's column.

    Lists known to keep that column answer with every record; others where a date or a stage says so. Where a unit's
    projects that got so far stand, a later whole list that holds none of them says nothing of them: they are as known
    on their own list's day.
    """
    ledger, column = state.ledger("projects"), DATES[stage]
    said = ledger.is_in("stage", *STAGES[STAGES.index(stage) :]) | ~np.isnat(ledger.day(column))
    heard = said | ledger.listed_under(column)
    voices = state.voices("projects", by_unit=True)
    standing = np.unique(ledger.unit[said & voices.itself(voices.first(heard))])
    added = np.isin(ledger.receipt, sorted(state.additions.get("projects", ())))
    silent = ~said & ledger.of_units(standing) & ~added
    return heard & ~silent


def _discussed(state: State, units: Collection[str] | None) -> Counted:
    """Projects that stand, but for those signed or terminated before 1 January, as each unit or all units say."""
    ledger = state.ledger("projects")
    every = np.ones(len(ledger.frame), dtype=bool)
    cover = covered(state, "projects", {"", *STAGES}, every, flow=False)
    joint = state.voices("projects", by_unit=False) if units is None else _of_these(state, ledger, units)
    voices = {True: state.voices("projects", by_unit=True), False: joint}
    own, together = (
        Counted(
            ledger, ~_past(state, said, units, by_unit=by_unit), "name", cover, scopes=frozenset(STAGES), dated=False
        )
        for by_unit, said in voices.items()
    )
    return shared_projects(state, own, together, units)


def _past(state: State, voices: Voices, of: Collection[str] | None, *, by_unit: bool) -> Flags:
    """Records of projects signed before 1 January, or standing as terminated in the last snapshot before it."""
    ledger = voices.ledger
    _, signed_on = voices.day("signed_on")
    gone: Flags = signed_on < np.datetime64(f"{state.year}-01-01")
    if state.baseline is None:
        return gone
    before = state.baseline.ledger("projects")
    among = ~_own_of_the_district(before) if of is None else before.is_in("unit", *of)
    names, at = before.words("identity"), np.flatnonzero(before.is_in("stage", "terminated") & (by_unit | among))
    ended = {names[i]: set[int]() for i in at.tolist() if names[i]}
    named: Flags = ledger.is_in("identity", *ended)
    if not by_unit:
        return gone | named
    for i, unit in zip(at.tolist(), before.unit[at].tolist(), strict=True):
        if names[i]:
            ended[names[i]].add(unit)
    names, at = ledger.words("identity"), np.flatnonzero(named)
    for i, unit in zip(at.tolist(), ledger.unit[at].tolist(), strict=True):
        gone[i] |= unit in ended[names[i]]
    return gone


def _asides(told: _Told) -> dict[str, Flags]:
    """Beside the dated ones: how many reached the stage without a date, how many were terminated later."""
    level = told.voices.level
    reached = (level >= STAGES.index(told.stage)) & (level < len(STAGES)) & (told.ledger.unit >= 0)
    undated = reached & told.undated & ~told.voices.anywhere(told.unreadable)
    return {
        f"{told.stage}-without-date": undated,
        "terminated-among": told.valid & (level == LEVELS["terminated"]),
    }


def stage_now(ledger: Ledger, mask: Flags | None = None) -> pd.Series:
    """Stage of every identity, as its latest return says it (`metrics.voices`)."""
    use = np.ones(len(ledger.frame), dtype=bool) if mask is None else mask
    use = use & (ledger.unit >= 0)
    level = Voices(ledger, use, by_unit=False).level
    stages = pd.Series(level[use], index=ledger.thing[use]).groupby(level=0).first()
    return stages.map(dict(enumerate(LEVELS))).astype("str")


def ever(voices: Voices, stage: str, until: Days | None = None) -> Flags:
    """Records of projects that stand at a stage or beyond, are dated so, or stood there before they were stopped.

    Every project was in talks. The date of any later stage says so too: what was started had been signed, whether or
    not that day was written down. A day after `until` (of each record; its return's cover-to date where not given) is
    still to come and says nothing.
    """
    if stage == STAGES[0]:
        return voices.among
    limit = voices.ledger.period if until is None else until
    dated = np.zeros(len(voices.among), dtype=bool)
    for later in DATED_STAGES[DATED_STAGES.index(stage) :]:
        spoken, on = voices.day(f"{later}_on")
        dated |= (spoken >= 0) & (on <= limit[spoken])
    level, least = voices.level, STAGES.index(stage)
    stood = voices.ledger.is_in("stage", *STAGES[least:]) | voices.ledger.reached(STAGES[least:])
    stopped = (level >= len(STAGES)) & voices.anywhere(stood)
    return voices.among & (((level >= least) & (level < len(STAGES))) | stopped | dated)
