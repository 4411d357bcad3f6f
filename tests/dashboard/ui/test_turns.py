"""One person at a time has files read and committed; who waits sees how many are before them."""

import threading
from queue import Queue

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.turns import Turns


def never(before: int) -> None:
    raise AssertionError(before)


def joined(turns: Turns, told: "Queue[int]", done: threading.Event) -> threading.Thread:
    def person() -> None:
        with turns.mine(told.put, 0.05):
            told.put(0)
            done.wait(10)

    thread = threading.Thread(target=person)
    thread.start()
    return thread


def heard_until(told: "Queue[int]", wanted: int) -> list[int]:
    """What was said up to a number, each once."""
    found = [told.get(timeout=10)]
    while found[-1] != wanted:
        found.append(told.get(timeout=10))
    return list(dict.fromkeys(found))


def test_the_third_waits_for_one_of_two_and_no_longer() -> None:
    turns, told, done = Turns(2), Queue[int](), threading.Event()
    with turns.mine(never):
        with turns.mine(never):
            assert not turns.queued
            third = joined(turns, told, done)
            # said again and again: whoever waits sees that the program lives
            assert [told.get(timeout=10) for _ in range(3)] == [1, 1, 1]
            assert turns.queued
        assert heard_until(told, 0)[-1] == 0
    done.set()
    third.join()


def test_who_comes_later_waits_for_those_before_and_is_told_of_each() -> None:
    turns, third, fourth, done = Turns(1), Queue[int](), Queue[int](), threading.Event()
    with turns.mine(never):
        people = [joined(turns, third, done)]
        assert third.get(timeout=10) == 1
        people.append(joined(turns, fourth, done))
        assert fourth.get(timeout=10) == 2
    assert heard_until(third, 0)[-1] == 0
    assert heard_until(fourth, 1)[-1] == 1
    done.set()
    assert heard_until(fourth, 0)[-1] == 0
    for person in people:
        person.join()


def test_who_leaves_the_queue_keeps_nobody_waiting() -> None:
    turns, told, done = Turns(1), Queue[int](), threading.Event()
    with turns.mine(never), pytest.raises(AssertionError), turns.mine(never):
        pass
    waiting = joined(turns, told, done)
    assert told.get(timeout=10) == 0
    done.set()
    waiting.join()


def test_a_turn_that_breaks_off_is_given_back() -> None:
    turns = Turns(2)
    for _ in range(5):
        with pytest.raises(KeyError), turns.mine(never):
            raise KeyError
    with turns.mine(never), turns.mine(never):
        pass


def script() -> None:
    import threading

    import streamlit as st

    from dashboard.i18n import speaker
    from dashboard.ui import turns

    say, heard = speaker("zh_CN"), []

    def saying(word: str, **values: object) -> str:
        heard.append(say(word, **values))
        free.set()
        return heard[-1]

    def working() -> None:
        with turns.TURNS.mine(lambda _: None):
            begun.set()
            free.wait(10)

    free, begun = threading.Event(), threading.Event()
    threading.Thread(target=working).start()
    begun.wait(10)
    with turns.turn(saying):
        st.text(" ".join(dict.fromkeys(heard)))


def test_a_page_says_how_many_are_before_one_until_ones_turn_has_come() -> None:
    test = AppTest.from_function(script, default_timeout=30).run()
    assert [text.value for text in test.text] == ["文件已收到，正在排队：前面还有 1 人"]
    assert (list(test.info), list(test.exception)) == ([], [])
