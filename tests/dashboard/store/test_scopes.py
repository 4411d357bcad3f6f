"""Which lists are of the same matter."""

from dashboard.store.scopes import overlap
from tests.dashboard.store.desk import MARCH_8, asset, tables, trip


def test_trips_have_nothing_to_do_with_receptions() -> None:
    trips = tables(visits=[trip("王一", MARCH_8)])
    receptions = tables(visits=[trip("李二", MARCH_8) | {"direction": "inbound"}])
    assert overlap(trips, trips)
    assert not overlap(trips, receptions)


def test_land_has_nothing_to_do_with_factories() -> None:
    land, factory = (tables(assets=[asset("一号", kind, 1000.0)]) for kind in ("land", "factory"))
    assert overlap(land, land)
    assert not overlap(land, factory)
