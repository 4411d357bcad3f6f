"""The sample workbooks are made by the script alone, the same bytes every time."""

import hashlib
from pathlib import Path

import pytest

from sample_data import make


def _digests(folder: Path) -> dict[str, str]:
    made = [*folder.glob("weeks/*/*"), *folder.glob("reference/*.xlsx")]
    made += [folder / "district.toml", folder / "truth.json", folder / "README.md"]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in made}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    make.write(folder)
    return folder


def test_two_runs_write_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    make.write(tmp_path)
    assert _digests(tmp_path) == _digests(fresh)


def test_what_is_committed_is_what_the_script_writes(fresh: Path) -> None:
    assert _digests(make.HERE) == _digests(fresh)


def test_four_weeks_and_more_than_forty_workbooks(fresh: Path) -> None:
    weeks = sorted(path.name for path in (fresh / "weeks").iterdir())
    assert weeks == ["2024-03-08", "2024-03-15", "2024-03-22", "2024-03-29"]
    assert len(list(fresh.glob("weeks/*/*"))) == 71


def test_a_file_of_an_earlier_run_does_not_linger(tmp_path: Path) -> None:
    left = tmp_path / "weeks" / "2024-03-08" / "旧文件.xlsx"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"")
    make.write(tmp_path)
    assert not left.exists()
