"""The gate before Streamlit: hosts, closed doors, sizes, and what a page may load."""

import asyncio
from typing import Any

import pytest

from dashboard.access import Identity
from dashboard.access.doors import Caller
from dashboard.config import Doors
from dashboard.gate import POLICY, Gate


def answer(
    gate: Gate,
    path: str = "/",
    host: str = "127.0.0.1:8501",
    kind: str = "http",
    peer: str = "127.0.0.1",
    **headers: str,
) -> Any:
    """The first message that a request gets from behind the gate, or from the gate itself."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    pairs = {"host": host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    scope = {
        "type": kind, "method": "GET", "path": path, "client": (peer, 40_000),
        "headers": [(k.encode(), v.encode()) for k, v in pairs.items()],
    }  # fmt: skip
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


def test_nobody_hands_in_more_than_a_form() -> None:
    assert answer(office(), "/signin", content_length="65536")["status"] == 200
    assert answer(office(), "/signin", content_length="65537")["status"] == 413


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


class Table:
    """Somebody for every cookie that names them, and the files they took along."""

    def __init__(self, **people: Identity) -> None:
        self.people, self.files, self.asked = people, list[tuple[str, str]](), 0

    def __call__(self, caller: Caller) -> Identity | None:
        self.asked += 1
        return self.people.get(caller.cookies.get("dispatch_signin", "") or caller.named)

    def taken(self, identity: Identity, file: str, origin: str) -> None:
        self.files.append((identity.name, file))


CLERK = Identity("clerk", frozenset({"reporter"}), ("东湖街道",))
VIEWER = Identity("viewer", frozenset({"viewer"}))


def office(app: Any = application, **doors: Any) -> Gate:
    return Gate(app, Doors(**({"way": "accounts"} | doors)), Table(clerk=CLERK, viewer=VIEWER))


@pytest.mark.parametrize("peer", ["10.0.0.9", "192.168.1.20", "fe80::1"])
def test_without_sign_in_another_machine_is_refused(peer: str) -> None:
    assert answer(gate, peer=peer)["status"] == 403


@pytest.mark.parametrize("path", ["/media/a.xlsx", "/_stcore/upload_file/s/f", "/component/x", "/", "/board"])
def test_nobody_gets_no_bytes(path: str) -> None:
    assert answer(office(), path)["status"] == 401
    assert answer(office(), path, cookie="dispatch_signin=stranger")["status"] == 401
    assert answer(office(), path, cookie="dispatch_signin=clerk")["status"] == 200


def test_nobody_who_asks_for_a_page_is_led_to_the_sign_in_and_back() -> None:
    sent = answer(office(), "/returns", accept="text/html")
    assert (sent["status"], dict(sent["headers"])[b"location"]) == (303, b"/signin?to=%2Freturns")


@pytest.mark.parametrize("path", ["/signin", "/u/secret", "/_stcore/health", "/static/js/index.js"])
def test_the_way_in_is_open_to_all(path: str) -> None:
    assert answer(office(), path)["status"] == 200


def test_a_connection_of_nobody_is_closed() -> None:
    assert answer(office(), "/_stcore/stream", kind="websocket")["type"] == "websocket.close"


def test_a_connection_from_a_page_of_elsewhere_is_closed_whoever_it_is() -> None:
    asked = {"kind": "websocket", "cookie": "dispatch_signin=clerk"}
    assert answer(office(), "/_stcore/stream", origin="http://evil.example", **asked)["type"] == "websocket.close"
    assert answer(office(), "/_stcore/stream", origin="http://127.0.0.1:8501", **asked)["status"] == 200


def test_only_who_may_upload_uploads() -> None:
    path = "/_stcore/upload_file/session/file"
    assert answer(office(), path, cookie="dispatch_signin=clerk")["status"] == 200
    assert answer(office(), path, cookie="dispatch_signin=viewer")["status"] == 403


def test_a_person_has_a_quota_of_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.gate.REQUESTS_A_MINUTE", 3)
    one = office()
    assert [answer(one, cookie="dispatch_signin=clerk")["status"] for _ in range(4)] == [200, 200, 200, 429]
    assert answer(one, cookie="dispatch_signin=viewer")["status"] == 200


def test_a_person_has_a_quota_of_bytes() -> None:
    seen: list[str] = []

    async def reader(scope: Any, receive: Any, send: Any) -> None:
        seen.extend([(await receive())["type"] for _ in range(3)])

    async def receive() -> Any:
        return {"type": "http.request", "body": b"x" * (1 << 20), "more_body": True}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    headers = [(b"host", b"localhost"), (b"cookie", b"dispatch_signin=clerk")]
    scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/s/f", "headers": headers}
    asyncio.run(office(reader, mib_per_hour=2)(scope, receive, send))
    assert seen == ["http.request", "http.request", "http.disconnect"]


def test_only_a_trusted_proxy_says_who_somebody_is() -> None:
    behind = {"way": "header", "proxies": ("10.0.0.1",)}
    assert answer(office(**behind), peer="10.0.0.1", x_forwarded_user="viewer")["status"] == 200
    assert answer(office(**behind), peer="10.0.0.9", x_forwarded_user="viewer")["status"] == 401
    assert answer(office(), peer="10.0.0.1", x_forwarded_user="viewer")["status"] == 401


def test_the_header_of_anybody_else_never_reaches_the_application() -> None:
    seen: list[list[bytes]] = []

    async def reader(scope: Any, receive: Any, send: Any) -> None:
        seen.append([name for name, _ in scope["headers"]])
        await application(scope, receive, send)

    answer(
        office(reader, way="header", proxies=("10.0.0.1",)), cookie="dispatch_signin=clerk", x_forwarded_user="admin"
    )
    assert b"x-forwarded-user" not in seen[0]


@pytest.mark.parametrize(("status", "noted"), [(200, 1), (206, 1), (404, 0)])
def test_a_file_that_is_taken_along_is_noted(status: int, noted: int) -> None:
    async def served(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"Content-Disposition", b'attachment; filename="a.xlsx"')]
        await send({"type": "http.response.start", "status": status, "headers": headers})

    one = office(served)
    answer(one, "/media/x.xlsx", cookie="dispatch_signin=clerk")
    assert isinstance(one.porter, Table)
    assert one.porter.files == [("clerk", 'filename="a.xlsx"')] * noted


def test_a_connection_whose_sign_in_ended_is_closed_after_a_moment_for_saying_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [0.0]
    monkeypatch.setattr("dashboard.gate.monotonic", lambda: clock[0])
    table, seen = Table(clerk=CLERK), list[str]()

    async def talk(scope: Any, receive: Any, send: Any) -> None:
        for moment in (1.0, 6.0, 30.0, 70.0):
            clock[0] = moment
            if moment == 6.0:
                table.people.clear()
            seen.append((await receive())["type"])

    async def receive() -> Any:
        return {"type": "websocket.receive"}

    async def send(message: Any) -> None:
        raise AssertionError(message)

    headers = [(b"host", b"localhost"), (b"cookie", b"dispatch_signin=clerk")]
    one = Gate(talk, Doors(way="accounts"), table)
    asyncio.run(one({"type": "websocket", "path": "/_stcore/stream", "headers": headers}, receive, send))
    assert seen == ["websocket.receive", "websocket.receive", "websocket.receive", "websocket.disconnect"]


def test_over_https_browsers_are_told_to_stay_there() -> None:
    assert (b"strict-transport-security", b"max-age=31536000") in answer(office(https=True), "/signin")["headers"]
    assert not any(name == b"strict-transport-security" for name, _ in answer(office(), "/signin")["headers"])
