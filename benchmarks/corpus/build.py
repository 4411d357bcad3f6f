"""The corpus on disk."""

import json
from pathlib import Path

from benchmarks.corpus import (
    amounts,
    bodies,
    calendars,
    compounds,
    counting,
    goals,
    headers,
    layouts,
    oddities,
    sheets,
    vocabulary,
)
from benchmarks.corpus.messes import PER_MESS, drafts

KINDS = (headers, bodies, calendars, amounts, sheets, counting, goals, oddities, layouts, compounds, vocabulary)
"""Modules that register kinds of mess."""


def build(folder: Path, seed: int = 1, per_mess: int = PER_MESS, wanted: tuple[str, ...] = ()) -> int:
    """Writes every workbook and `truth.json` beside them; how many were written."""
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    for draft in drafts(seed, per_mess, wanted):
        content = draft.bytes()
        (folder / draft.truth.file).write_bytes(content)
        truths.append(draft.truth.to_json())
    (folder / "truth.json").write_text(json.dumps(truths, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(truths)
