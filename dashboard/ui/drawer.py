"""From a number to its cell: units, rows, then the sheet around the cell and the file as it came.

if clicked:
    drawer.show(measure, here.standing)
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.amounts import change_line, hedged, kind_of, named, part_of_change, value_of
from dashboard.charts.remarks import words
from dashboard.contract import Snapshot
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.ui import cache, mishap, outlooks, preview, shell, tables
from dashboard.ui.escape import literal
from dashboard.workflows import facsimile
from dashboard.workflows.report import Standing
from metrics import proportions
from metrics.causes import causes
from metrics.measure import Measure, Source

_SHOWN: Mapping[str, tuple[str, ...]] = {
    "visits": ("leader", "start", "destination", "level"),
    "stops": ("organisation", "kind"),
    "projects": ("name", "stage", "signed_on", "started_on", "investment"),
    "prospects": ("organisation", "chain"),
    "assets": ("name", "kind", "area", "revitalised_area", "revitalised_increment"),
    "events": ("title", "date", "kind", "count"),
    "counters": ("indicator", "as_of", "value"),
    "targets": ("indicator", "year", "value"),
}
"""What tells one record of a table from another at a glance."""
_BY_CELL = ("counters", "targets")
"""Tables of which one row of a sheet holds several records, each with its cell."""
_Place = tuple[str, int, str, str, int, str]
"""Table, submission, unit, sheet, row and, where a row holds several records, cell."""
_LIMIT = 2000


def show(measure: Measure, standing: Standing) -> None:
    """Opens the drawer for one number. Its rows are one click away, the cell behind a row two."""
    here = shell.current()
    title = f"{literal(measure.unit)} · {named(here.say, measure.indicator)}　{literal(value_of(here.say, measure))}"
    st.dialog(title, width="large", position="right")(_contents)(here, measure, standing)


def _contents(here: shell.Context, measure: Measure, standing: Standing) -> None:
    say = here.say
    if measure.cover_to is not None:
        st.caption(say("ui.covers", day=say.day(measure.cover_to)))
    _remarks(say, measure)
    _outlook(say, measure, standing)
    _changed(here, measure, standing)
    sources = _of_units(say, measure, measure.source)
    if not sources:
        st.info(say("ui.drawer.none"))
        return
    listed = lines(sources[:_LIMIT], standing.whole.snapshot, say)
    if len(sources) > _LIMIT:
        st.caption(say("ui.drawer.more", n=_LIMIT, total=len(sources)))
    key = f"drawer-{measure.unit}-{measure.indicator}"
    headings = {"what": say("ui.drawer.rows"), "cell": say("ui.column.cell"), "file": say("ui.column.file")}
    picked = tables.show(listed, say, key=key, select=True, headings=headings)
    place(here, sources[picked[0] if picked else 0], key)
    if not picked and len(sources) > 1:
        st.caption(say("ui.drawer.pick"))


def _remarks(say: Say, measure: Measure) -> None:
    """What has to be said beside the number."""
    for note in measure.notes:
        if told := words(say, note, measure.indicator):
            st.caption(literal(f"▲ {told}"))


def _outlook(say: Say, measure: Measure, standing: Standing) -> None:
    """Past lights, rates and the year's end, where the number's weeks are known one by one."""
    if told := outlooks.lines(say, measure, standing):
        st.caption("  \n".join(literal(line) for line in told))


def _changed(here: shell.Context, measure: Measure, standing: Standing) -> None:
    """What adds up to the change since the last meeting, each with its cell of now, else of then."""
    say, unit = here.say, "" if measure.unit == standing.district.name else measure.unit
    tell = proportions.causes if kind_of(measure.indicator) in ("share", "ratio") else causes
    found = tell(standing.state, measure.indicator, unit) if measure.change is not None else ()
    if not found:
        return
    with st.expander(say("ui.drawer.changed", change=change_line(say, measure), n=len(found)), expanded=False):
        cells = [cause.now or cause.was for cause in found]
        known = [cell or Source(0, "", "", "", unit=cause.unit) for cell, cause in zip(cells, found, strict=True)]
        listed = lines(known[:_LIMIT], standing.snapshot, say, standing.state.earlier)
        listed.insert(0, "which", [say(f"ui.drawer.cause.{cause.kind}") for cause in found[:_LIMIT]])
        listed.insert(1, "amount", [part_of_change(say, measure, each.amount) for each in found[:_LIMIT]])
        key = f"causes-{measure.unit}-{measure.indicator}"
        headings = {
            "which": say("ui.drawer.cause"), "amount": say("ui.drawer.amount"), "what": say("ui.drawer.rows"),
            "cell": say("ui.column.cell"), "file": say("ui.column.file"),
        }  # fmt: skip
        picked = tables.show(listed, say, key=key, select=True, headings=headings)
        if picked and cells[picked[0]]:
            place(here, known[picked[0]], key)


def _of_units(say: Say, measure: Measure, sources: Sequence[Source]) -> list[Source]:
    """The sources of all units, or of the one picked above the list."""
    units = list(dict.fromkeys(source.unit for source in sources if source.unit))
    if len(units) < 2:
        return list(sources)
    chosen = st.selectbox(
        say("ui.drawer.units"), units, index=None, placeholder=say("ui.all"),
        key=f"drawer-unit-{measure.unit}-{measure.indicator}",
    )  # fmt: skip
    return [source for source in sources if not chosen or source.unit == chosen]


def lines(sources: Sequence[Source], snapshot: Snapshot, say: Say, earlier: Sequence[Snapshot] = ()) -> pd.DataFrame:
    """One row a source, in the given order: unit, what the record says, file, sheet, cell.

    `earlier` are snapshots of before, the later one last, for sources that stand no more.
    """
    records: dict[_Place, Any] = {}
    for each in (*earlier, snapshot):
        records |= _records(sources, each)
    rows = [
        {
            "unit": source.unit,
            "what": _said(records.get(_place_of(source)), source.table, say),
            "file": source.file,
            "sheet": source.sheet,
            "cell": source.cell,
        }
        for source in sources
    ]
    return pd.DataFrame(rows, columns=["unit", "what", "file", "sheet", "cell"], dtype="str")


def _place_of(source: Source) -> _Place:
    own = source.cell if source.table in _BY_CELL else ""
    return source.table, source.submission, source.unit, source.sheet, source.row, own


def _records(sources: Sequence[Source], snapshot: Snapshot) -> dict[_Place, Any]:
    """Records of the snapshot by place, only for the tables that are asked for."""
    found: dict[_Place, Any] = {}
    for table in {source.table for source in sources if source.table in snapshot.tables}:
        frame = snapshot.tables[table]
        # targets and counters have two columns named `period`; none of them tells records apart here
        for record in frame.loc[:, ~frame.columns.duplicated()].to_dict("records"):
            own = record["cell"] if table in _BY_CELL else ""
            found[table, record["submission"], record["unit"], record["sheet"], record["row"], own] = record
    return found


def _said(record: Mapping[str, Any] | None, table: str, say: Say) -> str:
    if record is None:
        return ""
    about = str(record.get("hedged", "")).split(",")
    parts = [_part(record.get(column), column, say, column in about) for column in _SHOWN.get(table, ("name",))]
    return " · ".join(part for part in parts if part)


def _part(value: Any, column: str, say: Say, about: bool) -> str:
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return say.day(value.date())
    if isinstance(value, float):
        return f"{tables.heading(say, column)} {hedged(say, 'about' if about else '', say.number(value, 4), '')}"
    for key in (f"ui.value.{value}", f"indicator.{value}"):
        if say.knows(key):
            return say(key)
    return str(value)


def place(here: shell.Context, source: Source, key: str) -> None:
    """The sheet around a source's cell, with the way to the original file."""
    say = here.say
    if not source.submission:
        st.markdown(say("ui.drawer.registry", file=literal(source.file), line=literal(source.cell)))
        return
    where = {"file": source.file, "sheet": source.sheet, "cell": source.cell}
    st.markdown("**" + say("ui.drawer.place", **{name: literal(text) for name, text in where.items()}) + "**")
    try:
        content = here.store.archived(source.submission)
        opened = cache.book(sha256(content).hexdigest(), source.file, content)
    except DispatchError as error:
        st.warning(mishap.refusal(say, error))
        return
    part = facsimile.around(opened, source.sheet, source.cell)
    if part is None:
        st.caption(say("ui.drawer.no_picture"))
    else:
        preview.draw(part, say, here.look, key=f"{key}-{source.submission}-{source.sheet}-{source.cell}")
    st.download_button(
        # the receipt number keeps two originals of one name and size apart
        say("ui.drawer.original"), data=content, file_name=f"{source.submission}-{source.file}",
        key=f"{key}-original-{source.submission}",
        on_click="ignore", icon=":material/download:",
    )  # fmt: skip
