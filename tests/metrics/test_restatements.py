"""Figures of a past day that have changed since they were presented, with causes that add up where they can."""

import pytest

from metrics.reporting import report
from metrics.restatements import Cause, Part, Restatement, figures, restatements
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district

TRIPS, SIGNED = "outbound_trips", "projects_signed"
LATE = Cause("late", 7, "板浦镇.xlsx", frozenset({(A, "visits")}))
GONE = Cause("retraction", 8, "西河镇.xlsx", frozenset({(B, "projects")}), "wrong week")
LINK = Cause("link", 9, "甲 = 乙", frozenset({(A, "projects"), (B, "projects")}))


def test_what_is_as_it_was_is_no_restatement() -> None:
    same = {HOME: {TRIPS: 0.1 + 0.2, SIGNED: None}}
    assert restatements(same, {HOME: {TRIPS: 0.3, SIGNED: None}}, HOME) == ()


def test_each_cause_has_what_it_changed_and_they_add_up() -> None:
    presented = {A: {TRIPS: 4.0}, HOME: {TRIPS: 10.0, SIGNED: 5.0}}
    after_late = {A: {TRIPS: 6.0}, HOME: {TRIPS: 12.0, SIGNED: 5.0}}
    now = {A: {TRIPS: 6.0}, HOME: {TRIPS: 11.0, SIGNED: 5.0}}
    found = restatements(presented, now, HOME, (LATE, GONE), (after_late, now))
    assert found == (
        Restatement(TRIPS, HOME, 10.0, 11.0, (Part(LATE, 2.0), Part(GONE, -1.0))),
        Restatement(TRIPS, A, 4.0, 6.0, (Part(LATE, 2.0),)),
    )
    assert [one.difference for one in found] == [1.0, 2.0]
    assert all(one.explained for one in found)


def test_a_figure_that_comes_or_goes_names_its_cause_without_an_amount() -> None:
    (found,) = restatements({HOME: {TRIPS: None}}, {HOME: {TRIPS: 3.0}}, HOME, (LATE,), ({HOME: {TRIPS: 3.0}},))
    assert (found.difference, found.parts, found.explained) == (None, (Part(LATE, None),), False)


def test_what_no_step_explains_is_named_as_a_rest() -> None:
    (found,) = restatements({HOME: {TRIPS: 3.0}}, {HOME: {TRIPS: 5.0}}, HOME, (LATE,), ({HOME: {TRIPS: 4.0}},))
    assert [(part.cause.kind, part.amount) for part in found.parts] == [("late", 1.0), ("other", 1.0)]


def test_without_steps_only_causes_that_can_have_touched_the_figure_are_named() -> None:
    then = {HOME: {TRIPS: 1.0, SIGNED: 1.0}, A: {SIGNED: 1.0}, B: {TRIPS: 1.0}}
    now = {HOME: {TRIPS: 2.0, SIGNED: 2.0}, A: {SIGNED: 2.0}, B: {TRIPS: 2.0}}
    told = restatements(then, now, HOME, (LATE, GONE, LINK))
    found = {(one.unit, one.indicator): [part.cause for part in one.parts] for one in told}
    assert found == {(HOME, TRIPS): [LATE], (HOME, SIGNED): [GONE, LINK], (A, SIGNED): [LINK], (B, TRIPS): []}


def test_steps_and_causes_go_together() -> None:
    with pytest.raises(ValueError, match="1 steps for 2 causes"):
        restatements({}, {}, HOME, (LATE, GONE), ({},))


def test_the_figures_of_a_report_are_its_values() -> None:
    books = Books().add("projects", A, identity="x", stage="signed", signed_on=AS_OF)
    found = figures(report(books.snapshot(), district()), HOME)
    assert (found[HOME][SIGNED], found[A][SIGNED], found[B][SIGNED]) == (1.0, 1.0, None)
