"""A ZIP of workbooks, as it comes by chat."""

import io
import zipfile

import pytest

from dashboard.errors import UnreadableWorkbook
from loaders.workbook import unpack
from tests.loaders.packages import package, parts

BOOK = package(parts('<row r="1"><c r="A1"><v>1</v></c></row>'))


def in_gbk(files: dict[str, bytes]) -> bytes:
    """A ZIP as Chinese Windows makes it: names in GBK, nothing said about it."""
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        for name, data in files.items():
            archive.writestr("x" * len(name.encode("gbk")), data)
    done = plain.getvalue()
    for name in files:
        done = done.replace(b"x" * len(name.encode("gbk")), name.encode("gbk"))
    return done


def test_a_single_workbook_is_itself() -> None:
    assert unpack("a.xlsx", BOOK) == [("a.xlsx", BOOK)]
    assert unpack("a.csv", b"a,b") == [("a.csv", b"a,b")]


def test_members_keep_order_and_folder_and_ballast_is_left_out() -> None:
    content = package(
        {
            "第13周/宁海街道.xlsx": BOOK,
            "第13周/~$宁海街道.xlsx": b"lock",
            "__MACOSX/第13周/._宁海街道.xlsx": b"x",
            ".DS_Store": b"x",
            "空/": b"",
            "板浦镇.csv": b"a,b",
        }
    )
    assert unpack("周报.zip", content) == [("第13周/宁海街道.xlsx", BOOK), ("板浦镇.csv", b"a,b")]


def test_names_written_in_gbk() -> None:
    assert unpack("周报.zip", in_gbk({"锦屏镇走访台账.csv": b"a,b"})) == [("锦屏镇走访台账.csv", b"a,b")]


def test_a_zip_in_the_zip_is_unpacked_once() -> None:
    inner = package({"走访.csv": b"a", "深.zip": package({"x.csv": b"b"})})
    found = unpack("周报.zip", package({"板浦镇.zip": inner}))
    assert [name for name, _ in found] == ["板浦镇.zip/走访.csv", "板浦镇.zip/深.zip"]


def test_a_damaged_file_among_good_ones_is_handed_on() -> None:
    found = unpack("周报.zip", package({"a.csv": b"a", "坏.xlsx": BOOK[:200]}))
    assert found == [("a.csv", b"a"), ("坏.xlsx", BOOK[:200])]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package({"a.csv": b"a" * 100})[:60], "truncated"),
        (package({"../a.csv": b"a"}), "unsafe-package"),
        (package({"a.csv": b"0" * 5_000_000}), "unsafe-package"),
        (package({"空/": b""}), "empty-file"),
    ],
    ids=["cut", "names", "bomb", "nothing"],
)
def test_what_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableWorkbook, match=code):
        unpack("周报.zip", content)
