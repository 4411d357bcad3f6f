"""A bundle carries what every platform needs, and installs where there is no network."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard.config import ROOT
from deploy import bundle


@pytest.mark.parametrize("python", bundle.PYTHONS)
@pytest.mark.parametrize("platform", bundle.PLATFORMS, ids=lambda platform: platform.name)
def test_all_that_a_platform_needs_is_pinned(platform: bundle.Platform, python: str) -> None:
    found = bundle.needed(platform, python)
    assert {"streamlit", "pandas", "psycopg-binary", "argon2-cffi-bindings", "python-json-logger"} <= set(found)
    assert "pytest" not in found


def test_what_a_package_needs_is_judged_by_the_platform_it_is_for() -> None:
    linux, _, windows = (
        {each.name for each in bundle.next_of("pandas", set(), bundle.surroundings(platform, "3.11"))}
        for platform in bundle.PLATFORMS
    )
    assert windows - linux == {"tzdata"}


@pytest.mark.slow
def test_a_bundle_installs_and_answers_without_a_network(tmp_path: Path) -> None:
    archive = tmp_path / "bundle.zip"
    minor = f"3.{sys.version_info[1]}"
    assert bundle.main([str(archive), "--platform", "linux-x86_64", "--python", minor]) == 0
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    there = tmp_path / "dispatch-dashboard"
    isolated = [str(shutil.which("unshare")), "--map-root-user", "--net"]
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}
    install = [*isolated, sys.executable, "deploy/start.py", "--install-only"]
    subprocess.run(install, cwd=there, env=environ, check=True)
    product = [*isolated, ".venv/bin/python", "-m", "dashboard"]
    files = [str(path.relative_to(there)) for path in sorted(there.glob("sample_data/reference/*.xlsx"))]
    taken = [*product, "import", *files, "--period", "2024-03-29"]
    subprocess.run(taken, cwd=there, env=environ, check=True)
    told = subprocess.run(
        [*product, "report", "--as-of", "2024-03-29", "--json"], cwd=there, env=environ, check=True, capture_output=True
    )
    here = [sys.executable, "-m", "dashboard", "report", "--as-of", "2024-03-29", "--json"]
    data = {**os.environ, "DISPATCH_DATA_DIR": str(there / "var")}
    assert told.stdout == subprocess.run(here, cwd=ROOT, env=data, check=True, capture_output=True).stdout
    assert not (ROOT / "wheels").exists()
