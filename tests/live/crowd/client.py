"""One person's browser without a browser: Streamlit's own messages over a real connection.

The messages are those of the pinned version; a newer one that speaks otherwise fails here first.
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from dashboard.access.doors import COOKIE

PATIENCE_S = 60
_CONTROLS = ("button", "file_uploader", "button_group", "selectbox", "checkbox")


@dataclass
class Person:
    """A session of somebody who is signed in; `seconds` are how long each run of a page took."""

    url: str
    token: str
    seconds: list[float] = field(default_factory=list)
    controls: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of the page's controls id and kind, by what is written on them."""
    said: list[str] = field(default_factory=list)
    """Errors that the page showed."""
    resumed: str = ""
    """The session that is taken up again, by its id; "" begins one."""

    def __enter__(self) -> "Person":
        self.held = ExitStack()
        client = httpx.Client(base_url=self.url, cookies={COOKIE: self.token}, timeout=PATIENCE_S)
        self.http = self.held.enter_context(client)
        self.http.get("/_stcore/health")
        self.xsrf = self.http.cookies.get("_streamlit_xsrf") or ""
        self.socket: ClientConnection = self.held.enter_context(self._connected())
        self.states: dict[str, WidgetState] = {}
        self.session = self.page = ""
        return self

    def __exit__(self, *_: object) -> None:
        self.held.close()

    def _connected(self) -> AbstractContextManager[ClientConnection]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        named = ["streamlit", self.xsrf or "none", *filter(None, [self.resumed])]
        return connect(
            self.url.replace("http", "ws") + "/_stcore/stream", subprotocols=named,  # type: ignore[arg-type]  # names are plain text
            additional_headers={"Cookie": cookies}, origin=self.url, max_size=None, open_timeout=PATIENCE_S,  # type: ignore[arg-type]  # an origin is plain text
        )  # fmt: skip

    def open(self, page: str, query: str = "") -> float:
        """Go to a page; how long it took."""
        self.page, self.query, self.states = page, query, {}
        return self.run()

    def run(self, trigger: str = "") -> float:
        """Have the page run again, with a button pressed where one is named."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self.query, self.page, ""
        state.context_info.locale = "zh-CN"
        state.widget_states.widgets.extend(self.states.values())
        if trigger:
            state.widget_states.widgets.append(WidgetState(id=trigger, trigger_value=True))
        began = time.monotonic()
        self.socket.send(asked.SerializeToString())
        self._until_finished()
        self.seconds.append(time.monotonic() - began)
        return self.seconds[-1]

    def _until_finished(self) -> None:
        self.controls, self.said = {}, []
        while True:
            told = self._received()
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.session = told.new_session.initialize.session_id or self.session
            elif kind == "delta":
                self._seen(told.delta)
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                # one that was cut short by a rerun goes on
                return

    def _received(self) -> ForwardMsg:
        told = ForwardMsg()
        data = self.socket.recv(timeout=PATIENCE_S)
        assert isinstance(data, bytes)
        told.ParseFromString(data)
        return told

    def _seen(self, delta: Any) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind in _CONTROLS:
            one = getattr(element, kind)
            self.controls[one.label] = (one.id, kind)
        elif kind == "alert" and element.alert.format == element.alert.ERROR:
            self.said.append(element.alert.body)
        elif kind == "exception":
            self.said.append(element.exception.message)

    def press(self, label: str) -> float:
        """Press the button whose label begins so."""
        (of,) = (id_ for text, (id_, kind) in self.controls.items() if kind == "button" and text.startswith(label))
        return self.run(of)

    def hand_in(self, label: str, files: Mapping[str, bytes]) -> float:
        """Drop files on the uploader of a label."""
        (uploader,) = (id_ for text, (id_, kind) in self.controls.items() if kind == "file_uploader" and text == label)
        state = WidgetState(id=uploader)
        for (name, content), urls in zip(files.items(), self._addresses(list(files)), strict=True):
            sent = self.http.put(urls.upload_url, files={"file": (name, content)}, headers={"X-Xsrftoken": self.xsrf})
            assert sent.status_code == 204, sent.status_code
            one = state.file_uploader_state_value.uploaded_file_info.add(
                name=name, size=len(content), file_id=urls.file_id
            )
            one.file_urls.CopyFrom(urls)
        self.states[uploader] = state
        return self.run()

    def _addresses(self, names: Sequence[str]) -> list[Any]:
        asked = BackMsg()
        asked.file_urls_request.request_id, asked.file_urls_request.session_id = uuid4().hex, self.session
        asked.file_urls_request.file_names.extend(names)
        self.socket.send(asked.SerializeToString())
        while (told := self._received()).WhichOneof("type") != "file_urls_response":
            pass
        return list(told.file_urls_response.file_urls)
