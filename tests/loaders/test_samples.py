"""The sample workbooks, read and held against what their authors know: every record, every deliberate mistake."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import config
from loaders import Reading, ingest

SAMPLES = config.ROOT / "sample_data"
TRUTH = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))["files"]
FILES = [entry["file"] for entry in TRUTH]


@cache
def reading(file: str) -> Reading:
    path = SAMPLES / file
    registry = SAMPLES / ("reference/district.toml" if file.startswith("reference") else "district.toml")
    period = date.fromisoformat(next(e["period"] for e in TRUTH if e["file"] == file))
    return ingest(path.read_bytes(), path.name, district=_district(registry), period=period)


@cache
def _district(path: Path) -> Any:
    return config.district(path)


def plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d")
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return value


def same(found: Any, expected: Any) -> bool:
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return found == pytest.approx(expected, rel=1e-9)
    if expected in (None, "") and found in (None, ""):
        return True
    return found == expected


def differences(entry: dict[str, Any], read: Reading) -> list[str]:
    """Every truth record without an equal one at its place, and every record that the truth does not know."""
    told: list[str] = []
    left = {
        name: [{k: plain(v) for k, v in row.items()} for row in table.to_dict("records")]
        for name, table in read.tables.items()
    }
    for record in entry["records"]:
        rows = left.get(record["table"], [])
        fields = {**record["fields"], "unit": record["unit"]}
        at_place = [
            r for r in rows if (r["sheet"], r["table"], r["row"]) == (record["sheet"], record["number"], record["row"])
        ]
        match = next((r for r in at_place if all(same(r.get(k), v) for k, v in fields.items())), None)
        if match is None:
            nearest = [{k: r.get(k) for k in fields} for r in at_place]
            told.append(f"missing {record['table']} {record['sheet']}!{record['row']} {fields}\n      found {nearest}")
        else:
            rows.remove(match)
    if read.scope == "increment":
        # the truth leaves open what 本周未外出 says inside an increment: the week's zero
        left["counters"] = [r for r in left.get("counters", []) if (r["period"], r["value"]) != ("week", 0)]
    told += [f"extra {name} {row}" for name, rows in left.items() for row in rows]
    return told


@pytest.mark.parametrize("file", FILES)
def test_every_record_is_read_as_its_author_meant_it_and_nothing_else(file: str) -> None:
    entry = next(e for e in TRUTH if e["file"] == file)
    told = differences(entry, reading(file))
    assert not told, "\n" + "\n".join(told[:20])


@pytest.mark.parametrize("file", FILES)
def test_every_deliberate_mistake_is_found_at_its_cell(file: str) -> None:
    entry = next(e for e in TRUTH if e["file"] == file)
    found = {(f.code, f.sheet, f.cell) for f in reading(file).findings}
    missing = [
        e for e in entry["findings"] if not any((e["code"], e["sheet"], cell) in found for cell in (e["cells"] or [""]))
    ]
    assert not missing, (missing, sorted(found))


@pytest.mark.parametrize("file", FILES)
def test_nothing_else_is_called_an_error(file: str) -> None:
    entry = next(e for e in TRUTH if e["file"] == file)
    expected = {(e["sheet"], cell) for e in entry["findings"] for cell in e["cells"]}
    errors = [f for f in reading(file).findings if f.severity == "error" and (f.sheet, f.cell) not in expected]
    assert not errors


@pytest.mark.parametrize("file", FILES)
def test_every_non_empty_cell_is_parsed_flagged_or_ignored(file: str) -> None:
    cells = reading(file).cells
    assert cells.nonempty == cells.parsed + cells.flagged + cells.ignored > 0
    assert cells.ignored == sum(cells.reasons.values())


@pytest.mark.parametrize("file", FILES)
def test_the_same_file_next_week_has_changed_no_unit_of_measure(file: str) -> None:
    before = reading(file)
    again = ingest(
        (SAMPLES / file).read_bytes(), before.file, district=_district(SAMPLES / "district.toml"), unit=before.unit,
        period=before.period, previous=before.tables,
    )  # fmt: skip
    assert "unit-of-measure-changed" not in {finding.code for finding in again.findings}
