"""Canonical tables: columns, types and absence."""

from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.contract import TABLES
from dashboard.frames import frame, kind_of


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_every_column_in_contract_order(table: str) -> None:
    assert tuple(frame(table).columns) == TABLES[table]


def test_absent_fields_are_absent_and_never_zero() -> None:
    made = frame("visits", [{"unit": "新海街道", "start": datetime(2024, 3, 20), "row": 4}, {"start": None}])
    assert made["leader"].tolist() == ["", ""]
    assert made["organisations"].isna().all()
    assert made["start"].tolist() == [pd.Timestamp(2024, 3, 20), pd.NaT]
    assert made["row"].tolist() == [4, 0]


def test_types_are_the_contracts() -> None:
    made = frame("projects", [{"name": "甲", "signed_on": date(2024, 1, 2), "investment": 3}])
    kinds = {name: str(made[name].dtype) for name in ("name", "signed_on", "investment", "row")}
    assert kinds == {"name": "str", "signed_on": "datetime64[us]", "investment": "float64", "row": "int64"}


def test_a_misspelt_field_cannot_vanish() -> None:
    with pytest.raises(KeyError, match="leeder"):
        frame("visits", [{"leeder": "李强"}])


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("events", "projects", "number"),
        ("counters", "period", "text"),
        ("assets", "revitalised_increment", "number"),
        ("projects", "planned_start_on", "date"),
        ("stops", "visit_row", "integer"),
    ],
)
def test_kind_of_a_column(table: str, column: str, kind: str) -> None:
    assert kind_of(column, table) == kind
