"""The unit board on the page, and the page of one unit: the same measures, by row and by column."""

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, board, bullets
from dashboard.charts.amounts import named
from dashboard.config import ROOT
from dashboard.ui import cache, charts, downloads, drawer, matrix, opening
from dashboard.ui.choosing import choice
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.weeks import held_before
from metrics.measure import Measure

UNIT_KEY = "of"
"""Name in the address of the unit that the unit page shows."""
UNIT_PAGE = str(ROOT / "pages" / "meeting" / "unit.py")


def table(here: Context) -> None:
    """The matrix with its toggles and its legend. A unit's name leads to its page, a cell to the cells behind it."""
    say = here.say
    indicators = _indicators(here)
    if not indicators:
        st.info(say("charts.bullets.empty"))
        return
    view, worst = _toggles(here, indicators)
    rows = _lines(here, indicators, worst)
    before = _ranks_before(here, indicators) if view == "rank" else {}
    drawn = board.board(charts.canvas(here), rows, indicators, view, before)
    st.subheader(drawn.title, anchor=False)
    picked = matrix.show(
        drawn.title, list(drawn.data.columns), _rows(here, drawn.data, rows, indicators),
        line=charts.canvas(here).colours.grid, key="board",
    )  # fmt: skip
    st.markdown(_legend(here, rows))
    if several := board.shared(charts.canvas(here), rows, indicators):
        st.caption(literal(several))
    with st.container(horizontal=True, vertical_alignment="center", key="below-board"):
        st.caption(say("meeting.board_hint"), width="content")
        downloads.menu(drawn, say)
    if picked:
        _follow(here, rows[picked[0]], indicators, picked[1])


def picture(here: Context) -> Chart | None:
    """The matrix as it stands in official order; None where nothing has a target."""
    indicators = _indicators(here)
    if not indicators:
        return None
    return cache.drawn(
        here, ("board",), lambda: board.board(charts.canvas(here), _lines(here, indicators, ""), indicators)
    )


def _indicators(here: Context) -> tuple[str, ...]:
    report = here.standing.report
    return board.with_targets(report.units, report.district)


def _lines(here: Context, indicators: tuple[str, ...], worst: str) -> list[board.Line]:
    report = here.standing.report
    return board.lines(
        here.standing.district, report.units, _groups(here), indicators, worst=worst, whole=report.district
    )


def _toggles(here: Context, indicators: tuple[str, ...]) -> tuple[board.View, str]:
    """What the cells show, and the indicator by which the units stand, worst first ("" for the official order)."""
    say = here.say
    with st.container(horizontal=True, vertical_alignment="bottom", key="board-toggles"):
        view = st.segmented_control(
            say("meeting.view"), get_args(board.View), default="completion", required=True, key="board-view",
            format_func=lambda name: say(f"meeting.view.{name}"), label_visibility="collapsed",
        )  # fmt: skip
        worst = choice(
            say("meeting.worst"), indicators, index=None, key="board-worst", width=300,
            words=lambda name: say("meeting.worst_by", name=named(say, name)),
            placeholder=say("meeting.official_order"), label_visibility="collapsed",
        )  # fmt: skip
    return view or "completion", worst or ""


def _rows(
    here: Context, printed: pd.DataFrame, rows: list[board.Line], indicators: tuple[str, ...]
) -> list[matrix.Row]:
    """The matrix line by line, every cell on the tint of its light; the district and the groups have no page."""
    colours = charts.canvas(here).colours
    return [
        matrix.Row(
            [str(text) for text in texts],
            [colours.ground if row.subtotal else colours.paper, *(colours.tint(row.cells[i]) for i in indicators)],
            [bool(row.unit), *(row.cells[i].value is not None or bool(row.cells[i].target) for i in indicators)],
            row.subtotal,
        )
        for row, texts in zip(rows, printed.itertuples(index=False), strict=True)
    ]


def _legend(here: Context, rows: list[board.Line]) -> str:
    """The signs with their words, coloured like the lights."""
    found = board.legend(charts.canvas(here), rows)
    badges = {"grey": "gray"}
    return "\u2002".join(
        f":{badges.get(light, light)}-badge[{literal(words)}]" if light else literal(words) for light, words in found
    )


def _follow(here: Context, row: board.Line, indicators: tuple[str, ...], column: int) -> None:
    """Where a click on the board leads: from a name to the unit's page, from a figure to its drawer."""
    if column:
        drawer.show(row.cells[indicators[column - 1]], here.standing)
    elif row.unit:
        open_unit(row.unit)


def open_unit(unit: str) -> None:
    """Goes to the page of one unit; the page's own filters stay as they are."""
    st.switch_page(UNIT_PAGE, query_params={UNIT_KEY: unit})


def _groups(here: Context) -> dict[str, Mapping[str, Measure]]:
    """Every group as a whole, counted like the district."""
    if here.filters.unit or len(here.standing.district.groups) < 2:
        return {}
    filters = here.filters
    groups = here.standing.district.groups
    return {g: cache.standing(here.store, replace(filters, group=g)).report.district for g in groups}


def _ranks_before(here: Context, indicators: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Places that the last held meeting showed."""
    if here.standing.previous is None:
        return {}
    day = held_before(here.district, here.filters.as_of)
    units = opening.presented(here, day).report.units
    rows = board.lines(here.standing.district, units, {}, indicators)
    return {name: board.ranks(rows, name) for name in indicators}


def chosen_unit(here: Context) -> str:
    """The unit of the page: the filter's, else the one picked here."""
    if here.filters.unit:
        return here.filters.unit
    units = [unit.name for unit in here.standing.district.units]
    found = st.selectbox(here.say("ui.unit"), units, key=UNIT_KEY, bind="query-params", width=320)
    return found if found in units else ""


def unit_bands(here: Context, unit: str) -> None:
    """One unit's rows: bullets where it has targets, a table for the rest; a pick opens the drawer."""
    say = here.say
    measures = list(here.standing.report.units[unit].values())
    aimed = [m for m in measures if m.target]
    names = {m.indicator: named(say, m.indicator) for m in measures}
    picked = ""
    if aimed:
        drawn = cache.drawn(here, ("unit-targets", unit), lambda: bullets.bullets(charts.canvas(here, unit), aimed))
        picked = charts.show(drawn, here, lead=names)
    plain = [m for m in measures if not m.target and m.value is not None]
    st.subheader(say("meeting.unit.figures"), anchor=False)
    if plain:
        figures = cache.drawn(
            here, ("unit-figures", unit), lambda: bullets.measure_table(charts.canvas(here, unit), plain)
        )
        # of one unit the place and the count of returns say nothing
        spared = {say(f"charts.column.{name}") for name in ("place", "reported", "expected")}
        told = [c for c in figures.columns if c not in spared and (figures[c] != "").any()]
        st.dataframe(figures[told], hide_index=True, placeholder="", key="unit-figures")
    silent = [names[m.indicator] for m in measures if m.value is None and m.expected]
    if silent:
        st.caption(say("meeting.unit.silent", names=say("charts.comma").join(silent)))
    picked = charts.look_into(here, [m.indicator for m in plain], "unit") or picked
    if picked:
        charts.open_measure(here, picked, unit)
