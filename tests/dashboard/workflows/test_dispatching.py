"""What a meeting has to settle, of the sample district's four weeks: red and yellow, what moved, what stands still."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import amounts
from dashboard.config import REFERENCE_DISTRICT, Settings
from dashboard.contract import District, Unit
from dashboard.exports.contents import said_of
from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import dispatching, packing, report
from dashboard.workflows.codes import Names, names_of
from dashboard.workflows.material import Material
from dashboard.workflows.packing import Pack
from tests.dashboard.store.desk import Desk, project
from tests.weeks import opened

ZH = speaker("zh_CN")


@pytest.fixture(scope="module")
def store(four_weeks: Path) -> Iterator[Store]:
    with opened(four_weeks) as found:
        yield found


@pytest.fixture(scope="module")
def pack(store: Store) -> Pack:
    standing = report.standing(store, store.district, date(2024, 3, 29))
    return Pack(Material(store, standing, packing.drawn_on(store, standing, ZH), names_of(standing)))


def test_every_part_is_called_up_under_its_item_of_the_agenda(pack: Pack) -> None:
    parts = pack.contents().parts
    items = list(dict.fromkeys(part.item for part in parts))
    assert items == ["overall", "board", "lights", "moved", "stuck", "coordination", "units"]
    assert {part.item for part in parts if part.name.startswith("unit-")} == {"units"}


def test_units_with_red_or_yellow_are_named_with_what_they_lack(pack: Pack) -> None:
    (part,) = (part for part in pack.contents().parts if part.name == "lights")
    for light, place in (("red", 1), ("yellow", 2)):
        told = {str(row[0]): said_of(row[place]) for row in part.grid.rows if row[place]}
        wanted = {
            unit: [amounts.short(ZH, m.indicator) for m in measures.values() if m.light == light and m.target]
            for unit, measures in pack.standing.report.units.items()
        }
        wanted = {unit: names for unit, names in wanted.items() if names}
        assert list(told) == list(wanted)
        assert all(name in told[unit] for unit, names in wanted.items() for name in names)


def test_the_steps_of_the_waterfall_lead_from_the_last_meeting_to_this_one(pack: Pack) -> None:
    (part,) = (part for part in pack.contents().parts if part.name == "moved")
    total = pack.standing.movement.bridge.total
    row = total[total["measure"] == "projects"].iloc[0]
    ground, steps = part.graph.series
    assert (steps.values[0], steps.values[-1]) == (row["opening"], row["closing"])
    assert [end for end in ground.values if end < 0] == []
    signed = [float(label.replace("−", "-")) for label in steps.labels[1:-1]]
    assert steps.values[0] + sum(signed) == steps.values[-1]


def test_a_units_lists_say_what_stands_still_and_how_it_reported(pack: Pack) -> None:
    parts = {part.name: part for part in pack.contents().parts}
    rows = pack.material.still
    waiting = rows[rows["rule"] == "problem"]["unit"].to_list()
    still = [each.row["unit"] for each in pack.material.stalled] + waiting
    for unit in pack.standing.district.units:
        lists = {each.title: each for each in parts[f"unit-{unit.name}"].lists}
        found = still.count(unit.name)
        shown = lists.get(ZH("pack.list.still"))
        assert (0 if shown is None else len(shown.lines)) == min(found, 3)
        assert (shown.rest if shown else "") == (ZH("pack.rest", n=found - 3) if found > 3 else "")
        sent = [each.state for each in pack.material.returns.grid.get(unit.name, {}).values()]
        told = [state for state in ("on-time", "late", "corrected", "partial", "missing") if state in sent]
        said = " ".join(lists[ZH("pack.list.returns")].lines) if told else ""
        assert [state for state in told if ZH(f"data.returns.{state}") not in said] == []


def test_every_open_problem_waits_for_coordination_from_its_first_meeting_on(pack: Pack) -> None:
    (part,) = (part for part in pack.contents().parts if part.name == "coordination")
    rows = pack.standing.snapshot.tables["projects"]
    assert len(part.grid.rows) == rows.loc[rows["problem"] != "", "identity"].nunique()
    assert [row[-1].text for row in part.grid.rows] == [
        ZH("pack.open", n=meetings) for meetings in pack.material.problems["meetings"]
    ]


def test_every_line_of_what_has_to_be_settled_can_become_an_action(pack: Pack) -> None:
    parts = {part.name: part for part in pack.contents().parts}
    tables = pack.standing.snapshot.tables
    for name in ("stuck", "coordination"):
        told = parts[name].subjects
        assert [each.unit for each in told] == [row[0] for row in parts[name].grid.rows]
        assert [each.of for each in told if each.of not in set(tables[f"{each.kind}s"]["identity"])] == []
    units = pack.standing.report.units
    measures = [m for unit in pack.standing.district.units for m in units[unit.name].values()]
    warned = [(m.unit, m.indicator) for m in measures if m.light in ("red", "yellow") and m.target]
    assert [(each.unit, each.of) for each in parts["lights"].subjects] == warned
    own = parts[f"unit-{warned[0][0]}"].subjects
    assert {each.of for each in own if each.kind == "figure"} == {of for unit, of in warned if unit == warned[0][0]}


def test_a_thing_that_breaks_two_rules_is_one_line_and_counts_once(pack: Pack) -> None:
    (part,) = (part for part in pack.contents().parts if part.name == "stuck")
    rows = pack.material.still[pack.material.still["rule"] != "problem"]
    assert len(rows) > rows["identity"].nunique() == len(pack.material.stalled)
    assert part.title == ZH("pack.part.stuck", n=rows["identity"].nunique())
    twice = next(each for each in pack.material.stalled if len(each.rules) == 2)
    line = next(row for row in part.grid.rows if row[1] == twice.row["name"])
    assert line[2] == "；".join(ZH(f"rule.{rule}") for rule in twice.rules)


def test_no_subject_names_a_project_in_talks(pack: Pack) -> None:
    said = [each.said for part in pack.contents().parts for each in part.subjects]
    assert said and [name for name in pack.material.names.talks if any(name in each for each in said)] == []


def test_a_unit_that_owes_returns_has_its_part_though_there_is_nothing(tmp_path: Path) -> None:
    district = District("示例区", units=(Unit("甲街道"), Unit("乙镇")))
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'd.sqlite3'}", REFERENCE_DISTRICT)
    with Store(settings, district) as store:
        Desk(store).send(date(2024, 3, 29), projects=[project("光伏基地", "signed")])
        standing = report.standing(store, district, date(2024, 3, 29))
        names = Names(frozenset())
        told = Pack(Material(store, standing, packing.drawn_on(store, standing, ZH), names)).contents()
    assert [part.title for part in told.parts if part.item == "units"] == ["甲街道", "乙镇"]


def test_an_amount_in_dollars_stands_beside_a_problem_as_it_was_typed(tmp_path: Path) -> None:
    place = Settings(tmp_path, f"sqlite:///{tmp_path / 'dispatch.sqlite3'}", REFERENCE_DISTRICT)
    district, day = District("示例区", units=(Unit("甲街道"),)), date(2024, 3, 29)
    told = {"problem": "用地指标", "signed_on": date(2024, 3, 1)}
    with Store(place, district) as store:
        Desk(store).send(day, projects=[project("外资项目", "signed", investment_usd=300.0, **told)])
        standing = report.standing(store, district, day)
        part = dispatching.coordination(
            Material(store, standing, packing.drawn_on(store, standing, ZH), names_of(standing))
        )
    assert part is not None and part.grid is not None
    assert [said_of(cell) for cell in part.grid.rows[0]][4] == "300万美元"
