"""An assessment period as its acts tell it: opened, published, objected to and ruled on, closed or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from dashboard.store.acts import Act

Step = Literal["opened", "published", "objection", "ruling", "closed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What was shown to the units: its version from 1, and the hash of everything that it says."""

    version: int
    hash: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Objection:
    """异议 of a unit against a published state, with the ruling once there is one."""

    number: int
    """Number of its act."""
    unit: str
    text: str
    evidence: str
    version: int
    """The publication that it is about."""
    at: datetime
    by: str
    upheld: bool | None = None
    ruling: str = ""
    ruled_at: datetime | None = None
    ruled_by: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That a period was taken back before anything was published: when, by whom and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One period's way so far; `number` is that of the act that opened it."""

    number: int
    title: str
    since: date
    until: date
    rules: str
    """Hash of the rule file's text."""
    file: str
    at: datetime
    by: str
    publications: tuple[Publication, ...] = ()
    objections: tuple[Objection, ...] = ()
    closed_at: datetime | None = None
    closed_by: str = ""
    withdrawn: Withdrawn | None = None

    @property
    def state(self) -> Literal["opened", "published", "closed", "withdrawn"]:
        if self.withdrawn is not None:
            return "withdrawn"
        if self.closed_at is not None:
            return "closed"
        return "published" if self.publications else "opened"

    @property
    def running(self) -> bool:
        return self.state in ("opened", "published")

    @property
    def last(self) -> Publication | None:
        return self.publications[-1] if self.publications else None

    @property
    def unruled(self) -> tuple[Objection, ...]:
        return tuple(each for each in self.objections if each.upheld is None)

    @property
    def outdated(self) -> bool:
        """Whether an objection was upheld after the last publication, which then has to be made anew."""
        last = self.last
        return last is not None and any(
            each.upheld and each.ruled_at is not None and each.ruled_at > last.at for each in self.objections
        )


def folded(told: Sequence[Act]) -> list[Assessment]:
    """The periods that acts tell of, oldest act first."""
    found: dict[int, Assessment] = {}
    for act in told:
        said: Any = act.content
        if said["step"] == "opened":
            since, until = (date.fromisoformat(said[name]) for name in ("since", "until"))
            found[act.number] = Assessment(
                act.number, said["title"], since, until, said["rules"], said["file"], act.at, act.by
            )
        else:
            found[said["period"]] = _after(found[said["period"]], act)
    return list(found.values())


def _after(period: Assessment, act: Act) -> Assessment:
    said: Any = act.content
    if said["step"] == "published":
        published = Publication(said["version"], said["hash"], act.at, act.by)
        return replace(period, publications=(*period.publications, published))
    if said["step"] == "objection":
        words = (said["unit"], said["text"], said["evidence"], said["version"])
        return replace(period, objections=(*period.objections, Objection(act.number, *words, act.at, act.by)))
    if said["step"] == "ruling":
        ruled = tuple(_ruled(each, act) if each.number == said["objection"] else each for each in period.objections)
        return replace(period, objections=ruled)
    if said["step"] == "withdrawn":
        return replace(period, withdrawn=Withdrawn(act.at, act.by, said["reason"]))
    return replace(period, closed_at=act.at, closed_by=act.by)


def _ruled(objection: Objection, act: Act) -> Objection:
    said: Any = act.content
    return replace(objection, upheld=said["upheld"], ruling=said["ruling"], ruled_at=act.at, ruled_by=act.by)
