"""What a meeting showed and is no longer so, in words: each changed part of a figure then and now, and the causes."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dashboard.charts import amounts
from dashboard.contract import STAGES
from dashboard.i18n import Say
from dashboard.workflows import freezing
from metrics.restatements import Figure, Part


def words(say: Say, detail: Mapping[str, Any]) -> dict[str, str]:
    """What a line of the checklist names: of which figure or stage, what changed, and which meeting showed it."""
    name = detail["indicator"]
    called = say("prepare.stock", stage=say(f"charts.stage.{name}")) if name in STAGES else amounts.named(say, name)
    changes = say("charts.comma").join(_changes(say, name, detail))
    return {"indicator": called, "changes": changes, "day": say.day(detail["day"], year=False)}


def _changes(say: Say, name: str, detail: Mapping[str, Any]) -> Iterator[str]:
    was, stands = detail["was"], detail["stands"]
    differing = was.differing(stands)
    if "value" in differing:
        wholes = zip((was, stands), detail["wholes"], strict=True)
        then, now = (amounts.amount(say, figure.value, _counted_as(name), whole=whole) for figure, whole in wholes)
        yield _both(say, "value", then, now)
    if "amount" in differing:
        yield _both(say, "value", *(amounts.amount(say, each.amount, "investment_signed") for each in (was, stands)))
    if "target" in differing:
        yield _both(say, "target", *(_target(say, name, each) for each in (was, stands)))
    if "completion" in differing:
        yield _both(say, "completion", *(_share(say, each.completion) for each in (was, stands)))
    if "light" in differing:
        yield _both(say, "light", *(_light(say, each) for each in (was, stands)))


def _both(say: Say, what: str, was: str, now: str) -> str:
    absent = say("reason.no-data")
    return say(f"prepare.changed.{what}", was=was or absent, now=now or absent)


def _target(say: Say, name: str, figure: Figure) -> str:
    return say("reason.no-target") if figure.target is None else freezing.counted(say, name, figure.target)


def _share(say: Say, completion: float | None) -> str:
    return "" if completion is None else say.percent(completion)


def _light(say: Say, figure: Figure) -> str:
    return freezing.light(say, {"light": figure.light, "grey_reason": figure.grey}) or say("light.no-light")


def cause(say: Say, part: Part, detail: Mapping[str, Any], quote: Callable[[str], str] = str) -> str:
    """What has become known since, and by how much it changed the figure where that can be told.

    `detail` is the line's; a share of fewer than ten things has no points. `quote` makes what somebody typed safe for
    where it goes.
    """
    known, counted = part.cause, _counted_as(detail["indicator"])
    named = {"subject": quote(known.subject), "number": str(known.number), "reason": quote(known.reason)}
    said = say(f"prepare.cause.{known.kind}", **named)
    ratio = amounts.kind_of(counted) in ("share", "ratio")
    if part.amount is None or (ratio and any(whole and whole < amounts.FEW for whole in detail["wholes"])):
        return said
    if ratio:
        return say(
            "prepare.cause.with_amount", cause=said, amount=say("charts.change.points", points=say.points(part.amount))
        )
    size = amounts.amount(say, abs(part.amount), counted)
    return say("prepare.cause.with_amount", cause=said, amount=f"{'−' if part.amount < 0 else '+'}{size}")


def _counted_as(name: str) -> str:
    """The indicator whose unit word a figure has: a stage counts projects."""
    return "projects_signed" if name in STAGES else name
