"""What is proposed first where a person has to say what a column or a table is: what its cells can be, then its words.

A proposal decides nothing; it only stands first in the list from which a person chooses.
"""

from datetime import datetime

from loaders import headings
from loaders.canvas import numeric
from loaders.dates import day
from loaders.grid import Value
from loaders.headings import LISTS, Heading
from loaders.mapping import JOINED
from loaders.measures import quantity_of_unit
from loaders.organisations import organisation_kind
from loaders.profiles import Profile
from loaders.ranking import list_cues
from loaders.reader import TableReader

_MOSTLY = 0.5
_FIGURES = ("money", "area", "count")
_IDENTIFYING = {"projects": "name", "assets": "name", "events": "title", "prospects": "organisation"}
"""Of these lists the field without which nobody knows what a row is."""
_OF_COMPANIES = frozenset({"organisation", "investor", "occupant", "owner", "registered_name"})
_ANY_YEAR = 2020
_SERIAL_DAY = (20_000, 80_000)
"""Excel's numbers of days from 1954 to 2119."""


def fields_for(table: TableReader, heading: Heading) -> tuple[str, ...]:
    """The fields still free for an unread column, likeliest first."""
    ledger = table.columns.ledger
    section = ledger if ledger in LISTS else "indicators"
    taken = table.columns.fields.keys() - JOINED
    named = headings.likely_fields(heading, section, taken)
    own = [table.canvas.own(row, heading.column) for row in table.block.body]
    cells = Profile([value for value in own if value is not None])
    if section == "indicators" or not cells.filled:
        return named
    measured = quantity_of_unit(heading.unit) if heading.unit else None
    quantity = measured[0] if measured else ""
    return tuple(sorted(named, key=lambda name: _distance(section, name, cells, quantity)))


def _distance(ledger: str, name: str, cells: Profile, quantity: str) -> int:
    """0 for what tells the rows apart, 1 for what cells are like, 2 for what they can be, 3 for what they cannot."""
    kind = headings.word(ledger, name).kind
    if quantity:
        return 0 if kind == quantity else 2 if kind in _FIGURES else 3
    if _kind_of(cells) != ("figure" if kind in _FIGURES else "date" if kind == "date" else "text"):
        return 3
    if name == _IDENTIFYING.get(ledger) and _all_differ(cells) and not (ledger == "projects" and _companies(cells)):
        return 0
    return 1 if name in _OF_COMPANIES and _companies(cells) else 2


def _kind_of(cells: Profile) -> str:
    if cells.share(_is_day) >= _MOSTLY:
        return "date"
    return "figure" if cells.share(numeric) >= _MOSTLY else "text"


def _is_day(value: Value) -> bool:
    if isinstance(value, int | float):
        return _SERIAL_DAY[0] < value < _SERIAL_DAY[1] and value == int(value)
    return isinstance(value, datetime) or (
        isinstance(value, str) and not numeric(value) and day(value, year=_ANY_YEAR).start is not None
    )


def _companies(cells: Profile) -> bool:
    return cells.text_share(lambda words: organisation_kind(words) != "other") >= _MOSTLY


def _all_differ(cells: Profile) -> bool:
    return cells.filled > 1 and len(cells.texts) == cells.filled


def ledgers_for(heads: list[Heading], title: str) -> tuple[str, ...]:
    """The kinds of list that a table may be, those first of which its title and then its headings speak."""

    def told(ledger: str) -> float:
        known = (headings.match(head.forms, ledger) for head in heads if head.path)
        weights = {name: headings.word(ledger, name).weight for name, _ in filter(None, known)}
        return 4 * list_cues(ledger, title) + sum(weights.values())

    return tuple(sorted(LISTS, key=told, reverse=True))
