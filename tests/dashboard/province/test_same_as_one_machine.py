"""The rollup holds, to the last bit, what `import` and `report --json` give on one machine."""

import json
import shutil
from pathlib import Path

import pytest

from dashboard import __main__ as commands
from dashboard.config import ROOT, SAMPLE_DISTRICT
from dashboard.province.district import FIGURES
from tests.dashboard.province.kept import figures, run

WEEKS = ("2024-03-08", "2024-03-15")


def test_every_figure_is_that_of_the_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("DISPATCH_DISTRICT", str(SAMPLE_DISTRICT))
    place, reported = tmp_path / "in" / "示例区", {}
    place.mkdir(parents=True)
    shutil.copy(SAMPLE_DISTRICT, place / "district.toml")
    for week in WEEKS:
        shutil.copytree(ROOT / "sample_data" / "weeks" / week, place / week)
        commands.main(["import", str(place / week), "--period", week])
        capsys.readouterr()
        assert commands.main(["report", "--as-of", week, "--json"]) == 0
        reported[week] = json.loads(capsys.readouterr().out)
    url = f"sqlite:///{tmp_path / 'province.sqlite3'}"
    run(url, tmp_path / "in")
    expected = {
        (week, unit, indicator): [facts[name] for name in FIGURES]
        for week, told in reported.items()
        for unit, measures in {"": told["district"], **told["units"]}.items()
        for indicator, facts in measures.items()
    }
    found = {}
    for _, week, unit, indicator, *facts in figures(url):
        plain = dict(zip(FIGURES, facts, strict=False))
        plain["cover_to"] = plain["cover_to"] and plain["cover_to"].isoformat()
        found[(week.isoformat(), unit, indicator)] = list(plain.values())
    assert found == expected
