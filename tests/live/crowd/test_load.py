"""Thirty clerks hand in three files each within a minute while ten viewers click: nothing lost, nobody waits long."""

import os
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


LEFT_S = 3
"""So long the server of the short test keeps a session that was left; two minutes otherwise."""


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Crowd]:
    with gathered(tmp_path) as found:
        yield found


@pytest.fixture
def forgetful(tmp_path: Path) -> Iterator[Crowd]:
    with gathered(tmp_path, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(LEFT_S)) as found:
        yield found


def left(crowd: Crowd, wait_s: float) -> tuple[int, int, int]:
    """The server's weight once the sessions that were left are dropped, which happens when the next one comes."""
    time.sleep(wait_s)
    crowd.minute(clerks=0, viewers=1, span_s=1, turn=0)
    return crowd.weight()


def test_some_clerks_and_viewers_at_once_lose_nothing_and_leave_nothing_behind(forgetful: Crowd) -> None:
    forgetful.minute(clerks=4, viewers=2, span_s=2, turn=0)
    assert forgetful.faults == []
    assert_all_there(forgetful, 4 * FILES)
    before = left(forgetful, LEFT_S + 1)
    # the week's lists once more, a row longer: they take the place of the first ones
    forgetful.minute(clerks=4, viewers=2, span_s=2, turn=1)
    assert forgetful.faults == []
    assert_all_there(forgetful, 2 * 4 * FILES)
    after = left(forgetful, LEFT_S + 1)
    assert after[0] <= MIB
    assert (after[1] <= before[1] + 6, after[2] <= before[2]) == (True, True)


def assert_all_there(crowd: Crowd, files: int) -> None:
    assert crowd.handed_in == files
    with Store(crowd.settings, reading=True) as store:
        assert list(store.submissions()["number"]) == list(range(files, 0, -1))
    assert check(crowd.settings) == []


@pytest.mark.slow
@pytest.mark.parametrize("minutes", [10])
def test_ten_minutes_of_thirty_clerks_and_ten_viewers(crowd: Crowd, minutes: int) -> None:
    crowd.minute(clerks=2, viewers=1, span_s=1, turn=0)
    weights = [crowd.weight()]
    for turn in range(1, minutes + 1):
        took, clicks = crowd.processor_s(), len(crowd.seconds)
        crowd.minute(CLERKS, VIEWERS, MINUTE_S, turn)
        took, clicks = crowd.processor_s() - took, len(crowd.seconds) - clicks
        time.sleep(5)
        weights.append(crowd.weight())
        p95 = statistics.quantiles(crowd.seconds, n=20)[-1]
        waits = f"p50 {statistics.median(crowd.seconds):.2f} s, p95 {p95:.2f} s, {clicks} clicks"
        load = f"processor {took:.0f} s, others at work {os.getloadavg()[0]:.1f}"
        sys.stderr.write(f"minute {turn}: {waits}, {load}, MiB, descriptors, children {weights[-1]}\n")
    assert crowd.faults == []
    assert_all_there(crowd, 2 * FILES + minutes * CLERKS * FILES)
    assert p95 <= P95_S
    heavy = [mib for mib, *_ in weights]
    assert max(heavy) <= MIB
    assert heavy[-1] <= heavy[len(heavy) // 2] * 1.1
    before, after = weights[0], left(crowd, 130)
    assert (after[1] <= before[1] + 6, after[2] <= before[2]) == (True, True)
