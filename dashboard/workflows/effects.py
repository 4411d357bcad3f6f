"""What drafts would change: a unit's figures as the meeting will show them, before and after a commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.contract import District
from dashboard.store import Store
from dashboard.workflows.receive import Draft, submission
from dashboard.workflows.report import Read, Standing, standing
from metrics import Measure


@dataclass(frozen=True, slots=True)
class Consequence:
    """One figure of one unit as the meeting would show it, before and after a commit."""

    unit: str
    indicator: str
    before: Measure
    after: Measure

    @property
    def changed(self) -> bool:
        """Whether anything a reader sees differs: value, cover-to date, completion or light."""
        seen = ("value", "cover_to", "completion", "light", "hedged", "stale")
        return any(getattr(self.before, name) != getattr(self.after, name) for name in seen)


def consequences(
    drafts: Sequence[Draft],
    store: Store,
    district: District,
    as_of: date,
    *,
    stands: Standing | None = None,
    read: Read | None = None,
) -> list[Consequence]:
    """Your figures as the meeting will show them: of every unit that the drafts speak of, before and after.

    In the official order of units, then of the catalogue; figures that have no value on either side are left out.
    Drafts that cannot be committed change nothing. Nothing is stored. `stands` is the district as it is, where a caller
    keeps it, and `read` as in `report.standing`.
    """
    also = [submission(made) for made in drafts if made.committable]
    units = {made.unit for made in drafts} | {
        str(unit) for draft in also for table in draft.tables.values() for unit in table["unit"].unique()
    }
    before = (stands or standing(store, district, as_of, read=read)).report
    after = standing(store, district, as_of, also=also, read=read).report
    found = []
    for name in district.names:
        later = after.units.get(name, after.district)
        earlier = before.units.get(name, before.district)
        for indicator, measure in later.items() if name in units else ():
            if measure.value is not None or earlier[indicator].value is not None:
                found.append(Consequence(name, indicator, earlier[indicator], measure))
    return found
