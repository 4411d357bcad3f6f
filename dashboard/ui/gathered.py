"""All charts of a meeting, from every page that has some, for the one ZIP."""

from collections.abc import Iterator, Sequence

from dashboard.charts import Chart
from dashboard.ui import board, cohorts, developing, space, visiting
from dashboard.ui.shell import Context


def of_the_meeting(here: Context, overview: Sequence[Chart]) -> list[Chart]:
    """Overview, board, visits, projects and space in the order of the menu; charts without data are left out."""
    return [chart for chart in (*overview, *_pages(here)) if chart is not None and not chart.data.empty]


def _pages(here: Context) -> Iterator[Chart | None]:
    yield board.picture(here)
    yield from visiting.pictures(here)
    yield from developing.pictures(here)
    yield cohorts.cohorts_chart(here)
    yield from space.pictures(here)
