"""Identity: one thing, one text, however it was typed."""

import pandas as pd

from dashboard.frames import frame
from dashboard.store.identity import identities
from tests.dashboard.store.desk import MARCH_8, asset, project, trip


def _placed(table: str, *records: dict[str, object]) -> pd.DataFrame:
    rows = frame(table, [{"row": place, **record} for place, record in enumerate(records, 3)])
    return rows.assign(submission=1)


def test_a_credit_code_identifies_a_project_whatever_its_name() -> None:
    before = project("甲项目", "signed", credit_code="91320706MA00000001")
    after = project("甲（海州）有限公司", "started", credit_code="91320706ma00000001", row=9)
    first, second = identities("projects", _placed("projects", before, after))
    assert first == second == "91320706MA00000001"


def test_investor_and_name_identify_a_project_without_code() -> None:
    one = {**project("智能泵阀项目", "signed"), "investor": "江苏智云科技有限公司"}
    two = {**project("智能泵阀", "started"), "investor": "江苏智云科技"}
    assert identities("projects", _placed("projects", one, two)) == ["江苏智云科技|智能泵阀"] * 2


def test_a_project_without_any_name_is_its_own_row() -> None:
    bare = {"unit": "甲街道", "sheet": "项目", "table": 1, "stage": "signed"}
    assert identities("projects", _placed("projects", bare, bare)) == ["#projects|1|项目|1|3", "#projects|1|项目|1|4"]


def test_a_visit_is_its_direction_leader_start_and_first_host() -> None:
    stop = {"unit": "甲街道", "sheet": "外出", "table": 1, "visit_row": 3}
    stops = _placed(
        "stops", {**stop, "row": 4, "organisation": "乙公司"}, {**stop, "row": 3, "organisation": "苏州甲有限公司"}
    )
    visits = _placed("visits", trip("王一", MARCH_8))
    assert identities("visits", visits, stops) == ["outbound|王一|2024-03-08|苏州甲"]


def test_an_asset_is_its_name_and_location() -> None:
    one = {**asset("一号 厂房", "factory", 1.0), "location": "海州路1号"}
    two = {**asset("一号厂房", "factory", 2.0), "location": "海州路 1号"}
    assert identities("assets", _placed("assets", one, two)) == ["一号厂房|海州路1号"] * 2


def test_assets_of_one_name_in_one_list_are_told_apart_by_their_area() -> None:
    rows = [{**asset("标准厂房", "factory", 400, row=row), "area": area} for row, area in ((3, 1000), (4, 2000))]
    assert identities("assets", _placed("assets", *rows)) == ["标准厂房||1000", "标准厂房||2000"]


def test_an_asset_named_once_in_a_list_is_not_told_apart_by_its_area() -> None:
    before, after = ({**asset("标准厂房", "factory", 400), "area": area} for area in (1000, 2000))
    frame = _placed("assets", before, after).assign(submission=[1, 2])
    assert identities("assets", frame) == ["标准厂房|"] * 2


def test_two_phases_of_a_project_are_two_projects() -> None:
    phases = [{**project(f"光伏组件项目（{n}期）", "signed"), "investor": "甲新能源有限公司"} for n in "一二"]
    assert len(set(identities("projects", _placed("projects", *phases)))) == 2
