"""The garbage collector rests while files are read, and only then."""

import gc

import pytest

from dashboard.collecting import resting


@resting
def asked_while_reading() -> bool:
    return gc.isenabled()


@resting
def fails() -> None:
    raise LookupError


def test_the_collector_rests_during_a_reading_and_works_after_it() -> None:
    assert (asked_while_reading(), gc.isenabled()) == (False, True)


def test_the_collector_works_again_after_a_reading_that_failed() -> None:
    with pytest.raises(LookupError):
        fails()
    assert gc.isenabled()


def test_the_last_of_several_readings_ends_the_rest() -> None:
    with resting:
        with resting:
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_somebody_switched_off_stays_off() -> None:
    gc.disable()
    try:
        asked_while_reading()
        assert not gc.isenabled()
    finally:
        gc.enable()
