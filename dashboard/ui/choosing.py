"""Lists to choose from whose words follow the language.

A list that is drawn again keeps the chosen word as it was first written, and sends that word back; so after a switch of
the language it is a new list, with the same choice.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

import streamlit as st

from dashboard.ui import state

Option = TypeVar("Option", bound=str)
Words = Callable[[Option], str]


@overload
def choice(label: str, options: Sequence[Option], *, key: str, words: Words[Option], **look: Any) -> Option: ...
@overload
def choice(
    label: str, options: Sequence[Option], *, key: str, words: Words[Option], index: int | None, **look: Any
) -> Option | None: ...
def choice(
    label: str, options: Sequence[Option], *, key: str, words: Words[Option], index: int | None = 0, **look: Any
) -> Option | None:
    """The option chosen from a list that shows `words` for it; None where nothing is. `look` goes on to Streamlit."""
    own, before = state.reworded(key)
    listed = list(options)
    start = listed.index(before) if before in listed else index
    chosen: Option | None = st.selectbox(label, listed, index=start, key=own, format_func=words, **look)
    return chosen
