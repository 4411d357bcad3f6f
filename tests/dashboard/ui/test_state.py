"""What a session remembers is its person's alone."""

from streamlit.testing.v1 import AppTest


def script() -> None:
    import streamlit as st

    from dashboard.ui import state

    state.belong(st.query_params["who"])
    st.text(st.session_state.setdefault("draft", st.query_params["who"]))


def test_what_one_person_began_is_forgotten_where_another_goes_on() -> None:
    test, seen = AppTest.from_function(script), []
    for who in ("甲", "甲", "乙", "甲"):
        test.query_params["who"] = who
        seen.append(test.run().text[0].value)
    assert seen == ["甲", "甲", "乙", "甲"]
    assert not test.exception


def test_what_a_person_began_is_kept() -> None:
    test = AppTest.from_function(script)
    test.query_params["who"] = "甲"
    test.run()
    test.session_state["draft"] = "三行"
    assert test.run().text[0].value == "三行"
