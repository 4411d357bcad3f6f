"""The commands by which a store is kept: taking a receipt back, and what else concerns all of it."""

import re
import sqlite3
from pathlib import Path

import pytest

from dashboard import __main__ as commands

TRIPS = "单位,带队领导,外出时间,目的地,拜访企业名称\n板浦镇,王一,2024-03-20,上海,甲公司\n"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "DATABASE_URL", "DISPATCH_DISTRICT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "var"))


@pytest.fixture
def imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A data folder with one receipt."""
    file = tmp_path / "外出.csv"
    file.write_text(TRIPS, encoding="utf-8")
    assert commands.main(["import", str(file), "--period", "2024-03-22"]) == 0
    capsys.readouterr()
    return tmp_path / "var"


def test_a_receipt_is_retracted_with_a_reason(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["retract", "1", "--reason", "wrong unit"]) == 0
    said = capsys.readouterr().out
    assert said == "Receipt 1 is retracted, reason: wrong unit. What it had replaced stands again.\n"
    assert commands.main(["retract", "1", "--reason", "wrong unit"]) == 1
    assert capsys.readouterr().err == "Receipt 1 was retracted before (wrong unit).\n"


def test_a_retraction_without_reason_is_refused(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["retract", "1", "--reason", " "]) == 1
    assert capsys.readouterr().err == "Retracting receipt 1 needs a reason.\n"
    with pytest.raises(SystemExit):
        commands.main(["retract", "1"])
    assert "--reason" in capsys.readouterr().err


def test_what_is_lost_of_a_frozen_meeting_is_said_and_made_again(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["freeze", "--as-of", "2024-03-22"]) == 0
    (hash_,) = re.findall("[0-9a-f]{64}", capsys.readouterr().out)
    (imported / "archive" / hash_[:2] / hash_).unlink()
    assert commands.main(["verify", hash_]) == 1
    lost = "What was frozen for the meeting covering to 2024-03-22 is missing from the archive"
    assert capsys.readouterr().err.startswith(lost)
    assert commands.main(["rebuild"]) == 0
    mended = "What was frozen for the meeting covering to 2024-03-22 was missing and has been made again"
    assert mended in capsys.readouterr().out
    assert (commands.main(["verify", hash_]), commands.main(["check"])) == (0, 0)


def test_a_sound_store_is_said_to_be_sound(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["check"]) == 0
    assert capsys.readouterr().out == "Sound: 3 acts and 1 receipts agree with journal and archive.\n"


@pytest.mark.parametrize("command", [["check"], ["backup", "backup.zip"], ["rebuild"]])
def test_where_no_store_was_ever_begun_nothing_is_kept_or_made(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert commands.main(command) == 1
    place = tmp_path / "var"
    said = f"There is no store in {place}: nothing was ever received there. "
    assert capsys.readouterr().err == f"{said}Check DISPATCH_DATA_DIR, in the environment or in settings.toml.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_store_in_which_nothing_was_ever_kept_is_no_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 0
    assert commands.main(["backup", str(tmp_path / "backup.zip")]) == 1
    assert capsys.readouterr().err.startswith("There is no store in ")
    assert not (tmp_path / "backup.zip").exists()


def test_a_torn_end_of_the_journal_is_said_when_it_is_written_anew_and_whenever_the_store_is_checked(
    imported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = imported / "receipts.journal"
    before = path.read_bytes()
    path.write_bytes(before[: before.rstrip().rindex(b"\n") + 1] + b"\0\0\0\n")
    torn = path.read_bytes()
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 0
    assert (capsys.readouterr().err, path.read_bytes()) == ("", torn)
    assert commands.main(["check"]) == 1
    assert _out(capsys)[0] == "journal: act 3 is missing or was altered"
    assert commands.main(["freeze", "--as-of", "2024-03-22"]) == 0
    assert capsys.readouterr().err.startswith("The end of the receipt journal was torn, as after a power cut.")
    assert path.read_bytes().startswith(before)
    assert commands.main(["check"]) == 0
    hint, sound = _out(capsys)
    assert hint.startswith("Hint: on 20") and "kept in receipts.torn" in hint
    assert sound.startswith("Sound: 4 acts")


SHORT = (
    "receipts.journal is missing or was shortened: 3 acts, 1 receipts among them, lack their line there; "
    "figures can be read, nothing is written. Run python -m dashboard check, then rebuild.\n"
)


def test_a_deleted_journal_is_never_written_by_who_reads_and_made_anew_by_rebuilding(
    imported: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = imported / "receipts.journal"
    before = path.read_bytes()
    path.unlink()
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 0
    assert capsys.readouterr().err == SHORT
    assert commands.main(["check"]) == 1
    said = "receipts.journal is missing or was shortened: 1 receipts lack their line (3 acts in all)"
    assert _out(capsys) == [said, "1 differences from the receipts."]
    assert commands.main(["retract", "1", "--reason", "x"]) == 1
    assert capsys.readouterr().err == SHORT
    assert commands.main(["backup", str(tmp_path / "b.zip")]) == 1
    assert not path.exists()
    capsys.readouterr()
    assert commands.main(["rebuild"]) == 0
    recorded = "The receipt journal was made anew where 3 of its lines were missing or altered; act 4 records it."
    assert _out(capsys)[1] == recorded
    assert path.read_bytes().startswith(before)
    assert commands.main(["check"]) == 0
    hint, sound = _out(capsys)
    assert "had receipts.journal made anew (act 4); 3 of its lines were missing or altered then." in hint
    assert sound == "Sound: 4 acts and 1 receipts agree with journal and archive."


def test_every_difference_is_a_line_and_rebuilding_mends_it(
    imported: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    database = imported / "dispatch.sqlite3"
    database.write_bytes(database.read_bytes().replace("板浦镇".encode(), "新浦街".encode()))
    assert commands.main(["check"]) == 1
    assert "database: receipt 1 is not in table submissions as it was acknowledged" in _out(capsys)
    assert commands.main(["rebuild"]) == 0
    assert _out(capsys)[0].startswith("Rebuilt: 3 acts, 1 receipts.")
    assert commands.main(["check"]) == 0


def test_what_cannot_be_opened_says_which_commands_help(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (imported / "dispatch.sqlite3").unlink()
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 1
    assert "Run python -m dashboard check, then rebuild." in capsys.readouterr().err
    assert commands.main(["rebuild"]) == 0
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 0


def test_a_backup_is_restored_into_an_empty_folder_only(
    imported: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert commands.main(["backup", str(tmp_path / "b.zip")]) == 0
    assert _out(capsys) == ["Backed up: 3 acts and 2 archived files in b.zip."]
    assert commands.main(["restore", str(tmp_path / "b.zip")]) == 1
    assert "holds something already." in capsys.readouterr().err
    monkeypatch.setenv("DISPATCH_DATA_DIR", str(tmp_path / "other"))
    assert commands.main(["restore", str(tmp_path / "b.zip")]) == 0
    sound = "Sound: 3 acts and 1 receipts agree with journal and archive."
    assert _out(capsys) == ["Restored from b.zip.", sound]
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 0


def test_a_backup_of_an_archive_that_has_lost_a_file_says_so(
    imported: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    next(path for path in (imported / "archive").rglob("*") if path.is_file()).unlink()
    assert commands.main(["backup", str(tmp_path / "b.zip")]) == 1
    assert _out(capsys)[1] == "The archive lacks 1 files that receipts name; run python -m dashboard check."


def test_archived_bytes_are_withdrawn_with_a_reason(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["withdraw", "1", "--reason", "privacy"]) == 0
    assert capsys.readouterr().out.startswith("The file of receipt 1 is withdrawn, reason: privacy. Its hash ")
    assert commands.main(["withdraw", "1", "--reason", "privacy"]) == 1
    assert capsys.readouterr().err == "The file of receipt 1 was withdrawn before (privacy).\n"
    assert commands.main(["check"]) == 0


def _out(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def _spoil(folder: Path, statement: str) -> None:
    database = sqlite3.connect(folder / "dispatch.sqlite3")
    with database:
        database.execute(statement)
    database.close()


@pytest.mark.parametrize("command", [("report", "--as-of", "2024-03-22"), ("freeze", "--as-of", "2024-03-22")])
def test_a_damaged_row_is_one_sentence_that_names_it(
    imported: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    _spoil(imported, "UPDATE readings SET sheets = x'00'")
    assert commands.main(list(command)) == 1
    assert capsys.readouterr().err == (
        "What the database holds of receipt 1 (table readings) is damaged and cannot be read. "
        "Run python -m dashboard check, then rebuild.\n"
    )
    assert commands.main(["check"]) == 1
    assert commands.main(["rebuild"]) == 0
    assert commands.main(list(command)) == 0


def test_a_row_that_fails_outside_the_store_is_said_as_well(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _spoil(imported, "UPDATE submissions SET period = 'x'")
    assert commands.main(["report", "--as-of", "2024-03-22"]) == 1
    assert "receipt 1 (table submissions) is damaged" in capsys.readouterr().err
