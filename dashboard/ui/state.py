"""What a session remembers between two runs: the only home of `st.session_state`.

What is worth keeping longer lives in the store; what a link should carry lives in the URL.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

_SAMPLE, _WHOSE = "sample", "whose"


def belong(person: str) -> None:
    """The session is this person's: what another one began in it is forgotten.

    A connection that dropped may be taken up again by whoever knows its id, with a sign-in of their own.
    """
    if st.session_state.setdefault(_WHOSE, person) != person:
        st.session_state.clear()
        st.session_state[_WHOSE] = person


def sample_chosen() -> bool:
    """Whether this session looks at the sample district. The choice stands in the URL too and survives F5."""
    if _SAMPLE not in st.session_state:
        st.session_state[_SAMPLE] = st.query_params.get("data") == _SAMPLE
    chosen = bool(st.session_state[_SAMPLE])
    if chosen:
        # navigation drops parameters that no widget is bound to
        st.query_params["data"] = _SAMPLE
    elif "data" in st.query_params:
        del st.query_params["data"]
    return chosen


def choose_sample(chosen: bool) -> None:
    """Enter (True) or leave (False) the sample district; what was chosen and begun on the other data is forgotten."""
    begun = ("as_of", "unit", "group", "industry", "draft", "receipts", "slip")
    for key in [str(key) for key in st.session_state if key in begun or str(key).startswith("upload-")]:
        del st.session_state[key]
    st.session_state[_SAMPLE] = chosen


def keep_option(key: str, options: Collection[str]) -> None:
    """Forgets a widget's value that is no option any more, as after entering other data."""
    if key in st.session_state and st.session_state[key] not in options:
        del st.session_state[key]


def choose(key: str, value: Any) -> None:
    """Sets a widget for its next run, as a button that answers for it does."""
    st.session_state[key] = value


def chosen(key: str) -> str:
    """What `choose` has set for what is no widget; "" before that."""
    return str(st.session_state.get(key, ""))


def page() -> str:
    """Address of the page that is running; "" before the frame has chosen one."""
    return str(st.session_state.get("page", ""))


def enter(address: str, context: Any) -> None:
    """The frame says which page it is about to run, and on what (`shell.Context`)."""
    st.session_state["page"] = address
    st.session_state["context"] = context


def context() -> Any:
    """The running page's `shell.Context`."""
    return st.session_state["context"]


def store() -> Any:
    """The whole store of the page that ran last (`dashboard.store.Store`); None before the first."""
    return getattr(st.session_state.get("context"), "kept", None)


def language(default: str) -> str:
    """The session's language: chosen on the screen, else `default`."""
    return str(st.session_state.get("spoken", default))


def speak(chosen: str) -> None:
    """Notes the language of this run; `reworded` tells how often it was switched."""
    if st.session_state.get("spoken", chosen) != chosen:
        st.session_state["switched"] = _switched() + 1
    st.session_state["spoken"] = chosen


def _switched() -> int:
    return int(st.session_state.get("switched", 0))


def reworded(key: str) -> tuple[str, Any]:
    """The key of a widget that is a new one after each switch of the language, and what it held before the last."""
    turns = [key, *(f"{key}~{n}" for n in range(1, _switched() + 1))]
    return turns[-1], st.session_state.get(turns[-2]) if turns[1:] else None


@dataclass
class Draft:
    """Files dropped in and not yet committed, in order, by fingerprint. The uploader forgets its bytes."""

    files: dict[str, Any] = field(default_factory=dict)
    round: int = 0
    """Counts emptied uploaders: a new number is a new, empty widget."""
    receipts: list[Any] = field(default_factory=list)
    period: Any = None
    """The meeting that the files were read for."""


def draft() -> Draft:
    """The session's one draft of submissions."""
    found: Draft = st.session_state.setdefault("draft", Draft())
    return found


@dataclass
class Slip:
    """A form for one figure: a new round is a new, empty form."""

    round: int = 0
    filed: str = ""
    """What to say of the one that was filed last."""


def slip(of: str) -> Slip:
    """The session's one form of what it is of: figure, target, verdict or retraction."""
    found: Slip = st.session_state.setdefault(f"slip-{of}", Slip())
    return found


def once(key: str, token: Any) -> bool:
    """True the first time a selection `token` is seen under `key`, so that a rerun opens no closed drawer again."""
    if st.session_state.get(key) == token:
        return False
    st.session_state[key] = token
    return token is not None
