"""Text, lists and personal numbers."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values import is_absent, items, text, without_personal_numbers


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        (None, ""),
        (3.0, "3"),
        (3.25, "3.25"),
        (12, "12"),
        (" 海州區（qū） ", "海州區"),
        (datetime(2024, 3, 20), "2024-03-20"),
        ("a\x00b", "ab"),
    ],
)
def test_plain_text(cell, plain: str) -> None:
    assert text(cell) == plain


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("Siemens AG, Munich", ("Siemens AG, Munich",)),
        ("江苏A（集团）有限公司、B公司", ("江苏A(集团)有限公司", "B公司")),
        ("Apple Inc., Ltd.", ("Apple Inc., Ltd.",)),
        ("Siemens AG, Bosch GmbH", ("Siemens AG", "Bosch GmbH")),
        ("A Co., Ltd., B Co., Ltd.", ("A Co., Ltd.", "B Co., Ltd.")),
        ("1.A公司 2.B公司", ("A公司", "B公司")),
        ("①甲公司②乙公司", ("甲公司", "乙公司")),
        ("甲公司\n乙公司；丙公司", ("甲公司", "乙公司", "丙公司")),
        ("甲公司、乙公司等5家企业", ("甲公司", "乙公司")),
        ("甲公司（乙、丙）", ("甲公司(乙、丙)",)),
        ("甲公司，华南分部、乙集团,上海办事处", ("甲公司,华南分部", "乙集团,上海办事处")),
        ("甲公司，新海街道办事处", ("甲公司", "新海街道办事处")),
        ("甲公司、研发中心", ("甲公司", "研发中心")),
        ("无", ()),
        (None, ()),
        ("", ()),
    ],
)
def test_a_list_in_one_cell(cell: str | None, entries: tuple[str, ...]) -> None:
    assert items(cell) == entries


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("张三 13812345678", "张三"),
        ("李四（电话：0512-65881234）", "李四"),
        ("身份证号：11010519491231002X", ""),
        ("王五 138 1234 5678、赵六", "王五、赵六"),
        ("张三(13812345678),局长", "张三,局长"),
        ("+86 13912345678", ""),
    ],
)
def test_personal_numbers_are_left_out(words: str, kept: str) -> None:
    assert without_personal_numbers(words) == (kept, True)


@pytest.mark.parametrize(
    "words", ["91350100M000100Y43", "投资13800000000元", "总投资 12345678", "20240320-20240323", "张三"]
)
def test_other_numbers_stay(words: str) -> None:
    assert without_personal_numbers(words) == (words, False)


def test_absence() -> None:
    assert is_absent(None) and is_absent("—") and is_absent("面议")
    assert not is_absent("0") and not is_absent(0)


@given(st.text(st.sampled_from("甲乙公司、，,;/ \n()（）.1２①等AaLtdInc") | st.characters(), max_size=40))
def test_no_text_raises(words: str) -> None:
    assert all(entry.strip() for entry in items(words))
    without_personal_numbers(text(words))
