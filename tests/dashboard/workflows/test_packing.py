"""The pack of the sample district: the figures of the report and no others, codes for talks, what LibreOffice opens."""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pptx import Presentation

from dashboard import config
from dashboard.charts import amounts, board
from dashboard.config import Settings
from dashboard.contract import Filters
from dashboard.exports.contents import Contents
from dashboard.i18n import Say, speaker
from dashboard.store import Store
from dashboard.workflows import annexes, drawing, packing, report
from dashboard.workflows.codes import Names, names_of
from dashboard.workflows.delivering import Delivery
from dashboard.workflows.material import Material
from dashboard.workflows.report import Standing
from tests.dashboard.store.desk import DISTRICT, MARCH_22, MARCH_29, Desk, project, settings
from tests.packages import converted, faults
from tests.weeks import WEEK

ZH = speaker("zh_CN")
_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(filled, tmp_path / "var")
    settings = Settings.current({"DISPATCH_DATA_DIR": str(tmp_path / "var")}).sample()
    with Store(settings, config.district(settings.district_file)) as found:
        yield found


@pytest.fixture
def standing(store: Store) -> Standing:
    return report.standing(store, store.district, WEEK)


def gathered(store: Store, standing: Standing, say: Say = ZH, *, full: bool = False) -> Contents:
    canvas = packing.drawn_on(store, standing, say)
    return packing.Pack(Material(store, standing, canvas, names_of(standing, full=full))).contents()


def made(store: Store, standing: Standing, say: Say) -> dict[str, bytes]:
    """Slides, bulletin and workbook by name."""
    pack, wanted = Delivery(store, standing, say), ("slides", "bulletin", "tables")
    return {step.name: pack.carried_out(step).content for step in pack.steps() if step.part in wanted}


def test_the_parts_follow_the_meeting_and_every_unit_that_reports_has_one(store: Store, standing: Standing) -> None:
    names = [part.name for part in gathered(store, standing).parts]
    assert names[:5] == ["aimed", "plain", "weeks", "stock", "board"]
    told = [unit.name for unit in standing.district.units if f"unit-{unit.name}" in names]
    assert told == [unit.name for unit in standing.district.units]


def test_a_unit_shows_what_it_aims_at_what_it_has_and_what_moved_as_the_report_has_it(
    store: Store, standing: Standing
) -> None:
    parts = {part.name: part for part in gathered(store, standing).parts}
    for unit in standing.district.units:
        every = [m for m in standing.report.units[unit.name].values() if m.value is not None or m.target]
        found = [m for m in every if m.value or m.target or m.change] or every
        shown = [row[1] for row in parts[f"unit-{unit.name}"].grid.rows]
        found.sort(key=lambda m: not m.target)
        wanted = [(amounts.value_of(ZH, m), m.value, (unit.name, m.indicator)) for m in found]
        assert [(each.text, each.value, each.leads) for each in shown] == wanted


def test_the_board_has_the_groups_as_the_page_has_them(store: Store, standing: Standing) -> None:
    part = next(p for p in gathered(store, standing).parts if p.name == "board")
    district, printed = standing.district, [row[0] for row in part.grid.rows]
    assert [name for name in printed if "小计" in str(name)] == ["园区小计", "街道小计", "镇小计"]
    at = printed.index("街道小计")
    visits = report.standing(store, district, Filters(standing.as_of, group="街道")).report.district["outbound_trips"]
    assert part.grid.rows[at][1].text == board.cell(packing.drawn_on(store, standing, ZH), visits, "completion")
    assert part.grid.strong == {0, *(printed.index(f"{group}小计") for group in district.groups)}


def test_the_board_says_which_figures_hold_projects_of_several_units(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        desk = Desk(store)
        target = {"unit": "甲街道", "sheet": "目标", "table": 1, "indicator": "projects_signed", "year": 2024,
                  "period": "year", "value": 20.0, "cell": "B3", "row": 3}  # fmt: skip
        for unit in ("甲街道", "乙镇"):
            rows = [project("甲", "signed", unit=unit, signed_on=MARCH_22)]
            desk.send(MARCH_29, unit=unit, projects=rows, **({"targets": [target]} if unit == "甲街道" else {}))
        told = report.standing(store, store.district, MARCH_29)
        part = next(p for p in gathered(store, told).parts if p.name == "board")
        said = board.shared(packing.drawn_on(store, told, ZH), _lines(told), ("projects_signed",))
        assert said and said in part.note


def _lines(told: Standing) -> list[board.Line]:
    found = told.report
    return board.lines(told.district, found.units, {}, ("projects_signed",), whole=found.district)


def test_where_no_unit_lists_projects_the_districts_own_list_is_shown_and_who_owes_one_is_named(tmp_path: Path) -> None:
    with Store(settings(tmp_path), DISTRICT) as store:
        Desk(store).send(MARCH_29, unit="", projects=[project("甲", "signed", unit=DISTRICT.name, signed_on=MARCH_22)])
        told = report.standing(store, store.district, MARCH_29)
        part = next(p for p in gathered(store, told).parts if p.name == "stock")
        assert part.graph.categories == (DISTRICT.name,)
        owing = [unit.name for unit in told.district.units if "projects" in unit.ledgers]
        assert owing and all(name in part.note for name in owing)


def test_the_weeks_say_whose_visits_stand_on_no_day(store: Store, standing: Standing) -> None:
    (part,) = (p for p in gathered(store, standing).parts if p.name == "weeks")
    assert part.note == drawing.weeks(packing.drawn_on(store, standing, ZH), standing).note != ""
    told = [list(series.values) for series in part.graph.series]
    counted = [standing.weekly[name] for name in ("outbound", "inbound")]
    assert told == [[None if value != value else value for value in column] for column in counted]


def test_every_project_of_a_units_list_stands_in_its_phase(store: Store, standing: Standing) -> None:
    part = next(p for p in gathered(store, standing).parts if p.name == "stock")
    counts = {each.name: dict(zip(part.graph.categories, each.values, strict=True)) for each in part.graph.series}
    rows = standing.snapshot.tables["projects"].drop_duplicates(["unit", "identity"])
    phases = {"talks": ["negotiating"], "started": ["started"], "signed": ["signed", "registered", "filed"]}
    for phase, stages in phases.items():
        wanted = rows[rows["stage"].isin(stages)].groupby("unit").size().to_dict()
        told = {unit: n for unit, n in counts[ZH(f"pack.phase.{phase}")].items() if n}
        assert told == {unit: n for unit, n in wanted.items() if unit in set(standing.district.names)}


def test_the_bars_of_an_indicator_are_its_units_figures_and_no_data_is_none(store: Store, standing: Standing) -> None:
    part = next(p for p in gathered(store, standing).parts if p.name == "indicator-projects_signed")
    measures = [m for m in standing.by_unit("projects_signed") if m.value is not None or m.target]
    assert list(part.graph.series[0].values) == [m.value for m in measures]


def test_projects_in_talks_stand_under_a_code_until_full_names_are_asked_for(store: Store, standing: Standing) -> None:
    talks, canvas = frozenset(standing.snapshot.tables["projects"]["name"]), packing.drawn_on(store, standing, ZH)
    coded, full = (
        str(packing.Pack(Material(store, standing, canvas, Names(talks, asked))).contents().parts)
        for asked in (False, True)
    )
    assert [name for name in talks if name in coded] == []
    assert len([name for name in talks if name in full]) > 2


def test_names_of_a_day_hold_the_projects_in_talks(standing: Standing) -> None:
    rows = standing.snapshot.tables["projects"]
    told = dict(zip(rows["name"], rows["stage"], strict=True))
    found = names_of(standing).talks
    assert {told[name] for name in found} <= {"negotiating", ""}
    assert {name for name, stage in told.items() if stage == "negotiating"} <= found


def test_a_code_is_the_same_every_week_and_another_for_another_project() -> None:
    names = Names(frozenset({"甲项目", "乙项目"}))
    codes = [names.of(ZH, name) for name in ("甲项目", "乙项目", "甲项目", "丙项目")]
    assert codes[0] == codes[2] != codes[1]
    assert codes[3] == "丙项目"


def test_codes_of_many_projects_are_hardly_ever_alike() -> None:
    codes = [Names(frozenset({name})).of(ZH, name) for name in (f"第{n}号项目" for n in range(2_000))]
    assert len(set(codes)) >= 1_999
    assert all(re.fullmatch("在谈[2-9B-DF-HJ-NP-TV-Z]{5}", code) for code in codes)


def test_a_name_in_talks_is_coded_within_longer_texts_the_longer_of_two_first() -> None:
    names = Names(frozenset({"蓝湾新能源项目", "蓝湾新能源项目二期", "小镇"}))
    text = "走访蓝湾新能源项目二期，谈蓝湾新能源项目；特色小镇"
    first, second = (names.of(ZH, name) for name in ("蓝湾新能源项目二期", "蓝湾新能源项目"))
    assert names.within(ZH, text) == f"走访「{first}」，谈「{second}」；特色小镇"
    assert names.within(ZH, "小镇4月签约", own="小镇") == f"「{names.of(ZH, '小镇')}」4月签约"
    assert names.within(ZH, "谈 蓝湾 新能源项目，蓝湾新能源 项目二期") == f"谈 「{second}」，「{first}」"
    assert (names.within(ZH, "小镇"), names.within(ZH, "")) == (names.of(ZH, "小镇"), "")


def test_no_name_in_talks_stands_in_a_register(store: Store, standing: Standing) -> None:
    coded, full = (
        str(list(annexes.registers(store, standing, ZH, names_of(standing, full=asked)))) for asked in (False, True)
    )
    talks = names_of(standing).talks
    assert [name for name in talks if name in coded] == []
    assert [name for name in talks if name not in full] == []


def test_every_measure_of_the_screen_is_a_figure_of_the_pack(store: Store, standing: Standing) -> None:
    told = {(each.place, each.indicator): each for each in gathered(store, standing).figures}
    places = {standing.district.name: standing.report.district, **standing.report.units}
    shown = {(place, m.indicator): m for place, all_ in places.items() for m in all_.values()}
    known = {key for key, m in shown.items() if m.value is not None or m.target or key[0] == standing.district.name}
    assert set(told) == known
    for key, each in told.items():
        assert (each.value, each.target, each.completion) == tuple(
            getattr(shown[key], name) for name in ("value", "target", "completion")
        )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_libreoffice_opens_every_file_and_loses_no_slide(
    store: Store, standing: Standing, tmp_path: Path, language: str
) -> None:
    files = made(store, standing, speaker(language))
    assert [faults(content) for content in files.values()] == [[]] * 3
    paths = [tmp_path / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    slides, bulletin, book = (pdf.read_bytes() for pdf in converted(paths, "pdf", tmp_path))
    assert len(_PAGE.findall(slides)) == len(Presentation(io.BytesIO(next(iter(files.values())))).slides)
    assert len(_PAGE.findall(bulletin)) > 2
    assert len(_PAGE.findall(book)) > 8


def test_a_day_without_any_data_has_a_title_at_least(store: Store) -> None:
    empty = report.standing(store, store.district, date(2023, 1, 6))
    slides, *_ = made(store, empty, ZH).values()
    assert len(Presentation(io.BytesIO(slides)).slides) >= 1
