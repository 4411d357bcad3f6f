"""What a reader sees when something breaks: one sentence with an id; the traceback goes to the log under that id."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from dashboard import logbook
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.ui import language, state
from dashboard.ui.escape import literal
from dashboard.workflows import keeping, wording

log = logging.getLogger("dashboard")


def tell(error: BaseException) -> bool:
    """Handler of uncaught errors: logs, and says one sentence in the reader's language."""
    number = secrets.token_hex(4)
    # the request is the one that opened this page's connection
    asked = st.context.headers.get(logbook.REQUEST_ID, "")
    log.error("mishap %s", number, exc_info=error, extra={"request": asked})
    say, store = language.current(), state.store()
    error = (store.books.behind(error) if store else None) or error
    sentence = refusal(say, error) if isinstance(error, DispatchError) else say("ui.mishap")
    st.error(f"{sentence} {say('ui.mishap_id', id=number)}", icon=":material/warning:")
    return True


def warned(say: Say, store: Store) -> None:
    """Says at the top of every page that the receipt journal is gone or was shortened."""
    if warning := keeping.warned(store, say):
        st.warning(literal(warning), icon=":material/warning:")


@contextmanager
def refused() -> Iterator[None]:
    """Ends the run with the sentence of a known error raised inside; everything else goes on to `tell`."""
    try:
        yield
    except DispatchError as error:
        st.error(refusal(language.current(), error), icon=":material/error:")
        st.stop()


def done(say: Say, act: Callable[..., object], *what: object, **how: object) -> None:
    """Does what a button stands for (`act(*what, **how, now=...)`) and draws the page anew.

    A known error is one sentence instead.
    """
    try:
        act(*what, **how, now=datetime.now().astimezone())
    except DispatchError as error:
        st.error(refusal(say, error), icon=":material/error:")
    else:
        st.rerun()


def refusal(say: Say, error: DispatchError, shown: Callable[[object], str] = literal) -> str:
    """The sentence of a known error, with its file, sheet and cell; a code without a sentence of its own is named.

    `shown` makes its details harmless for where the sentence goes: Markdown, or `str` for a table's plain text.
    """
    return wording.refused(say, error, shown)
