"""Sheets: lying dimensions, far corners, crowds of rows, merges, styles and texts, numbers that are none."""

from loaders.grid import letter
from tests.loaders.hostile.case import READ, Case
from tests.loaders.hostile.markup import UNSAFE, told
from tests.loaders.hostile.packed import HEADINGS, PLAIN, ROWS, SHEET, with_part
from tests.loaders.packages import MAIN, inline, package, parts, styled

LIST = inline(HEADINGS, ("甲公司", "2024-03-20", "何清"))


def dimension(area: str) -> bytes:
    return package(parts(LIST, before=f'<dimension ref="{area}"/>'))


def at(*cells: str) -> bytes:
    found = "".join(
        f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{cell}"><v>1</v></c></row>' for cell in cells
    )
    return package(parts(ROWS + found))


def empty_rows() -> bytes:
    return package(parts(LIST + "".join(f'<row r="{n}"/>' for n in range(3, 1_000_003))))


def styled_cells() -> bytes:
    """Cells that hold nothing but a style, to the last row and column."""
    far = "".join(f'<row r="{n}"><c r="XFD{n}" s="0"/></row>' for n in range(3, 200_000))
    return package(parts(LIST + far))


def wide() -> bytes:
    letters = map(letter, range(1, 701))
    return package(parts('<row r="1">' + "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in letters) + "</row>"))


def last_column() -> bytes:
    return at("XFD1")


def merged(*areas: str) -> bytes:
    cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    return package(parts(LIST, after=f"<mergeCells>{cells}</mergeCells>"))


def sheets(*names: str) -> bytes:
    made = PLAIN | {"xl/worksheets/sheet1.xml": parts(LIST)[SHEET]}
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId1"/>' for n, name in enumerate(names, 1))
    book = made["xl/workbook.xml"].decode()
    start, end = book.index("<sheets>"), book.index("</sheets>")
    made["xl/workbook.xml"] = f"{book[:start]}<sheets>{listed}{book[end:]}".encode()
    return package(made)


def shared(strings: str, cell: str) -> bytes:
    return package(parts(f'<row r="1"><c r="A1" t="s"><v>{cell}</v></c></row>', shared=strings))


def numbers() -> bytes:
    odd = ("1e308", "NaN", "INF", "-INF", "-0", "1e-320", "0x10", "1e999", "")
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{text}</v></c></row>' for n, text in enumerate(odd, 1))
    return package(parts(rows))


def days() -> bytes:
    odd = ("-1", "1e12", "2958466", "0", "60", "1e308")
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"><v>{text}</v></c></row>' for n, text in enumerate(odd, 1))
    return package(parts(rows, styles=styled(14)))


def many_texts() -> str:
    """Empty texts, with one that differs every so often: a ratio that deflate reaches with honest texts too."""
    return f"<sst {MAIN}>" + "".join(f"{'<si/>' * 50}<si><t>{n * n}</t></si>" for n in range(40_000)) + "</sst>"


def many_styles() -> str:
    xfs = "".join(f'<xf numFmtId="{n % 50}" fontId="{n * 7 % 997}"/>' for n in range(70_000))
    return f'<styleSheet {MAIN}><cellXfs count="70000">{xfs}</cellXfs></styleSheet>'


CASES = (
    Case("a dimension of every cell there is", lambda: dimension("A1:XFD1048576"), READ),
    Case("a dimension beyond every cell", lambda: dimension("A1:ZZZZZ999999999999"), READ),
    Case("a dimension of one cell over a list", lambda: dimension("A1"), READ),
    Case("a dimension upside down", lambda: dimension("XFD9:A1"), READ),
    Case("a value in the last corner", lambda: at("XFD1048576"), "too-many-cells"),
    Case("values in the last row and the last column", lambda: at("A1048576", "XFD1048575"), "too-many-cells"),
    Case("sixteen thousand columns", last_column, READ, met=()),
    Case("a column that is none", lambda: at("XFE1"), "too-many-cells"),
    Case("a row beyond the last", lambda: at("A9999999"), "too-many-cells"),
    Case("a row of forty digits", lambda: at("A" + "9" * 40), "reader-failed"),
    Case("a row zero", lambda: at("A0"), "reader-failed"),
    Case("seven hundred columns of figures", wide, READ, met=()),
    Case("a million empty rows", empty_rows, READ),
    Case("two hundred thousand styled cells in the last column", styled_cells, READ),
    Case("a merge of every cell there is", lambda: merged("A1:XFD1048576"), READ),
    Case("a thousand merges over each other", lambda: merged(*["A1:C9"] * 1_000), READ),
    Case("merges beyond every cell", lambda: merged("A1:ZZZ9999999", "B0:A0", "C3", ""), "reader-failed"),
    Case(
        "a hundred thousand and one merges",
        lambda: merged(*(f"A{n}:B{n}" for n in range(3, 100_004))),
        UNSAFE,
        "merges",
    ),
    Case("two hundred and fifty-seven sheets", lambda: sheets(*(f"表{n}" for n in range(257))), UNSAFE, "sheets"),
    Case("a sheet's name of three hundred letters", lambda: sheets("表" * 300), UNSAFE, "sheet-name"),
    Case("a sheet's name that is a path", lambda: sheets("../../etc/passwd"), READ),
    Case("a sheet's name written backwards", lambda: sheets("走访\u202etxt\u200b&#10;登记"), READ),
    Case("two sheets of one name", lambda: sheets("走访", "走访"), READ, met=("甲公司", "甲公司")),
    Case("a sheet without a name", lambda: sheets(""), READ),
    Case("a text beyond all shared ones", lambda: shared(f"<sst {MAIN}/>", "999999999"), "reader-failed"),
    Case("a text of a negative number", lambda: shared(f"<sst {MAIN}><si><t>甲</t></si></sst>", "-1"), READ, met=()),
    Case(
        "a count of four billion texts",
        lambda: shared(f'<sst {MAIN} count="4294967295" uniqueCount="4294967295"><si><t>甲</t></si></sst>', "0"),
        "reader-failed",
    ),
    Case("two million and one texts", lambda: shared(many_texts(), "0"), UNSAFE, "strings"),
    Case("a cell of a hundred thousand and one letters", lambda: told("甲" * 100_001), UNSAFE, "cell"),
    Case("a cell of a hundred thousand letters", lambda: told("甲" * 100_000), READ, met=("甲" * 100_000,)),
    Case(
        "a number format of three hundred signs",
        lambda: package(parts(ROWS, styles=styled("0" * 300))),
        UNSAFE,
        "format-code",
    ),
    Case("seventy thousand cell styles", lambda: package(parts(ROWS, styles=many_styles())), UNSAFE, "styles"),
    Case(
        "a style beyond all styles",
        lambda: package(parts('<row r="1"><c r="A1" s="4294967295"><v>1</v></c></row>')),
        READ,
        met=(),
    ),
    Case("numbers that are none", numbers, READ, met=()),
    Case("days that are none", days, READ, met=()),
    Case("rows that run backwards", lambda: package(parts('<row r="9"><c r="A9"><v>1</v></c></row>' + ROWS)), READ),
    Case("a cell that stands twice", lambda: package(parts(ROWS + ROWS)), READ),
    Case(
        "a sheet that leads to the texts",
        lambda: with_part(
            "xl/_rels/workbook.xml.rels",
            PLAIN["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1", b"sharedStrings", 1),
        ),
        READ,
        met=(),
    ),
    Case(
        "a sheet that leads to itself",
        lambda: with_part(
            "xl/_rels/workbook.xml.rels",
            PLAIN["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1", b"../xl/workbook", 1),
        ),
        "reader-failed",
    ),
)
