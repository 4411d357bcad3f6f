"""The gate before Streamlit: hosts, closed doors, sizes, and what a page may load."""

import asyncio
from typing import Any

import pytest

from dashboard.gate import POLICY, Gate


def answer(gate: Gate, path: str = "/", host: str = "127.0.0.1:8501", kind: str = "http", **headers: str) -> Any:
    """Status of a request that passes the gate; 0 for a closed websocket."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    pairs = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {"type": kind, "path": path, "headers": [(k.encode(), v.encode()) for k, v in pairs.items()]}
    asyncio.run(gate(scope, receive, send))
    return sent[0]


async def application(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"ALLOW")]})
    await send({"type": "http.response.body", "body": b""})


gate = Gate(application)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"])
def test_this_machines_names_pass(host: str) -> None:
    assert answer(gate, host=host)["status"] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8501", "", "evil.example:127.0.0.1"])
def test_a_foreign_host_is_misdirected(host: str) -> None:
    assert answer(gate, host=host)["status"] == 421


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/script-health-check"])
def test_streamlits_inner_doors_are_closed(path: str) -> None:
    assert answer(gate, path)["status"] == 404


def test_health_stays_open() -> None:
    assert answer(gate, "/_stcore/health")["status"] == 200


def test_a_body_declared_too_large_is_refused() -> None:
    small = Gate(application, upload_bytes=10)
    assert answer(small, content_length="10")["status"] == 200
    assert answer(small, content_length="11")["status"] == 413
    assert answer(small, content_length="-1")["status"] == 413


def test_a_body_streamed_too_large_reads_as_a_lost_sender() -> None:
    seen: list[str] = []

    async def reader(scope: Any, receive: Any, send: Any) -> None:
        seen.extend([(await receive())["type"], (await receive())["type"]])

    chunks = iter([b"123456", b"7890ab"])

    async def receive() -> Any:
        return {"type": "http.request", "body": next(chunks), "more_body": True}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    scope = {"type": "http", "path": "/", "headers": [(b"host", b"localhost")]}
    asyncio.run(Gate(reader, upload_bytes=10)(scope, receive, send))
    assert seen == ["http.request", "http.disconnect"]


def test_a_websocket_from_a_foreign_host_is_closed() -> None:
    assert answer(gate, host="evil.example", kind="websocket") == {"type": "websocket.close", "code": 1008}


def test_every_answer_carries_the_policy_once() -> None:
    headers = answer(gate)["headers"]
    assert headers.count((b"content-security-policy", POLICY.encode())) == 1
    assert [value for name, value in headers if name == b"x-frame-options"] == [b"DENY"]


def test_the_policy_allows_no_foreign_source() -> None:
    assert "http" not in POLICY
    assert "unsafe-eval" not in POLICY
