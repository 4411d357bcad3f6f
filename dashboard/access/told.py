"""What the store tells a reporter of its history: of own units alone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from dashboard.contract import District
from dashboard.errors import AccessDenied
from dashboard.store import Store
from dashboard.store.firsts import Key
from dashboard.store.history import Said
from dashboard.store.memory import Memory
from dashboard.store.promised import Action, Step
from dashboard.store.scopes import Place
from dashboard.store.verdicts import Claimed, Verdict


class Told:
    """Answers of the store's parts, as `dashboard.access.narrowing` puts them together; each as its namesake."""

    def __init__(self, whole: Store, units: frozenset[str]) -> None:
        self.whole, self.units = whole, units

    def said(
        self, ledger: str, names: Collection[str], columns: Sequence[str], as_of: date, known_at: datetime | None = None
    ) -> dict[Key, list[Said]]:
        found = self.whole.history.said(ledger, names, columns, as_of, known_at)
        return {key: returns for key, returns in found.items() if key[1] in self.units}

    def first(self, ledger: str, names: Collection[str], known_at: datetime | None = None) -> dict[str, date]:
        days: dict[str, date] = {}
        for (name, _), returns in self.said(ledger, names, ("name",), date.max, known_at).items():
            days[name] = min(returns[0][0], days.get(name, date.max))
        return days

    def unchanged(
        self, ledger: str, names: Collection[str], as_of: date, known_at: datetime | None = None
    ) -> dict[str, date]:
        days: dict[str, date] = {}
        for (name, _), returns in self.said(ledger, names, ("name",), as_of, known_at).items():
            days[name] = max(returns[-1][0], days.get(name, date.min))
        return days

    def stages(
        self, names: Collection[str], as_of: date, known_at: datetime | None = None
    ) -> dict[str, list[tuple[date, str]]]:
        found: dict[str, list[tuple[date, str]]] = {}
        for (name, _), returns in self.said("projects", names, ("stage",), as_of, known_at).items():
            found.setdefault(name, []).extend((day, str(stage or "")) for day, _, (stage,) in returns)
        return {name: sorted(stages) for name, stages in found.items()}

    def days(
        self, ledger: str, name: str, as_of: date, known_at: datetime | None = None
    ) -> tuple[list[str], list[date]]:
        found = self.said(ledger, (name,), ("name",), as_of, known_at)
        return sorted({unit for _, unit in found}), sorted({day for returns in found.values() for day, *_ in returns})

    def touched(self, number: int) -> frozenset[tuple[str, str]]:
        return frozenset(place for place in self.whole.history.touched(number) if place[0] in self.units)

    def still(self, numbers: Collection[int], day: date, district: District) -> dict[int, list[Place]]:
        found = self.whole.history.still(numbers, day, district)
        own = {number: [place for place in places if place[0] in self.units] for number, places in found.items()}
        return {number: places for number, places in own.items() if places}

    def left_of(self, numbers: Collection[int], unit: str, day: date, district: District) -> list[str]:
        return self.whole.history.left_of(numbers, unit, day, district) if unit in self.units else []

    def recall(self, unit: str, template: str) -> Memory | None:
        return self.whole.memory.recall(unit, template) if unit in self.units else None

    def listing(self, *, unit: str | None = None, template: str | None = None) -> list[Memory]:
        return [each for each in self.whole.memory.listing(unit=unit, template=template) if each.unit in self.units]

    def remember(self, unit: str, *what: Any, **how: Any) -> None:
        if unit not in self.units:
            raise AccessDenied("unit-denied", units=unit)
        self.whole.memory.remember(unit, *what, **how)

    def verdicts(self, ledger: str, as_of: date, known_at: datetime | None = None) -> Mapping[Claimed, Verdict]:
        found = self.whole.verdicts.standing(ledger, as_of, known_at)
        return {claimed: verdict for claimed, verdict in found.items() if claimed.unit in self.units}

    def actions(self, known_at: datetime | None = None) -> list[Action]:
        return [each for each in self.whole.actions.all(known_at) if each.promise.unit in self.units]

    def steps(self, number: int) -> list[Step]:
        if self.whole.actions.one(number).promise.unit not in self.units:
            raise AccessDenied("rows-denied", what=f"action {number}")
        return self.whole.actions.history(number)
