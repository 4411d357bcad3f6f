"""The two conversion rates of the report: where the stock stands, and what the same period brought.

DOMAIN section 4: different numbers, never mixed. What they are by step and group is told in `metrics.rates`.
"""

from collections.abc import Sequence
from datetime import date

from dashboard.contract import STAGES
from metrics import by_hand
from metrics.conversion import answering, ever
from metrics.figures import Figure, State, covered
from metrics.ledger import Flags, Ints
from metrics.voices import Voices


def stock_rate(state: State) -> tuple[dict[str, Figure], Figure | None]:
    """Stock conversion: projects now at started or beyond / ever signed, by unit and for all units' lists.

    Terminated projects stay in the denominator. No Figure without a list that tells signed projects; value None
    where nothing was ever signed.
    """
    ledger = state.ledger("projects")
    cover = covered(state, "projects", {"", "signed"}, state.once(answering, "signed"), signs={"signed"}, flow=False)
    until = state.limit(ledger, cover)
    each = state.voices("projects", by_unit=True)
    at = ledger.distinct(ever(each, "signed", until), by_unit=True)
    units = {}
    for name, known in cover.items():
        units[name] = _rate(state, each, at[ledger.unit[at] == state.units[name]], known)
    towns = [name for name in cover if name != state.district.name]
    if not towns:
        return units, None
    together = Voices(ledger, ledger.of_units([state.units[name] for name in towns]), by_unit=False)
    at = ledger.distinct(ever(together, "signed", until), by_unit=False)
    return units, _rate(state, together, at, max(cover[name] for name in towns))


def ever_signed(state: State, units: Sequence[str]) -> tuple[Ints, Flags]:
    """Positions of the projects ever signed on the lists of one or several units, and which stand at started or beyond.

    The numerator and denominator of `stock_rate`, thing by thing.
    """
    ledger, alone = state.ledger("projects"), len(units) == 1
    cover = covered(state, "projects", {"", "signed"}, state.once(answering, "signed"), signs={"signed"}, flow=False)
    mine = ledger.of_units([state.units[name] for name in units])
    voices = Voices(ledger, mine, by_unit=alone)
    at = ledger.distinct(ever(voices, "signed", state.limit(ledger, cover)), by_unit=alone)
    return at, _beyond(voices.level[at])


def _beyond(level: Ints) -> Flags:
    started: Flags = (level >= STAGES.index("started")) & (level < len(STAGES))
    return started


def _rate(state: State, voices: Voices, at: Ints, until: date) -> Figure:
    started = float(_beyond(voices.level[at]).sum())
    total = float(len(at))
    return Figure(
        value=started / total if total else None,
        cover_to=until,
        trail=state.trail([(voices.ledger, at, "stage")]),
        numerator=started,
        denominator=total,
    )


def same_period(started: Figure | None, signed: Figure | None) -> Figure | None:
    """Started this year / signed this year of the same units; value None at a denominator of 0. It can exceed 1."""
    if started is None or signed is None or started.value is None or signed.value is None:
        return None
    return Figure(
        value=started.value / signed.value if signed.value else None,
        cover_to=max(started.cover_to, signed.cover_to),
        trail=type(started.trail).joined([started.trail, signed.trail]),
        numerator=started.value,
        denominator=signed.value,
        hedged=started.hedged or signed.hedged,
        from_list=started.from_list and signed.from_list,
        notes=by_hand.marks(started, signed),
    )
