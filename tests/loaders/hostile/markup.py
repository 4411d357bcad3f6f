"""XML and HTML: entities, external references, depth, crowds, characters that XML forbids."""

from tests.loaders.hostile.case import READ, SECRET, Case, address
from tests.loaders.hostile.packed import HEADINGS, PLAIN, SHEET, with_part
from tests.loaders.packages import MAIN, inline, package, parts

STRINGS = "xl/sharedStrings.xml"
SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def told(text: str) -> bytes:
    """A visit to a company whose name is `text`."""
    return package(parts(inline(HEADINGS, (text, "2024-03-20", "何清"))))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE s [<!ENTITY l0 "ha">{entities}]><sst {MAIN}><si><t>&l9;</t></si></sst>'.encode()


def quadratic() -> bytes:
    return f'<!DOCTYPE s [<!ENTITY a "{"a" * 50_000}">]><sst {MAIN}><si><t>{"&a;" * 50_000}</t></si></sst>'.encode()


def external(what: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a SYSTEM "{what}">]><sst {MAIN}><si><t>&a;</t></si></sst>'.encode()
    )


def parameter() -> bytes:
    return f'<!DOCTYPE s SYSTEM "{address()}" [<!ENTITY % a SYSTEM "{address()}">%a;]><sst {MAIN}/>'.encode()


def including() -> bytes:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{SECRET.as_uri()}" parse="text"/>'
    return with_part(STRINGS, f"<sst {MAIN}><si><t>{include}</t></si></sst>".encode())


def styled_from_afar() -> bytes:
    sheet = PLAIN[SHEET].decode()
    return with_part(SHEET, f'<?xml-stylesheet type="text/xsl" href="{address()}"?>{sheet}'.encode())


def deep(part: str, levels: int = 100_000) -> bytes:
    return with_part(part, b"<a>" * levels + b"</a>" * levels)


def namespaces() -> bytes:
    crowd = " ".join(f'xmlns:n{n}="u{n}"' for n in range(5_000))
    return with_part(SHEET, f"<worksheet {crowd} {MAIN}><sheetData/></worksheet>".encode())


def attribute_of(size: int) -> bytes:
    return package(parts(f'<row r="1"><c r="A1" x="{"=" * size}"><v>1</v></c></row>'))


def xml2003(table: str, head: str = "") -> bytes:
    sheet = f'<Worksheet ss:Name="表"><Table>{table}</Table></Worksheet>'
    return f'<?xml version="1.0"?>{head}<Workbook {SS}>{sheet}</Workbook>'.encode()


def page(rows: str, rest: str = "") -> bytes:
    heads = "".join(f"<th>{text}</th>" for text in HEADINGS)
    return f"<html><body>{rest}<table><tr>{heads}</tr>{rows}</table></body></html>".encode()


VISIT = "<tr><td>甲公司</td><td>2024-03-20</td><td>何清</td></tr>"
SPAN = '<tr><td colspan="999999999" rowspan="999999999">甲</td></tr>'
UNSAFE = "unsafe-package"

CASES = (
    Case("a billion laughs", lambda: with_part(STRINGS, laughs()), UNSAFE, "doctype"),
    Case("a quadratic entity", lambda: with_part(STRINGS, quadratic()), UNSAFE, "doctype"),
    Case("an entity that is a file", lambda: with_part(STRINGS, external(SECRET.as_uri())), UNSAFE, "doctype"),
    Case("an entity of the web", lambda: with_part(STRINGS, external(address())), UNSAFE, "doctype"),
    Case("a document type of the web", lambda: with_part(STRINGS, parameter()), UNSAFE, "doctype"),
    Case(
        "an entity in UTF-16",
        lambda: with_part(STRINGS, external(SECRET.as_uri()).decode().encode("utf-16")),
        UNSAFE,
        "doctype",
    ),
    Case(
        "an entity in UTF-16 without a mark",
        lambda: with_part(STRINGS, external("x").decode().encode("utf-16-be")),
        UNSAFE,
        "doctype",
    ),
    Case(
        "an entity in the relationships",
        lambda: with_part("xl/_rels/workbook.xml.rels", external("x")),
        UNSAFE,
        "doctype",
    ),
    Case("an entity in the properties", lambda: with_part("docProps/core.xml", external("x")), UNSAFE, "doctype"),
    Case("an inclusion of a file", including, READ),
    Case("a style sheet of the web", styled_from_afar, READ),
    Case("a hundred thousand levels in the sheet", lambda: deep(SHEET), READ, met=()),
    Case("a hundred thousand levels in the styles", lambda: deep("xl/styles.xml"), "reader-failed"),
    Case("a hundred thousand levels in the texts", lambda: deep(STRINGS), "reader-failed"),
    Case("five thousand namespaces", namespaces, UNSAFE, "attributes"),
    Case("an attribute of a million signs", lambda: attribute_of(1_000_000), READ, met=()),
    Case(
        "a text that is no UTF-8",
        lambda: with_part(SHEET, parts(inline(("甲",)))[SHEET].replace("甲".encode(), b"\xff\xfe\xc0")),
        "reader-failed",
    ),
    Case("a sheet that is none", lambda: with_part(SHEET, b"\x00\x01\x02" * 500), "reader-failed"),
    Case("a sheet that ends nowhere", lambda: with_part(SHEET, PLAIN[SHEET][:-20]), "reader-failed"),
    Case("references to forbidden characters", lambda: told("甲&#x202e;&#8203;&#xFFFE;&#1;公司"), READ),
    Case(
        "a script in a cell",
        lambda: told("&lt;script&gt;alert(1)&lt;/script&gt;公司"),
        READ,
        met=("<script>alert(1)<", "script>公司"),
    ),
    Case(
        "a script in CDATA",
        lambda: told("<![CDATA[<script>alert(1)</script>公司]]>"),
        READ,
        met=("<script>alert(1)<", "script>公司"),
    ),
    Case(
        "a comment of two million signs",
        lambda: with_part(SHEET, PLAIN[SHEET] + b"<!--" + b" ".join(b"%d" % n for n in range(200_000)) + b"-->"),
        READ,
    ),
    Case(
        "an entity in Excel 2003",
        lambda: xml2003("<Row/>", f'<!DOCTYPE a [<!ENTITY b SYSTEM "{address()}">]>'),
        UNSAFE,
        "doctype",
        file="宁海街道.xls",
    ),
    Case(
        "a cell far away in Excel 2003",
        lambda: xml2003(
            '<Row ss:Index="9999999"><Cell ss:Index="9999999"><Data ss:Type="String">甲</Data></Cell></Row>'
        ),
        "too-many-cells",
        file="宁海街道.xls",
    ),
    Case(
        "a merge without end in Excel 2003",
        lambda: xml2003('<Row><Cell ss:MergeAcross="9999999" ss:MergeDown="9999999"/></Row>'),
        "too-many-cells",
        file="宁海街道.xls",
    ),
    Case(
        "rows skipped without end in Excel 2003",
        lambda: xml2003('<Row ss:Span="9999999"/>' * 50),
        READ,
        file="宁海街道.xls",
        met=(),
    ),
    Case(
        "a page that runs and fetches",
        lambda: page(
            VISIT,
            f'<base href="{address()}"><script src="{address()}"></script><iframe src="{SECRET.as_uri()}"></iframe>'
            f'<img src="{address()}" onerror="alert(1)">',
        ),
        READ,
        file="宁海街道.xls",
    ),
    Case("a page of spans without end", lambda: page(SPAN * 30), "too-many-cells", file="宁海街道.xls"),
    Case(
        "a page of a hundred thousand levels",
        lambda: page("<tr><td>" + "<div>" * 100_000),
        READ,
        file="宁海街道.xls",
        met=(),
    ),
    Case(
        "a page of fifty thousand nested tables",
        lambda: b"<html><body>" + b"<table><tr><td>" * 50_000,
        READ,
        file="宁海街道.xls",
        met=(),
    ),
    Case(
        "a page with a document type",
        lambda: b"<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + page("<tr><td>&a;</td></tr>"),
        READ,
        file="宁海街道.xls",
        met=("&a",),
    ),
)
