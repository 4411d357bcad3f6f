"""The same figure in every file of a pack and on the screen: all of them are read back and held against the report.

What is read is what a person reads - printed words in slides, bulletin, page and chat, numbers in charts and cells -
and it is compared with what `report --json` prints of the same day.
"""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

from dashboard import config
from dashboard.config import Settings
from dashboard.contract import Filters
from dashboard.i18n import Say, speaker
from dashboard.store import Store
from dashboard.workflows import report, standing_still
from dashboard.workflows.delivering import Delivery
from metrics.catalogue import INDICATORS
from tests.packages import converted, faults
from tests.weeks import WEEK

Facts = Mapping[str, Mapping[str, Mapping[str, Any]]]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"万": 1e4, "亿元": 1.0, "亿": 1e8, "million CNY": 0.01, "billion CNY": 10.0, "million": 1e6}


@dataclass(frozen=True)
class Pack:
    """A pack's files by part, what the report says, and how."""

    say: Say
    place: str
    facts: Facts
    board: Facts
    """The same with every group as a whole."""
    files: Mapping[str, bytes]
    stuck: tuple[int, int]

    def named(self) -> dict[str, str]:
        return {self.say(f"indicator.{name}"): name for name in INDICATORS}


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def pack(request: pytest.FixtureRequest, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    folder, say = tmp_path_factory.mktemp("pack"), speaker(request.param)
    shutil.copytree(filled, folder / "var")
    settings = Settings.current({"DISPATCH_DATA_DIR": str(folder / "var")}).sample()
    with Store(settings, config.district(settings.district_file)) as store:
        standing = report.standing(store, store.district, WEEK)
        told = json.loads(json.dumps(report.document(standing)))
        delivery = Delivery(store, standing, say)
        made = {step.part: delivery.carried_out(step).content for step in delivery.steps()[:5]}
        still = standing_still.stuck_list(store, standing)
        things = still.loc[still["rule"] != "problem", "identity"].nunique()
        counts = things, len(standing_still.problems(store, standing))
        groups = {
            say("charts.subtotal", group=say(f"charts.group.{group}")): grouped(store, group, told["units"])
            for group in store.district.groups
        }
    place = standing.district.name
    facts = {place: told["district"], **told["units"]}
    yield Pack(say, place, facts, facts | groups, made, counts)


def grouped(store: Store, group: str, units: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What the report says of a group; its target counts where it is the sum of its units' targets."""
    told = report.document(report.standing(store, store.district, Filters(WEEK, group=group)))["district"]
    members = [unit.name for unit in store.district.units if unit.group == group and unit.kind == "carrier"]
    aims = {name: [units[unit][name]["target"] for unit in members] for name in told}
    return {
        name: each | {"target": each["target"] if all(aims[name]) and each["target"] == sum(aims[name]) else None}
        for name, each in told.items()
    }


def read(text: str) -> tuple[float, float] | None:
    """The first number of a printed text in base units, and by how much its rounding may be off; None without one."""
    found = _NUMBER.search(text)
    if not found:
        return None
    number, rest = found.group().replace(",", ""), text[found.end() :].replace("\xa0", " ").strip()
    scale = next((size for word, size in _SCALES.items() if rest.startswith(word)), 0.01 if rest[:1] == "%" else 1.0)
    digits = len(number.partition(".")[2])
    whole = re.match(r"/\s*(\d+)", rest)
    if whole:
        return float(number) / int(whole.group(1)), 1e-9
    return float(number) * scale, 0.5 * 10**-digits * scale + 1e-9


def same(text: str, value: float | None) -> bool:
    """Whether a printed text says this value; of no value it has no number."""
    said = read(text)
    return said is None if value is None else said is not None and abs(said[0] - value) <= said[1]


def tables(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    """Title of the slide and rows, of every table in the slides."""
    for slide in Presentation(io.BytesIO(content)).slides:
        title = next((s.text_frame.text for s in slide.shapes if s.has_text_frame and s.text_frame.text), "")
        for shape in slide.shapes:
            if shape.has_table:
                yield title, [[cell.text for cell in row.cells] for row in shape.table.rows]


def wrong_in_unit(pack: Pack, unit: str, rows: list[list[str]]) -> list[str]:
    """What differs in a unit's table: indicator, value, completion."""
    names, faulty = pack.named(), []
    for name, value, done, *_ in rows:
        told = pack.facts[unit][names[name]]
        if not same(value, told["value"]) or (done and not same(done, told["completion"])):
            faulty.append(f"{unit} {name}: {value} {done} is not {told['value']} {told['completion']}")
    return faulty


def wrong_on_board(pack: Pack, rows: list[list[str]]) -> list[str]:
    """What differs on the board: completion, or the value where there is no target for the unit."""
    order = [name for name in INDICATORS if any(pack.facts[place][name]["target"] for place in pack.facts)]
    faulty = []
    for place, *cells in rows:
        for name, text in zip(order, cells, strict=True):
            told = pack.board[place][name]
            value = told["completion"] if told["target"] else told["value"]
            if not same(text, value if told["value"] is not None else None):
                faulty.append(f"{place} {name}: {text} is not {value}")
    return faulty


def test_tables_of_the_slides(pack: Pack) -> None:
    seen, faulty, board = set(), list[str](), pack.say("pack.part.board")
    for title, rows in tables(pack.files["slides"]):
        if title in pack.facts:
            seen.add(title)
            faulty += wrong_in_unit(pack, title, rows[1:])
        elif title.startswith(board):
            faulty += wrong_on_board(pack, rows[1:])
    assert faulty == []
    assert seen == set(pack.facts) - {pack.place}


def test_native_charts_of_the_slides(pack: Pack) -> None:
    names, checked, faulty = pack.named(), 0, list[str]()
    for slide in Presentation(io.BytesIO(pack.files["slides"])).slides:
        title = next((s.text_frame.text for s in slide.shapes if s.has_text_frame and s.text_frame.text), "")
        for shape in slide.shapes:
            if not shape.has_chart or title not in names:
                continue
            plot = shape.chart.plots[0]
            for category, value in zip(plot.categories, plot.series[0].values, strict=True):
                unit = next(place for place in pack.facts if category == place or str(category).startswith(f"{place} "))
                told = pack.facts[unit][names[title]]["value"]
                sizes = (1.0, 1e4, 1e6, 1e8, 10.0, 0.01)
                checked += 1
                if value is None or told is None:
                    wrong = value is not told
                else:
                    wrong = not any(abs(value * size - told) < 1e-6 for size in sizes)
                if wrong:
                    faulty.append(f"{title} {unit}: {value} {told}")
    assert faulty == []
    assert checked > 40


def test_tables_and_sentences_of_the_bulletin(pack: Pack) -> None:
    made = Document(io.BytesIO(pack.files["bulletin"]))
    found = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    (board,) = (rows for rows in found if rows[1][0] == pack.place)
    assert wrong_on_board(pack, board[1:]) == []
    aimed, plain = (rows for rows in found if rows[0][0] == pack.say("pack.column.indicator"))
    for name, value, *_ in aimed[1:] + plain[1:]:
        assert same(value, pack.facts[pack.place][pack.named()[name]]["value"]), name
    for name, _, target, done, *_ in aimed[1:]:
        told = pack.facts[pack.place][pack.named()[name]]
        assert (same(target, told["target"]), same(done, told["completion"])) == (True, True), name
    said = [paragraph.text for paragraph in made.paragraphs]
    assert wrong_sentences(pack, said) == []


def wrong_sentences(pack: Pack, said: list[str], *, least: int = 10) -> list[str]:
    """Sentences about an indicator whose value is that of no place in the report."""
    faulty, checked = [], 0
    for text in said:
        body = re.sub(r"^(截至[^，]*，|By [^:]*: )", "", text)
        name = max((n for n in pack.named() if body.startswith(n)), key=len, default="")
        if not name or not _NUMBER.search(body):
            continue
        checked += 1
        value, rest = body[len(name) :], pack.named()[name]
        parts = re.split(r"，|, (?=\d[^a-z]*of |change|about|\d)", value)
        shown = [facts[rest] for facts in pack.facts.values() if same(parts[0], facts[rest]["value"])]
        done = re.search(r"(?:的|, )(约|about )?(\d[\d.]*(?:%|\s*/\s*\d+))", value)
        if not any(done is None or same(done.group(2), facts["completion"]) for facts in shown):
            faulty.append(text)
    assert checked >= least
    return faulty


def test_figures_of_the_workbook_as_they_are_cached_and_as_libreoffice_reckons_them(pack: Pack, tmp_path: Path) -> None:
    bare = load_workbook(io.BytesIO(pack.files["tables"]))
    # saved by openpyxl a formula has no result any more: LibreOffice has to reckon it
    bare.save(tmp_path / "a.xlsx")
    (reckoned,) = converted([tmp_path / "a.xlsx"], "xlsx", tmp_path)
    for content in (pack.files["tables"], reckoned.read_bytes()):
        assert wrong_cells(pack, content) == []


def wrong_cells(pack: Pack, content: bytes) -> list[str]:
    """What differs in overview and units: value, target, completion, pace, gap, change."""
    book, say, names = load_workbook(io.BytesIO(content), data_only=True), pack.say, pack.named()
    faulty, seen = list[str](), set()
    for sheet, own in ((say("pack.sheet.overview"), True), (say("pack.sheet.units"), False)):
        for row in list(book[sheet].iter_rows(min_row=5, values_only=True)):
            place, *cells = (pack.place, *row) if own else row
            if not cells or cells[0] not in names:
                continue
            told = pack.facts[str(place)][names[str(cells[0])]]
            seen.add((place, names[str(cells[0])]))
            for at, wanted in _numbers(told).items():
                if not _equal(cells[at], wanted):
                    faulty.append(f"{place} {cells[0]} {at}: {cells[at]} is not {wanted}")
    known = {
        (place, name)
        for place, facts in pack.facts.items()
        for name, told in facts.items()
        if place == pack.place or told["value"] is not None or told["target"]
    }
    assert seen == known
    return faulty


def _numbers(told: Mapping[str, Any]) -> dict[int, float | None]:
    """What stands in which column of a figure's row; a gap in whole things is reckoned otherwise."""
    aimed = bool(told["target"])
    done = told["completion"] if aimed and told["value"] is not None else None
    share = told["unit_of_measure"] == "fraction"
    whole = not share and aimed and told["target"] < 10
    change = None if told["change"] is None else told["change"] * (100 if share else 1)
    found = {1: told["value"], 3: told["target"], 4: done, 5: told["elapsed"] if aimed else None, 7: change}
    return found if whole else found | {6: told["gap"] * 100 if done is not None and told["gap"] is not None else None}


def _equal(cell: object, wanted: float | None) -> bool:
    if wanted is None:
        return cell in (None, "")
    return isinstance(cell, int | float) and abs(cell - wanted) <= 1e-9 * max(1.0, abs(wanted))


def test_tables_and_charts_of_the_page(pack: Pack) -> None:
    made = html.fromstring(pack.files["page"].decode())
    faulty, seen = list[str](), set()
    for section in made.iterfind(".//section"):
        unit = section.get("data-unit")
        rows = [[cell.text_content() for cell in row.iterfind("td")] for row in section.iterfind("./table/tbody/tr")]
        if unit and rows:
            seen.add(unit)
            faulty += wrong_in_unit(pack, unit, rows)
        elif rows and section.findtext("h2", "").startswith(pack.say("pack.part.board")):
            faulty += wrong_on_board(pack, rows)
    assert faulty == []
    assert seen == set(pack.facts) - {pack.place}
    script = re.search(r"const DRAWN = (\[.*?\]);\n", pack.files["page"].decode(), re.S)
    assert script
    bullet = json.loads(script.group(1))[0]["data"]
    aimed = {facts["completion"] for facts in pack.facts[pack.place].values() if facts["target"]}
    assert set(bullet[0]["y"]) <= aimed
    assert len(bullet[0]["y"]) > 5


def test_the_text_for_the_chat(pack: Pack) -> None:
    text = pack.files["chat"].decode()
    assert len(text) <= 300
    lines = text.split("\n")
    assert wrong_sentences(pack, lines, least=1) == []
    counted = [pack.say("bulletin.sentence", text=pack.say(f"pack.brief.{name}", n=n))
               for name, n in zip(("stuck", "coordination"), pack.stuck, strict=True) if n]  # fmt: skip
    assert [line for line in counted if line not in lines] == []


def test_every_package_is_sound_and_nothing_in_it_is_a_formula_from_a_text(pack: Pack) -> None:
    for part in ("slides", "bulletin", "tables"):
        assert faults(pack.files[part]) == []
    with zipfile.ZipFile(io.BytesIO(pack.files["slides"])) as package:
        books = [package.read(name) for name in package.namelist() if name.startswith("ppt/embeddings")]
    behind = [cell for book in books for sheet in load_workbook(io.BytesIO(book)) for row in sheet for cell in row]
    assert [cell.value for cell in behind if cell.data_type == "f"] == []
