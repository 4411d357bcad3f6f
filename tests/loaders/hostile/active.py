"""What would act if anybody let it: links, macros, objects, formulas; protected files; other containers; file names."""

import struct

from tests.loaders.hostile.case import READ, SECRET, Case, address
from tests.loaders.hostile.grids import LIST
from tests.loaders.hostile.markup import HEADINGS, inline
from tests.loaders.hostile.packed import good, with_part
from tests.loaders.packages import package, parts

_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NONE = 0xFFFFFFFF


def linked(kind: str, target: str) -> bytes:
    rels = (
        f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" TargetMode="External" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    return with_part("xl/externalLinks/_rels/externalLink1.xml.rels", rels.encode())


def linked_sheet() -> bytes:
    """The sheet itself lies in the web."""
    made = parts(LIST)
    name = "xl/_rels/workbook.xml.rels"
    own = made[name].decode()
    made[name] = own.replace('Target="worksheets/sheet1.xml"', f'Target="{address()}" TargetMode="External"').encode()
    return package(made)


def formula(text: str) -> bytes:
    row = f'<row r="2"><c r="A2" t="str"><f>{text}</f><v>甲公司</v></c></row>'
    return package(parts(inline(HEADINGS) + row))


def with_parts(**named: bytes) -> bytes:
    return package(
        parts(LIST)
        | {
            name.replace("__", "/").replace("_bin", ".bin").replace("_xml", ".xml"): data
            for name, data in named.items()
        }
    )


def ole(*streams: str, size: int = 4_096) -> bytes:
    """A compound file whose directory names these streams; its sectors lead in a circle."""
    head = _OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    head += b"\xff" * (512 - len(head))
    fat = struct.pack("<128I", *([0xFFFFFFFD, 1] + [2] * 126))
    directory = b"".join(
        (name.encode("utf-16-le") + bytes(64))[:64] + struct.pack("<HBB", 2 * len(name) + 2, 2 if n else 5, 1)
        + struct.pack("<III", _NONE, _NONE, _NONE if n else 1) + bytes(36) + struct.pack("<IQ", 2, size)
        for n, name in enumerate(("Root Entry", *streams))
    )  # fmt: skip
    return head + fat + directory.ljust(512, b"\x00") + bytes(8_192)


def biff(*records: tuple[int, bytes]) -> bytes:
    """A bare BIFF5 stream."""
    begin = (0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0))
    return b"".join(struct.pack("<HH", code, len(data)) + data for code, data in (begin, *records))


def ods(body: str, *, manifest: bytes = b"<manifest/>") -> bytes:
    names = ["office", "table", "text"]
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": _ODS, "content.xml": content.encode(), "META-INF/manifest.xml": manifest})


CELL = '<table:table-cell office:value-type="string"{0}><text:p>甲</text:p></table:table-cell>'
ROW = "<table:table-row{0}>{1}</table:table-row>"
_FAR = ' table:number-columns-repeated="999999999"'
_LONG = ' table:number-rows-repeated="999999999"'
CSV = ",".join(HEADINGS) + "\n甲公司,2024-03-20,何清\n"


def text() -> bytes:
    return CSV.encode()


def repeated(piece: bytes, times: int) -> bytes:
    return piece * times


CASES = (
    Case("a link to another workbook", lambda: linked("externalLinkPath", SECRET.as_uri()), READ),
    Case("a link to the web", lambda: linked("oleLink", address()), READ),
    Case("a template of the web", lambda: linked("attachedTemplate", address()), READ),
    Case("a sheet that lies in the web", linked_sheet, "reader-failed"),
    Case(
        "a query of the web",
        lambda: with_part(
            "xl/connections.xml",
            f'<connections><connection id="1"><webPr url="{address()}"/></connection></connections>'.encode(),
        ),
        READ,
    ),
    Case("a command by DDE", lambda: formula("cmd|'/c calc'!A0"), READ),
    Case("a call of the web service", lambda: formula(f'WEBSERVICE("{address()}")'), READ),
    Case("a macro project", lambda: with_parts(xl__vbaProject_bin=ole("VBA", "Auto_Open")), READ, file="宁海街道.xlsm"),
    Case(
        "a macro sheet of Excel 4",
        lambda: with_parts(xl__macrosheets__sheet1_xml=b"<xm:macrosheet xmlns:xm='x'><f>EXEC(1)</f></xm:macrosheet>"),
        READ,
        file="宁海街道.xlsm",
    ),
    Case("an embedded object", lambda: with_parts(xl__embeddings__oleObject1_bin=ole("\x01Ole10Native")), READ),
    Case(
        "an ActiveX control",
        lambda: with_parts(xl__activeX__activeX1_xml=b"<ocx/>", xl__activeX__activeX1_bin=ole("contents")),
        READ,
    ),
    Case("a ribbon of its own", lambda: with_parts(customUI__customUI_xml=b"<customUI onLoad='x'/>"), READ),
    Case("an encrypted workbook", lambda: ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    Case(
        "a workbook under rights management",
        lambda: ole("\x06DataSpaces", "\x09DRMContent"),
        "encrypted",
        file="宁海街道.xls",
    ),
    Case("an OLE file of something else", lambda: ole("WordDocument"), "not-a-workbook", file="宁海街道.xls"),
    Case("an OLE file whose sectors lead in a circle", lambda: ole("Workbook"), "truncated", file="宁海街道.xls"),
    Case("an OLE file of a stream of 4 GB", lambda: ole("Workbook", size=0xFFFFFFFF), "truncated", file="宁海街道.xls"),
    Case(
        "an OLE file of absurd sectors",
        lambda: ole("Workbook")[:30] + b"\xff\xff" + ole("Workbook")[32:],
        "truncated",
        file="宁海街道.xls",
    ),
    Case(
        "a BIFF file with a password", lambda: biff((0x002F, bytes(4)), (0x000A, b"")), "encrypted", file="宁海街道.xls"
    ),
    Case(
        "a BIFF file whose record is longer than it",
        lambda: biff() + struct.pack("<HH", 0x0085, 0xFFFF),
        "truncated",
        file="宁海街道.xls",
    ),
    Case(
        "a BIFF file of nothing but continuations",
        lambda: biff(*[(0x003C, bytes(8_000))] * 200),
        "truncated",
        file="宁海街道.xls",
    ),
    Case(
        "a binary workbook of noise",
        lambda: package({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": bytes(range(256)) * 40}),
        "reader-failed",
        file="宁海街道.xlsb",
    ),
    Case(
        "an OpenDocument with a password",
        lambda: ods("", manifest=b"<manifest><encryption-data/></manifest>"),
        "encrypted",
        file="宁海街道.ods",
    ),
    Case(
        "an OpenDocument of columns without end",
        lambda: ods(ROW.format("", CELL.format(_FAR))),
        "too-many-cells",
        file="宁海街道.ods",
    ),
    Case(
        "an OpenDocument of rows without end",
        lambda: ods(ROW.format(_LONG, CELL.format(""))),
        "too-many-cells",
        file="宁海街道.ods",
    ),
    Case(
        "an OpenDocument of empty rows without end",
        lambda: ods(ROW.format("", CELL.format("")) + ROW.format(_LONG, f"<table:table-cell{_FAR}/>")),
        READ,
        file="宁海街道.ods",
        met=(),
    ),
    Case("a text of twenty thousand columns", lambda: repeated(b"1,", 20_000), "too-many-cells", file="宁海街道.csv"),
    Case(
        "a text of two million empty rows",
        lambda: text() + repeated(b"\n", 2_000_001),
        "too-many-cells",
        file="宁海街道.csv",
    ),
    Case(
        "a text of one cell of a megabyte",
        lambda: repeated(b"a", 1_000_000),
        "unsafe-package",
        "cell",
        file="宁海街道.csv",
    ),
    Case(
        "a quotation that never ends",
        lambda: text() + b'"' + repeated(b"a,b\n", 4_000),
        READ,
        file="宁海街道.csv",
        met=("甲公司", '"a', "a"),
    ),
    Case(
        "a text with zero bytes", lambda: CSV.replace("甲", "甲\x00乙").encode(), "not-a-workbook", file="宁海街道.csv"
    ),
    Case(
        "a long text with a zero byte",
        lambda: text() + repeated(CSV.encode(), 40) + b"\x00\n",
        READ,
        file="宁海街道.csv",
    ),
    Case(
        "a text that begins formulas",
        lambda: CSV.replace("甲", "=HYPERLINK(1)+@").encode(),
        READ,
        file="宁海街道.csv",
        met=("=HYPERLINK(1)+@公司",),
    ),
    Case("bytes at random", lambda: bytes(n * n * 7919 % 251 for n in range(20_000)), "not-a-workbook"),
    Case("nothing", lambda: b"", "empty-file"),
    Case("zeros", lambda: bytes(100_000), "empty-file"),
    Case("twenty megabytes and one byte", lambda: b"PK\x03\x04" + bytes(20 * 2**20 - 3), "too-large"),
    Case("a file name that climbs out", text, READ, file="../../../etc/宁海街道.csv"),
    Case("a file name on a drive", text, READ, file="C:\\Windows\\system32\\宁海街道.csv"),
    Case("a file name written backwards", text, READ, file="宁海街道\u202excod\u200b.csv"),
    Case("a file name with controls", text, READ, file="宁海\x00街道\n\x1b[31m.csv"),
    Case("a file name of halves of characters", text, READ, file="宁海街道\udcff\ud800.csv"),
    Case("a file name of five thousand letters", text, READ, file="宁海街道" * 1_250),
    Case("a file name that is a pattern", good, READ, file="{0.__class__}%s%n{}.xlsx"),
)
