"""A data folder that can only be read, as on a read-only medium: what reads works there, what writes says so."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import __main__ as commands
from dashboard.config import ROOT

TRIPS = "单位,带队领导,外出时间,目的地,拜访企业名称\n板浦镇,王一,2024-03-20,上海,甲公司\n"
_POWERS = "-dac_override,-dac_read_search,-fowner"
_AS_ANYBODY = ("setpriv", f"--bounding-set={_POWERS}", f"--inh-caps={_POWERS}", "--") if os.geteuid() == 0 else ()
"""Root without its power to write what nobody may."""


@pytest.fixture(params=["DELETE", "WAL"])
def frozen(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[tuple[Path, str]]:
    """A folder with one receipt and a frozen meeting, read-only by now, and the meeting's hash."""
    for name in ("LC_ALL", "LC_MESSAGES", "DATABASE_URL", "DISPATCH_DISTRICT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))
    (tmp_path / "外出.csv").write_text(TRIPS, encoding="utf-8")
    assert commands.main(["import", str(tmp_path / "外出.csv"), "--period", "2024-03-22"]) == 0
    assert commands.main(["freeze", "--as-of", "2024-03-22"]) == 0
    (hash_,) = re.findall(", hash ([0-9a-f]{64})", capsys.readouterr().out)
    database = sqlite3.connect(tmp_path / "var" / "dispatch.sqlite3")
    database.execute(f"PRAGMA journal_mode={request.param}")
    database.close()
    within = [tmp_path / "var", *(tmp_path / "var").rglob("*")]
    for path in within:
        path.chmod(path.stat().st_mode & ~0o222)
    yield tmp_path / "var", hash_
    for path in within:
        path.chmod(path.stat().st_mode | 0o200)


SAYING = """
import contextlib, io, json, sys
from dashboard.__main__ import main
told = []
for typed in json.loads(sys.argv[1]):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(typed)
    told.append((code, said.getvalue()))
print(json.dumps(told))
"""


def _said(*commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """Exit code and words of each command, in a process that may write nothing of others."""
    command = [*_AS_ANYBODY, sys.executable, "-c", SAYING, json.dumps(commands)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=True)
    return [(code, said) for code, said in json.loads(done.stdout.splitlines()[-1])]


def test_reading_commands_work_on_a_folder_that_can_only_be_read(frozen: tuple[Path, str], tmp_path: Path) -> None:
    folder, hash_ = frozen
    before = sorted(folder.rglob("*"))
    check, verify, told, backup, retract = _said(
        ("check",),
        ("verify", hash_),
        ("report", "--as-of", "2024-03-22"),
        ("backup", str(tmp_path / "b.zip")),
        ("retract", "1", "--reason", "x"),
    )
    assert check == (0, "Sound: 4 acts and 1 receipts agree with journal and archive.\n")
    whole = "Whole; worked out again from what was known then, every figure is the same."
    assert (verify[0], verify[1].splitlines()[1]) == (0, whole)
    assert (told[0], told[1].splitlines()[0]) == (0, "海州区, up to 22 Mar 2024")
    assert backup[0] == 0
    assert (retract[0], len(retract[1].splitlines()), "Permission denied" in retract[1]) == (1, 1, True)
    assert sorted(folder.rglob("*")) == before
