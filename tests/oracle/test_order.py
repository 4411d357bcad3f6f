"""The order in which rows are handed over changes no table, no list and no cell behind them, to the last bit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any

import pandas as pd
import pytest

from metrics import (
    bands,
    campaigns,
    causes,
    cohorts,
    compliance,
    coverage,
    credit,
    encounters,
    movement,
    outings,
    rates,
    ratios,
    review,
    revitalisation,
    revivals,
    rhythm,
    stock,
    stuck,
    validity,
    visits,
)
from metrics.catalogue import AREA_OF, INDICATORS
from metrics.figures import State
from metrics.reporting import prepared
from tests.metrics.conftest import shuffled
from tests.oracle.generator import Invented, invented

SEEDS = (1, 5, 11, 12)
STEPS, GROUPS = tuple(cohorts.STEPS), rates.BY


def _tables(bridge: Any) -> list[pd.DataFrame]:
    """The tables of a bridge, without the records at places of their ledgers behind them."""
    return [each for each in vars(bridge).values() if isinstance(each, pd.DataFrame)]


TOLD: Mapping[str, Callable[[State], Any]] = {
    "stock": stock.stock,
    "stock by unit": stock.stock_by_unit,
    "by industry": bands.by_industry,
    "by size": bands.by_size,
    "trips by week": visits.weekly,
    "destinations": visits.destinations,
    "teams": visits.teams,
    "campaign": campaigns.campaign,
    "coverage": coverage.coverage,
    "told twice": encounters.told_twice,
    "outings": outings.timeline,
    "grades": validity.grades,
    "stuck": stuck.stuck,
    "problems": stuck.problems,
    "board": review.board,
    "idle stock": revitalisation.idle_stock,
    "movement": lambda state: _tables(movement.movement(state).bridge),
    "what moved": lambda state: movement.movement(state).events,
    "movement of assets": lambda state: _tables(movement.asset_movement(state).bridge),
    "survey": compliance.surveyed,
    "stock rate": ratios.stock_rate,
    **{f"cohorts {step}": partial(cohorts.cohorts, step=step) for step in STEPS},
    **{f"rates {step} by {by}": partial(rates.rates, step=step, by=by) for step in STEPS for by in GROUPS},
    **{f"credit of {name}": partial(credit.attribution, indicator=name) for name in credit.CREDITED},
    **{f"causes of {name}": partial(causes.causes, indicator=name) for name in INDICATORS},
    **{f"weeks of {name}": partial(rhythm.weekly, indicator=name) for name in rhythm.DAY},
    **{f"steps of {name}": partial(revivals.steps, indicator=name) for name in AREA_OF.values()},
    **{
        f"{name} by {by}": partial(revitalisation.parted, indicator=name, by=by)
        for name in AREA_OF.values()
        for by in revitalisation.PARTED
    },
}


def _plain(found: Any) -> Any:
    """A table, list or line as plain text and numbers, with the cells behind it; places of records left out."""
    if isinstance(found, pd.DataFrame):
        return repr(found.drop(columns=_PLACES & set(found)).to_dict("list"))
    if is_dataclass(found):
        return [_plain(getattr(found, field.name)) for field in fields(found)]
    if isinstance(found, Mapping):
        return sorted((_plain(name), _plain(each)) for name, each in found.items())
    if isinstance(found, Sequence) and not isinstance(found, str):
        return [_plain(each) for each in found]
    return repr(found)


_PLACES = {"project", "visit", "stop"}
"""Columns that say at which place of its ledger a record stands."""


def _state(found: Invented, mixed: int | None) -> State:
    days = (found.snapshot, found.previous, found.baseline)
    snapshot, previous, baseline = (day if mixed is None or day is None else shuffled(day, mixed) for day in days)
    assert snapshot is not None
    return prepared(snapshot, found.district, previous, baseline)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_changes_nothing_that_is_told_of_a_state(seed: int) -> None:
    found = invented(seed)
    straight, mixed = (_state(found, order) for order in (None, seed))
    assert [name for name, tell in TOLD.items() if _plain(tell(straight)) != _plain(tell(mixed))] == []
