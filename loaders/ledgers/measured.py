"""What the figures of an indicator measure."""

_AREAS = frozenset({"land_m2", "factory_m2", "building_m2"})
_MONEY = frozenset({"investment_signed"})


def quantity(indicator: str) -> str:
    """area, money or count."""
    return "area" if indicator in _AREAS else "money" if indicator in _MONEY else "count"
