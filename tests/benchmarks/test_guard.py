"""The regression guard: what it calls a loss, what it lets pass, and that the command says so to a shell."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import guard
from benchmarks.guard import Committed
from dashboard.config import ROOT

KNOWN = Committed(tolerance=1.5, ratios={"files / openpyxl": 0.4, "overview / plain": 2.0})


def test_a_ratio_beyond_the_tolerance_is_a_loss_and_says_by_how_much() -> None:
    assert guard.losses({"files / openpyxl": 0.61, "overview / plain": 2.0}, KNOWN) == [
        "files / openpyxl: 0.61, was 0.40 (tolerance 1.5 times)"
    ]


def test_a_ratio_within_the_tolerance_or_better_is_none() -> None:
    assert guard.losses({"files / openpyxl": 0.59, "overview / plain": 0.1}, KNOWN) == []


def test_what_was_not_measured_is_no_loss_and_what_is_new_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert guard.judged({"pictures / plotly": 0.5}, KNOWN) == 0
    assert "not committed: pictures / plotly: 0.50" in capsys.readouterr().out


def test_a_loss_makes_the_outcome_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert guard.judged({"files / openpyxl": 4.0}, KNOWN) == 1
    assert "worse: files / openpyxl: 4.00, was 0.40" in capsys.readouterr().out


def test_every_committed_ratio_is_one_that_the_benchmarks_measure() -> None:
    known = guard.committed()
    assert 1 < known.tolerance < 2
    assert set(known.ratios) and all(" / " in name and ratio > 0 for name, ratio in known.ratios.items())


def test_the_command_fails_on_a_clear_loss(tmp_path: Path) -> None:
    """As CI calls it, on ratios that somebody measured before."""
    for name, ratio, outcome in (("worse", 100.0, 1), ("better", 0.001, 0)):
        measured = tmp_path / f"{name}.toml"
        lines = [f'"{known}" = {ratio}\n' for known in guard.committed().ratios]
        measured.write_text("[ratios]\n" + "".join(lines), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks", "guard", str(measured)]
        assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == outcome
