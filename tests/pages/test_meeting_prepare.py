"""会前准备: what is open with its effect, then frozen, then opened; the hash gives the figures back."""

from tests.pages.conftest import Opened, words


def test_what_is_open_is_said_with_its_effect(sample_page: Opened) -> None:
    test = sample_page("meeting/prepare")
    assert not test.exception
    said = words(test)
    assert "长桥街道：缺走访接待、项目、盘活资产" in said or "长桥街道：缺" in said
    assert "正在收集，数字随报送变化。" in said


def test_a_meeting_is_frozen_shown_as_frozen_and_opened(own_page: Opened) -> None:
    test = own_page("meeting/prepare")
    test.button(key="prepare-freeze").click().run()
    assert not test.exception
    assert "第1版已于" in words(test)
    hash_ = words(test).partition("哈希`")[2][:64]
    overview = own_page("meeting/overview")
    assert f"第1版定稿 {hash_[:8]}" in words(overview)
    now = words(own_page("meeting/overview", now="true"))
    assert f"已定稿（第1版 {hash_[:8]}），此处显示现时数" in now
    assert "未定稿" not in now
    test = own_page("meeting/prepare")
    test.button(key="prepare-open").click().run()
    assert "会议已召开" in words(test)
    assert all(button.key not in ("prepare-freeze", "prepare-open") for button in test.button)


def test_the_box_gives_figures_and_files_back(own_page: Opened) -> None:
    test = own_page("meeting/prepare")
    test.button(key="prepare-freeze").click().run()
    hash_ = words(test).partition("哈希`")[2][:64]
    test.text_input(key="prepare-hash").set_value(hash_[:12]).run()
    shown = test.code[0].value
    assert "逐项一致" in shown
    assert ".xlsx" in shown
    test.text_input(key="prepare-hash").set_value("0000000000").run()
    assert [e.value for e in test.error] == ["没有以“0000000000”开头的定稿。"]
