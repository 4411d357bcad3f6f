"""Scores of a standing under the rules in force or a draft of them; joint credit beside them.

Rule files are `scoring*.toml` beside the registry's file, and every `.toml` in the data folder's `scoring`. Of those
that hold on a day the one that began last is in force.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.config import Settings
from dashboard.contract import District
from dashboard.errors import SettingsError
from dashboard.store import Store
from dashboard.workflows.report import Standing
from dashboard.workflows.returns import returns
from metrics import credit
from metrics.acceptance import JUDGED, Judged
from metrics.credit import Attribution
from metrics.rule_file import rulebook
from metrics.rulebook import Rulebook
from metrics.score_inputs import Figures, Items
from metrics.scoring import Scoreboard, scoreboard

TEMPLATE = Path(__file__).with_name("scoring.toml")
"""A rule file to begin with: every form of term once."""
FOLDER = "scoring"


def rule_files(settings: Settings) -> list[Path]:
    """Every rule file of an installation, in the order of their names."""
    beside = sorted(settings.district_file.parent.glob("scoring*.toml"))
    return [*beside, *sorted((settings.data_dir / FOLDER).glob("*.toml"))]


def read(content: bytes, name: str, district: District) -> Rulebook:
    """The rules of a file's bytes, checked against the registry.

    Raises
    ------
    SettingsError
        `score-syntax` or `score-value`, with file, line, field and what was found.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = content.split(b"\n")[line - 1].decode("utf-8", "replace").strip()
        raise SettingsError("score-syntax", file=name, line=line, found=found[:80]) from error
    return rulebook(text, name, district.names)


def in_force(standing: Standing, settings: Settings) -> Rulebook | None:
    """The rules that hold on the standing's day; None where no file has any.

    Raises
    ------
    SettingsError
        As `read`; `score-overlap`: two files began on the same day.
    """
    district = standing.whole.district
    found = [read(path.read_bytes(), path.name, district) for path in rule_files(settings)]
    holding = [rules for rules in found if rules.holds(standing.as_of)]
    if not holding:
        return None
    latest = max(holding, key=lambda rules: rules.since)
    same = [rules.file for rules in holding if rules.since == latest.since]
    if len(same) > 1:
        raise SettingsError("score-overlap", files=", ".join(same), day=latest.since.isoformat())
    return latest


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
        asked = any(part.indicator == "late_returns" for term in rules.terms for part in term.parts)
        since = rules.since.isoformat() if asked else ""
        if (pending, since) not in self._figures:
            items = {"late_returns": self._late(rules)} if asked else {}
            self._figures[pending, since] = Figures(
                self._standing.whole, self.judged, pending=pending, firsts=self._standing.firsts, items=items
            )
        return self._figures[pending, since]

    def _late(self, rules: Rulebook) -> Items:
        """Weeks since the rules began whose return came after the deadline, by unit."""
        as_of, district = self._standing.as_of, self._standing.whole.district
        weeks = max(1, (as_of - rules.since).days // 7 + 1)
        now = datetime.combine(as_of + timedelta(days=1), datetime.min.time())
        grid = returns(self._store, district, as_of, now, weeks).grid
        return Items({unit: float(sum(entry.late for entry in row.values())) for unit, row in grid.items()})

    def _verdicts(self) -> Mapping[tuple[str, str, str], str]:
        as_of, known = self._standing.as_of, self._standing.filters.known_at
        return {
            (ledger, claimed.unit, claimed.identity): verdict.verdict
            for ledger in JUDGED
            for claimed, verdict in self._store.verdicts.standing(ledger, as_of, known).items()
        }
