"""A finding in words: what it says, what it costs, what to do about it."""

from collections import defaultdict

from dashboard.i18n import Say
from loaders import Finding


def sentence(say: Say, finding: Finding) -> str:
    """What a finding says, with what stands in the cell; a code without a sentence is named."""
    nameless = finding.code == "unknown-unit" and not finding.cell and finding.found in ("", finding.sheet)
    key = "finding.unit-not-named" if nameless else f"finding.{finding.code}"
    if not say.knows(key):
        return f"{finding.code} {finding.found}".strip()
    facts = defaultdict(str, {**finding.detail, "found": finding.found, "cell": finding.cell})
    return f"{say(key).format_map(facts)}{_difference(say, finding)}"


def cost(say: Say, finding: Finding) -> str:
    """Outside the figures, counted and marked, or no effect."""
    return say(f"data.severity.{finding.severity}")


def advice(say: Say, finding: Finding) -> str:
    """What the clerk should do; "" where nothing need be done."""
    key = f"finding.do.{finding.code}"
    return say(key) if say.knows(key) else ""


def _difference(say: Say, finding: Finding) -> str:
    """By how much a total is off, and the one row that explains it."""
    detail = finding.detail
    if "difference" not in detail:
        return ""
    scale = _scale(finding)
    computed, off = (say.number(detail[part] / scale, 4) for part in ("computed", "difference"))
    told = say("finding.difference", computed=computed, off=off)
    cause = detail.get("cause")
    return told + (say(f"finding.cause.{cause}", row=detail["at_row"]) if cause else "")


def _scale(finding: Finding) -> float:
    """Base units to one of the sheet's own: a total of 150000 m² typed as 15 is read in 万平方米."""
    try:
        typed = float(finding.found)
    except ValueError:
        return 1.0
    return float(finding.detail["claimed"]) / typed if typed and finding.detail.get("claimed") else 1.0
