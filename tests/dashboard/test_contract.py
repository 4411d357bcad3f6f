"""The canonical tables and the registry."""

from datetime import date

import pandas as pd

from dashboard.contract import District, Snapshot, Unit


def test_only_active_carriers_that_keep_the_ledger_are_expected() -> None:
    district = District(
        "示例区",
        units=(
            Unit("甲街道"),
            Unit("乙镇", ledgers=("visits",)),
            Unit("丙园区", until=date(2023, 12, 31)),
            Unit("招商一部", kind="department"),
        ),
    )
    assert [u.name for u in district.reporting(date(2024, 3, 29))] == ["甲街道", "乙镇"]
    assert [u.name for u in district.reporting(date(2024, 3, 29), "assets")] == ["甲街道"]
    assert district.names[0] == "示例区"


def test_the_cell_of_a_field_is_its_column_and_row() -> None:
    held = {(1, "台账", 1): {"name": "B", "signed_on": "G"}}
    snapshot = Snapshot(date(2024, 3, 29), {}, pd.DataFrame(), held)
    assert snapshot.cell(1, "台账", 1, 12, "signed_on") == "G12"
    assert snapshot.cell(1, "台账", 1, 12, "paid_in") == "B12"
    assert snapshot.cell(2, "台账", 1, 12, "name") == "A12"
