"""Default identity of records: equal text for one thing reported in several sheets, weeks or units.

Projects: credit code, else investor and name; visits: direction, leader, start and first host; organisations their
name; assets name and location, and their area where one list has several of that name; everything else is its own row.
Names compare folded (dashboard.names).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.names import key, organisation_key, project_key
from dashboard.store.blocks import Columns

_PLACE = ("submission", "sheet", "table", "row")
_IDENTIFYING = {
    "projects": ("credit_code", "name", "registered_name", "investor"),
    "visits": ("direction", "leader", "start"),
    "stops": ("organisation",),
    "prospects": ("organisation",),
    "assets": ("name", "location"),
}


def identities(table: str, frame: pd.DataFrame | Columns, stops: pd.DataFrame | None = None) -> list[str]:
    """One text a row of a snapshot's table, in its order; `stops` gives visits their first host.

    A record without any identifying field is nobody else's double: it is identified by its place in its file.
    """
    if table not in _IDENTIFYING:
        return [_place_text(table, values) for values in _rows(frame, *_PLACE, *(("cell",) if "cell" in frame else ()))]
    apart = _told_apart(frame) if table == "assets" else {}
    hosts = _first_hosts(stops) if table == "visits" and stops is not None else {}
    names = _IDENTIFYING[table]
    found = []
    for values in _rows(frame, *_PLACE, *names):
        place, record = values[: len(_PLACE)], dict(zip(names, values[len(_PLACE) :], strict=True))
        words = [*_words(table, record, hosts.get(place, "")), *apart.get(place, ())]
        found.append("|".join(words) if any(words) else _place_text(table, place))
    return found


def by_area(identity: str, area: float | None) -> str:
    """What an asset that a list names alone is called where others of its name stand beside it; itself without area."""
    return identity if area is None or pd.isna(area) else f"{identity}|{area:g}"


def among_namesakes(frame: pd.DataFrame, own: Sequence[str]) -> list[str]:
    """`by_area` of each asset of a table; `own` are their identities, one of them told apart already stays as it is."""
    rows = zip(own, _rows(frame, "name", "location", "area"), strict=True)
    return [
        by_area(identity, area) if name and identity == f"{key(name)}|{key(location)}" else identity
        for identity, (name, location, area) in rows
    ]


def without_area(identity: str) -> str:
    """What an asset that was told apart by its area is called where a list names it alone."""
    return identity.rpartition("|")[0]


def _rows(frame: pd.DataFrame | Columns, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name] for name in names), strict=True)


def _place_text(table: str, place: Iterable[Any]) -> str:
    return "#" + "|".join(map(str, (table, *place)))


def _words(table: str, record: Mapping[str, Any], host: str) -> list[str]:
    if table == "projects":
        return _project(record)
    if table == "visits":
        return _visit(record, host)
    if table == "assets":
        return [key(record["name"]), key(record["location"])] if record["name"] else []
    return [organisation_key(record["organisation"])]


def _project(record: Mapping[str, Any]) -> list[str]:
    if record["credit_code"]:
        return [record["credit_code"].upper()]
    name = project_key(record["name"] or record["registered_name"])
    return [organisation_key(record["investor"]), name] if name else []


def _visit(record: Mapping[str, Any], host: str) -> list[str]:
    start = "" if pd.isna(record["start"]) else f"{record['start']:%Y-%m-%d}"
    if not (record["leader"] or host):
        return []
    return [record["direction"], key(record["leader"]), start, host]


def _told_apart(frame: pd.DataFrame | Columns) -> dict[tuple[Any, ...], list[str]]:
    """The area of assets of which one list names others alike, by place: two buildings and not one twice."""
    alike: dict[tuple[Any, ...], dict[tuple[Any, ...], float]] = {}
    for *place, name, location, area in _rows(frame, *_PLACE, "name", "location", "area"):
        if name and not pd.isna(area):
            alike.setdefault((*place[:3], key(name), key(location)), {})[tuple(place)] = area
    several = (areas for areas in alike.values() if len(set(areas.values())) > 1)
    return {place: [f"{area:g}"] for areas in several for place, area in areas.items()}


def _first_hosts(stops: pd.DataFrame) -> dict[tuple[Any, ...], str]:
    """The organisation that stands first under each visit, by the visit's place."""
    hosts: dict[tuple[Any, ...], str] = {}
    ordered = stops.sort_values("row", kind="stable")
    for *place, organisation in _rows(ordered, "submission", "sheet", "table", "visit_row", "organisation"):
        hosts.setdefault(tuple(place), organisation_key(organisation))
    return hosts
