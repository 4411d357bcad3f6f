"""Text from cells shows as typed."""

import pytest

from dashboard.ui.escape import literal


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        (":red[已审核]", r"\:red\[已审核\]"),
        ("![x](http://a.b/c.png)", "\\!\\[x\\]\\(http\\:\u2060//a\\.b/c\\.png\\)"),
        ("<b>x</b>", r"\<b\>x\</b\>"),
        (":smile:", "\\:\u2060smile\\:"),
        ("www.a.cn", "www\u2060\\.a\\.cn"),
        ("a@b.cn", "a\u2060@b\\.cn"),
        ("$5$ *x* _y_", r"\$5\$ \*x\* \_y\_"),
        ("甲\n乙", "甲 乙"),
        ("10:30", r"10\:30"),
    ],
)
def test_markup_is_taken_apart(typed: str, escaped: str) -> None:
    assert literal(typed) == escaped


def test_plain_chinese_stays() -> None:
    assert literal("板浦镇，约3万平方米（二期）") == "板浦镇，约3万平方米（二期）"
