"""Every indicator of the contract: the one place that pages, help, exports and tests read about a number.

Words live in i18n under `indicator.<id>` (short name), `.basis` (counting basis), `.exclusions`, `.unit` (unit word),
`.formula`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from dashboard.contract import District, Rules, Unit

Direction = Literal["up", "down", "none"]
Kind = Literal["count", "money", "area", "share", "ratio"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number that can be asked for, without its words."""

    id: str
    unit: str
    """Base unit as the contract names it; printed unit words come from `unit_key`."""
    kind: Kind
    table: str
    """Canonical list that answers it."""
    scope: str
    """Part of that list that must stand: a direction, an asset kind, an event kind, a stage; "" for any."""
    subject: str
    """Module of `metrics` that counts it."""
    column: str
    """Column whose cell is the source of one counted record."""
    of_district: bool = False
    """True where only the district's own principals are counted, so that no unit owes it."""
    flow: bool = True
    """True when the count starts again on 1 January; False for what stands now."""
    direction: Direction = "up"
    version: int = 1

    @property
    def name_key(self) -> str:
        return f"indicator.{self.id}"

    @property
    def basis_key(self) -> str:
        return f"indicator.{self.id}.basis"

    @property
    def unit_key(self) -> str:
        return f"indicator.{self.id}.unit"

    @property
    def exclusions_key(self) -> str:
        return f"indicator.{self.id}.exclusions"

    @property
    def formula_key(self) -> str:
        return f"indicator.{self.id}.formula"


def _visits(name: str, unit: str, direction: str, *, of_district: bool = False) -> Indicator:
    """Version 2: a trip that several units report under other words counts once for the district.

    Version 3, what units owe: an empty list knows every week, so that it keeps no forecast from the district.
    """
    version = 2 if of_district else 3
    return Indicator(
        name, unit, "count", "visits", direction, "visits", "start", of_district=of_district, version=version
    )


def _signed(name: str, *, tier: bool = True) -> Indicator:
    """Version 2 of a tier: what is nearly so much is below it, what is over it is not."""
    version = 2 if tier else 1
    return Indicator(name, "projects", "count", "projects", "signed", "conversion", "signed_on", version=version)


_ALL = (
    _visits("outbound_trips", "trips", "outbound"),
    _visits("leader_trips", "trips", "outbound", of_district=True),
    _visits("inbound_groups", "groups", "inbound"),
    Indicator(
        "leader_receptions", "groups", "count", "visits", "inbound", "visits", "start", of_district=True, version=2
    ),
    Indicator("chambers", "organisations", "count", "stops", "outbound", "visits", "organisation"),
    Indicator("projects_discussed", "projects", "count", "projects", "", "conversion", "name", flow=False),
    Indicator("signing_events", "events", "count", "events", "signing", "events", "count"),
    Indicator("training_events", "events", "count", "events", "training", "events", "count"),
    Indicator("promotions", "batches", "count", "events", "promotion", "events", "count"),
    _signed("projects_signed", tier=False),
    _signed("projects_signed_1yi"),
    _signed("projects_signed_10yi"),
    _signed("projects_signed_50yi"),
    Indicator("investment_signed", "亿元", "money", "projects", "signed", "conversion", "investment"),
    Indicator("projects_started", "projects", "count", "projects", "started", "conversion", "started_on"),
    Indicator("projects_completed", "projects", "count", "projects", "completed", "conversion", "completed_on"),
    Indicator("conversion_same_period", "fraction", "ratio", "projects", "signed", "conversion", "started_on"),
    Indicator("conversion_stock", "fraction", "ratio", "projects", "", "conversion", "stage", flow=False, version=2),
    Indicator("land_m2", "m² land", "area", "assets", "land", "revitalisation", "revitalised_area"),
    Indicator("factory_m2", "m² floor", "area", "assets", "factory", "revitalisation", "revitalised_area"),
    Indicator("building_m2", "m² floor", "area", "assets", "building", "revitalisation", "revitalised_area"),
    # version 2: of the period itself where a unit sent nothing, and no earlier figure
    Indicator("surveyed_share", "fraction", "share", "projects", "", "compliance", "progress", flow=False, version=2),
)

INDICATORS: Mapping[str, Indicator] = {indicator.id: indicator for indicator in _ALL}
"""Every indicator by its id, in the order in which pages and reports show them."""

AREA_OF = {"land": "land_m2", "factory": "factory_m2", "building": "building_m2"}
"""Indicator of revitalised area for each asset kind; land and floor area are never added."""


def ledger(indicator: Indicator) -> str:
    """The ledger of the registry whose cadence and expected units apply: stops come with the visits."""
    return "visits" if indicator.table == "stops" else indicator.table


def owing(district: District, on: date, indicator: Indicator) -> tuple[Unit, ...]:
    """Units expected to answer an indicator on a day, in the official order; none for what the district alone does."""
    return () if indicator.of_district else district.reporting(on, ledger(indicator))


def definitions(say: Callable[[str], str]) -> str:
    """The catalogue as Markdown, in one language: a line of facts and the counting basis for each indicator.

    `say` turns a key into a sentence; docs/METRICS.md is this text in English (`python -m metrics` writes it).
    """
    lines = [f"# {say('definition.title')}", ""]
    for item in INDICATORS.values():
        lines += [
            f"## `{item.id}` {say(item.name_key)}",
            "",
            say(item.basis_key),
            "",
            f"- {say('definition.formula')}: {say(item.formula_key)}",
            f"- {say('definition.exclusions')}: {say(item.exclusions_key)}",
            f"- {say('definition.unit')}: {item.unit} ({say(item.unit_key).rpartition('|')[2]})",
            f"- {say('definition.ledger')}: `{item.table}`" + (f", `{item.scope}`" if item.scope else ""),
            f"- {say('definition.cell')}: `{item.column}`",
            f"- {say('definition.direction')}: {say('direction.' + item.direction)}",
            f"- {say('definition.version')}: {item.version}",
            "",
        ]
    return "\n".join([*lines, f"## {say('definition.rules')}", "", *_rules(say), ""])


def _rules(say: Callable[[str], str]) -> Iterator[str]:
    """A line for every rule of the district: its name in the registry, what it is, and its default."""
    for rule in fields(Rules):
        default = getattr(Rules(), rule.name)
        for name, value in _each(rule.name, default):
            told = ", ".join(map(_plain, value)) if isinstance(value, tuple) else _plain(value)
            yield f"- `{name}` {say('registry.rule.' + name)}: {told or '—'}"


def _each(name: str, default: object) -> list[tuple[str, object]]:
    """The rule itself, or one a part where it has parts."""
    if isinstance(default, Mapping):
        return [(f"{name}.{part}", each) for part, each in default.items()]
    return [(name, default)]


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value) or '""'
