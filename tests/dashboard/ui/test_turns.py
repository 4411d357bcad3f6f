"""Two people at once have files read and committed; the third begins when one of them is done."""

import threading

from dashboard.ui import uploading


def test_the_third_waits_for_one_of_two_and_no_longer() -> None:
    begun, done = threading.Event(), threading.Event()

    def third() -> None:
        with uploading.turn():
            begun.set()
            done.wait(10)

    with uploading.turn():
        with uploading.turn():
            waiting = threading.Thread(target=third)
            waiting.start()
            assert not begun.wait(0.2)
        assert begun.wait(10)
    done.set()
    waiting.join()


def test_a_turn_that_breaks_off_is_given_back() -> None:
    for _ in range(5):
        try:
            with uploading.turn():
                raise KeyError
        except KeyError:
            continue
    with uploading.turn(), uploading.turn():
        assert not uploading.TURNS.acquire(blocking=False)
