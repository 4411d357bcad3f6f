"""Workbooks as clerks have them, and marks to put on them."""

import io
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Pixels

from dashboard.exports.marking import Cover, Mark
from tests.loaders.packages import package

COVER = Cover(
    name="核对清单",
    title="需核对事项",
    notes=["请在标色单元格中改正。"],
    headings=["编号", "影响", "工作表", "单元格", "表中内容", "情况说明", "处理办法", "dispatch-findings"],
    closed="✓ 已改正",
    author="数据核对",
    source="0" * 64,
)


def mark(number: int, sheet: str, cell: str, severity: Any = "error", **facts: Any) -> Mark:
    usual = {
        "cost": "不计入", "found": "三月", "sentence": "“三月”不是日期", "advice": "请写明年月日", "code": "not-a-date",
    }  # fmt: skip
    return Mark(number, sheet, cell, severity, **{**usual, **facts})


def rich() -> bytes:
    """Two sheets with everything a ledger may carry: formulas, a picture, a chart, validations, a comment, merges."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "走 访'1"
    sheet.append(["单位", "金额", "日期"])
    sheet.append(["甲街道", 3, "三月"])
    sheet.append(["乙镇", 4, "四月"])
    sheet.append(["合计", "=SUM(B2:B3)", None])
    sheet["A2"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["A1"].font = Font(bold=True)
    sheet["B2"].number_format = '0.00"万元"'
    sheet.merge_cells("E1:F2")
    sheet["E1"] = "备注"
    sheet["A1"].comment = Comment("原有批注", "王一")
    sheet.freeze_panes = "B2"
    sheet.print_area = "A1:C4"
    sheet.print_title_rows = "1:1"
    rule = CellIsRule(operator="greaterThan", formula=["3"], fill=PatternFill("solid", bgColor="FF00FF00"))
    sheet.conditional_formatting.add("B2:B3", rule)
    choice = DataValidation(type="list", formula1='"甲街道,乙镇"')
    choice.add("A2:A3")
    sheet.add_data_validation(choice)
    _picture(sheet, "H2")
    other = book.create_sheet("二月")
    other.append(["名称", "数"])
    other.append(["甲", "='走 访''1'!B4*2"])
    other.auto_filter.ref = "A1:B2"
    other.print_area = "A1:B2"
    _picture(other, "D2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    other.add_chart(chart, "D8")
    book.create_sheet("三月")["A1"] = "空"
    book.defined_names["总额"] = DefinedName("总额", attr_text="'走 访''1'!$B$4")
    book.active = 1
    other.sheet_view.tabSelected = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _picture(sheet: Any, cell: str) -> None:
    pixel = io.BytesIO()
    Pixels.new("RGB", (8, 8), (200, 30, 30)).save(pixel, "PNG")
    pixel.seek(0)
    sheet.add_image(Image(pixel), cell)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def odd(*, strict: bool = False, macros: bool = False, sheet: str = "", styles: bool = True) -> bytes:
    """A package as other programs write it: prefixes everywhere, absolute targets, single quotes, no addresses."""
    main, office = (_STRICT_MAIN, _STRICT_OFFICE) if strict else (_MAIN, _OFFICE)
    body = sheet or (
        "<x:row><x:c t='inlineStr'><x:is><x:t>单位</x:t></x:is></x:c>"
        "<x:c t='inlineStr'><x:is><x:t>数</x:t></x:is></x:c></x:row>"
        "<x:row r='3' spans='1:2'><x:c r='A3'><x:v>1</x:v></x:c><x:c r='C3' s='0' ><x:f>A3*2</x:f><x:v>2</x:v>"
        "</x:c></x:row><x:row r='5'/>"
    )
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main" if macros else f"{_KIND}.sheet.main"
    files = {
        "[Content_Types].xml": f"<ct:Types xmlns:ct='{_PACKAGE}/content-types'>"
        "<ct:Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
        "<ct:Default Extension='bin' ContentType='application/vnd.ms-office.vbaProject'/>"
        f"<ct:Override PartName='/xl/Workbook.xml' ContentType='{kind}+xml'/>"
        f"<ct:Override PartName='/xl/worksheets/Blatt.xml' ContentType='{_KIND}.worksheet+xml'/>"
        + (f"<ct:Override PartName='/xl/styles.xml' ContentType='{_KIND}.styles+xml'/>" if styles else "")
        + "</ct:Types>",
        "_rels/.rels": f"<p:Relationships xmlns:p='{_PACKAGE}/relationships'>"
        f"<p:Relationship Id='a' Type='{office}/officeDocument' Target='/xl/Workbook.xml'/></p:Relationships>",
        "xl/Workbook.xml": f"<x:workbook xmlns:x='{main}' xmlns:rel='{office}'><x:sheets>"
        "<x:sheet name='表&amp;&lt;1&gt;' sheetId='7' rel:id='rId7'/></x:sheets></x:workbook>",
        "xl/_rels/Workbook.xml.rels": f"<p:Relationships xmlns:p='{_PACKAGE}/relationships'>"
        f"<p:Relationship Id='rId7' Type='{office}/worksheet' Target='/xl/worksheets/Blatt.xml'/>"
        + (f"<p:Relationship Id='rId8' Type='{office}/styles' Target='styles.xml'/>" if styles else "")
        + (
            "<p:Relationship Id='rId9' Type='http://schemas.microsoft.com/office/2006/relationships/vbaProject' "
            "Target='vbaProject.bin'/>"
            if macros
            else ""
        )
        + "</p:Relationships>",
        "xl/worksheets/Blatt.xml": f"<?xml version='1.0'?>\n<x:worksheet xmlns:x='{main}'><!-- <x:c> -->"
        f"<x:cols><x:col min='6' max='6' width='9' style='1'/></x:cols><x:sheetData>{body}</x:sheetData>"
        "<x:pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/>"
        "<x:extLst><x:ext uri='{A}'/></x:extLst></x:worksheet>",
    }
    if styles:
        files["xl/styles.xml"] = (
            f"<s:styleSheet xmlns:s='{main}'><s:fonts count='1'><s:font><s:sz val='11'/><s:name val='宋体'/></s:font>"
            "</s:fonts><s:fills count='2'><s:fill><s:patternFill patternType='none'/></s:fill><s:fill>"
            "<s:patternFill patternType='gray125'/></s:fill></s:fills><s:borders count='1'><s:border/></s:borders>"
            "<s:cellStyleXfs count='1'><s:xf numFmtId='0' fontId='0' fillId='0' borderId='0'/></s:cellStyleXfs>"
            "<s:cellXfs count='2'><s:xf numFmtId='0' fontId='0' fillId='0' borderId='0'/>"
            "<s:xf numFmtId='14' fontId='0' fillId='0' borderId='0' applyNumberFormat='1'/></s:cellXfs></s:styleSheet>"
        )
    made = {name: text.encode() for name, text in files.items()}
    if macros:
        made["xl/vbaProject.bin"] = bytes(range(256)) * 8
    return package(made)
