"""SpreadsheetML 2003 under the name .xls."""

from datetime import datetime

import pytest

from dashboard.errors import UnreadableWorkbook
from loaders.grid import Book, Merge
from loaders.workbook import open_book

_STYLES = (
    '<Styles><Style ss:ID="y"><NumberFormat ss:Format="0.00&quot;万元&quot;"/><Interior ss:Color="#FFFF00"/></Style>'
    '<Style ss:ID="f"><NumberFormat ss:Format="Fixed"/><Font ss:StrikeThrough="1"/></Style></Styles>'
)


def xml(table: str, after: str = "") -> str:
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'{_STYLES}<Worksheet ss:Name="走访"><Table>{table}</Table>{after}</Worksheet></Workbook>'
    )


def read(text: str) -> Book:
    return open_book(text.encode(), "走访.xls", isolated=False)


def cell(kind: str, text: str, more: str = "") -> str:
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_types() -> None:
    row = cell("String", "板浦镇") + cell("Number", "3.2") + cell("Boolean", "1")
    row += cell("DateTime", "2024-03-20T00:00:00.000") + cell("Number", "约三")
    book = read(xml(f"<Row>{row}</Row>"))
    assert book.kind == "xml2003"
    assert book.sheets[0].rows == [["板浦镇", 3.2, True, datetime(2024, 3, 20), "约三"]]


def test_indices_and_merges_move_what_follows() -> None:
    first = (
        cell("String", "单位", 'ss:MergeDown="1"')
        + cell("String", "走访", 'ss:MergeAcross="1"')
        + cell("String", "备注")
    )
    second = cell("String", "次", 'ss:Index="2"')
    sheet = read(xml(f'<Row>{first}</Row><Row>{second}</Row><Row ss:Index="5">{cell("Number", "1")}</Row>')).sheets[0]
    assert sheet.rows == [["单位", "走访", None, "备注"], [None, "次"], [], [], [1.0]]
    assert sheet.merges == [Merge(1, 1, 2, 1), Merge(1, 2, 1, 3)]


def test_hidden_parts_errors_and_formulas_without_value() -> None:
    row = cell("Error", "#REF!") + '<Cell ss:Formula="=R1"/>' + cell("String", "x")
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    sheet = read(xml(f'<Column ss:Index="2" ss:Hidden="1"/><Row ss:Hidden="1">{row}</Row>', options)).sheets[0]
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (True, {1}, {2})
    assert (sheet.errors, sheet.unvalued) == ({(1, 1): "#REF!"}, {(1, 2)})


def test_formats_and_colours() -> None:
    row = cell("Number", "1", 'ss:StyleID="y"') + cell("Number", "2", 'ss:StyleID="f"') + '<Cell ss:StyleID="y"/>'
    sheet = read(xml(f"<Row>{row}</Row>")).sheets[0]
    assert sheet.formats == {(1, 1): '0.00"万元"', (1, 2): "0.00"}
    assert sheet.coloured == {(1, 1): "fill:FFFF00", (1, 2): "strike"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (xml(f"<Row>{cell('String', 'x')}</Row>")[:-40], "truncated"),
        (xml("<Row/>").replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1), "unsafe-package"),
        (
            xml(f'<Row ss:Index="9999999">{cell("Number", "1", "ss:Index=" + chr(34) + "9999" + chr(34))}</Row>'),
            "too-many-cells",
        ),
    ],
    ids=["cut", "doctype", "far"],
)
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableWorkbook, match=code):
        read(text)
