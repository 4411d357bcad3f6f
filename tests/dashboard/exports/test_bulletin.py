"""The bulletin: numbered sections, tables with repeated headings, East Asian faces, date and distribution."""

import io

from docx import Document
from docx.oxml.ns import qn

from dashboard.exports import bulletin
from dashboard.exports.contents import Amount, Contents, Graph, Grid, Part, Series
from dashboard.i18n import speaker
from tests.packages import faults

ZH, EN = speaker("zh_CN"), speaker("en")
TABLE = Grid(
    ("单位", "数值"), (("合计", Amount("约3万", 3.0, "yellow")), ("甲街道", Amount("=1", 1.0))), frozenset({0})
)
PARTS = (
    Part("aimed", "新开工低于序时", ("截至3月29日，新开工7个",)),
    Part("board", "晾晒表", grid=TABLE, note="* 上期数"),
    *(Part(f"indicator-{name}", name, (f"{name}一句",)) for name in ("走出去", "请进来")),
    Part("unit-甲街道", "甲街道", ("甲一句",)),
    Part("unit-乙镇", "乙镇", ("乙一句",)),
    Part("unit-丙园区", "丙园区", grid=TABLE),
)


def made(say=ZH, parts=PARTS) -> bytes:
    return bulletin.docx(Contents("示例区周调度", "示例区", "2024年3月29日", "材料", "按日", say.language, parts), say)


def lines(content: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).paragraphs if p.text]


def test_sections_are_numbered_and_indicators_and_units_stand_under_one_each() -> None:
    assert lines(made())[2:] == [
        *("一、目标完成情况", "截至3月29日，新开工7个。", "二、晾晒表", "* 上期数"),
        *("三、各指标情况", "（一）走出去", "走出去一句。", "（二）请进来", "请进来一句。"),
        *("四、各单位情况", "（一）甲街道", "甲一句。", "（二）乙镇", "乙一句。"),
        *("2024年3月29日", "发：各镇、街道、园区，区有关部门"),
    ]


def test_a_heading_stays_with_what_follows_it() -> None:
    paragraphs = [p for p in Document(io.BytesIO(made())).paragraphs if p.text]
    kept = [p.text for p in paragraphs if p.paragraph_format.keep_with_next]
    heads = [p.text for p in paragraphs if p.text[0] in "一二三四（"]
    # and the day has some of the text above it
    assert kept == [*heads, "乙一句。", "2024年3月29日"]


def test_a_title_has_its_day_on_a_line_of_its_own_and_no_line_of_it_is_broken() -> None:
    for say, title, size in (
        (ZH, "关于示例区招商引资进展情况的通报\n（截至2024年3月29日）", 22),
        (EN, "示例区: bulletin on investment promotion\n(data to 2024年3月29日)", 19),
    ):
        head = Document(io.BytesIO(made(say))).paragraphs[0]
        assert (head.text, head.runs[0].font.size.pt) == (title, size)
    long = bulletin.docx(Contents("周", "某某某某自治州某某某某县", "3月29日", "材", "按日", "zh_CN", PARTS), ZH)
    assert Document(io.BytesIO(long)).paragraphs[0].runs[0].font.size.pt == 18


def test_the_line_below_the_title_is_broken_between_what_it_says_alone() -> None:
    assert (
        bulletin.folded("示例区 · 按日序时 · 应报12 · 实时数据，未定稿", " · ", 22)
        == "示例区 · 按日序时 · 应报12\n实时数据，未定稿"
    )
    assert bulletin.folded("很长很长很长很长很长 · 短", " · ", 5) == "很长很长很长很长很长\n短"


def test_numbers_of_sections_beyond_ten() -> None:
    parts = tuple(Part(f"p{n}", f"第{n}部分", ("一句",)) for n in range(1, 22))
    heads = [line.split("、")[0] for line in lines(made(parts=parts)) if "部分" in line]
    assert heads[8:12] + heads[18:] == ["九", "十", "十一", "十二", "十九", "二十", "二十一"]
    assert [line for line in lines(made(EN, parts)) if "部分" in line][10] == "11. 第11部分"


def test_a_table_keeps_its_rows_and_repeats_its_headings() -> None:
    (table,) = Document(io.BytesIO(made())).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位", "数值"],
        ["合计", "约3万"],
        ["甲街道", "=1"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1].cells[1]._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "ffe08a"


def test_a_table_of_a_page_s_length_is_not_parted_by_the_end_of_one_and_a_longer_one_not_from_its_first_rows() -> None:
    for many, kept in ((12, 12), (40, 2)):
        grid = Grid(("单位", "数值"), tuple((f"{n}号", "1") for n in range(many)))
        (table,) = Document(io.BytesIO(made(parts=(Part("board", "晾晒表", grid=grid),)))).tables
        told = [all(p.paragraph_format.keep_with_next for c in row.cells for p in c.paragraphs) for row in table.rows]
        assert (sum(told), told[:kept]) == (kept, [True] * kept)


def test_every_run_has_an_east_asian_face() -> None:
    document = Document(io.BytesIO(made()))
    cells = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    runs = [run for paragraph in (*document.paragraphs, *cells) for run in paragraph.runs]
    faces = {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert faces == {"FZXiaoBiaoSong-B05S", "SimHei", "KaiTi_GB2312", "FangSong_GB2312"}
    assert {run.font.name for run in runs} == {"Times New Roman"}


def test_the_package_is_sound_and_holds_nothing_illegal() -> None:
    content = made(parts=(Part("a", "甲\x07乙\uffff", ("丙\x00",)),))
    assert faults(content) == []
    assert lines(content)[2:4] == ["一、甲乙", "丙。"]


def test_what_only_a_chart_says_stands_in_no_section_nor_do_the_signs_of_one() -> None:
    graph = Graph("bars", "个", ("甲街道",), (Series("新签约", (1.0,)),))
    parts = (Part("weeks", "每周走访", graph=graph), Part("aimed", "新签约", ("一句",), graph, note="● 达序时"))
    assert lines(made(parts=parts))[2:4] == ["一、目标完成情况", "一句。"]
    assert "● 达序时" not in lines(made(parts=parts))


def test_a_sign_stays_with_its_figure_and_a_long_figure_may_wrap_between_words() -> None:
    rows = (("甲街道", Amount("◐ 10.0%", 0.1)), ("乙镇", Amount("about 4.66 billion CNY", 46.6)))
    (table,) = Document(io.BytesIO(made(EN, (Part("a", "A", grid=Grid(("Unit", "Figure"), rows)),)))).tables
    assert [row.cells[1].text for row in table.rows][1:] == ["◐\u00a010.0%", "about 4.66 billion CNY"]


def test_a_wide_table_is_set_a_little_smaller_where_then_nothing_of_it_wraps() -> None:
    def points(grid: Grid) -> float:
        table = Document(io.BytesIO(made(parts=(Part("aimed", "目标", grid=grid),)))).tables[0]
        return table.rows[1].cells[0].paragraphs[0].runs[0].font.size.pt

    figures = ("约1.85万平方米", "10.8万平方米", "约17.1%", "约低7.2个百分点", "○ 基本同步", "减少3,500平方米")
    heads = ("指标", "数值", "目标", "完成率", "进度差", "亮灯", "本期")
    assert points(Grid(heads, (("走出去", "48次", "235次", "20.4%", "低3.9个百分点", "○ 基本同步", "新增5次"),))) == 9
    assert points(Grid(heads, (("盘活闲置厂房", *figures),))) == 8.5
    assert points(Grid(heads, (("签约计划总投资额度合", *figures),))) == 8
    assert points(Grid(heads, (("很长的名称" * 6, *figures),))) == 9
    assert points(Grid(heads[:3], (("盘活闲置厂房", *figures[:2]),))) == 10.5
