"""What a double click does: install once, serve, say in one sentence what is in the way."""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from dashboard.config import ROOT
from deploy import start
from tests.live.conftest import free_port


def test_what_is_installed_is_not_installed_again(tmp_path: Path) -> None:
    for name in start.LISTS:
        (tmp_path / name).write_text("", encoding="utf-8")
    assert start.installed(tmp_path) == 0
    made = (tmp_path / ".venv" / ".started").stat().st_mtime_ns
    assert start.installed(tmp_path) == 0
    assert (tmp_path / ".venv" / ".started").stat().st_mtime_ns == made


def test_wheels_that_lack_a_package_end_the_installation_with_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_text("no-such-package==1.0\n", encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("", encoding="utf-8")
    (tmp_path / "wheels").mkdir()
    assert start.installed(tmp_path) == 1
    told = capfd.readouterr().err
    assert "no-such-package" in told
    assert "安装未完成" in told.splitlines()[-1]
    assert not (tmp_path / ".venv" / ".started").exists()


def test_a_port_in_use_is_said_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "installed", lambda _: 0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        assert start.main(["--port", str(port), "--no-browser"]) == 1
    assert f"端口 {port} 已被占用" in capsys.readouterr().err


def test_it_serves_the_dashboard_until_it_is_stopped(tmp_path: Path) -> None:
    port = free_port()
    # the packages of this run stand in for those that it would install
    code = (
        "import sys; from deploy import start; start.installed = lambda _: 0;"
        "start.interpreter = lambda _: sys.executable;"
        f"sys.exit(start.main(['--port', '{port}', '--no-browser']))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env={"DISPATCH_DATA_DIR": str(tmp_path)})
    try:
        assert _health(port) == "ok"
    finally:
        process.terminate()
    assert process.wait(30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _health(port: int) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    return "silent"
