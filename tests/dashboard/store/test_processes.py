"""Several processes at once, and processes that are killed: nothing lost, nothing twice, nothing half."""

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

from dashboard.store import Store
from tests.dashboard.store.desk import DISTRICT, MARCH_8, settings

ROOT = Path(__file__).resolve().parents[3]


def _clerk(folder: Path, name: str, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.dashboard.store.clerk", str(folder), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _assert_whole(store: Store) -> None:
    """Every receipt there is has its file, its three records and its claim."""
    listed = store.submissions()
    assert sorted(listed["number"]) == list(range(1, len(listed) + 1))
    for number in listed["number"]:
        filed = store.submission(int(number))
        assert hashlib.sha256(store.archived(int(number))).hexdigest() == filed.receipt.sha256
        assert len(filed.tables["visits"]) == 3
    assert listed["standing"].sum() == min(1, len(listed))


def test_two_processes_that_open_and_commit_at_once_get_numbers_without_gaps(tmp_path: Path) -> None:
    clerks = [_clerk(tmp_path, name, 8) for name in ("甲", "乙")]
    said = [clerk.communicate(timeout=120) for clerk in clerks]
    assert [errors for _, errors in said] == ["", ""]
    numbers = [int(line.split()[0]) for output, _ in said for line in output.splitlines()]
    assert sorted(numbers) == list(range(1, 17))
    with Store(settings(tmp_path), DISTRICT) as store:
        _assert_whole(store)


def test_what_was_acknowledged_survives_a_kill_and_nothing_is_half_visible(tmp_path: Path) -> None:
    Store(settings(tmp_path), DISTRICT).close()
    moments = random.Random(20240329)
    for turn in range(8):
        clerk = _clerk(tmp_path, f"第{turn}人", 500)
        assert clerk.stdout is not None
        first = clerk.stdout.readline()
        time.sleep(moments.uniform(0, 0.08))
        clerk.kill()
        output, _ = clerk.communicate(timeout=60)
        acknowledged = [line.split() for line in (first + output).splitlines() if len(line.split()) == 2]
        with Store(settings(tmp_path), DISTRICT) as store:
            filed = dict(zip(store.submissions()["number"], range(store.version), strict=True))
            for number, sha256 in acknowledged:
                assert int(number) in filed
                assert hashlib.sha256(store.archived(int(number))).hexdigest() == sha256
    with Store(settings(tmp_path), DISTRICT) as store:
        _assert_whole(store)
        assert store.snapshot(MARCH_8).tables["visits"].shape[0] == 3


def test_a_blind_retry_after_a_kill_doubles_nothing(tmp_path: Path) -> None:
    clerk = _clerk(tmp_path, "甲", 500)
    assert clerk.stdout is not None
    clerk.stdout.readline()
    clerk.kill()
    clerk.communicate(timeout=60)
    output, errors = _clerk(tmp_path, "甲", 6).communicate(timeout=60)
    assert errors == ""
    with Store(settings(tmp_path), DISTRICT) as store:
        listed = store.submissions()
        assert listed["file"].is_unique
        assert {int(line.split()[0]) for line in output.splitlines()} <= set(listed["number"])
