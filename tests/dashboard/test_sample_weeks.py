"""The sample district's four weeks, imported file by file, against figures reckoned from the invented facts."""

import json
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.config import ROOT
from dashboard.store import Store
from dashboard.workflows import report
from metrics import proportions
from metrics.causes import causes
from tests.oracle.compare import differences as disagreements
from tests.weeks import opened

TRUTH = json.loads((ROOT / "sample_data" / "truth.json").read_text(encoding="utf-8"))["reports"]


@pytest.fixture(scope="module")
def store(four_weeks: Path) -> Iterator[Store]:
    with opened(four_weeks) as found:
        yield found


def differences(expected: dict[str, Any], found: dict[str, Any], place: str) -> list[str]:
    told = []
    for name, facts in expected.items():
        for key, value in facts.items():
            got = found[name][key]
            same = got == pytest.approx(value, rel=1e-9) if isinstance(value, int | float) else got == value
            if not same:
                told.append(f"{place} {name}.{key}: expected {value}, found {got}")
    return told


@pytest.mark.parametrize("day", sorted(TRUTH))
def test_every_figure_of_the_week_is_what_its_facts_say(store: Store, day: str) -> None:
    found = report.document(report.standing(store, store.district, date.fromisoformat(day)))
    told = differences(TRUTH[day]["district"], found["district"], "district")
    for unit, facts in TRUTH[day]["units"].items():
        told += differences(facts, found["units"][unit], unit)
    assert not told, "\n" + "\n".join(told[:40])


@pytest.mark.parametrize("day", sorted(TRUTH)[1:])
def test_what_a_change_is_made_of_adds_up_to_it(store: Store, day: str) -> None:
    stands = report.standing(store, store.district, date.fromisoformat(day))
    home = store.district.name
    told = []
    for unit, measures in {home: stands.report.district, **stands.report.units}.items():
        for name, measure in measures.items():
            where = "" if unit == home else unit
            parts = causes(stands.state, name, where) or proportions.causes(stands.state, name, where)
            if parts or measure.change:
                told.append((unit, name, math.fsum(part.amount for part in parts), measure.change))
    assert len(told) > 30
    assert not [one for one in told if one[2] != pytest.approx(one[3])]


@pytest.mark.parametrize("day", sorted(TRUTH))
def test_a_second_reckoning_says_the_same(store: Store, day: str) -> None:
    found = report.standing(store, store.district, date.fromisoformat(day))
    told, number = disagreements(found.snapshot, store.district, found.previous, found.baseline)
    assert not told, "\n" + "\n".join(told[:40])
    assert number > 6000
