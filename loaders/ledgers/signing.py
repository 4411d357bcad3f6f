"""What 签约 alone counts in a table of figures: the projects signed, or the events held for it; its neighbours tell."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.ledgers.slots import Slot
from loaders.subjects import SIGNING

_EVENTS = frozenset({"signing_events", "training_events", "promotions"})


def meaning(indicators: Sequence[str]) -> str:
    """The indicator that `SIGNING` stands for among the others in their order, "" where they leave it open.

    Between 在谈 and 开工 projects are signed, between 培训 and 推介 events are held; where the neighbours are of both
    or of neither, all others decide.
    """
    if SIGNING not in indicators:
        return ""
    at = indicators.index(SIGNING)
    near = {_kind(each) for each in (*indicators[max(0, at - 1) : at], *indicators[at + 1 : at + 2])} - {""}
    found = near or {_kind(each) for each in indicators} - {""}
    return found.pop() if len(found) == 1 else ""


def settled(slots: Sequence[Slot]) -> tuple[list[Slot], list[int]]:
    """The columns with what 签约 stands for among them, and those of which nothing tells it."""
    told = meaning(list(dict.fromkeys(slot.indicator for slot in slots if slot.indicator)))
    known = [replace(slot, indicator=told) if slot.indicator == SIGNING else slot for slot in slots]
    lost = [] if told else [slot.column for slot in slots if slot.indicator == SIGNING]
    return [slot for slot in known if slot.column not in lost], lost


def _kind(indicator: str) -> str:
    if indicator in _EVENTS:
        return "signing_events"
    return "projects_signed" if indicator.startswith(("projects_", "investment_")) else ""
