"""The projects page: stock, movement, conversion, what is stuck, industry and size."""

import pandas as pd
import streamlit as st

from dashboard.charts import Chart, amounts, bullets, projects
from dashboard.charts.bars import NOT_STATED
from dashboard.charts.remarks import words
from dashboard.ui import cache, charts, moving, outlooks, tables, tracing
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from metrics.bands import SIZES
from metrics.stock import ASIDES
from metrics.stuck import REVIEW_SHARE, to_be_reviewed

SHOWN = 10
"""Lines of the stuck list on the wall; the rest follows in the table."""
_RATES = ("conversion_same_period", "conversion_stock")


def targets(here: Context) -> None:
    """Bullets of the project indicators with targets; a click opens the drawer."""
    chart = targets_chart(here)
    if chart is None:
        return
    picked = charts.show(chart, here, lead={name: amounts.named(here.say, name) for name in chart.keys})
    outlooks.below(here, chart.keys)
    if picked:
        charts.open_measure(here, picked)


def targets_chart(here: Context) -> Chart | None:
    """Bullets of the project indicators with targets; None where no target is set."""
    report = here.standing.report
    aimed = [m for name, m in report.district.items() if m.target and name.startswith(("projects_", "investment_"))]
    if not aimed:
        return None
    return cache.drawn(here, ("project-targets",), lambda: bullets.bullets(charts.canvas(here), aimed, band="projects"))


def stages(here: Context) -> None:
    """Where projects stand; amounts that are not known are counted beside."""
    stock = here.standing.stock
    if not stock["projects"].sum():
        st.info(here.say("charts.stages.empty"))
        return
    chart = stages_chart(here)
    names = {stage: here.say(f"charts.stage.{stage}") for stage in chart.keys}
    tracing.shown(chart, here, names, cache.developing(here, here.standing).stages)
    counts = {name: int(stock[name].sum()) for name in ASIDES}
    asides = [here.say(f"meeting.aside.{name}", n=n) for name, n in counts.items() if n]
    if asides:
        st.caption(here.say("meeting.asides", items=here.say("charts.comma").join(asides)))


def stages_chart(here: Context) -> Chart:
    """Projects by stage with their amounts."""
    return cache.drawn(here, ("stages",), lambda: projects.stages(charts.canvas(here), here.standing.stock))


def still_of(here: Context, unit: str) -> None:
    """What stands still in one unit."""
    st.subheader(here.say("meeting.unit.still"), anchor=False)
    found = cache.stuck(here, here.standing)
    own = found[found["unit"] == unit]
    if own.empty:
        st.caption(here.say("meeting.unit.nothing_still"))
    else:
        _still(here, own, "still-unit")


def rates(here: Context) -> None:
    """The labelled conversion rates with numerator and denominator; each opens its cells."""
    say = here.say
    for name in _RATES:
        measure = here.standing.report.district[name]
        with st.container(horizontal=True, vertical_alignment="center", key=f"rate-{name}"):
            st.markdown(f"**{amounts.named(say, name)}**　{_rate(here, name)}")
            if measure.value is not None and st.button(say("meeting.look_into"), key=f"open-{name}", type="tertiary"):
                charts.open_measure(here, name)
        left = [words(say, note, measure.indicator) for note in measure.notes if note.code == "ratio-without-unit"]
        if left:
            st.caption(literal(say("charts.comma").join(left)))


def stuck(here: Context) -> None:
    """Signed and not started as lines; every other rule in the table below."""
    say, chart = here.say, stuck_chart(here)
    if chart is None:
        st.info(say("charts.stages.empty"))
        return
    found = cache.stuck(here, here.standing)
    _many(here, found)
    lines = _unstarted(found)
    cells = {key: [cell] for key, cell in zip(lines["key"], lines["source"], strict=True)}
    tracing.shown(chart, here, dict(zip(lines["key"], lines["name"], strict=True)), cells)
    if found.empty:
        return
    with st.expander(say("meeting.all_stuck", n=len(found)), expanded=False):
        _still(here, found, "stuck")


def _many(here: Context, found: pd.DataFrame) -> None:
    """Said where so many projects are flagged that the thresholds themselves want a review."""
    if many := to_be_reviewed(found, here.standing.stock):
        share = amounts.share_of(here.say, *many)
        st.caption(here.say("meeting.stuck_many", share=share, limit=here.say.percent(REVIEW_SHARE, 0)))


def stuck_chart(here: Context) -> Chart | None:
    """Signed and not started; None where there are no projects."""
    if not here.standing.stock["projects"].sum():
        return None
    found = cache.stuck(here, here.standing)

    def draw() -> Chart:
        late = _unstarted(found)
        return projects.stuck(charts.canvas(here), late.head(SHOWN), len(late))

    return cache.drawn(here, ("stuck",), draw)


def _unstarted(found: pd.DataFrame) -> pd.DataFrame:
    """Signed and not started, with what a line of the chart stands for."""
    late = found[found["rule"] == "signed-unstarted"]
    return late.assign(key=[f"{n}|{u}" for n, u in zip(late["name"], late["unit"], strict=True)])


def bands(here: Context) -> None:
    """Projects in talks or beyond by industry and by size of investment, each project once."""
    found = cache.developing(here, here.standing)
    printed = {name: here.say(f"meeting.size.{name}") for name in SIZES} | {NOT_STATED: here.say("charts.not_stated")}
    for chart, tally in zip(band_charts(here), (found.industries, found.sizes), strict=False):
        cells = {key or NOT_STATED: sources for key, sources in tally.cells.items()}
        tracing.shown(chart, here, {key: printed.get(key, key) for key in chart.keys}, cells)


def band_charts(here: Context) -> list[Chart]:
    return cache.drawn(here, ("size-and-industry",), lambda: _bands(here))


def pictures(here: Context) -> list[Chart | None]:
    """Every chart of the page before its tables but the targets, which the overview shows."""
    stages = [stages_chart(here)] if here.standing.stock["projects"].sum() else []
    return [*stages, *moving.pictures(here), stuck_chart(here), *band_charts(here)]


def _bands(here: Context) -> list[Chart]:
    found = cache.developing(here, here.standing)
    industry = found.industries.rows.head(SHOWN)
    if industry.empty:
        return []
    canvas = charts.canvas(here)
    names = {name: here.say(f"meeting.size.{name}") for name in SIZES}
    by_size = projects.bands(canvas, found.sizes.rows, band="size", names=names)
    return [projects.bands(canvas, industry, band="industry"), by_size]


def _rate(here: Context, name: str) -> str:
    measure = here.standing.report.district[name]
    if measure.value is None or measure.numerator is None or measure.denominator is None:
        return here.say("reason.no-data")
    counts = measure.numerator, measure.denominator
    return cache.drawn(here, ("rate", name), lambda: amounts.share_of(here.say, *counts))


def _still(here: Context, found: pd.DataFrame, key: str) -> None:
    say = here.say
    shown = found[["unit", "name", "rule", "days", "meetings", "level", "problem"]].assign(
        rule=[say(f"rule.{rule}") for rule in found["rule"]],
        level=[say(f"meeting.level.{level}") for level in found["level"]],
        days=found["days"].astype("float64").where(found["days"] >= 0),
        meetings=found["meetings"].astype("float64").where(found["meetings"] >= 0),
    )
    headings = {name: say(f"meeting.stuck.{name}") for name in ("rule", "days", "meetings", "level")}
    picked = tables.show(shown, say, key=key, headings=headings, select=True)
    if picked:
        line = found.iloc[picked[0]]
        tracing.opened(here, f"{line['name']} · {shown['rule'].iloc[picked[0]]}", [line["source"]])
