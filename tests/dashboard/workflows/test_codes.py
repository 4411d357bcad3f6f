"""A code for a project in talks is worth something only if nothing beside it tells which project it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import annexes, packing, report
from dashboard.workflows.codes import names_of
from dashboard.workflows.drawing import Drawing
from tests.dashboard.store.desk import DISTRICT, MARCH_8, MARCH_22, MARCH_29, Desk, project, settings, trip

ZH = speaker("zh_CN")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store(settings(tmp_path), DISTRICT) as store:
        yield Desk(store)


def _talks(name: str, **more: Any) -> dict[str, Any]:
    return project(name, "negotiating", investor=f"{name[:2]}集团", **more)


def _project_rows(desk: Desk, *, full: bool = False) -> list[tuple[Any, ...]]:
    standing = report.standing(desk.store, DISTRICT, MARCH_29)
    told = annexes.registers(desk.store, standing, ZH, names_of(standing, full=full))
    return list(next(each for each in told if each.sheet == ZH("data.table.projects")).rows)


def test_beside_a_code_stands_neither_investor_nor_content_and_no_text_names_it(desk: Desk) -> None:
    hidden = {
        "registered_name": "蓝湾（示例）有限公司",
        "content": "新建轴承基地",
        "progress": "蓝湾集团来访，谈蓝湾新能源项目",
    }
    open_ = project("晨曜轴承项目", "signed", row=4, investor="晨曜集团", content="新建轴承厂", signed_on=MARCH_22)
    desk.send(MARCH_29, projects=[_talks("蓝湾新能源项目", **hidden), open_])
    code = names_of(report.standing(desk.store, DISTRICT, MARCH_29)).of(ZH, "蓝湾新能源项目")
    first, second = _project_rows(desk)
    assert [field for field in first if isinstance(field, str) and ("蓝湾" in field or "轴承" in field)] == []
    assert first.count("略") == 3
    assert f"「{code}」来访，谈「{code}」" in first
    assert {"晨曜轴承项目", "晨曜集团", "新建轴承厂"} <= set(second)
    assert {"蓝湾新能源项目", "蓝湾集团", "新建轴承基地"} <= set(_project_rows(desk, full=True)[0])


def test_who_was_visited_stands_beside_no_code(desk: Desk) -> None:
    stop = {"unit": "甲街道", "sheet": "外出", "table": 1, "row": 3, "visit_row": 3, "organisation": "蓝湾集团"}
    found = _talks("蓝湾新能源项目", first_contact_on=date(2024, 3, 20))
    desk.send(MARCH_29, projects=[found], visits=[trip("赵一", MARCH_8)], stops=[stop])
    standing = report.standing(desk.store, DISTRICT, MARCH_29)
    canvas = packing.drawn_on(desk.store, standing, ZH)
    texts = [
        str(chart.data.to_dict()) + chart.figure.to_json()
        for full in (False, True)
        for chart in Drawing(desk.store, standing, canvas, names_of(standing, full=full)).all()
        if chart.id == "yields"
    ]
    assert ["蓝湾" in text or "\\u84dd\\u6e7e" in text for text in texts] == [False, True]
    lists = str(list(annexes.registers(desk.store, standing, ZH, names_of(standing))))
    assert ("蓝湾" in lists, names_of(standing).of(ZH, "蓝湾新能源项目") in lists) == (False, True)


def test_a_project_that_was_in_talks_and_is_gone_keeps_its_code(desk: Desk) -> None:
    stays, gone = _talks("蓝湾新能源项目"), _talks("晨曜轴承项目", row=4)
    signed = _talks("拓维机器人项目", row=5)
    desk.send(MARCH_22, projects=[stays, gone, signed])
    desk.send(MARCH_29, projects=[stays, {**signed, "stage": "signed", "signed_on": MARCH_29}])
    standing = report.standing(desk.store, DISTRICT, MARCH_29)
    names = names_of(standing)
    assert names.talks == {"蓝湾新能源项目", "晨曜轴承项目"}
    told = str(list(annexes.registers(desk.store, standing, ZH, names)))
    assert ["晨曜轴承项目" in told, names.of(ZH, "晨曜轴承项目") in told, "拓维机器人项目" in told] == [
        False,
        True,
        True,
    ]


def test_a_project_in_talks_under_a_new_name_is_known_by_neither(desk: Desk) -> None:
    one = {"credit_code": "91320700MA1XXXXX01"}
    desk.send(MARCH_22, projects=[_talks("蓝湾新能源项目", **one)])
    desk.send(MARCH_29, projects=[_talks("蓝湾储能项目", **one)])
    assert names_of(report.standing(desk.store, DISTRICT, MARCH_29)).talks == {"蓝湾新能源项目", "蓝湾储能项目"}


def test_texts_and_lists_name_the_investor_of_a_project_in_talks_by_its_code(desk: Desk) -> None:
    talked = project("绿能储能产业园", "negotiating", investor="苏州瀚宇新材料科技有限公司")
    open_ = project("晨曜轴承项目", "signed", row=4, investor="晨曜轴承有限公司", signed_on=MARCH_22)
    desk.send(MARCH_29, projects=[talked, open_])
    names = names_of(report.standing(desk.store, DISTRICT, MARCH_29))
    code = names.marked(ZH, "绿能储能产业园")
    for text, told in {
        "与苏州瀚宇新材料科技有限公司韩总对接": f"与{code}韩总对接",
        "与苏州瀚宇新材料科技对接": f"与{code}对接",
        "瀚宇项目用地指标缺120亩": f"{code}用地指标缺120亩",
        "瀚宇新材料公司来访": f"{code}来访",
        "苏州瀚宇新材料科技有限公司": code,
        "瀚宇来访": "瀚宇来访",
        "赴苏州瀚宇考察": f"赴{code}考察",
        "苏州市瀚宇新材料": code,
        "瀚宇新材料": code,
        "瀚宇": code,
        "晨曜项目与晨曜轴承有限公司": "晨曜项目与晨曜轴承有限公司",
    }.items():
        assert names.within(ZH, text) == told
    assert names_of(report.standing(desk.store, DISTRICT, MARCH_29), full=True).parties == ()


def test_a_company_that_stands_by_name_with_another_project_is_no_secret(desk: Desk) -> None:
    talked = project("绿能储能产业园", "negotiating", investor="瀚宇新材料有限公司")
    open_ = project("瀚宇一期项目", "signed", row=4, investor="瀚宇新材料（示例）有限公司", signed_on=MARCH_22)
    other = project("云桥数据中心", "negotiating", row=5, investor="晨曜轴承有限公司")
    twin = project("轴承基地", "signed", row=6, investor="晨曜物流有限公司", signed_on=MARCH_22)
    desk.send(MARCH_29, projects=[talked, {**open_, "investor": "瀚宇新材料有限公司"}, other, twin])
    names = names_of(report.standing(desk.store, DISTRICT, MARCH_29))
    assert names.within(ZH, "瀚宇新材料有限公司、瀚宇项目") == "瀚宇新材料有限公司、瀚宇项目"
    assert names.within(ZH, "晨曜轴承有限公司、晨曜项目") == f"{names.marked(ZH, '云桥数据中心')}、晨曜项目"
