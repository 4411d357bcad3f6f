"""A list of worded options: the choice outlives a switch of the language, its words do not."""

from tests.runner import AppTest


def page() -> None:
    import streamlit as st

    from dashboard.ui import language
    from dashboard.ui.choosing import choice

    with st.sidebar:
        say = language.switch()
    st.write(choice("", ["visits", "projects"], key="ledger", words=lambda name: say(f"data.table.{name}")))


def test_a_choice_stays_when_the_language_is_switched_and_its_words_change() -> None:
    test = AppTest.from_function(page).run()
    test.selectbox[0].select("projects").run()
    assert (test.selectbox[0].options, test.markdown[0].value) == (["走访接待", "项目"], "projects")
    for language, words in (("English", ["Visits", "Projects"]), ("中文", ["走访接待", "项目"])):
        test.segmented_control(key="language").set_value(language).run()
        for _ in range(2):
            test.run()
            assert (test.selectbox[0].options, test.markdown[0].value) == (words, "projects")


def alike() -> None:
    import streamlit as st

    from dashboard.ui.choosing import choice

    st.write(choice("", ["one", "two", "three"], key="alike", words=lambda name: "namesake" if name != "two" else name))


def test_options_that_read_alike_are_told_apart() -> None:
    test = AppTest.from_function(alike).run()
    assert test.selectbox[0].options == ["namesake", "two", "namesake (2)"]
    test.selectbox[0].select("one").run()
    assert test.markdown[0].value == "one"
