"""csv and tsv, in the encodings and with the separators of real offices."""

import pytest

from loaders.grid import Value
from loaders.workbook import open_book

LINES = [["单位", "拜访企业名称", "洽谈项目", "金额"], ["板浦镇", "江苏智云科技有限公司", "数字经济产业园", "1,200"]]


def rows_of(content: bytes, name: str = "走访.csv") -> list[list[Value]]:
    book = open_book(content, name, isolated=False)
    assert book.kind == "text"
    return book.sheets[0].rows


def joined(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in line) for line in LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_separators(encoding: str, delimiter: str) -> None:
    assert rows_of(joined(delimiter).encode(encoding)) == LINES


def test_big5() -> None:
    text = "單位,拜訪企業,項目名稱\n新壩鎮,臺灣電子股份有限公司,智慧製造產業園"
    assert rows_of(text.encode("big5")) == [line.split(",") for line in text.split("\n")]


def test_quotes_hold_separators_line_breaks_and_quotes() -> None:
    assert rows_of('甲,"乙,\n丙","丁""戊"""'.encode()) == [["甲", "乙,\n丙", '丁"戊"']]


def test_a_comma_in_texts_does_not_beat_the_tab_between_them() -> None:
    text = "单位\t项目\n板浦镇\t甲,乙,丙\n宁海街道\t甲,乙"
    assert rows_of(text.encode()) == [["单位", "项目"], ["板浦镇", "甲,乙,丙"], ["宁海街道", "甲,乙"]]


def test_numbers_stay_text_and_empty_cells_are_none() -> None:
    assert rows_of(b"a,,007,3.20,") == [["a", None, "007", "3.20"]]


def test_empty_lines_keep_their_rows() -> None:
    assert rows_of(b"a,b\n\nc,d\n\n") == [["a", "b"], [], ["c", "d"]]


@pytest.mark.parametrize(
    ("name", "sheet"), [("报送/宁海街道 走访.csv", "宁海街道 走访"), ("a\\b.x.csv", "b.x"), ("", "Sheet1")]
)
def test_the_sheet_is_named_after_the_file(name: str, sheet: str) -> None:
    assert open_book(b"a,b", name, isolated=False).sheets[0].name == sheet


def test_control_characters_are_removed() -> None:
    assert rows_of(("甲\x07乙,丙\n" + "板浦镇,一\n" * 100).encode())[0] == ["甲乙", "丙"]
