"""Which indicators the overview draws."""

from dashboard.contract import District, Rules
from metrics.catalogue import INDICATORS
from metrics.measure import Measure
from metrics.pins import MOST, PINNED, drawn

NONE = {name: Measure(name, "示例区", "") for name in INDICATORS}


def _aimed(*names: str) -> dict[str, Measure]:
    return NONE | {name: NONE[name]._replace(target=10.0) for name in names}


def test_without_targets_the_pinned_are_drawn() -> None:
    assert drawn(District("示例区"), NONE) == PINNED


def test_a_target_is_never_folded_away_for_a_number_without_one() -> None:
    found = drawn(District("示例区", rules=Rules(pinned=("chambers", "land_m2"))), _aimed("promotions", "land_m2"))
    assert found == ("land_m2", "promotions", "chambers")


def test_at_most_twelve_are_drawn_those_with_targets_first() -> None:
    found = drawn(District("示例区"), _aimed("promotions", "training_events"))
    assert len(found) == MOST
    assert found[:2] == ("training_events", "promotions")
