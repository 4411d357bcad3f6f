"""Figures of a past day that have changed since they were presented, with causes that add up where they can."""

import pytest

from metrics.reporting import report
from metrics.restatements import Cause, Figure, Part, Restatement, figures, restatements
from tests.metrics.conftest import AS_OF, HOME, A, B, Books, district

F = Figure
TRIPS, SIGNED = "outbound_trips", "projects_signed"
LATE = Cause("late", 7, "板浦镇.xlsx", frozenset({(A, "visits")}))
GONE = Cause("retraction", 8, "西河镇.xlsx", frozenset({(B, "projects")}), "wrong week")
LINK = Cause("link", 9, "甲 = 乙", frozenset({(A, "projects"), (B, "projects")}))


def test_what_is_as_it_was_is_no_restatement() -> None:
    same = {HOME: {TRIPS: F(0.1 + 0.2), SIGNED: F()}}
    assert restatements(same, {HOME: {TRIPS: F(0.3), SIGNED: F()}}, HOME) == ()


def test_each_cause_has_what_it_changed_and_they_add_up() -> None:
    presented = {A: {TRIPS: F(4.0)}, HOME: {TRIPS: F(10.0), SIGNED: F(5.0)}}
    after_late = {A: {TRIPS: F(6.0)}, HOME: {TRIPS: F(12.0), SIGNED: F(5.0)}}
    now = {A: {TRIPS: F(6.0)}, HOME: {TRIPS: F(11.0), SIGNED: F(5.0)}}
    found = restatements(presented, now, HOME, (LATE, GONE), (after_late, now))
    assert found == (
        Restatement(TRIPS, HOME, F(10.0), F(11.0), (Part(LATE, 2.0), Part(GONE, -1.0))),
        Restatement(TRIPS, A, F(4.0), F(6.0), (Part(LATE, 2.0),)),
    )
    assert [one.difference for one in found] == [1.0, 2.0]
    assert all(one.explained for one in found)


def test_a_figure_that_comes_or_goes_names_its_cause_without_an_amount() -> None:
    now = {HOME: {TRIPS: F(3.0)}}
    (found,) = restatements({HOME: {TRIPS: F()}}, now, HOME, (LATE,), (now,))
    assert (found.difference, found.parts, found.explained) == (None, (Part(LATE, None),), False)


def test_what_no_step_explains_is_named_as_a_rest() -> None:
    then, step, now = ({HOME: {TRIPS: F(value)}} for value in (3.0, 4.0, 5.0))
    (found,) = restatements(then, now, HOME, (LATE,), (step,))
    assert [(part.cause.kind, part.amount) for part in found.parts] == [("late", 1.0), ("other", 1.0)]


def test_without_steps_only_causes_that_can_have_touched_the_figure_are_named() -> None:
    then = {HOME: {TRIPS: F(1.0), SIGNED: F(1.0)}, A: {SIGNED: F(1.0)}, B: {TRIPS: F(1.0)}}
    now = {HOME: {TRIPS: F(2.0), SIGNED: F(2.0)}, A: {SIGNED: F(2.0)}, B: {TRIPS: F(2.0)}}
    told = restatements(then, now, HOME, (LATE, GONE, LINK))
    found = {(one.unit, one.indicator): [part.cause for part in one.parts] for one in told}
    assert found == {(HOME, TRIPS): [LATE], (HOME, SIGNED): [GONE, LINK], (A, SIGNED): [LINK], (B, TRIPS): []}


def test_steps_and_causes_go_together() -> None:
    with pytest.raises(ValueError, match="1 steps for 2 causes"):
        restatements({}, {}, HOME, (LATE, GONE), ({},))


def test_the_figures_of_a_report_are_what_it_shows() -> None:
    books = Books().add("projects", A, identity="x", stage="signed", signed_on=AS_OF)
    found = figures(report(books.snapshot(), district()), HOME)
    assert [found[unit][SIGNED].value for unit in (HOME, A, B)] == [1.0, 1.0, None]


def test_a_target_that_changed_is_told_though_the_value_is_the_same() -> None:
    was, now = F(2.0, target=4.0, completion=0.5), F(2.0, target=8.0, completion=0.25, light="red")
    edited, sheet = Cause("registry", 10, ""), Cause("late", 11, "", frozenset({(A, "targets")}))
    then, step, stands = {A: {SIGNED: was}}, {A: {SIGNED: was}}, {A: {SIGNED: now}}
    (found,) = restatements(then, stands, HOME, (LATE, edited), (step, stands))
    assert (found.was, found.stands, found.parts) == (was, now, (Part(edited, None),))
    (bare,) = restatements(then, stands, HOME, (GONE, LATE, edited, sheet))
    assert [part.cause for part in bare.parts] == [edited, sheet]


def test_a_stage_is_another_when_its_investment_is() -> None:
    then, now = ({HOME: {"signed": F(1, amount=amount)}} for amount in (3.0, 300.0))
    (found,) = restatements(then, now, HOME, (LATE, GONE))
    assert (found.indicator, found.was.differing(found.stands)) == ("signed", {"amount"})
    assert [part.cause for part in found.parts] == [GONE]
