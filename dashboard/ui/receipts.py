"""What came in, receipt by receipt: whether it still counts, the file as it came, and how to take one back."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import access
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.ui import mishap, state, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import identifying
from dashboard.workflows.wording import who

_SHOWN = ("number", "at", "unit", "file", "period", "counts", "scope", "records", "errors", "warnings", "uploader")
_LONGEST = 200


def listing(here: Context) -> None:
    """Receipts that cover up to the page's day, the newest first; one picked can be fetched and taken back.

    As presented at the meeting or as now known, like everything on the page.
    """
    say, filters = here.say, here.filters
    found = here.store.submissions(unit=filters.unit, as_of=filters.as_of, known_at=filters.known_at)
    with st.expander(say("receipts.title", n=len(found)), icon=":material/receipt_long:"):
        if found.empty:
            st.caption(say("receipts.none"))
            return
        rows = _worded(here, found)
        headings = {name: say(f"receipts.{name}") for name in _SHOWN if name not in ("unit", "file", "period")}
        picked = tables.show(rows, say, key="receipts", select=True, columns=list(_SHOWN), headings=headings)
        if picked:
            _one(here, found.iloc[picked[0]])
        else:
            st.caption(say("receipts.pick"))


def _worded(here: Context, found: pd.DataFrame) -> pd.DataFrame:
    say = here.say
    return found.assign(
        at=[stamped(moment.to_pydatetime()) for moment in found["at"]],
        unit=[unit or say("receipts.several") for unit in found["unit"]],
        scope=[say(f"data.upload.scope.{scope}") for scope in found["scope"]],
        counts=[_counts(say, *told) for told in zip(found["retracted"], found["standing"], strict=True)],
        uploader=[who(say, name) for name in found["uploader"]],
    )


def _counts(say: Say, retracted: str, standing: bool) -> str:
    if retracted:
        return say("receipts.retracted", reason=retracted)
    return say("receipts.stands" if standing else "receipts.replaced")


def _one(here: Context, row: "pd.Series[Any]") -> None:
    """The file as it came; for those who may, taking the receipt back with a reason."""
    say, number = here.say, int(row["number"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _original(here, number, str(row["file"]))
        if row["retracted"] or not access.may_do(here.identity, "retract"):
            return
        slip = state.slip("retraction")
        key = f"receipts-reason-{number}-{slip.round}"
        reason = st.text_input(say("receipts.reason", number=number), key=key, max_chars=_LONGEST)
        asked = st.button(say("receipts.retract"), key=f"receipts-retract-{number}", disabled=not reason.strip())
    receipt = here.store.submission(number).receipt
    st.caption(say("receipts.proof", sha256=receipt.sha256, seal=receipt.chain))
    st.caption(say("receipts.retract_hint", file=literal(row["file"])))
    if asked:
        _retract(here, number, reason.strip())


def _original(here: Context, number: int, file: str) -> None:
    try:
        content = here.store.archived(number)
    except DispatchError as error:
        st.warning(mishap.refusal(here.say, error))
        return
    st.download_button(
        here.say("ui.drawer.original"), data=content, file_name=f"{number}-{file}", key=f"receipts-fetch-{number}",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip


def _retract(here: Context, number: int, reason: str) -> None:
    try:
        now = datetime.now().astimezone()
        here.store.retract(number, reason, by=here.identity.name, now=now, matcher=identifying.sure)
    except DispatchError as error:
        st.error(mishap.refusal(here.say, error), icon=":material/error:")
        return
    state.slip("retraction").round += 1
    st.toast(here.say("receipts.done", number=number))
    st.rerun()
