"""The province's page: districts in order, their figures side by side, the course of the weeks, and one district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import streamlit as st

from dashboard.charts import Canvas, amounts, board, province
from dashboard.errors import SettingsError
from dashboard.province.looking import Order, Place, Sum, View, looked
from dashboard.ui import charts, matrix, state
from dashboard.ui.choosing import choice
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.wording import refused
from metrics.catalogue import INDICATORS

SHOWN = 25
"""Districts on the page at once: so many are read, however many there are."""
_OPEN = "province-open"
_ORDERS: Mapping[str, Order] = {"gap": "by_gap", "value": "by_value"}


@dataclass(frozen=True)
class _Asked:
    """What the reader looks at."""

    week: date
    indicator: str
    order: str
    start: int


def show(here: Context) -> None:
    """Everything of the page; before the first run one sentence."""
    try:
        with looked(here.store.settings.province_url) as view:
            _show(here, view)
    except SettingsError as error:
        st.info(literal(refused(here.say, error)))


def _show(here: Context, view: View) -> None:
    weeks = view.weeks()
    if not weeks:
        st.info(here.say("province.empty"))
        return
    asked, of_week = _asked(here, view, weeks)
    total = of_week[asked.indicator]
    st.markdown(f":gray[{literal(_said(here, total))}]")
    found = view.ranked(asked.week, asked.indicator, _ORDERS[asked.order], asked.start, SHOWN)
    columns = _columns(of_week, asked.indicator)
    _heat(here, view, asked, found, columns)
    _ranking(here, asked, found)
    course = [_point(each) for each in view.sums(asked.indicator, asked.week)]
    charts.show(province.course(_canvas(here, asked.week), course, asked.indicator), here, key="province-course")
    _district(here, view, asked, columns)


def _asked(here: Context, view: View, weeks: Sequence[date]) -> tuple[_Asked, Mapping[str, Sum]]:
    """The reader's choice of week, indicator, order and part of the list, and the sums of that week."""
    say = here.say
    with st.container(horizontal=True, vertical_alignment="bottom", key="province-choice"):
        days = {day.isoformat(): day for day in weeks}
        week = days[
            choice(say("province.week"), list(days), key="province-week", words=lambda d: say.day(days[d]), width=180)
        ]
        of_week = view.of_week(week)
        names = [name for name in INDICATORS if name in of_week and of_week[name].valued]
        indicator = choice(
            say("charts.column.indicator"), names or list(of_week), key="province-indicator", width=300,
            words=lambda name: amounts.named(say, name),
        )  # fmt: skip
        order = st.segmented_control(
            say("province.order"), list(_ORDERS), default="gap", required=True, key="province-order",
            format_func=lambda name: say(f"province.order.{name}"),
        )  # fmt: skip
        parts = [str(start) for start in range(0, of_week[indicator].districts, SHOWN)]
        start = choice(
            say("province.part"), parts, key="province-part", width=140,
            words=lambda at: say("province.part.of", first=int(at) + 1, last=int(at) + SHOWN),
        )  # fmt: skip
        _find(here, view)
    return _Asked(week, indicator, order or "gap", int(start)), of_week


def _find(here: Context, view: View) -> None:
    """A district looked for by a part of its name; the one picked is opened."""
    typed = st.text_input(here.say("province.find"), key="province-find", width=180)
    names = dict(view.called(typed))
    if not names:
        return
    picked = choice(
        here.say("province.found"), list(names), index=None, key="province-found", width=220, words=names.__getitem__,
        placeholder=here.say("province.found.hint"),
    )  # fmt: skip
    if state.once("province-picked", picked):
        state.choose(_OPEN, picked)


def _said(here: Context, total: Sum) -> str:
    """How many districts stand behind the page, and their sum, which counts nothing twice only within a district."""
    say = here.say
    parts = [say("charts.covers", day=say.day(total.week)), say("province.districts", n=total.districts)]
    parts.append(say("province.valued", n=total.valued))
    return say("charts.joint").join([*parts, say("province.summed")])


def _columns(of_week: Mapping[str, Sum], chosen: str) -> list[str]:
    """The chosen indicator first, then those with targets, in the catalogue's order."""
    aimed = [name for name in INDICATORS if name in of_week and of_week[name].target]
    return [chosen, *(name for name in aimed if name != chosen)]


def _heat(here: Context, view: View, asked: _Asked, found: Sequence[Place], columns: Sequence[str]) -> None:
    """Districts by indicators, each cell on the tint of its light; a click opens the district below."""
    st.subheader(here.say("province.heat"), anchor=False)
    cells = view.cells(asked.week, [place.key for place in found], columns)
    lines = [board.Line(_placed(here, place), place.key, "", cells[place.key]) for place in found]
    picked = _matrix(here, asked.week, lines, columns, "province-heat", leads=True)
    if picked and state.once("province-heat-picked", (picked, asked)):
        state.choose(_OPEN, found[picked[0]].key)


def _placed(here: Context, place: Place) -> str:
    return here.say("province.placed", place=place.place, name=place.name) if place.place else place.name


def _matrix(
    here: Context, week: date, lines: Sequence[board.Line], columns: Sequence[str], key: str, *, leads: bool
) -> tuple[int, int] | None:
    """The table with its signs told below; the cell that was picked where its rows lead anywhere."""
    canvas = _canvas(here, week)
    printed, colours = board.matrix(canvas, lines, columns), canvas.colours
    head = here.say("province.column" if leads else "charts.column.unit")
    rows = [
        matrix.Row(
            [str(text) for text in texts],
            [colours.ground if line.subtotal else colours.paper, *(colours.tint(line.cells[i]) for i in columns)],
            [leads] * (1 + len(columns)), line.subtotal,
        )
        for line, texts in zip(lines, printed.itertuples(index=False), strict=True)
    ]  # fmt: skip
    picked = matrix.show(here.say("province.heat"), [head, *printed.columns[1:]], rows, line=colours.grid, key=key)
    st.caption("\u2002".join(literal(words) for _, words in board.legend(canvas, lines)))
    return picked


def _ranking(here: Context, asked: _Asked, found: Sequence[Place]) -> None:
    names, measures = [_placed(here, place) for place in found], [place.measure for place in found]
    order: Literal["gap", "value"] = "gap" if asked.order == "gap" else "value"
    drawn = province.ranking(_canvas(here, asked.week), names, measures, asked.indicator, order)
    charts.show(drawn, here, key="province-ranking")


def _point(total: Sum) -> province.Point:
    lit = (total.green, total.yellow, total.red, total.grey) if total.target else (0, 0, 0, 0)
    return province.Point(total.week, total.value, lit)


def _district(here: Context, view: View, asked: _Asked, columns: Sequence[str]) -> None:
    """The district that was picked: its units side by side, its course, and the way to its own dashboard."""
    key = state.chosen(_OPEN)
    name, address = view.about(key) if key else ("", "")
    if not name:
        st.caption(here.say("province.pick"))
        return
    st.subheader(literal(name), anchor=False)
    if address:
        st.link_button(here.say("province.open"), _there(address, asked.week), icon=":material/open_in_new:")
    units = view.units(asked.week, key, columns)
    if not units:
        st.info(here.say("province.no_week"))
        return
    lines = [board.Line(unit or name, unit, "", measures) for unit, measures in units.items()]
    _matrix(here, asked.week, lines, columns, "province-units", leads=False)
    drawn = [province.Point(week, measure.value) for week, measure in view.course(key, asked.indicator, asked.week)]
    canvas = _canvas(here, asked.week).at(name)
    charts.show(province.course(canvas, drawn, asked.indicator), here, key="province-district")


def _there(address: str, week: date) -> str:
    return f"{address.rstrip('/')}/overview?as_of={week.isoformat()}"


def _canvas(here: Context, week: date) -> Canvas:
    return Canvas(
        say=here.say, place=here.say("province.place"), as_of=week, look=here.look, frozen=here.say("province.rollup")
    )  # fmt: skip
