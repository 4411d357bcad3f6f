"""File names that every system accepts."""

import pytest

from dashboard.exports.naming import apart, file_name, safe_stem


def test_the_stem_and_the_kind_make_the_name(chart) -> None:
    assert file_name(chart(), "png") == "示例区_走出去_截至20240329.png"


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ('楼宇/厂房:"闲置"?', "楼宇_厂房__闲置__"),
        ("CON", "CON_"),
        ("con.2024", "con_.2024"),
        ("LPT1", "LPT1_"),
        ("COM10", "COM10"),
        ("甲. ", "甲"),
        ("..", "chart"),
        ("", "chart"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("一\n二", "一_二"),
        ("长" * 200, "长" * 80),
    ],
)
def test_what_windows_refuses_is_gone(typed: str, safe: str) -> None:
    assert safe_stem(typed) == safe


def test_equal_names_are_numbered_whatever_their_case() -> None:
    assert apart(["a.png", "A.png", "a.png", "b.png"]) == ["a.png", "A (2).png", "a (3).png", "b.png"]
