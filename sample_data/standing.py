"""What stands after each week: whole ledgers replace within their scope, increments add, late units keep their last."""

from dataclasses import dataclass, field
from datetime import date

from sample_data.drafts import Draft, Draftbook, Record


@dataclass
class Standing:
    """Records by unit and scope, and until which day each scope has been reported."""

    lists: dict[tuple[str, str], list[Record]] = field(default_factory=dict)
    covers: dict[tuple[str, str], date] = field(default_factory=dict)

    def receive(self, book: Draftbook) -> None:
        for draft in book.sheets:
            for cover in draft.covers:
                self._replace(draft, book.period, **cover)

    def _replace(self, draft: Draft, period: date | None, unit: str, scope: str, increment: bool) -> None:
        records = [_with_stops(record, draft) for record in draft.records if _belongs(record, unit, scope)]
        before = self.lists.get((unit, scope), []) if increment else []
        self.lists[unit, scope] = before + records
        if period is not None:
            self.covers[unit, scope] = period

    def of(self, unit: str, scope: str) -> list[Record] | None:
        """What stands in a scope; None if nobody ever answered for it."""
        return self.lists.get((unit, scope))


def _belongs(record: Record, unit: str, scope: str) -> bool:
    table, _, part = scope.partition(":")
    said = record["fields"]
    told = {
        "visits": said.get("direction"),
        "assets": said.get("kind"),
        "events": said.get("kind"),
        "counters": said.get("indicator"),
    }
    return record["unit"] == unit and record["table"] == table and part in (told.get(table), "", "talks")


def _with_stops(record: Record, draft: Draft) -> Record:
    """A visit with the organisations met on it."""
    met = [
        other["fields"]
        for other in draft.records
        if other["table"] == "stops"
        and other["number"] == record["number"]
        and other["fields"]["visit_row"] == record["row"]
    ]
    return {**record, "stops": met}
