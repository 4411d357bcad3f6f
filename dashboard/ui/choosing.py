"""Lists to choose from whose words follow the language.

A list that is drawn again keeps the chosen word as it was first written, and sends that word back; so after a switch of
the language it is a new list, with the same choice.
"""

from collections import Counter
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
    said = _apart(listed, words)
    chosen: Option | None = st.selectbox(label, listed, index=start, key=own, format_func=said.__getitem__, **look)
    return chosen


def _apart(options: Sequence[Option], words: Words[Option]) -> dict[Option, str]:
    """The word of each option; of those that read alike each further one bears its number, or the last would be all."""
    seen, said = Counter[str](), dict[Option, str]()
    for option in options:
        word = words(option)
        seen[word] += 1
        said[option] = word if seen[word] == 1 else f"{word} ({seen[word]})"
    return said
