"""The reference case as measures, small enough to check by eye: 29 March 2024 is day 89 of 366."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dashboard.charts import Canvas
from dashboard.i18n import speaker
from metrics.measure import Measure

DAY = date(2024, 3, 29)
ELAPSED = 89 / 366
Canvases = Callable[..., Canvas]


def measure(indicator: str, value: float | None, target: float | None = None, **more: Any) -> Measure:
    """A measure whose completion and gap follow from value and target."""
    completion = value / target if value is not None and target else None
    gap = None if completion is None else completion - ELAPSED
    made = Measure(
        indicator, "示例区", "", value=value, target=target, completion=completion, elapsed=ELAPSED, gap=gap,
        cover_to=DAY, reported=11, expected=12,
    )  # fmt: skip
    return made._replace(**more)


BUILDING = measure("building_m2", 30_000, 300_000, light="yellow", light_word="behind", hedged=True, hedge="about")
FACTORY = measure("factory_m2", 20_000, 150_000, light="yellow", light_word="behind", hedged=True, hedge="about")
LAND = measure(
    "land_m2", None, 600_000, light="grey", light_word="grey", grey_reason="no-data", reported=0, expected=21
)


@pytest.fixture(params=["zh_CN", "en"])
def canvas(request: pytest.FixtureRequest) -> Canvas:
    """The canvas of the reference case in each language."""
    return in_language(request.param)


def in_language(language: str, **more: Any) -> Canvas:
    return Canvas(speaker(language), "示例区", DAY, reported=11, expected=12, **more)


@pytest.fixture
def chinese() -> Canvas:
    return in_language("zh_CN")
