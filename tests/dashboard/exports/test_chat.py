"""The text for the chat group: at most 300 characters, whole sentences."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.exports import chat
from dashboard.exports.contents import Contents
from dashboard.i18n import speaker

ZH, EN = speaker("zh_CN"), speaker("en")


def contents(*brief: str, place: str = "示例区") -> Contents:
    return Contents("周调度", place, "2024年3月29日", "x", "", "zh_CN", [], brief=brief)


def test_heading_sentences_and_where_the_rest_is() -> None:
    assert chat.text(contents("走出去48次", "停滞事项18项"), ZH) == (
        "【示例区招商周调度】截至2024年3月29日\n走出去48次。\n停滞事项18项。\n详见会议材料。"
    )


def test_a_sentence_without_room_is_left_out_and_a_shorter_one_still_follows() -> None:
    lines = chat.text(contents("长" * 200, "较" * 200, "短"), ZH).split("\n")
    assert lines[1:] == ["长" * 200 + "。", "短。", "详见会议材料。"]


def test_a_line_end_in_a_text_is_no_new_line() -> None:
    assert chat.text(contents("甲\r\n乙\x07"), EN).split("\n")[1] == "甲 乙."


@given(st.lists(st.text(max_size=320), max_size=8), st.text(max_size=320))
def test_it_never_has_more_than_300_characters_nor_a_cut_sentence(said: list[str], place: str) -> None:
    for say in (ZH, EN):
        text = chat.text(contents(*said, place=place), say)
        assert len(text) <= 300
        assert text.endswith(say("chat.closing"))
