"""Where figures are heading, in quiet lines: lights of the last weeks, rates, what is needed, the year's end."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.amounts import named
from dashboard.charts.remarks import outlook, past_lights
from dashboard.i18n import Say
from dashboard.ui.escape import literal
from dashboard.ui.shell import Context
from dashboard.workflows.report import Standing
from metrics import revivals, rhythm
from metrics.catalogue import INDICATORS
from metrics.measure import Measure
from metrics.revitalisation import KIND_OF
from metrics.strip import strip


def lines(say: Say, measure: Measure, standing: Standing) -> list[str]:
    """What is known of a number's pace; where its weeks are not known one by one, that the year's end is not told."""
    added = _added(measure, standing)
    if added is None:
        return [say("charts.outlook.unknown")] if _grows(measure) else []
    told = (past_lights(say, strip(standing.state, measure, added=added)), *outlook(say, measure, added))
    return [line for line in told if line]


def below(here: Context, indicators: Sequence[str]) -> None:
    """The same of the district's figures under their chart, each with its name where there are several."""
    measures = [here.standing.report.district[name] for name in indicators]
    told = {measure.indicator: lines(here.say, measure, here.standing) for measure in measures}
    said = [
        literal(line if len(indicators) == 1 else f"{named(here.say, name)}　{line}")
        for name, each in told.items()
        for line in each
    ]
    if said:
        st.caption("  \n".join(said))


def _added(measure: Measure, standing: Standing) -> list[float] | None:
    """What each of the last weeks added, oldest first; None where that is not known of all of the number."""
    home = measure.unit == standing.district.name
    if rhythm.dated(measure) and measure.unit in standing.state.units:
        return rhythm.weekly(
            standing.state, measure.indicator, unit="" if home else measure.unit, until=measure.cover_to
        )
    if measure.value is not None and measure.indicator in KIND_OF:
        steps = standing.steps(KIND_OF[measure.indicator], "" if home else measure.unit)
        return revivals.weekly(standing.state, steps, measure.value, until=measure.cover_to)
    return None


def _grows(measure: Measure) -> bool:
    """Whether a number is there that rises over the year to a target."""
    rated = INDICATORS[measure.indicator].kind not in ("ratio", "share")
    return rated and measure.value is not None and bool(measure.target)
