"""Counting rules that a district may change, with their defaults; part of the contract, which everybody imports."""

from collections.abc import Mapping
from dataclasses import dataclass, field

JOINT_TRIPS = ("reporting", "companions")
"""Who counts a trip of several units: the unit that reports it, or every unit that it names as a companion as well."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Counting rules that a district may change. Defaults: DOMAIN.md section 3-6."""

    basis: str = "day"
    week_ends_on: int = 4
    """Weekday that closes a week, Monday = 0; Friday by default."""
    visit_levels: tuple[str, ...] = ("deputy", "unit", "team", "")
    """Levels that count in `outbound_trips` and `inbound_groups`."""
    joint_trips: str = "reporting"
    """One of `JOINT_TRIPS`. The district counts a joint trip once whatever the rule."""
    early_share: float = 0.10
    level_points: float = 10.0
    red_points: float = 30.0
    red_from_share: float = 0.25
    small_target: float = 10.0
    outing_gap_days: int = 14
    action_near_days: int = 7
    """From so many days before it is due an action stands as near due (blue)."""
    cadence_weeks: Mapping[str, int] = field(
        default_factory=lambda: {"visits": 1, "projects": 1, "assets": 1, "counters": 1, "events": 1}
    )
    stuck_negotiating_meetings: tuple[int, int] = (4, 8)
    stuck_signed_days: tuple[int, int, int] = (90, 180, 365)
    stuck_registered_days: tuple[int, int] = (30, 60)
    stuck_planned_days: tuple[int, int] = (1, 90)
    """Days by which a planned start has passed."""
    stuck_postponements: int = 2
    """Postponements of a planned start that make it red, whatever day is planned now."""
    stuck_unpaid_days: tuple[int, int] = (90, 180)
    """Days since the start: without funds; red also with less than `stuck_unpaid_share` of the investment paid in."""
    stuck_unpaid_share: float = 0.15
    stuck_review_days: tuple[int, int] = (30, 60)
    """Days that a key project waits for its joint review."""
    stuck_asset_days: tuple[int, int] = (90, 180)
    problem_meetings: tuple[int, int] = (2, 4)
    pinned: tuple[str, ...] = ()
    campaign_months: tuple[int, ...] = (4,)
