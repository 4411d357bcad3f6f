"""The log tells what happened where and under which id, and nothing that a person typed."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message, Scope

from dashboard import logbook
from dashboard.errors import SettingsError


def entries(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / logbook.FILE).read_text(encoding="utf-8").splitlines()]


def fails(cell: str) -> None:
    try:
        int(cell)
    except ValueError as error:
        raise SettingsError("settings-unknown", field=cell) from error


def test_a_fault_is_told_by_its_kinds_and_places_without_its_words(tmp_path: Path) -> None:
    with logbook.logged(tmp_path):
        try:
            fails("张三 13800000000")
        except SettingsError:
            logging.getLogger("dashboard.commands").exception("mishap %s", "deadbeef")
    (entry,) = entries(tmp_path)
    assert (entry["level"], entry["part"], entry["event"]) == ("ERROR", "dashboard.commands", "mishap deadbeef")
    first, second = (told.splitlines() for told in entry["exc_info"].split("\nSettingsError"))
    assert first[0] == "ValueError"
    assert first[1].startswith("  tests/dashboard/test_logbook.py:")
    assert second[0] == " settings-unknown"
    assert "张三" not in json.dumps(entry, ensure_ascii=False)


def test_the_console_shows_plain_words_and_the_same_trace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("handlers", "level", "propagate"):
        monkeypatch.setattr(logbook.log, name, getattr(logbook.log, name))
    logbook.keep(tmp_path)
    logbook.log.warning("Make the first person: people add")
    try:
        fails("张三")
    except SettingsError:
        logbook.log.exception("mishap %s", "deadbeef")
    logbook.log.info("kept alone")
    for handler in logbook.log.handlers:
        handler.close()
    shown = capsys.readouterr().err.splitlines()
    assert shown[:3] == ["Make the first person: people add", "mishap deadbeef", "ValueError"]
    assert "张三" not in "".join(shown) and "kept alone" not in shown
    assert len(entries(tmp_path)) == 3


def test_a_line_break_begins_no_entry(tmp_path: Path) -> None:
    with logbook.logged(tmp_path):
        logbook.log.error("mishap %s", '甲\n{"level": "ERROR"}')
    (entry,) = entries(tmp_path)
    assert entry["event"] == 'mishap 甲\n{"level": "ERROR"}'


def test_the_log_is_turned_over_by_size_and_the_oldest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "MOST_BYTES", 2_000)
    monkeypatch.setattr(logbook, "KEPT", 2)
    with logbook.logged(tmp_path):
        for number in range(100):
            logbook.log.error("entry %d", number)
    kept = sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock"))
    assert kept == ["dispatch.log", "dispatch.log.1", "dispatch.log.2"]
    assert entries(tmp_path)[-1]["event"] == "entry 99"
    assert all(path.stat().st_size <= 2_200 for path in tmp_path.iterdir())


def test_a_folder_that_can_only_be_read_gets_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook.os, "access", lambda *_: False)
    with logbook.logged(tmp_path):
        logbook.log.error("told elsewhere")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "/"),
        ("/board", "/board"),
        ("/u/Zk3sEcReT", "/u"),
        ("/media/0123abcd.xlsx", "/media"),
        ("/_stcore/upload_file/session/张三.xlsx", "/_stcore/upload_file"),
        ("/_stcore/anything", "/_stcore"),
        ("/zhang-san", "/?"),
    ],
)
def test_a_route_is_told_without_what_follows_it(path: str, told: str) -> None:
    assert logbook.route(path, ("board",)) == told


def answered(path: str, status: int, headers: list[tuple[bytes, bytes]]) -> tuple[list[Message], list[Scope]]:
    """What a numbered application sends for one request, and what it was given."""
    sent: list[Message] = []
    given: list[Scope] = []

    async def app(scope: Scope, _: Any, send: Any) -> None:
        given.append(scope)
        await send({"type": "http.response.start", "status": status, "headers": []})

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    asyncio.run(logbook.Numbered(app, ("board",))(scope, nothing, keep))
    return sent, given


def test_a_request_has_one_id_in_answer_log_and_script_whatever_it_brings(tmp_path: Path) -> None:
    logbook.log.setLevel(logging.INFO)
    try:
        with logbook.logged(tmp_path):
            sent, given = answered("/board", 200, [(b"X-Request-ID", b"chosen by the caller")])
    finally:
        logbook.log.setLevel(logging.NOTSET)
    number = dict(sent[0]["headers"])[b"x-request-id"].decode()
    (entry,) = entries(tmp_path)
    assert len(number) == 16
    assert given[0]["headers"] == [(b"x-request-id", number.encode())]
    assert (entry["event"], entry["request"], entry["route"], entry["status"]) == ("GET", number, "/board", 200)


@pytest.mark.parametrize(("status", "told"), [(200, 0), (404, 1)])
def test_what_a_page_brings_along_is_told_when_it_is_refused_alone(tmp_path: Path, status: int, told: int) -> None:
    logbook.log.setLevel(logging.INFO)
    try:
        with logbook.logged(tmp_path):
            answered("/static/index.js", status, [])
            logbook.log.info("end")
    finally:
        logbook.log.setLevel(logging.NOTSET)
    assert len(entries(tmp_path)) == 1 + told
