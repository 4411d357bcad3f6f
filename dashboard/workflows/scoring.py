"""Scores of a standing under rules, in force or a draft; joint credit beside them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from dashboard.store import Store
from dashboard.workflows.report import Standing
from dashboard.workflows.returns import returns
from metrics import credit
from metrics.acceptance import JUDGED, Judged
from metrics.credit import Attribution
from metrics.rulebook import RETURNS, Rulebook
from metrics.score_inputs import Figures, Items
from metrics.scoring import Scoreboard, scoreboard


class Scoring:
    """Scores and credit of the whole district on a day, each worked out when it is first asked for.

    A reader's filters change nothing here: 功效系数 and ranks are taken over whole groups.
    """

    def __init__(self, store: Store, standing: Standing) -> None:
        self._store, self._standing = store, standing
        self._figures: dict[tuple[bool, str], Figures] = {}
        self._credit: dict[str, Attribution] = {}
        self._boards: dict[tuple[str, bool], Scoreboard] = {}
        self.judged: Judged = self._verdicts()

    def board(self, rules: Rulebook, *, pending: bool = False) -> Scoreboard:
        """Scores of every unit that is expected to report; `pending` counts for a trial what nobody has judged."""
        key = (rules.fingerprint, pending)
        if key not in self._boards:
            figures = self._of(rules, pending=pending)
            self._boards[key] = scoreboard(rules, figures.units(), figures.inputs(rules))
        return self._boards[key]

    def credit(self, indicator: str) -> Attribution:
        """Who has what part in the projects of an indicator, as reported."""
        if indicator not in self._credit:
            self._credit[indicator] = credit.attribution(self._standing.whole, indicator, self._standing.firsts)
        return self._credit[indicator]

    def _of(self, rules: Rulebook, *, pending: bool) -> Figures:
        asked = any(part.indicator in RETURNS for term in rules.terms for part in term.parts)
        since = rules.since.isoformat() if asked else ""
        if (pending, since) not in self._figures:
            items = self._returns(rules) if asked else {}
            self._figures[pending, since] = Figures(
                self._standing.whole, self.judged, pending=pending, firsts=self._standing.firsts, items=items
            )
        return self._figures[pending, since]

    def _returns(self, rules: Rulebook) -> dict[str, Items]:
        """Weeks since the rules began whose return came after the deadline or never, by unit."""
        as_of, district = self._standing.as_of, self._standing.whole.district
        weeks = max(1, (as_of - rules.since).days // 7 + 1)
        now = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
        grid = returns(self._store, district, as_of, now, weeks).grid
        delayed = {unit: [week for week, entry in row.items() if entry.late] for unit, row in grid.items()}
        never = {unit: [week for week, entry in row.items() if entry.state == "missing"] for unit, row in grid.items()}
        found = {"delayed_returns": delayed, "missing_returns": never}
        found["late_returns"] = {unit: sorted(delayed[unit] + never[unit]) for unit in grid}
        return {
            name: Items({unit: float(len(told)) for unit, told in weeks.items()}, weeks=weeks)
            for name, weeks in found.items()
        }

    def _verdicts(self) -> Mapping[tuple[str, str, str], str]:
        as_of, known = self._standing.as_of, self._standing.filters.known_at
        return {
            (ledger, claimed.unit, claimed.identity): verdict.verdict
            for ledger in JUDGED
            for claimed, verdict in self._store.verdicts.standing(ledger, as_of, known).items()
        }
