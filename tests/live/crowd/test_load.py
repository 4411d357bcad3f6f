"""Thirty clerks hand in three files each within a minute while ten viewers click: nothing lost, nobody waits long."""

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.store import Store, check
from tests.live.crowd.crowd import CLERKS, FILES, VIEWERS, Crowd, gathered

pytestmark = pytest.mark.browser
MINUTE_S, P95_S, MIB = 60, 1.5, 1024


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    with gathered(tmp_path) as found:
        yield found


def test_some_clerks_and_viewers_at_once_lose_nothing(crowd: Crowd) -> None:
    crowd.minute(clerks=4, viewers=2, span_s=2, turn=0)
    assert crowd.faults == []
    assert_all_there(crowd, 4 * FILES)


def assert_all_there(crowd: Crowd, files: int) -> None:
    assert crowd.handed_in == files
    with Store(crowd.settings, reading=True) as store:
        assert list(store.submissions()["number"]) == list(range(files, 0, -1))
    assert check(crowd.settings) == []


@pytest.mark.slow
@pytest.mark.parametrize("minutes", [10])
def test_ten_minutes_of_thirty_clerks_and_ten_viewers(crowd: Crowd, minutes: int) -> None:
    crowd.minute(clerks=2, viewers=1, span_s=1, turn=99)
    weights = [crowd.weight()]
    for turn in range(minutes):
        crowd.minute(CLERKS, VIEWERS, MINUTE_S, turn)
        time.sleep(5)
        weights.append(crowd.weight())
        p95 = statistics.quantiles(crowd.seconds, n=20)[-1]
        sys.stderr.write(f"minute {turn + 1}: p95 {p95:.2f} s, MiB, descriptors, children {weights[-1]}\n")
    assert crowd.faults == []
    assert_all_there(crowd, 2 * FILES + minutes * CLERKS * FILES)
    assert p95 <= P95_S
    heavy = [mib for mib, *_ in weights]
    assert max(heavy) <= MIB
    assert heavy[-1] <= heavy[len(heavy) // 2] * 1.1
    # sessions that were left are dropped after two minutes, when the next one comes
    time.sleep(130)
    crowd.minute(clerks=0, viewers=1, span_s=1, turn=100)
    before, after = weights[0], crowd.weight()
    assert (after[1] <= before[1] + 6, after[2] <= before[2]) == (True, True)
