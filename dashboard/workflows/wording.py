"""A finding in words: what it says, what it costs, what to do about it."""

from collections import defaultdict

from dashboard.i18n import Say
from loaders import Finding


def sentence(say: Say, finding: Finding) -> str:
    """What a finding says, with what stands in the cell; a code without a sentence is named."""
    key = f"finding.{finding.code}"
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
    told = say(
        "finding.difference", computed=say.number(detail["computed"], 4), off=say.number(detail["difference"], 4)
    )
    cause = detail.get("cause")
    return told + (say(f"finding.cause.{cause}", row=detail["at_row"]) if cause else "")
