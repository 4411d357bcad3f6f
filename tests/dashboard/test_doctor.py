"""The doctor says of each thing whether it is fine, and what to do where it is not."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from dashboard.config import ROOT, Doors, Settings
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.store.engine import connected, writing
from dashboard.store.entrance import Entrance, Grant
from dashboard.store.schema import HEAD
from dashboard.workflows import doctor
from tests.dashboard.store.desk import DISTRICT, MARCH_29, Desk, settings, trip

SAY = speaker("en")


@pytest.fixture
def without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of what is looked at needs no browser started."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")


def told(place: Settings, about: str) -> list[tuple[str, str]]:
    """Grade and sentence of every sign about one thing."""
    return [(sign.grade, sign.sentence(SAY)) for sign in doctor.examined(place, SAY) if sign.about == about]


def grades(place: Settings, about: str) -> list[tuple[str, str]]:
    return [(sign.grade, sign.key) for sign in doctor.examined(place, SAY) if sign.about == about]


def revised(place: Settings, revision: str) -> None:
    """The store as a program of another revision would have left it."""
    engine = connected(place.database_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
    engine.dispose()


def by_command(folder: Path, **environ: str) -> Mapping[str, list[str]]:
    """What the command says in a process of its own: grades by what was looked at."""
    command = [sys.executable, "-m", "dashboard", "doctor", "--json"]
    variables = {**os.environ, "DISPATCH_DATA_DIR": str(folder), **environ}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, check=False)
    found: dict[str, list[str]] = {}
    for sign in json.loads(done.stdout):
        found.setdefault(sign["about"], []).append(sign["grade"])
    assert done.returncode == (1 if any("fault" in each for each in found.values()) else 0)
    return found


@pytest.mark.browser
def test_a_machine_with_everything_is_fine(tmp_path: Path) -> None:
    found = by_command(tmp_path / "var")
    assert {about: found[about] for about in ("python", "packages", "browser", "fonts", "store", "registry")} == {
        "python": ["fine"],
        "packages": ["fine"],
        "browser": ["fine"],
        "fonts": ["fine"],
        "store": ["fine"],
        "registry": ["fine"],
    }
    assert not (tmp_path / "var").exists()


@pytest.mark.browser
def test_without_a_chinese_font_two_characters_look_alike(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    latin = "/usr/share/fonts/truetype/liberation"
    fonts.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{latin}</dir>'
        f"<cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    found = by_command(tmp_path / "var", FONTCONFIG_FILE=str(fonts))
    assert (found["browser"], found["fonts"]) == (["fine"], ["fault"])


@pytest.mark.usefixtures("without_browser")
def test_without_a_browser_it_says_who_draws_and_what_to_install(tmp_path: Path) -> None:
    ((grade, sentence),) = told(settings(tmp_path), "browser")
    assert grade == "look"
    assert "apt-get install chromium" in sentence


@pytest.mark.usefixtures("without_browser")
def test_a_browser_that_does_not_start_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert by_command(tmp_path / "var", BROWSER_PATH=str(broken))["browser"] == ["fault"]


@pytest.mark.usefixtures("without_browser")
@pytest.mark.parametrize(
    ("revision", "sign"),
    [(HEAD, ("fine", "store")), ("0009", ("look", "store-older")), ("9999", ("fault", "store-newer"))],
)
def test_a_store_of_another_version_is_named_and_left_as_it_is(
    tmp_path: Path, revision: str, sign: tuple[str, str]
) -> None:
    place = settings(tmp_path)
    Store(place, DISTRICT).close()
    revised(place, revision)
    before = (tmp_path / "dispatch.sqlite3").read_bytes()
    assert grades(place, "store") == [sign]
    assert (tmp_path / "dispatch.sqlite3").read_bytes() == before


@pytest.mark.usefixtures("without_browser")
@pytest.mark.parametrize("url", ["sqlite:///{folder}/dispatch.sqlite3", "postgresql+psycopg://127.0.0.1:9/none"])
def test_a_store_that_cannot_be_read_is_a_fault_in_one_line(tmp_path: Path, url: str) -> None:
    (tmp_path / "dispatch.sqlite3").write_bytes(b"no database at all" * 1000)
    place = replace(settings(tmp_path), database_url=url.format(folder=tmp_path))
    ((grade, sentence),) = told(place, "store")
    assert grade == "fault"
    assert "\n" not in sentence


@pytest.mark.usefixtures("without_browser")
def test_doors_that_nobody_can_open_are_a_fault(tmp_path: Path) -> None:
    place = replace(settings(tmp_path), doors=Doors(way="accounts"))
    assert grades(place, "people") == [("fault", "people-none")]
    assert list(tmp_path.iterdir()) == []
    entrance = Entrance(place)
    entrance.people.keep("li", "", (Grant("admin"),), by="test", now=datetime.now().astimezone())
    entrance.close()
    assert told(place, "people") == [("fine", "1 administrator may let others in")]
    assert grades(place, "doors") == [("look", "doors-plain")]
    assert grades(replace(place, doors=Doors(way="accounts", https=True)), "doors") == [("fine", "doors")]


@pytest.mark.usefixtures("without_browser")
@pytest.mark.skipif(os.name != "posix", reason="Windows keeps who may read in lists, not in a mode")
def test_a_folder_that_all_may_read_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert grades(settings(tmp_path), "permissions") == [("look", "permissions-wide")]
    tmp_path.chmod(0o700)
    assert grades(settings(tmp_path), "permissions") == [("fine", "permissions")]


@pytest.mark.usefixtures("without_browser")
def test_little_room_is_named_before_uploads_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FEW_GIB", 10**9)
    assert grades(settings(tmp_path), "disk") == [("look", "disk-scarce")]
    monkeypatch.setattr(doctor, "SCARCE_GIB", 10**9)
    assert grades(settings(tmp_path), "disk") == [("fault", "disk-scarce")]


@pytest.mark.usefixtures("without_browser")
def test_a_registry_with_a_slip_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "district.toml").write_text('name = "海州区"\nunits = =\n', encoding="utf-8")
    place = replace(settings(tmp_path), district_file=tmp_path / "district.toml")
    ((grade, sentence),) = told(place, "registry")
    assert grade == "fault"
    assert "line 2" in sentence


@pytest.mark.usefixtures("without_browser")
def test_a_journal_torn_by_a_power_cut_is_told(tmp_path: Path) -> None:
    place = settings(tmp_path)
    with Store(place, DISTRICT) as store:
        Desk(store).send(MARCH_29, visits=[trip("周启明", MARCH_29)])
    with (tmp_path / "receipts.journal").open("ab") as journal:
        journal.write(b'{"torn')
    ((grade, sentence),) = told(place, "receipts")
    assert grade == "look"
    assert "journal" in sentence
