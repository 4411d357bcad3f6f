"""A rule file read and checked entry by entry: what is wrong is said with file, line, field and what was found."""

import math
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

from dashboard.errors import SettingsError
from metrics.catalogue import INDICATORS
from metrics.rule_faults import Faults
from metrics.rulebook import AGAINST, COUNTS, FORMS, MISSING, PER_ITEM, Exemption, Manual, Part, Rulebook, Term

LARGEST, MOST_TERMS = 200_000, 60
"""Characters and terms that a rule file may have."""


def rulebook(text: str, file: str, units: Collection[str] = (), groups: Collection[str] | None = None) -> Rulebook:
    """The rules of a file's text; `units` are the registry's names, unchecked where none are given.

    `groups` are the registry's too; None for a text that was kept, whose groups, order of steps and fields without
    effect stay as they were.

    Raises
    ------
    SettingsError
        `score-syntax`, or one of `score-value` and its kin (missing, field, choice, number, day, twice, order, weights,
        steps), with file, line, field and what was found.
    """
    read = _Reader(text, file, units, groups)
    head = read.document()
    terms = tuple(read.term(i, item) for i, item in enumerate(read.tables(head, "terms")))
    ids = [term.id for term in terms]
    if not 0 < len(terms) <= MOST_TERMS:
        raise read.fault("", 0, "terms", len(terms))
    read.unique("id", ids)
    if groups is not None:
        # the table of scores has a column a term
        read.unique("name", [term.name for term in terms])
    by_hand = [term.id for term in terms if term.form == "manual"]
    given = tuple(read.manual(i, item, by_hand) for i, item in enumerate(read.tables(head, "manual")))
    exempt = tuple(read.exemption(i, item, ids) for i, item in enumerate(read.tables(head, "exemptions")))
    since, until = (read.day(head, name) for name in ("from", "until"))
    if until < since:
        raise read.fault("", 0, "until", until, "order", since=since)
    return Rulebook(
        title=read.word(head, "", 0, "title"),
        version=read.word(head, "", 0, "version"),
        since=since,
        until=until,
        missing=read.word(head, "", 0, "missing", MISSING),
        terms=terms,
        honour=read.count(head, "honour"),
        warning=read.count(head, "warning"),
        least=read.number(head, "", 0, "least", _share, 0.0),
        decisive=read.words(head, "", 0, "decisive", [term.id for term in terms if term.form in AGAINST]),
        manual=given,
        exemptions=exempt,
        file=file,
        fingerprint=sha256(text.encode()).hexdigest(),
        text=text,
    )


_HEAD = ("title", "version", "from", "until", "missing", "honour", "warning", "least", "decisive", "terms", "manual",
         "exemptions")  # fmt: skip
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "terms": ("id", "name", "form", "points", "indicator", "parts", "cap", "steps", "pace", "each", "base", "spread",
              "credit", "missing", "groups"),
    "manual": ("term", "unit", "points", "evidence", "reason"),
    "exemptions": ("unit", "reason", "term", "evidence"),
}  # fmt: skip
_COMPARED = ("points", "indicator", "parts", "pace", "credit")
_OF_FORM: Mapping[str, tuple[str, ...]] = {
    "proportional": (*_COMPARED, "cap"), "pace": (*_COMPARED, "cap"), "steps": (*_COMPARED, "steps"),
    "efficacy": ("points", "indicator", "parts", "credit", "base", "spread"), "manual": ("points",),
    **dict.fromkeys(PER_ITEM, ("indicator", "parts", "credit", "each", "cap")),
}  # fmt: skip
"""What a term of each form has beside id, name, form, groups and how it enters the sum without data."""
_OF_EVERY = ("id", "name", "form", "groups", "missing")


class _Reader(Faults):
    """Turns plain data into rules and names the place of the first entry at fault."""

    def __init__(self, text: str, file: str, units: Collection[str], groups: Collection[str] | None) -> None:
        super().__init__(text, file)
        self.units, self.groups = units, groups or ()
        self.strict = groups is not None

    def document(self) -> dict[str, Any]:
        if len(self.text) > LARGEST:
            raise SettingsError("score-syntax", file=self.file, line=1, found=f"> {LARGEST}")
        try:
            head = tomllib.loads(self.text.removeprefix("\ufeff"))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            said = re.search(r"at line (\d+)", str(error))
            line = min(int(said[1]), len(self.lines)) if said else max(1, len(self.lines))
            found = self.lines[line - 1].strip() if self.lines else ""
            raise SettingsError("score-syntax", file=self.file, line=line, found=found) from error
        self.known(head, "", 0, _HEAD)
        return head

    def tables(self, head: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
        found = head.get(section, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise self.fault("", 0, section, found)
        for i, item in enumerate(found):
            self.known(item, section, i, _FIELDS[section])
        return found

    def word(
        self, item: Mapping[str, Any], section: str, index: int, field: str, of: Collection[str] | None = None,
        default: str | None = None,
    ) -> str:  # fmt: skip
        found = item.get(field, default)
        blank = isinstance(found, str) and not found.strip() and found != default
        if not isinstance(found, str) or blank:
            raise self.fault(section, index, field, found)
        if of is not None and found not in of and found != default:
            raise self.choice(section, index, field, found, of)
        return found

    def words(
        self, item: Mapping[str, Any], section: str, index: int, field: str, of: Collection[str] | None = None
    ) -> tuple[str, ...]:
        found = item.get(field, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.fault(section, index, field, found)
        unknown = next((each for each in found if of is not None and each not in of), None)
        if of is not None and unknown is not None:
            raise self.choice(section, index, field, unknown, of)
        return tuple(found)

    def number(
        self, item: Mapping[str, Any], section: str, index: int, field: str, fits: Callable[[float], bool],
        default: float | None = None,
    ) -> float:  # fmt: skip
        found = item.get(field, default)
        missing = field not in item and (found is None or not fits(found))
        if missing or not _is_number(found) or not fits(found):
            why = "number" if fits in _LEAST else "value"
            raise self.fault(section, index, field, None if missing else found, why, least=_LEAST.get(fits, ""))
        return float(found)

    def count(self, head: Mapping[str, Any], field: str) -> int:
        found = head.get(field, 0)
        if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= 1000:
            raise self.fault("", 0, field, found)
        return found

    def day(self, head: Mapping[str, Any], field: str) -> date:
        found = head.get(field)
        if not isinstance(found, date) or isinstance(found, datetime):
            raise self.fault("", 0, field, found, "day")
        return found

    def unit(self, item: Mapping[str, Any], section: str, index: int) -> str:
        return self.word(item, section, index, "unit", self.units or None)

    def term(self, i: int, item: Mapping[str, Any]) -> Term:
        form = self.word(item, "terms", i, "form", FORMS)
        if self.strict:
            # a bonus with `points` for its most would have no limit, and nobody would see it
            self.known(item, "terms", i, (*_OF_EVERY, *_OF_FORM[form]))
        steps = self.steps(i, item) if form == "steps" else ()
        reach = max((points for _, points in steps), default=100.0 if form == "efficacy" else 0.0)
        per_item = form in PER_ITEM
        some = _positive if form in ("proportional", "pace", "manual") else _not_negative
        return Term(
            id=self.word(item, "terms", i, "id"),
            name=self.word(item, "terms", i, "name"),
            form=form,
            points=0.0 if per_item else self.number(item, "terms", i, "points", some, reach),
            parts=() if form == "manual" else self.parts(i, item, per_item=per_item),
            cap=self.cap(i, item, form),
            steps=steps,
            pace=form == "pace" or self.flag(i, item, "pace"),
            each=self.number(item, "terms", i, "each", _positive) if per_item else 0.0,
            base=self.number(item, "terms", i, "base", _not_negative, 60.0),
            spread=self.number(item, "terms", i, "spread", _not_negative, 40.0),
            credit=self.word(item, "terms", i, "credit", ("split", "whole"), "split"),
            missing=self.word(item, "terms", i, "missing", MISSING, ""),
            groups=self.words(item, "terms", i, "groups", self.groups or None),
        )

    def flag(self, i: int, item: Mapping[str, Any], field: str) -> bool:
        found = item.get(field, False)
        if not isinstance(found, bool):
            raise self.fault("terms", i, field, found)
        return found

    def cap(self, i: int, item: Mapping[str, Any], form: str) -> float | None:
        """A comparison without a word about it is capped at 1."""
        if "cap" in item:
            return self.number(item, "terms", i, "cap", _positive)
        return 1.0 if form in ("proportional", "pace") else None

    def parts(self, i: int, item: Mapping[str, Any], *, per_item: bool) -> tuple[Part, ...]:
        """One indicator, or several whose weights add up to 1 (counted items to any sum)."""
        of = (*INDICATORS, *COUNTS) if per_item else tuple(INDICATORS)
        if "parts" not in item:
            return (Part(self.word(item, "terms", i, "indicator", of)),)
        found = item["parts"]
        listed = isinstance(found, list) and all(isinstance(part, dict) and set(part) <= _PART for part in found)
        if not listed or not found or "indicator" in item:
            raise self.fault("terms", i, "parts", found)
        parts = tuple(self.part(i, part, of) for part in found)
        if not per_item and not math.isclose(sum(part.weight for part in parts), 1.0, abs_tol=1e-6):
            total = f"{sum(part.weight for part in parts):g}"
            raise self.fault("terms", i, "parts", total, "weights")
        return parts

    def part(self, i: int, item: Mapping[str, Any], of: Collection[str]) -> Part:
        name, weight = item.get("indicator"), item.get("weight", 1.0)
        if name not in of:
            raise self.choice("terms", i, "parts", name, of)
        if not _is_number(weight) or weight <= 0:
            raise self.fault("terms", i, "parts", weight, "number", least=_LEAST[_positive])
        return Part(str(name), float(weight))

    def steps(self, i: int, item: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
        found = item.get("steps")
        fits = isinstance(found, list) and found and all(
            isinstance(step, list) and len(step) == 2 and all(_is_number(each) and each >= 0 for each in step)
            for step in found
        )  # fmt: skip
        if not fits or not isinstance(found, list):
            raise self.fault("terms", i, "steps", found)
        steps = tuple(sorted(((float(at), float(points)) for at, points in found), reverse=True))
        falls = all(above[0] > below[0] and above[1] >= below[1] for above, below in pairwise(steps))
        if self.strict and not falls:
            raise self.fault("terms", i, "steps", found, "steps")
        return steps

    def manual(self, i: int, item: Mapping[str, Any], terms: Collection[str]) -> Manual:
        return Manual(
            term=self.word(item, "manual", i, "term", terms),
            unit=self.unit(item, "manual", i),
            points=self.number(item, "manual", i, "points", _any_number),
            evidence=self.word(item, "manual", i, "evidence"),
            reason=self.word(item, "manual", i, "reason", None, ""),
        )

    def exemption(self, i: int, item: Mapping[str, Any], terms: Collection[str]) -> Exemption:
        return Exemption(
            unit=self.unit(item, "exemptions", i),
            reason=self.word(item, "exemptions", i, "reason"),
            term=self.word(item, "exemptions", i, "term", terms, ""),
            evidence=self.word(item, "exemptions", i, "evidence", None, ""),
        )


_PART = {"indicator", "weight"}


def _is_number(found: Any) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)


def _positive(value: float) -> bool:
    return value > 0


def _not_negative(value: float) -> bool:
    return value >= 0


def _share(value: float) -> bool:
    return 0 <= value <= 1


def _any_number(value: float) -> bool:
    return True


_LEAST: Mapping[Callable[[float], bool], str] = {_positive: "> 0", _not_negative: "≥ 0", _share: "0–1"}
"""What a number has to be where not every number will do."""
