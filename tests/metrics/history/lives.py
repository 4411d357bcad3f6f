"""What happens in a year: weeks, the things that befall projects, and the list of what truly happened."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.metrics.history import world
from tests.metrics.history.world import INDUSTRIES, UNITS, Project

FIRST_WEEK = date(2024, 1, 5)
RECESS = (date(2024, 2, 9), date(2024, 2, 16))
_WAY = ("negotiating", "signed", "registered", "started", "completed", "producing")
_ASIDE = ("paused", "terminated")
_PROMISE_OPEN = ("negotiating", "signed", "registered")
_STALLS = (4, 8)
_ANEW = {"words", "new", "resurrected", "advanced", "moved-back", "paused", "resumed", "terminated", "amount-revised"}
"""After these a project no longer reads as before."""

Truth = tuple[int, int, str]
"""Number of the meeting, of the project, and what happened."""


@dataclass
class Year:
    """A district that lives week by week; `truth` grows with it."""

    random: Random
    per_unit: int = 12
    projects: list[Project] = field(default_factory=list)
    truth: set[Truth] = field(default_factory=set)
    days: dict[tuple[int, int], tuple[date, date]] = field(default_factory=dict)
    """For a dated move (meeting, project): the day it truly happened and the day the clerk typed."""
    meeting: int = 0
    friday: date = FIRST_WEEK
    late: frozenset[str] = frozenset()
    retracted: set[int] = field(default_factory=set)
    receipts: int = 1_000_000

    def __post_init__(self) -> None:
        for unit in UNITS:
            for _ in range(self.per_unit):
                self._born(unit, opening=True)

    def next_week(self) -> bool:
        """Goes to the next meeting's Friday; False in a week without one."""
        self.friday += timedelta(days=7)
        if self.friday in RECESS:
            return False
        self.meeting += 1
        self.late = frozenset(unit for unit in UNITS if self.random.random() < 0.05)
        for project in list(self.projects):
            if not ({project.unit, project.also} & self.late):
                self._befall(project)
        for unit in UNITS:
            if unit not in self.late and self.random.random() < 0.2:
                self._born(unit)
        for project in self.projects:
            # a second unit that claims the project speaks for it where the first is late
            if project.listed and {project.unit, project.also or project.unit} - self.late:
                self._clock(project)
        return True

    def _born(self, unit: str, opening: bool = False) -> Project:
        random = self.random
        known = [project for project in self.projects if project.unit == unit]
        by = random.choice(known).investor if known and random.random() < 0.15 else world.investor(random)
        born = Project(
            len(self.projects), unit, by, world.project_name(random, by), world.content(random),
            random.choice(INDUSTRIES), world.amount(random),
        )  # fmt: skip
        while self._taken(born, unit):
            born.name = f"{random.choice('甲乙丙丁戊己')}型{born.name}"
        born.first_contact = self.friday - timedelta(days=random.randrange(3, 90)) if random.random() < 0.6 else None
        born.stage = random.choice(_WAY[: 4 if opening else 2])
        for step in _WAY[1 : _WAY.index(born.stage) + 1]:
            day = self.friday - timedelta(days=random.randrange(8, 200) if opening else random.randrange(5))
            born.days[step] = max([day, *born.days.values()])
        born.code = world.credit_code(random) if born.stage in _WAY[2:] and random.random() < 0.7 else ""
        born.promised = self._promise() if born.stage in _PROMISE_OPEN and random.random() < 0.5 else None
        born.progress = f"第{random.randrange(10**6)}次对接"
        self.projects.append(born)
        if not opening:
            self._true(born, "new")
            if random.random() < 0.05:
                born.receipt = self._receipt()
        return born

    def _taken(self, born: Project, unit: str) -> bool:
        """Whether nobody could tell this project from another by what the unit's list says of it."""
        alike = [one for one in self.projects if one is not born and (one.typo or one.name) == (born.typo or born.name)]
        return any(one.investor == born.investor or unit in (one.unit, one.also) for one in alike)

    def _promise(self) -> date:
        return self.friday + timedelta(days=self.random.randrange(5, 120))

    def _receipt(self) -> int:
        self.receipts += 1
        return self.receipts

    def _true(self, project: Project, kind: str) -> None:
        self.truth.add((self.meeting, project.number, kind))

    def _befall(self, project: Project) -> None:
        """At most one turn of fate a week; who is not listed may come back, who has ended may be struck off."""
        if not project.listed:
            if project.receipt is None and project.stage != "terminated":
                self._away(project)
            return
        if project.stage == "terminated":
            self._ended(project)
            return
        roll = self.random.random()
        for chance, fate in _FATES:
            if roll < chance:
                fate(self, project)
                return
            roll -= chance

    def _away(self, project: Project) -> None:
        project.away_for += 1
        if project.away_for < 2 or self.random.random() > 0.25 or project.away_for > 100:
            return
        project.listed, project.away_for = True, 0
        if self.random.random() < 0.3 and not project.typo:
            project.typo, project.name = project.name, world.mistyped(self.random, project.name)
        project.progress = f"恢复对接{self.random.randrange(10**6)}"
        if project.promised and project.promised < self.friday:
            project.warned = project.promised
        self._true(project, "resurrected")

    def _ended(self, project: Project) -> None:
        project.ended_for += 1
        if project.ended_for > 3 and self.random.random() < 0.3:
            project.listed = False
            self._true(project, "struck-off")

    def advance(self, project: Project) -> None:
        if project.stage in _ASIDE:
            project.stage = _WAY[max([0, *(_WAY.index(step) for step in project.days)])]
            self._true(project, "resumed")
            return
        at = _WAY.index(project.stage)
        if at + 1 == len(_WAY):
            return
        step = _WAY[at + 1]
        ago = self.random.randrange(12, 40) if self.random.random() < 0.1 else self.random.randrange(6)
        happened = max([self.friday - timedelta(days=ago), *project.days.values()])
        project.stage = step
        self._true(project, "advanced")
        if self.random.random() < 0.85:
            project.days[step] = happened
            self.days[self.meeting, project.number] = happened, happened
        if step == "registered":
            self._register(project)

    def _register(self, project: Project) -> None:
        """The company exists now: its name becomes the project's, a credit code is entered, an amount is put right."""
        random = self.random
        if random.random() < 0.6:
            project.registered_name = world.company_name(random, project)
            if random.random() < 0.7:
                project.name, project.typo = project.registered_name, ""
                self._true(project, "renamed")
            if random.random() < 0.15:
                project.investor = project.registered_name
        if random.random() < 0.7 and not project.code:
            project.code = world.credit_code(random)
        if random.random() < 0.2:
            self.revise(project)

    def move_back(self, project: Project) -> None:
        if project.stage not in _WAY[1:4]:
            return
        project.days.pop(project.stage, None)
        project.stage = _WAY[_WAY.index(project.stage) - 1]
        self._true(project, "moved-back")

    def mistype(self, project: Project) -> None:
        """A typing error comes into the ledger, or one is put right."""
        if project.typo:
            project.name, project.typo = project.typo, ""
        else:
            project.typo, project.name = project.name, world.mistyped(self.random, project.name)
        self._true(project, "renamed")

    def correct_investor(self, project: Project) -> None:
        """Another spelling of the investor: nothing has happened to the project."""
        project.investor = world.mistyped(self.random, project.investor)

    def vanish(self, project: Project) -> None:
        if project.receipt is not None:
            self.retracted.add(project.receipt)
            self._true(project, "retracted")
        else:
            self._true(project, "vanished")
        project.listed, project.also = False, ""
        if self.random.random() < 0.3:
            project.away_for = 1000

    def replaced(self, project: Project) -> None:
        """The first part leaves the list and the second comes in the same week: the same investor, another project."""
        if project.receipt is not None or project.typo or "期" in project.name:
            return
        follower = self._born(project.unit)
        follower.investor, follower.amount, follower.code = project.investor, project.amount, ""
        follower.name = project.name.removesuffix("项目") + "二期项目"
        project.away_for = 1000
        project.listed, project.also = False, ""
        self._true(project, "vanished")

    def revise(self, project: Project) -> None:
        old = project.amount
        project.amount = round((old or 2.0) * self.random.choice((0.5, 0.8, 1.2, 2.0, 1.05)), 3)
        if project.amount != old:
            self._true(project, "amount-revised")

    def to_another_unit(self, project: Project) -> None:
        goal = self.random.choice(UNITS)
        if goal in (project.unit, project.also) or goal in self.late or project.receipt is not None:
            return
        if self._taken(project, goal):
            return
        project.unit, project.also = goal, ""
        self._true(project, "moved-unit")

    def to_another_industry(self, project: Project) -> None:
        others = [name for name in INDUSTRIES if name != project.industry]
        project.industry = self.random.choice(others)
        self._true(project, "reclassified")

    def pause(self, project: Project) -> None:
        if project.stage not in _ASIDE:
            project.stage, project.promised = "paused", None
            self._true(project, "paused")

    def end(self, project: Project) -> None:
        project.stage, project.promised = "terminated", None
        self._true(project, "terminated")

    def postpone(self, project: Project) -> None:
        if project.promised and project.stage in _PROMISE_OPEN:
            later = max(project.promised, self.friday) + timedelta(days=self.random.randrange(10, 90))
            project.promised, project.warned = later, None
            self._true(project, "slipped")

    def claim(self, project: Project) -> None:
        """A second unit claims the project too, or gives up its claim."""
        if project.also:
            project.also = ""
        elif project.receipt is None:
            goal = self.random.choice(UNITS)
            taken = goal == project.unit or goal in self.late or self._taken(project, goal)
            project.also = "" if taken else goal

    def _clock(self, project: Project) -> None:
        """What comes with time alone: promises that pass, words that change or are copied."""
        happened = {kind for meeting, number, kind in self.truth if (meeting, number) == (self.meeting, project.number)}
        promised = project.promised if project.stage in _PROMISE_OPEN else None
        if promised and promised < self.friday and project.warned != promised:
            project.warned = promised
            if not happened & {"new", "resurrected"}:
                self._true(project, "slipped")
        if self.random.random() < (0.55 if project.number % 4 else 0.05):
            project.progress = f"第{self.random.randrange(10**6)}次对接"
            happened.add("words")
        if happened & _ANEW:
            project.since, project.held = self.meeting, 1
            return
        before, project.held = project.held, self.meeting - project.since + 1
        stands = project.stage not in (*_ASIDE, _WAY[-1])
        if stands and any(before < limit <= project.held for limit in _STALLS):
            self._true(project, "stalled")


_FATES: tuple[tuple[float, Callable[[Year, Project], None]], ...] = (
    (0.030, Year.advance),
    (0.004, Year.move_back),
    (0.008, Year.mistype),
    (0.003, Year.correct_investor),
    (0.008, Year.vanish),
    (0.002, Year.replaced),
    (0.008, Year.revise),
    (0.005, Year.to_another_unit),
    (0.003, Year.to_another_industry),
    (0.003, Year.pause),
    (0.003, Year.end),
    (0.010, Year.postpone),
    (0.004, Year.claim),
)
"""Chance a week of each turn of fate."""
