"""Pins: which indicators the overview draws, and in which order."""

from collections.abc import Mapping

from dashboard.contract import District
from metrics.catalogue import INDICATORS
from metrics.measure import Measure

PINNED = (
    "building_m2", "factory_m2", "land_m2", "projects_signed", "projects_started", "investment_signed", "leader_trips",
    "leader_receptions", "inbound_groups", "outbound_trips", "projects_discussed", "chambers",
)  # fmt: skip
"""Rows shown where the registry pins none of its own."""
MOST = 12


def drawn(district: District, measures: Mapping[str, Measure]) -> tuple[str, ...]:
    """The indicators drawn, at most twelve: those with targets, then those pinned; the registry's pins give the order.

    A target with its light is never folded away to make room for a number without one.
    """
    pins = [name for name in district.rules.pinned if name in INDICATORS] or list(PINNED)
    order = dict.fromkeys((*pins, *INDICATORS))
    aimed = [name for name in order if measures[name].target]
    return tuple([*aimed, *(name for name in pins if name not in aimed)][:MOST])
