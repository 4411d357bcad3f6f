"""The registry on the screen: rows to edit, a workbook to take away and hand back, and the editions so far."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.contract import District
from dashboard.errors import DispatchError
from dashboard.exports import MIME
from dashboard.i18n import Say
from dashboard.store.registries import Edition
from dashboard.ui import mishap, tables
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import stamped
from dashboard.workflows import registering
from dashboard.workflows.registering import SECTIONS, Difference
from dashboard.workflows.typed import CODED
from dashboard.workflows.wording import who

_CHOICE = ("kind", "level", "held", "role")
"""Columns with one word of a few; a list of words is typed."""
_TALL = 460


def editor(here: Context) -> None:
    """One section at a time to edit, a workbook for all of them, and what is not saved yet."""
    say = here.say
    base = here.store.registry.at(here.filters.as_of)
    st.caption(say("registry.intro"))
    if here.store.registry.overruled:
        file = literal(here.store.settings.district_file.name)
        st.info(say("registry.overruled", file=file), icon=":material/info:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        section = st.segmented_control(
            say("ui.page.registry"), list(SECTIONS), default="units", required=True, key="registry-section",
            format_func=lambda name: say(f"registry.section.{name}"), label_visibility="collapsed",
        )  # fmt: skip
        st.download_button(
            say("registry.download"), data=lambda: registering.workbook(base, say), on_click="ignore",
            file_name=f"{base.name}_{say('registry.file')}.xlsx", mime=MIME["xlsx"], icon=":material/download:",
        )  # fmt: skip
    changed = _rows(here, base, str(section))
    changed = _book(here, base) or changed
    if changed is not None:
        _saving(here, base, changed)


def _rows(here: Context, base: District, section: str) -> District | None:
    """The section's rows; the district as edited, None while nothing differs or something cannot be used."""
    say = here.say
    given = registering.rows(base, say)[section]
    st.caption(say(f"registry.about.{section}"))
    rows = st.data_editor(
        given, key=f"registry-{section}-{_round(here)}", hide_index=True, height=_TALL, width="stretch",
        num_rows="fixed" if section == "rules" else "dynamic", column_config=_columns(say, section),
    )  # fmt: skip
    if rows.equals(given):
        return None
    return _tried(say, lambda: registering.edited(base, {section: rows}, say))


def _round(here: Context) -> int:
    """Counts savings: every edition begins with new, empty widgets."""
    return len(here.store.registry.editions())


def _columns(say: Say, section: str) -> dict[str, Any]:
    config: dict[str, Any] = {}
    for name in SECTIONS[section]:
        label = say(f"registry.field.{name}")
        if name in _CHOICE:
            words = [say(f"registry.word.{name}.{word}") for word in CODED[name]]
            config[name] = st.column_config.SelectboxColumn(label, options=words)
        else:
            config[name] = st.column_config.TextColumn(label, disabled=name == "rule")
    return config


def _book(here: Context, base: District) -> District | None:
    """The district that an uploaded workbook describes."""
    given = st.file_uploader(
        here.say("registry.upload"), type=["xlsx", "xls", "et"], key=f"registry-book-{_round(here)}"
    )
    if given is None:
        return None
    return _tried(here.say, lambda: registering.uploaded(base, given.getvalue(), given.name, here.say))


def _tried(say: Say, make: Callable[[], District]) -> District | None:
    try:
        return make()
    except DispatchError as error:
        st.error(mishap.refusal(say, error), icon=":material/error:")
        return None


def _saving(here: Context, base: District, changed: District) -> None:
    """What would change, from when it holds and why; saved in one click."""
    say = here.say
    found = registering.differences(base, changed)
    if not found:
        st.info(say("registry.nothing"))
        return
    st.subheader(say("registry.changes", n=len(found)), anchor=False)
    st.markdown("\n".join(f"- {literal(_said(say, each))}" for each in found))
    for unit, n in registering.orphaned(here.store, changed, here.filters.as_of).items():
        st.warning(say("registry.orphaned", unit=literal(unit), n=n), icon=":material/warning:")
    for since, total in registering.short_of_one(changed) if changed.credit != base.credit else ():
        when = say("registry.short.from", day=say.day(since)) if since else say("registry.short.ever")
        told = {"total": say.percent(total, 0), "rest": say.percent(1 - total, 0)}
        st.warning(say("registry.short", when=when, **told), icon=":material/warning:")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        when = st.segmented_control(
            say("registry.from"), ["always", "day"], default="always", required=True, key="registry-from",
            format_func=lambda name: say(f"registry.from.{name}"),
        )  # fmt: skip
        day = st.date_input(say("registry.day"), here.filters.as_of, key="registry-day", disabled=when != "day")
        note = st.text_input(say("registry.note"), key="registry-note", width=360)
        saved = st.button(say("registry.save"), key="registry-save", type="primary", disabled=not note.strip())
    if saved:
        _save(here, changed, day if when == "day" and isinstance(day, date) else None, note.strip())


def _save(here: Context, changed: District, since: date | None, note: str) -> None:
    if since is None:
        running = here.store.registry.in_force(here.filters.as_of)
        since = running.since if running else None
    kept = here.store.registry.keep(
        changed, since=since, note=note, by=here.identity.name, now=datetime.now().astimezone()
    )
    st.toast(here.say("registry.saved", number=kept.number))
    st.rerun()


def editions(here: Context) -> None:
    """Every edition with who saved it, when, why, from when it holds and what it changed."""
    say = here.say
    found = here.store.registry.editions()
    st.subheader(say("registry.editions"), anchor=False)
    if not found:
        st.caption(say("registry.none", file=literal(here.store.settings.district_file.name)))
        return
    rows = pd.DataFrame([_row(say, edition, before) for edition, before in zip(found, [*found[1:], None], strict=True)])
    headings = {name: say(f"registry.edition.{name}") for name in rows.columns}
    tables.show(rows, say, key="registry-editions", headings=headings, columns=list(rows.columns), wrapped="changes")


def _row(say: Say, edition: Edition, before: Edition | None) -> dict[str, object]:
    changes = registering.differences(before.district, edition.district) if before else []
    return {
        "number": edition.number,
        "at": stamped(edition.at),
        "by": who(say, edition.by),
        "since": edition.since.isoformat() if edition.since else say("registry.always"),
        "note": edition.note or say("registry.seed"),
        "changes": say("data.joint").join(_said(say, each) for each in changes),
    }


def _said(say: Say, difference: Difference) -> str:
    section, how = say(f"registry.section.{difference.section}"), say(f"registry.how.{difference.how}")
    name = difference.name
    if difference.section == "rules":
        return say("registry.change", section=section, how=how, name=say(f"registry.rule.{name}"))
    if not difference.fields:
        return say("registry.change", section=section, how=how, name=name)
    names = say("data.joint").join(say(f"registry.field.{field}") for field in difference.fields)
    return say("registry.change.fields", section=section, how=how, name=name, fields=names)
