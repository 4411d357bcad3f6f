"""Rounding: the one way in which figures become the digits that are printed, and by which lights are decided."""

from decimal import ROUND_HALF_UP, Decimal
from math import isnan

_SURE, _NEAR = 1e9, 1e-5
_OF_A_DIFFERENCE = 10


def half_up(value: float, digits: int = 0) -> Decimal:
    """A number to so many places, half away from zero, as a person rounds: 1.25 is 1.3, -0.125 to two places -0.13.

    What is rounded is the decimal number that the float stands for, to its fifteen sure digits: 2.675 is 2.68 although
    no binary fraction is, and a sum that comes out at 1.2499999999999998 is 1.25. `digits` below 0 round tens.
    """
    decimal = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return decimal if decimal else abs(decimal)


def to_places(value: float, digits: int) -> float:
    """`half_up` as a float; NaN stays NaN."""
    if isnan(value):
        return value
    scaled = value * 10**digits
    if digits >= 0 and _far_from_a_half(scaled):
        return float(round(scaled) / 10**digits)
    return float(half_up(value, digits))


def in_points(gap: float) -> float:
    """A gap between two shares in points as they are printed, to a tenth: 0.9995 - 1 is -0.1; NaN stays NaN.

    A difference has not the fifteen sure digits of what it was taken from: its last ones are left out before it is
    rounded, so that what is a half on paper is one.
    """
    tenths = gap * 1000
    return round(tenths) / 10 if _far_from_a_half(tenths) else to_places(round(gap * 100, _OF_A_DIFFERENCE), 1)


def _far_from_a_half(scaled: float) -> bool:
    """Whether a number is so far from a half that every way of rounding it agrees, and the quickest will do."""
    return abs(scaled) < _SURE and abs(abs(scaled) % 1 - 0.5) > _NEAR
