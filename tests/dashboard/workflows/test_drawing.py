"""The charts of a pack: those of the pages, projects in talks under their code."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import config
from dashboard.charts import Chart
from dashboard.config import Settings
from dashboard.contract import SeedTarget
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import packing, report
from dashboard.workflows.codes import Names
from dashboard.workflows.drawing import Drawing, of_units
from tests.dashboard.store.desk import DISTRICT, MARCH_29, Desk, asset, settings
from tests.weeks import WEEK

ZH = speaker("zh_CN")


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(filled, tmp_path / "var")
    place = Settings.current({"DISPATCH_DATA_DIR": str(tmp_path / "var")}).sample()
    with Store(place, config.district(place.district_file)) as found:
        yield found


def drawn(store: Store, *, full: bool = False) -> list[Chart]:
    standing = report.standing(store, store.district, WEEK)
    talks = frozenset(standing.snapshot.tables["projects"]["name"])
    return Drawing(store, standing, packing.drawn_on(store, standing, ZH), Names(talks, full)).all()


def said(chart: Chart) -> str:
    figure = json.dumps(json.loads(chart.figure.to_json()), ensure_ascii=False)
    return figure + chart.title + chart.alt + str(chart.keys) + str(chart.data.to_dict()) + str(chart.frame)


def test_overview_board_visits_projects_and_space_follow_each_other(store: Store) -> None:
    names = [chart.id for chart in drawn(store)]
    order = ["bullets-space", "board", "visits-weekly", "stages", "space-lines"]
    assert [name for name in names if name in order] == order
    assert len(set(names)) == len(names) > 20


def test_no_chart_holds_a_name_in_talks_be_it_seen_or_read_by_a_program_alone(store: Store) -> None:
    snapshot = store.snapshot(WEEK)
    names = set(snapshot.tables["projects"]["name"])
    coded = "".join(map(said, drawn(store)))
    assert [name for name in names if name in coded or name[:8] in coded] == []
    assert any(name in "".join(map(said, drawn(store, full=True))) for name in names)


def test_the_two_week_rule_of_leaders_is_on_no_chart(store: Store) -> None:
    assert [chart.id for chart in drawn(store) if chart.id.startswith("leaders")] == []


def test_a_unit_without_a_target_that_says_nothing_is_not_called_silent(tmp_path: Path) -> None:
    aims = tuple(SeedTarget(unit, "building_m2", 2024, 1000.0) for unit in ("甲街道", "乙镇"))
    district = replace(DISTRICT, targets=aims)
    with Store(settings(tmp_path), district) as store:
        Desk(store).send(MARCH_29, assets=[asset("旧楼", "building", 300.0)])
        shown = of_units(report.standing(store, district, MARCH_29), "building_m2")
    assert [(measure.unit, measure.value) for measure in shown] == [("甲街道", 300.0), ("乙镇", None)]
