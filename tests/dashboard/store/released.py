"""Stores as released versions left them: the schema of that revision, with rows as that version wrote them."""

import json
from datetime import datetime
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, insert, select, text

from dashboard.config import Settings
from dashboard.store import Store, migrations, schema
from dashboard.store.engine import connected, reading, writing

REVISIONS = ("0001", "0002")
"""Revisions before there were acts."""
WITH_ACTS = ("0005", "0006", "0007", "0008", "0009", "0010")
"""Later revisions that a store of today, without what they did not know, can be taken back to."""
_SINCE = {
    "0011": ("UPDATE sightings SET state = 'without what is to be built'",),
    "0010": ("UPDATE sightings SET state = 'of less'",),
    "0009": ("DROP TABLE actions",),
    "0008": ("DROP INDEX ix_links_same",),
    "0007": ("DROP TABLE verdicts",),
    "0006": ("DROP TABLE sightings", "DROP TABLE recognitions"),
}
"""What each revision added, taken away again."""


def taken_back(place: Settings, revision: str) -> None:
    """A store of today made one of an earlier revision, its acts and what they had filed by then left as they are."""
    engine = connected(place.database_url)
    with writing(engine) as connection:
        for added, statements in _SINCE.items():
            for statement in statements if added > revision else ():
                connection.execute(text(statement))
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    engine.dispose()


def laid(place: Settings, revision: str, like: Store) -> None:
    """A database of an earlier revision that holds the submissions of a store of today, and some memories."""
    engine = connected(place.database_url)
    config = Config()
    config.set_main_option("script_location", str(next(iter(migrations.__path__))))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    with reading(like.books.engine) as source, writing(engine) as target:
        for table in ("submissions", "readings", "parts", "lines", "claims"):
            _copy(source, target, table)
        _fill(target, "memories", MEMORIES[revision])
        if revision != "0001":
            _fill(target, "changes", CHANGES)
    engine.dispose()


def _copy(source: Connection, target: Connection, name: str) -> None:
    rows = [dict(row._mapping) for row in source.execute(select(schema.metadata.tables[name]))]
    for row in rows:
        row.pop("act", None)
        if name == "claims":
            row["mixed"] = False
        if name == "lines" and row["ledger"] == "projects":
            row["variant"] = f"{row['scope']}|{row['variant']}"
    _fill(target, name, rows)


def _fill(target: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    held = MetaData()
    held.reflect(target, only=[name], resolve_fks=False)
    target.execute(insert(held.tables[name]), rows)


def _content(scope: str) -> str:
    return json.dumps({"answers": {"scope": scope}, "layout": []})


_KEPT = {"unit": "甲街道", "template": "A", "answers": '{"scope": "increment"}'}
_MORNING, _NOON = datetime(2024, 3, 29, 8), datetime(2024, 3, 29, 12, 0, 30)
MEMORIES: dict[str, list[dict[str, Any]]] = {
    "0001": [_KEPT, {**_KEPT, "unit": "乙镇", "answers": '{"scope": "whole"}'}],
    "0002": [
        {**_KEPT, "layout": "[]", "at": _NOON, "by": "clerk"},
        {
            **_KEPT,
            "unit": "乙镇",
            "answers": '{"scope": "whole"}',
            "layout": "[]",
            "at": datetime(1970, 1, 1),
            "by": "",
        },
    ],
}
CHANGES: list[dict[str, Any]] = [
    {
        "number": 1,
        "unit": "丙园区",
        "template": "C",
        "at": _MORNING,
        "by": "x",
        "before": "",
        "after": _content("whole"),
    },
    {
        "number": 2,
        "unit": "丙园区",
        "template": "C",
        "at": _MORNING,
        "by": "x",
        "before": _content("whole"),
        "after": "",
    },
    {
        "number": 3,
        "unit": "甲街道",
        "template": "A",
        "at": _NOON,
        "by": "clerk",
        "before": _content("whole"),
        "after": _content("increment"),
    },
]
"""丙园区's template was learnt and forgotten; of 甲街道's there was a memory before there was a trail."""
