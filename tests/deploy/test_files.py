"""What cannot be executed here is read by the tools of its kind."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard.config import ROOT, SETTINGS

DEPLOY = ROOT / "deploy"


def tool(name: str) -> str:
    """Path of a tool of apt.txt or requirements-dev.txt."""
    found = shutil.which(name, path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert found, f"{name} is not installed: make test says how"
    return found


def test_the_service_is_one_that_systemd_understands_and_calls_safe(tmp_path: Path) -> None:
    unit = tmp_path / "dispatch-dashboard.service"
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text("#!/bin/sh\n", encoding="utf-8")
    python.chmod(0o755)
    text = (DEPLOY / unit.name).read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/dispatch-dashboard/.venv", str(tmp_path)), encoding="utf-8")
    verified = subprocess.run(
        [tool("systemd-analyze"), "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    assert [line for line in verified.stderr.splitlines() if unit.name in line] == []
    judged = subprocess.run(
        [tool("systemd-analyze"), "security", "--offline=true", str(unit)], capture_output=True, text=True, check=False
    )
    exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", judged.stdout)
    assert exposure is not None
    assert float(exposure[1]) < 2.5


def test_the_container_file_passes_its_linter() -> None:
    told = subprocess.run(
        [tool("hadolint"), str(DEPLOY / "Containerfile")], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "")


def test_the_image_gets_everything_the_product_is_made_of() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = {word for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE) for word in line.split()}
    let_through = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    }
    product = {"app.py", ".streamlit", "dashboard", "loaders", "metrics", "pages", "sample_data", "static"}
    assert copied == let_through == {*product, "requirements.txt", "constraints.txt"}


def test_the_compose_file_is_valid_and_asks_for_what_it_needs() -> None:
    command = [tool("docker-compose"), "-f", str(DEPLOY / "compose.yaml"), "config", "-q"]
    given = {**os.environ, "SERVER_NAME": "dispatch.office", "POSTGRES_PASSWORD": "x"}
    whole = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert (whole.returncode, whole.stderr) == (0, "")
    for name in ("SERVER_NAME", "POSTGRES_PASSWORD"):
        lacking = {key: value for key, value in given.items() if key != name}
        refused = subprocess.run(command, env=lacking, capture_output=True, text=True, check=False)
        assert (refused.returncode != 0, name in refused.stderr) == (True, True)


@pytest.mark.parametrize("file", ["compose.yaml", "Containerfile", "dispatch-dashboard.service"])
def test_every_setting_that_is_named_is_one(file: str) -> None:
    named = set(re.findall(r"\bDISPATCH_[A-Z_]+|\bDATABASE_URL", (DEPLOY / file).read_text(encoding="utf-8")))
    assert named
    assert named <= set(SETTINGS)


def test_the_double_click_file_has_the_line_ends_that_windows_reads() -> None:
    content = (DEPLOY / "start.cmd").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    assert content.isascii()
    targets, labels = re.findall(rb"goto (\w+)", content), re.findall(rb"^:(\w+)", content, re.MULTILINE)
    assert set(targets) <= set(labels)
    assert rb"deploy\start.py" in content
