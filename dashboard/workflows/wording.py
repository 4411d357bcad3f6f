"""A finding in words: what it says, what to do about it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dashboard.access import LOCAL
from dashboard.charts.amounts import amount
from dashboard.errors import DispatchError
from dashboard.i18n import Say
from dashboard.names import on_one_line
from dashboard.workflows.costs import capped
from loaders import Finding, Question, TableReading

_ROWS = 12
_LEAST_SHOWN = 0.01
"""Amounts below this many 亿元 are said in 万元."""


def who(say: Say, name: str) -> str:
    """Who did something, as people say it: the one person at this machine has no name of its own."""
    return say("ui.identity.local") if name == LOCAL.name else name or "—"


def sentence(say: Say, finding: Finding) -> str:
    """What a finding says, with what stands in the cell; a code without a sentence is named."""
    nameless = finding.code == "unknown-unit" and not finding.cell and finding.found in ("", finding.sheet)
    key = "finding.unit-not-named" if nameless else f"finding.{finding.code}"
    if not say.knows(key):
        return f"{finding.code} {finding.found}".strip()
    facts = defaultdict(str, {**finding.detail, "found": finding.found, "cell": finding.cell})
    facts |= _facts(say, finding)
    told = say(key + _variant(finding)).format_map(facts)
    return f"{told}{_difference(say, finding)}{_undated(say, finding)}{_year(say, finding)}"


def _variant(finding: Finding) -> str:
    """Which of a code's sentences says what is known of this finding; one that came back in a list knows nothing."""
    tell = _VARIANTS.get(finding.code)
    return tell(finding) if tell else ""


def _facts(say: Say, finding: Finding) -> dict[str, str]:
    """What a sentence says in words or with units that the finding has as data."""
    detail = finding.detail
    if finding.code == "hidden-rows":
        return {"rows": _rows(say, detail.get("rows", ()))}
    if finding.code in ("unknown-unit", "unit-differs") and detail.get("named"):
        return {"found": detail["named"]}
    if finding.code == "stage-behind-date" and "reached" in detail:
        return {part: say(f"charts.stage.{detail[part]}") for part in ("stage", "reached")}
    if finding.code == "unit-of-measure-doubtful":
        return _doubted(say, finding)
    if finding.code == "unit-of-measure-changed" and "example" in detail:
        return _compared(say, detail)
    return {"area": amount(say, detail["area"], "factory_m2")} if capped(finding) else {}


def _rows(say: Say, rows: Sequence[int]) -> str:
    """Row numbers, the first dozen named: 5、7."""
    named = say("charts.comma").join(str(row) for row in rows[:_ROWS])
    return named if len(rows) <= _ROWS else say("finding.rows.more", rows=named, n=len(rows))


def advice(say: Say, finding: Finding) -> str:
    """What the clerk should do; "" where nothing need be done."""
    general = f"finding.do.{finding.code}"
    keys = (general + _variant(finding), general)
    return next((say(key) for key in keys if say.knows(key)), "")


def _doubt(finding: Finding) -> str:
    """Which sentence says that a figure is beyond what is plausible; a list that came back tells no more than that."""
    if "value" not in finding.detail:
        return ".total" if finding.detail.get("total") else ".plain"
    return ".small" if finding.detail["value"] < finding.detail["limit"] else ""


def _doubted(say: Say, finding: Finding) -> dict[str, str]:
    """A figure beyond what is plausible and the limit, with their unit words; and what to ask about it."""
    detail = finding.detail
    if "value" not in detail:
        return {}
    likely = detail["likely"]
    sizes = {part: _sized(say, detail[part], detail["quantity"]) for part in ("value", "limit")}
    return sizes | {"ask": say("finding.unit.likely" if likely else "finding.unit.unknown", unit=likely)}


def _compared(say: Say, detail: Mapping[str, Any]) -> dict[str, str]:
    """A figure as it was last time and is read now, with their unit words."""
    return {part: _sized(say, detail[part], detail["quantity"]) for part in ("was", "now")}


def asked(say: Say, question: Question) -> str:
    """Why a unit of measure is asked for, with the cell and both figures; "" for what its choices ask by themselves."""
    if "example" not in question.detail:
        return ""
    example = {"found": question.found, "cell": question.detail["example"]}
    return say("finding.ask.unit-of-measure", **example, **_compared(say, question.detail))


def _sized(say: Say, value: float, quantity: str) -> str:
    """An amount or area with its unit word, however large or small."""
    if quantity == "usd":
        return say("finding.dollars", n=say.number(value))
    if quantity == "money" and value < _LEAST_SHOWN:
        return say("finding.ten_thousand", n=say.number(value * 1e4, 2))
    return amount(say, value, "land_m2" if quantity == "area" else "investment_signed")


def _difference(say: Say, finding: Finding) -> str:
    """By how much a total is off, and the rows that explain it."""
    detail = finding.detail
    if "difference" not in detail:
        return ""
    scale = _scale(finding)
    computed, off = (say.number(detail[part] / scale, 4) for part in ("computed", "difference"))
    told = say("finding.difference", computed=computed, off=off)
    causes = [("cause", "at_row"), ("second_cause", "second_row")]
    return told + "".join(say(f"finding.cause.{detail[c]}", row=detail[row]) for c, row in causes if c in detail)


def _undated(say: Say, finding: Finding) -> str:
    """What a date that could not be read means for the record that it belongs to."""
    what = finding.detail.get("undated")
    return say(f"finding.undated.{what}") if what else ""


def _year(say: Say, finding: Finding) -> str:
    """Of a date that names no year: which was taken, and from what."""
    taken = finding.detail.get("year")
    return say("finding.year", year=taken[0], source=source_of_year(say, *taken[1:])) if taken else ""


def source_of_year(say: Say, source: str, words: str) -> str:
    """What gave the year of dates that name none: 标题“2024年外出招商台账”."""
    return say(f"finding.year.{source}", words=words)


def years_taken(say: Say, entry: TableReading) -> list[str]:
    """A line for every column of dates that name no year: which year was taken, and from what."""
    lines = []
    for column, taken in entry.years.items():
        years = say("charts.comma").join(str(year) for year in sorted({year for year, _, _ in taken}))
        sources = say("charts.comma").join(source_of_year(say, *told) for told in dict.fromkeys(t[1:] for t in taken))
        heading = entry.headings.get(column, column)
        lines.append(say("reply.years", column=column, heading=heading, years=years, sources=sources))
    return lines


def _scale(finding: Finding) -> float:
    """Base units to one of the sheet's own: a total of 150000 m² typed as 15 is read in 万平方米."""
    try:
        typed = float(finding.found)
    except ValueError:
        return 1.0
    return float(finding.detail["claimed"]) / typed if typed and finding.detail.get("claimed") else 1.0


def _stage_told(finding: Finding) -> str:
    if "reached" not in finding.detail:
        return ""
    return ".dated" if "on" in finding.detail else ".told"


def _namesake(finding: Finding) -> str:
    if not finding.detail.get("first"):
        return ""
    if "credit_code" in finding.detail:
        return ".code"
    return ".asset" if finding.detail["asset"] else ".first"


def _missing(finding: Finding) -> str:
    """Which sentence says what a record lacks: its name, or of a visit the day or the leader."""
    lacks = {"start": ".date", "leader": ".leader"}.get(str(finding.detail.get("field")), "")
    return f"{lacks}s" if lacks and finding.detail.get("table") else lacks


_VARIANTS: Mapping[str, Callable[[Finding], str]] = {
    "no-header": lambda finding: ".form" if finding.detail.get("form") else "",
    "counter-fell": lambda finding: ".listed" if finding.detail.get("listed") else "",
    "shifted-columns": lambda finding: ".post" if "post" in finding.detail else "",
    "struck-through": lambda finding: ".row" if finding.detail.get("whole") else "",
    "same-name": _namesake,
    "missing-required": _missing,
    "merged-figure": lambda finding: ".units" if "units" in finding.detail else "",
    "merged-row": lambda finding: ".unit" if "first" in finding.detail else "",
    "planned-figure": lambda finding: ".table" if finding.detail.get("table") else "",
    "unit-assumed": lambda finding: f".{finding.detail['source']}" if "source" in finding.detail else "",
    "stage-behind-date": _stage_told,
    "unit-of-measure-doubtful": _doubt,
    "unit-of-measure-changed": lambda finding: ".compared" if "example" in finding.detail else "",
    "area-exceeds-asset": lambda finding: ".capped" if capped(finding) else "",
}


def refused(say: Say, error: DispatchError, shown: Callable[[object], str] = str) -> str:
    """The sentence of a known error, with its file, sheet and cell; a code without a sentence of its own is named.

    `shown` makes its details harmless for where the sentence goes. A missing detail reads as nothing.
    """
    key = f"error.{error.code}"
    if not say.knows(key):
        return say("ui.refused", code=error.code)
    told = {name: shown(value) for name, value in error.detail.items()}
    if say.knows(why := f"refusal.{error.detail.get('reason')}"):
        told["why"] = say(why).format_map(defaultdict(str, told))
    return say(key).format_map(defaultdict(str, told))


def refusal(say: Say, error: DispatchError) -> str:
    """One sentence on one line: why a file was refused, and where in it when there is a place."""
    place = "!".join(str(error.detail[key]) for key in ("sheet", "cell") if error.detail.get(key))
    reason = on_a_line(say, error)
    return say("receive.refused-at", reason=reason, place=place) if place else say("receive.refused", reason=reason)


def on_a_line(say: Say, error: DispatchError) -> str:
    """What an error says, as a terminal shows it; a code without a sentence is named."""
    if say.knows(f"error.{error.code}"):
        return refused(say, error, lambda told: on_one_line(str(told)))
    return say("receive.refused-code", name=error.detail.get("name") or error.detail.get("file", ""), code=error.code)
