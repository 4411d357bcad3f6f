"""What the projects page reads beside the report: cohorts, joint review, bands and double claims."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.workflows.report import Standing
from metrics import bands, claims, cohorts, rates, review
from metrics.cohorts import Cohorts, Entrants
from metrics.measure import Source
from metrics.tally import Tally


class Developing:
    """Tallies of the projects that stand on a day, each worked out when it is first asked for."""

    def __init__(self, standing: Standing) -> None:
        self._state = standing.state
        self._firsts = standing.firsts
        self._told = standing.stood
        self._entrants: dict[tuple[str, bool], Entrants] = {}
        self._cohorts: dict[tuple[str, str], Cohorts] = {}
        self._rates: dict[tuple[str, str], Tally] = {}

    def cohorts(self, step: str, by: str) -> Cohorts:
        """What became of the projects that entered a step, by quarter or by what they are (`metrics.cohorts`)."""
        if (step, by) not in self._cohorts:
            self._cohorts[step, by] = cohorts.cohorts(self._state, step, by, among=self._entered(step, by == "unit"))
        return self._cohorts[step, by]

    def _entered(self, step: str, by_unit: bool) -> Entrants:
        if (step, by_unit) not in self._entrants:
            self._entrants[step, by_unit] = cohorts.entrants(self._state, step, self._told, by_unit=by_unit)
        return self._entrants[step, by_unit]

    def rates(self, step: str, by: str) -> Tally:
        """Same-period and stock conversion of a step by what projects are (`metrics.rates`)."""
        if (step, by) not in self._rates:
            self._rates[step, by] = rates.rates(self._state, step, by)
        return self._rates[step, by]

    @cached_property
    def review(self) -> pd.DataFrame:
        """Key projects by state of the joint review; columns of `metrics.review.board`."""
        return review.board(self._state)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """Projects that several units report; columns of `metrics.claims.claims`."""
        return claims.claims(self._state, self._firsts)

    @cached_property
    def industries(self) -> Tally:
        """`industry projects investment`, most projects first."""
        return bands.by_industry(self._state)

    @cached_property
    def sizes(self) -> Tally:
        """`size projects investment`, smallest band first."""
        return bands.by_size(self._state)

    @cached_property
    def stages(self) -> dict[str, Sequence[Source]]:
        """The cells behind the stock of projects, by stage."""
        return bands.stage_cells(self._state)


def place(row: "pd.Series[Any]", table: str = "projects") -> Source:
    """The cell a row of a board stands on, as a source for the drawer."""
    submission, line = (int(str(row[name])) for name in ("submission", "row"))
    file, sheet, cell, unit = (str(row[name]) for name in ("file", "sheet", "cell", "unit"))
    return Source(submission, file, sheet, cell, table, line, unit)
