"""Truncations and flipped bits in the database file: named by check or refused in words, mended by rebuild."""

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from dashboard.config import Settings
from dashboard.errors import DispatchError
from dashboard.store import Store, check, rebuild, schema
from dashboard.store.engine import connected, reading
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_15, NOON, Desk, counter, project, settings, trip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store of a dozen receipts with something of every kind in it."""
    folder = tmp_path_factory.mktemp("sound")
    with Store(settings(folder), DISTRICT) as store:
        desk = Desk(store)
        for number in range(4):
            desk.send(MARCH_8, visits=[trip(f"王{number}", MARCH_8)], findings=[{"code": "x", "severity": "error"}])
            desk.send(MARCH_15, unit="乙镇", projects=[project(f"甲{number}", "signed", unit="乙镇")])
            desk.send(MARCH_15, counters=[counter("chambers", number, MARCH_15)])
            store.memory.remember("甲街道", f"A{number}", {"columns": {"去向": "destination"}}, now=NOON)
        store.retract(3, "发错", by="x", now=desk.now)
    return folder


def _rows(place: Settings) -> dict[str, list[str]]:
    engine = connected(place.database_url)
    with reading(engine) as connection:
        rows = {name: sorted(map(repr, connection.execute(select(t)))) for name, t in schema.metadata.tables.items()}
    engine.dispose()
    return rows


def _shown(place: Settings) -> str:
    """Everything a person may look at."""
    with Store(place, DISTRICT) as store:
        held = {name: frame.to_csv() for name, frame in store.snapshot(MARCH_15).tables.items()}
        return repr((held, store.submissions().to_csv(), [repr(change) for change in store.memory.trail()]))


def _truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    # most of a small file is unused space of its pages: about every other bit is one of a byte that holds something
    held = [place for place, byte in enumerate(content) if byte]
    place, spoilt = chance.choice([chance.randrange(len(content)), chance.choice(held)]), bytearray(content)
    spoilt[place] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _silent(place: Settings, rows: dict[str, list[str]], shown: str) -> bool:
    """Whether check finds nothing; then nothing may be otherwise."""
    if check(place):
        return False
    try:
        assert (_rows(place), _shown(place)) == (rows, shown)
    except DispatchError:
        # refused in words: nobody is shown anything
        return False
    return True


def _damage(sound: Path, folder: Path, turns: int, spoil: object) -> int:
    """Damage a copy `turns` times over; how often nothing that anybody sees was hit."""
    rows, shown, chance, silent = _rows(settings(sound)), _shown(settings(sound)), random.Random(7), 0
    for turn in range(turns):
        place = settings(folder / str(turn))
        shutil.copytree(sound, place.data_dir)
        file = place.data_dir / "dispatch.sqlite3"
        file.write_bytes(spoil(file.read_bytes(), chance))  # type: ignore[operator]  # one of the two above
        silent += _silent(place, rows, shown)
        rebuild(place, now=NOON)
        assert (_rows(place), _shown(place)) == (rows, shown), turn
        shutil.rmtree(place.data_dir)
    return silent


def test_truncations_are_named_and_mended(sound: Path, tmp_path: Path) -> None:
    assert _damage(sound, tmp_path, 6, _truncated) == 0


def test_flipped_bits_are_named_or_hit_nothing_and_are_mended(sound: Path, tmp_path: Path) -> None:
    assert _damage(sound, tmp_path, 6, _flipped) < 6


@pytest.mark.slow
def test_a_hundred_truncations_are_named_and_mended(sound: Path, tmp_path: Path) -> None:
    assert _damage(sound, tmp_path, 100, _truncated) == 0


@pytest.mark.slow
def test_a_hundred_flipped_bits_are_named_or_hit_nothing_and_are_mended(sound: Path, tmp_path: Path) -> None:
    assert _damage(sound, tmp_path, 100, _flipped) < 100
