"""Acknowledging: what the command line says of a file that was committed."""

from collections.abc import Callable, Sequence

from dashboard.contract import STAGES
from dashboard.i18n import Say
from dashboard.store import Receipt, Store
from dashboard.workflows import costs, overtaking, reply
from dashboard.workflows.overtaking import Overtaken
from dashboard.workflows.receive import Draft
from dashboard.workflows.rounds import round_of


def lines(store: Store, draft: Draft, receipt: Receipt, in_vain: Sequence[Overtaken], say: Say) -> list[str]:
    """The line of its receipt, then a sentence for what does not count of it, or no longer for it."""
    return [
        _acceptance(store, draft, receipt, say),
        *(say(o.said, **overtaking.words(say, o)) for o in in_vain),
    ]


def _acceptance(store: Store, draft: Draft, receipt: Receipt, say: Say) -> str:
    reading = draft.reading
    facts = {
        "name": draft.name,
        "number": receipt.number,
        "unit": draft.unit or say("receive.several-units"),
        "period": receipt.period.isoformat(),
        "records": sum(len(frame) for name, frame in reading.tables.items() if name != "stops") if reading else 0,
        "costs": costs.summed(say, costs.tally(reading) if reading else {}),
        "replaced": replacement(store, receipt, say),
    }
    back = reply.progress(say, round_of(reading)) if reading and reading.returned else []
    if receipt.repeated:
        return " ".join([say("receive.repeated", **facts), *back])
    said = [say("receive.committed", **facts), *back]
    if draft.open_scope:
        said.append(say("receive.scope-open", number=receipt.number))
    if draft.open_beside and not set(draft.beside) & set(receipt.replaced):
        said.append(say("receive.beside-open", numbers=say("receive.joint").join(map(str, draft.beside))))
    said.append(say("receive.sealed", seal=receipt.seal))
    return " ".join(said)


NAMED = 3
"""Projects that the line of a receipt names."""


def replacement(store: Store, receipt: Receipt, say: Say, shown: Callable[[str], str] = str) -> str:
    """What to add to the line of a receipt: which receipts it replaces, and what of them goes on counting.

    "" when it replaces none. Of a file that had been received before: which receipts have taken its place since.
    `shown` makes names harmless for where the line goes.
    """
    if receipt.repeated:
        return _overruled(store, receipt, say)
    if not receipt.replaced:
        return ""
    said = say("receive.replaces", numbers=say("receive.joint").join(map(str, receipt.replaced)))
    said += _still(store, receipt, say, shown)
    for unit in sorted(unit for unit, ledger in store.history.touched(receipt.number) if ledger == "projects"):
        left = store.history.left_of(receipt.replaced, unit, receipt.period, store.district)
        if left:
            names = say("charts.comma").join(map(shown, left[:NAMED]))
            if left[NAMED:]:
                names = say("prepare.names.more", names=names, n=len(left) - NAMED)
            said += say("receive.left", unit=shown(unit), n=len(left), names=names)
    return said


def _overruled(store: Store, receipt: Receipt, say: Say) -> str:
    """That a file which was sent again does not count, or not as a whole, since others came; "" where it does."""
    since = store.history.successors(receipt.number, receipt.period)
    if not since:
        return ""
    stands = store.history.still([receipt.number], receipt.period, store.district)
    key = "receive.overruled.part" if stands else "receive.overruled"
    return say(key, numbers=say("receive.joint").join(map(str, since)))


def _still(store: Store, receipt: Receipt, say: Say, shown: Callable[[str], str]) -> str:
    """What the file does not speak of and its forerunners do, which goes on counting from them; "" where nothing does.

    Signed projects that a list of talks leaves out are named one by one elsewhere.
    """
    spoken = store.history.touched(receipt.number)
    kept = store.history.still(receipt.replaced, receipt.period, store.district)
    told = {
        number: list(
            dict.fromkeys(_part(say, *place, shown) for place in places if place[:2] not in spoken or _talks(place))
        )
        for number, places in kept.items()
    }
    lines = []
    for number, parts in sorted(told.items()):
        if parts:
            names = say("charts.comma").join(parts[:NAMED])
            more = say("prepare.names.more", names=names, n=len(parts) - NAMED) if parts[NAMED:] else names
            lines.append(say("receive.still", number=number, parts=more))
    return "".join(lines)


def _talks(place: tuple[str, str, str]) -> bool:
    return place[1] != "projects" or place[2] == STAGES[0]


def _part(say: Say, unit: str, ledger: str, scope: str, shown: Callable[[str], str]) -> str:
    key = f"charts.stage.{scope}" if ledger == "projects" else f"data.scope.{scope}"
    word = say(key) if say.knows(key) else ""
    return say("receive.still.part", unit=shown(unit), ledger=say(f"data.table.{ledger}"), part=word).strip()
