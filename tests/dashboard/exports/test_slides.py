"""Slides: native charts with safe numbers behind them, both typefaces in every run, long tables, own masters."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dashboard.exports import paging, slides
from dashboard.exports.contents import Amount, Contents, Graph, Grid, Listing, Part, Series
from dashboard.exports.paging import TOP
from tests.packages import faults

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DONE = Series("完成", (0.1, None), lights=("yellow", ""))
BULLET = Graph(
    "bullet", "", ("闲置楼宇 ◐ 约10.0%", "低效用地 无数据"), (DONE, Series("序时进度", (0.243, 0.243))), percent=True
)


def contents(*parts: Part) -> Contents:
    return Contents("示例区周调度", "示例区", "2024年3月29日", "材料", "截至2024年3月29日 · 按日", "zh_CN", parts)


def read(content: bytes):
    return Presentation(io.BytesIO(content))


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]


def behind(content: bytes) -> list[list[object]]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        (name,) = (n for n in package.namelist() if n.startswith("ppt/embeddings"))
        sheet = load_workbook(io.BytesIO(package.read(name))).active
    return [[cell.value for cell in row] for row in sheet]


def test_a_part_is_a_slide_with_its_title_sentences_and_the_line_below() -> None:
    made = read(slides.pptx(contents(Part("a", "盘活", ("截至3月29日，约3万平方米",), note="另有3项"))))
    assert [texts(slide)[0] for slide in made.slides] == ["示例区周调度", "盘活"]
    assert texts(made.slides[1])[1:3] == ["截至3月29日，约3万平方米", "另有3项  截至2024年3月29日 · 按日"]


def test_the_numbers_behind_a_chart_are_the_pages_and_no_data_is_no_zero() -> None:
    content = slides.pptx(contents(Part("a", "盘活", graph=BULLET)))
    assert behind(content) == [
        [None, "完成", "序时进度"],
        ["闲置楼宇 ◐ 约10.0%", 0.1, 0.243],
        ["低效用地 无数据", None, 0.243],
    ]
    assert faults(content) == []


def test_the_clock_of_a_bullet_is_a_line_of_marks_on_the_same_axes() -> None:
    (chart,) = (
        s.chart for s in read(slides.pptx(contents(Part("a", "盘活", graph=BULLET)))).slides[1].shapes if s.has_chart
    )
    bars, line = chart.plots
    assert [[s.name for s in plot.series] for plot in (bars, line)] == [["完成"], ["序时进度"]]
    assert [tuple(plot.series[0].values) for plot in (bars, line)] == [(0.1, None), (0.243, 0.243)]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "@a", "-2"])
def test_no_text_of_a_sheet_becomes_a_formula_behind_a_chart(text: str) -> None:
    graph = Graph("bars", "个", (text,), (Series(text, (1.0,)),))
    content = slides.pptx(contents(Part("a", text, (text,), graph)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        (name,) = (n for n in package.namelist() if n.startswith("ppt/embeddings"))
        sheet = load_workbook(io.BytesIO(package.read(name))).active
    assert {cell.data_type for row in sheet for cell in row if cell.value == text} == {"s"}


def test_every_run_has_a_latin_and_an_east_asian_typeface() -> None:
    grid = Grid(("单位", "数值"), (("甲街道", Amount("约3万", 30_000, "green")),))
    content = slides.pptx(contents(Part("a", "盘活", ("一句",), BULLET, grid)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        trees = [etree.fromstring(package.read(n)) for n in package.namelist() if n.startswith("ppt/slides/slide")]
    runs = [run for tree in trees for run in tree.iter(f"{DRAWING}r", f"{DRAWING}fld")]
    faces = {(r.find(f"{DRAWING}rPr/{DRAWING}latin"), r.find(f"{DRAWING}rPr/{DRAWING}ea")) for r in runs}
    assert len(runs) > 8
    assert {(one.get("typeface"), two.get("typeface")) for one, two in faces} == {("Arial", "Microsoft YaHei")}


def test_a_long_table_goes_on_over_slides_that_are_filled_alike_and_loses_no_row() -> None:
    rows = tuple((f"{number}号", Amount(f"{number}个", number)) for number in range(30))
    made = read(slides.pptx(contents(Part("a", "台账", ("一句",), grid=Grid(("项目", "数"), rows, frozenset({29}))))))
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    shown = [row.cells[0].text for table in tables for row in list(table.rows)[1:]]
    assert shown == [name for name, _ in rows]
    sizes = [len(table.rows) - 1 for table in tables]
    assert min(sizes[:-1]) - sizes[-1] <= 3
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= made.slide_height


@pytest.mark.parametrize("many", range(8, 40))
def test_no_row_stands_alone_on_the_last_slide_of_its_table(many: int) -> None:
    rows = tuple((f"{number}号", Amount(f"{number}个", number)) for number in range(many))
    said = ("截至3月29日，走出去10次，完成全年目标36次的27.8%，高于序时进度3.5个百分点，本期新增1次",) * 3
    made = read(slides.pptx(contents(Part("a", "台账", said, grid=Grid(("项目", "数"), rows)))))
    sizes = [len(shape.table.rows) - 1 for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert sum(sizes) == many
    assert len(sizes) == 1 or sizes[-1] > 1


def test_the_pages_of_a_table_have_the_columns_of_the_whole_one() -> None:
    rows = tuple((name, *("● 27.8%",) * 8) for name in ("示例经济开发区", *("青林街道",) * 20))
    grid = Grid(("单位", *("盘活闲置楼宇面积",) * 8), rows)
    made = read(slides.pptx(contents(Part("a", "一览", grid=grid))))
    tables = [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]
    assert len(tables) > 1
    assert len({tuple(column.width for column in table.columns) for table in tables}) == 1


def test_the_axis_of_shares_counts_in_percent() -> None:
    made = read(slides.pptx(contents(Part("a", "进度", graph=BULLET))))
    (chart,) = (shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart)
    assert chart.value_axis.tick_labels.number_format == "0%"


def test_the_district_s_own_master_is_used_and_its_slides_are_left_out() -> None:
    own = Presentation()
    own.slide_width, own.slide_height = Inches(10), Inches(7.5)
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "旧的一页"
    own.slide_masters[0].background.fill.solid()
    stream = io.BytesIO()
    own.save(stream)
    content = slides.pptx(contents(Part("a", "盘活")), stream.getvalue())
    made = read(content)
    assert (made.slide_width, [texts(slide)[0] for slide in made.slides]) == (Inches(10), ["示例区周调度", "盘活"])
    assert faults(content) == []


def test_what_no_document_can_hold_is_left_out() -> None:
    assert texts(read(slides.pptx(contents(Part("a", "甲\x07乙\uffff")))).slides[1])[0] == "甲乙"


def test_the_same_contents_give_the_same_slides() -> None:
    pack = contents(Part("a", "盘活", ("一句",), BULLET))
    one, two = (slides.pptx(pack) for _ in range(2))
    parts = [{i.filename: i.CRC for i in zipfile.ZipFile(io.BytesIO(each)).infolist()} for each in (one, two)]
    slides_ = [{name: crc for name, crc in each.items() if name.startswith("ppt/slides")} for each in parts]
    assert slides_[0] == slides_[1]


def test_no_word_of_a_heading_is_broken_though_its_column_is_narrow() -> None:
    heads = ("Indicator", "Completion", "Light")
    rows = [("a long name of an indicator that wraps", "9%", "behind the clock by a long way"[:24])]
    wide = Inches(4.5)
    for head, share in zip(heads, paging.shares(Grid(heads, tuple(rows)), wide), strict=True):
        assert share * wide >= 2 * paging.PAD + len(head) / 2 * 1.25 * paging.CELL


def test_no_word_of_a_figure_is_broken_though_its_column_is_narrow() -> None:
    heads, wide = ("Indicator", "Figure", "Completion", "Light", "This period"), Inches(7.2)
    row = ("Chambers visited", Amount("4 chambers", 4.0), "9%", "about on pace as of 22 Mar", "nothing to compare")
    figure = paging.shares(Grid(heads, (row,)), wide)[1]
    assert figure * wide >= 2 * paging.PAD + len("chambers") / 2 * paging.CELL


def test_lines_are_lines_and_a_week_without_returns_is_a_gap() -> None:
    graph = Graph("lines", "", ("3/15", "3/22", "3/29"), (Series("outbound", (2.0, None, 3.0), ("2", "", "3")),))
    made = read(slides.pptx(contents(Part("weeks", "外出与接待", graph=graph))))
    (chart,) = (shape.chart for shape in made.slides[1].shapes if shape.has_chart)
    assert (chart.chart_type, list(chart.plots[0].series[0].values)) == (XL_CHART_TYPE.LINE, [2.0, None, 3.0])


def test_parts_of_a_bar_are_stacked_and_keep_their_figures() -> None:
    series = (Series("在谈", (2.0, None), ("2", "")), Series("在建", (1.0, 4.0), ("1", "4")))
    made = read(slides.pptx(contents(Part("stock", "项目", graph=Graph("stacked", "个", ("甲街道", "乙镇"), series)))))
    (chart,) = (shape.chart for shape in made.slides[1].shapes if shape.has_chart)
    assert (chart.chart_type, chart.has_legend) == (XL_CHART_TYPE.BAR_STACKED, True)
    assert [list(each.values) for each in chart.plots[0].series] == [[2.0, None], [1.0, 4.0]]


def own_master() -> bytes:
    """A district's presentation: Georgia and 楷体, its title below a strip of its own."""
    made = Presentation()
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    text = re.sub(r'(<a:m\w+Font>\s*<a:latin typeface=")[^"]*', r"\g<1>Georgia", text)
    theme._blob = re.sub(r'(<a:ea typeface=")[^"]*', r"\g<1>楷体", text).encode()
    made.slide_master.placeholders[0].top = Inches(0.45)
    for layout in made.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.idx == 0 and layout.name == "Title Only":
                shape.top = Inches(0.45)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_on_a_districts_own_master_runs_and_charts_have_its_typefaces() -> None:
    content = slides.pptx(contents(Part("a", "盘活", ("约3万平方米",), graph=BULLET)), own_master())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [name for name in package.namelist() if re.match(r"ppt/(slides/slide|charts/chart)\d+\.xml", name)]
        found = {face for name in parts for face in re.findall(rb'typeface="([^"]*)"', package.read(name))}
    assert len(parts) == 3
    assert found == {b"Georgia", "楷体".encode()}


def test_a_theme_that_names_no_chinese_typeface_leaves_the_usual_one() -> None:
    stream = io.BytesIO()
    Presentation().save(stream)
    first = read(slides.pptx(contents(), stream.getvalue())).slides[0]
    run = first.shapes.title.text_frame.paragraphs[0].runs[0]
    faces = [run._r.rPr.find(qn(name)).get("typeface") for name in ("a:latin", "a:ea")]
    assert faces == ["Calibri", "宋体"]


def test_the_masters_own_cover_and_the_place_of_its_title_are_used() -> None:
    made = read(slides.pptx(contents(Part("a", "盘活")), own_master()))
    cover, first = made.slides
    assert cover.slide_layout.name == "Title Slide"
    assert [shape.placeholder_format.idx for shape in cover.placeholders] == [0, 1]
    assert cover.shapes.title.text_frame.text == contents().title
    assert first.shapes.title.top == Inches(0.45)
    assert first.shapes.title.top + first.shapes.title.height <= TOP


def test_a_title_of_two_lines_is_set_smaller() -> None:
    made = read(slides.pptx(contents(Part("a", "盘活"), Part("b", "按走访日期" * 12))))
    sizes = [slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size for slide in list(made.slides)[1:]]
    assert sizes == [Pt(28), Pt(21)]


@pytest.mark.parametrize(("values", "step"), [((2.0, 1.0), 1.0), ((2.5, 1.0), None), ((120.0, 1.0), None)])
def test_a_count_of_a_few_has_no_half_steps(values: tuple[float, float], step: float | None) -> None:
    graph = Graph("lines", "次", ("3月22日", "3月29日"), (Series("外出", values),))
    slide = read(slides.pptx(contents(Part("a", "走访", graph=graph)))).slides[1]
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert chart.value_axis.major_unit == step


def test_where_columns_have_too_little_room_the_long_ones_wrap_and_figures_keep_to_one_line() -> None:
    heads = ("Unit", "Figure", "What is to be settled", "For")
    row = (
        "石门镇",
        Amount("4.66 billion CNY", 46.6),
        "a long problem that needs others and is told in full",
        "12 days",
    )
    wide, size = Inches(7), paging.CELL
    figure, told = (paging.shares(Grid(heads, (row,)), wide)[at] for at in (1, 2))
    assert figure * wide >= 2 * paging.PAD + len("4.66 billion CNY") / 2 * size
    assert told > figure


@pytest.mark.parametrize(
    ("title", "size"),
    [("示例区招商引资周调度", 44), ("示例区: investment-promotion dispatch meeting", 32), ("示" * 40, 28)],
)
def test_a_cover_s_title_is_set_as_large_as_has_room_on_one_line(title: str, size: int) -> None:
    made = read(slides.pptx(replace(contents(), title=title)))
    assert round(made.slides[0].shapes[0].text_frame.paragraphs[0].runs[0].font.size.pt) == size


def test_lists_stand_below_a_table_that_leaves_them_room_and_nothing_overlaps() -> None:
    rows = tuple((f"Outbound visits {n}", Amount(f"{n} trips", n)) for n in range(6))
    told = Part("unit-a", "A", ("One.",), grid=Grid(("Indicator", "Figure"), rows), lists=(Listing("Returns", ("x",)),))
    (_, slide) = read(slides.pptx(contents(told))).slides
    table = next(shape for shape in slide.shapes if shape.has_table)
    listed = next(shape for shape in slide.shapes if shape.has_text_frame and "Returns" in shape.text_frame.text)
    assert table.width > Inches(12)
    assert table.top + table.height <= listed.top
