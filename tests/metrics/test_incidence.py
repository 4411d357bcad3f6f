"""Cumulative incidence against a table worked by hand, and against lifelines where no two days are alike."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.incidence import ENDED, OPEN, REACHED, incidence

WORDS = (OPEN, REACHED, ENDED)
TIED = {30: (REACHED, REACHED, ENDED, OPEN), 60: (REACHED, REACHED), 90: (OPEN, OPEN), 120: (REACHED,), 200: (ENDED,)}
"""Ten projects: on day 30 two come through, one is terminated and one is last seen."""


def tied():
    pairs = [(day, word) for day, words in TIED.items() for word in words]
    return incidence([day for day, _ in pairs], [word for _, word in pairs])


def test_ties_by_hand() -> None:
    steps = tied().steps
    assert steps[["day", "at_risk", "reached", "ended"]].to_numpy().tolist() == [
        [30, 10, 2, 1],
        [60, 6, 2, 0],
        [120, 2, 1, 0],
        [200, 1, 0, 1],
    ]
    # 2/10; + 7/10 * 2/6; + 7/10 * 4/6 * 1/2
    assert steps["share"].tolist() == pytest.approx([0.2, 0.2 + 1.4 / 6, 0.2 + 1.4 / 6 + 1.4 / 6, 2 / 3])


def test_the_median_is_the_first_day_by_which_half_came_through() -> None:
    assert tied().median_days == 120
    assert incidence([10, 20, 30], [REACHED, OPEN, OPEN]).median_days is None


def test_who_is_last_seen_on_a_day_is_at_risk_on_it() -> None:
    assert [tied().at_risk(day) for day in (0, 30, 31, 90, 91, 365)] == [10, 10, 6, 4, 2, 0]


def test_beyond_the_days_watched_nothing_is_known_unless_all_is_settled() -> None:
    watched = incidence([10, 40], [REACHED, OPEN])
    assert watched.share(40)[0] == 0.5
    assert math.isnan(watched.share(41)[0])
    assert tied().share(9999)[0] == pytest.approx(2 / 3)


def test_without_termination_it_is_one_minus_kaplan_and_meier_with_greenwoods_variance() -> None:
    steps = incidence([5, 8, 8, 12], [REACHED, REACHED, OPEN, REACHED]).steps
    assert steps["share"].tolist() == pytest.approx([1 - 3 / 4, 1 - 3 / 4 * 2 / 3, 1.0])
    # day 8: S = 1/2, Greenwood 1/4 * (1/(4*3) + 1/(3*2)) = 1/16; log(-log): 0.5 ** exp(1.96 * 0.25 / (0.5 * ln 2))
    spread = 1.959963984540054 * 0.25 / (0.5 * math.log(2))
    assert steps.loc[1, ["low", "high"]].tolist() == pytest.approx(
        [0.5 ** math.exp(spread), 0.5 ** math.exp(-spread)], abs=1e-12
    )
    assert steps.loc[2, ["low", "high"]].isna().all()


def test_nobody_followed() -> None:
    found = incidence([], [])
    assert found.steps.empty
    assert found.median_days is None
    assert math.isnan(found.share(90)[0])


def test_everybody_terminated_is_a_share_of_nothing() -> None:
    found = incidence([5, 9], [ENDED, ENDED])
    assert found.share(365) == (0.0, 0.0, 0.0)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(20))
def test_against_lifelines_where_no_two_days_are_alike(seed: int) -> None:
    from lifelines import AalenJohansenFitter

    chance = np.random.default_rng(seed)
    size = int(chance.integers(5, 60))
    days, codes = chance.permutation(700)[:size] + 1, chance.integers(0, 3, size)
    codes[:2] = (1, 2)
    fitted = AalenJohansenFitter(calculate_variance=True).fit(days, codes, event_of_interest=1)
    steps = incidence(days, [WORDS[code] for code in codes]).steps
    theirs = fitted.cumulative_density_.iloc[:, 0].loc[steps["day"]].to_numpy()
    assert steps["share"].to_numpy() == pytest.approx(theirs, abs=1e-12)
    some = (steps["share"] > 0) & (steps["share"] < 1 - 1e-9)
    bounds = np.sort(fitted.confidence_interval_.loc[steps["day"]].to_numpy(), axis=1)[some]
    assert steps.loc[some, ["low", "high"]].to_numpy() == pytest.approx(bounds, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(WORDS)), max_size=40))
def test_shares_never_fall_and_stay_within_their_interval(pairs: list[tuple[int, str]]) -> None:
    steps = incidence([day for day, _ in pairs], [word for _, word in pairs]).steps
    assert (steps["share"].diff().dropna() >= -1e-12).all()
    assert steps["share"].between(0, 1 + 1e-12).all()
    known = steps.dropna()
    assert (known["low"] <= known["share"] + 1e-12).all()
    assert (known["share"] <= known["high"] + 1e-12).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.sampled_from(WORDS)), min_size=1, max_size=40), st.randoms())
def test_the_order_of_the_projects_changes_nothing(pairs: list[tuple[int, str]], chance) -> None:
    other = list(pairs)
    chance.shuffle(other)
    one, two = (incidence([day for day, _ in p], [word for _, word in p]).steps for p in (pairs, other))
    assert one.equals(two)


def test_where_all_came_through_the_share_is_one_and_no_hair_more() -> None:
    """A day for each: the sum of the steps is 1 only on paper."""
    for size in range(2, 40):
        steps = incidence(list(range(1, size + 1)), [REACHED] * size).steps
        assert steps["share"].iat[-1] == 1.0


def test_half_is_reached_where_it_is_half_on_paper():
    days = [5, 5, 90, 90, 5, 365, 365, 10, 365, 0, 365, 180]
    # 1 - 11/12 x 8/11 x 7/8 x 6/7 = 6/12 by day 90, a hair less in floats
    outcome = ["reached"] * 3 + ["open"] + ["reached"] * 6 + ["open", "reached"]
    found = incidence(days, outcome)
    assert found.share(90)[0] == pytest.approx(0.5)
    assert found.median_days == 90
