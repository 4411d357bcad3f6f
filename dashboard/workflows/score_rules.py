"""Which score rules are in force on a day, and how others come into force.

Rule files are `scoring*.toml` beside the registry's file, and every `.toml` in the data folder's `scoring`. They only
seed what is in force: once a score rests on them their text is kept, and others are put in force with a reason.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dashboard.config import Settings
from dashboard.contract import District
from dashboard.errors import SettingsError, SubmissionRefused
from dashboard.store import Store
from dashboard.store.score_rules import RuleText
from dashboard.workflows.report import Standing
from metrics.rule_file import rulebook
from metrics.rulebook import Rulebook

TEMPLATE = Path(__file__).with_name("scoring.toml")
"""A rule file to begin with: every form of term once."""


def rule_files(settings: Settings) -> list[Path]:
    """Every rule file of an installation, in the order of their names."""
    beside = sorted(settings.district_file.parent.glob("scoring*.toml"))
    return [*beside, *sorted(settings.score_rules_dir.glob("*.toml"))]


def read(content: bytes, name: str, district: District, *, kept: bool = False) -> Rulebook:
    """The rules of a file's bytes, checked against the registry; `kept` ones, on which scores rest, for units alone.

    Raises
    ------
    SettingsError
        As `metrics.rule_file.rulebook`: with file, line, field and what was found.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = content.split(b"\n")[line - 1].decode("utf-8", "replace").strip()
        raise SettingsError("score-syntax", file=name, line=line, found=found[:80]) from error
    return rulebook(text, name, district.names, None if kept else district.groups)


def in_force(store: Store, standing: Standing) -> Rulebook | None:
    """The rules that hold on the standing's day, as known at its moment; None where there are none.

    Of those put in force that hold on the day the one that begins last, of equals the newest. Until one was put in
    force the rule files speak.

    Raises
    ------
    SettingsError
        As `read`; `score-overlap`: two files begin on the same day.
    """
    kept = put_in_force(store, standing.filters.known_at)
    rules = kept or [Kept(_of_file(path, standing.whole.district)) for path in rule_files(store.settings)]
    holding = [each for each in rules if each.rules.holds(standing.as_of)]
    if not holding:
        return None
    latest = max(holding, key=lambda each: (each.rules.since, each.number))
    same = [each.rules.file for each in holding if each.rules.since == latest.rules.since]
    if latest.by_file and len(same) > 1:
        raise SettingsError("score-overlap", files=", ".join(same), day=latest.rules.since.isoformat())
    return latest.rules


@dataclass(frozen=True, slots=True)
class Kept:
    """Rules with the text that was put in force, None where a file still speaks for itself."""

    rules: Rulebook
    text: RuleText | None = None

    @property
    def by_file(self) -> bool:
        return self.text is None or self.text.seed

    @property
    def number(self) -> int:
        return 0 if self.text is None or self.text.seed else self.text.number


def put_in_force(store: Store, known_at: datetime | None = None) -> list[Kept]:
    """Every rule text that was put in force by a moment (None: now), the newest first.

    They were checked against the registry then: a unit that has left it since may stand in them.
    """
    return [Kept(rulebook(each.text, each.file), each) for each in store.score_rules.known(known_at)]


def unkept(store: Store) -> list[Path]:
    """Rule files that say what was never put in force, once anything was: nobody reads them any more."""
    kept = {each.text for each in store.score_rules.all()}
    return [path for path in rule_files(store.settings) if kept and path.read_text("utf-8-sig", "replace") not in kept]


def put(store: Store, rules: Rulebook, note: str, *, by: str, now: datetime) -> None:
    """Put rules in force from the day that they name; what the files said until then is kept before them.

    Raises
    ------
    SubmissionRefused
        `score-rules-without-reason`; `score-rules-known`: the newest text kept says the same.
    """
    if not note.strip():
        raise SubmissionRefused("score-rules-without-reason")
    if any(each.text == rules.text for each in store.score_rules.all()[:1]):
        raise SubmissionRefused("score-rules-known", file=rules.file)
    store.score_rules.keep(rules.file, rules.text, note.strip(), _seeds(store), by=by, now=now)


def settle(store: Store, now: datetime) -> None:
    """Keep what the rule files say, before something rests on it that must not change with them."""
    store.score_rules.settle(_seeds(store), now)


def _seeds(store: Store) -> Iterator[tuple[str, str]]:
    """The rule files' names and texts; one with a fault is in force for nobody."""
    for path in rule_files(store.settings):
        with suppress(SettingsError):
            yield path.name, _of_file(path, store.district).text


def _of_file(path: Path, district: District) -> Rulebook:
    return read(path.read_bytes(), path.name, district)
