"""Streamlit's own words: every one has its counterpart, and the pattern's gap stays a gap."""

from dashboard.ui.chrome import words


def test_chinese_readers_get_a_word_for_each_of_streamlits() -> None:
    pairs = dict(words("zh_CN"))
    assert pairs["Upload"] == "选择文件"
    assert pairs["{n} per file"] == "单个文件不超过{n}"
    assert all(own for own in pairs.values())


def test_a_gap_on_one_side_is_a_gap_on_the_other() -> None:
    assert all(("{n}" in english) == ("{n}" in own) for english, own in words("zh_CN"))


def test_english_readers_need_none() -> None:
    assert words("en") == []
