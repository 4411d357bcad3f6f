"""Resighting: every sighting written anew of what the acts filed, when a new revision writes them at all or otherwise.

Act by act, each as it was when it was done: the rows are those that doing the acts again would give (`check`), whatever
came later or was taken back since.
"""

import json

from sqlalchemy import Connection, delete, select

from dashboard.store import sightings
from dashboard.store.filing import Part
from dashboard.store.schema import acts, parts, recognitions, submissions
from dashboard.store.schema import sightings as rows
from dashboard.store.standing import Known
from dashboard.store.views import opened


def resighted(connection: Connection) -> None:
    """Write the sightings of a whole store anew, and the words by which things are recognised."""
    for table in (recognitions, rows):
        connection.execute(delete(table))
    done = select(acts.c.number, acts.c.kind, acts.c.content).where(acts.c.kind.in_(("submission", "retraction")))
    last = 0
    for act, kind, content in connection.execute(done.order_by(acts.c.number)).all():
        number = json.loads(content)["submission"]
        if kind == "retraction":
            sightings.retract(connection, number, Known(last, act))
            continue
        last = number
        period = connection.execute(select(submissions.c.period).where(submissions.c.number == number)).scalar_one()
        sightings.enter(connection, number, period, _filed(connection, number), Known(last, act))


def _filed(connection: Connection, number: int) -> list[Part]:
    held = connection.execute(select(parts).where(parts.c.submission == number)).all()
    return [opened(row.unit, row.ledger, row.content) for row in held]
