"""Numbers of findings over the rounds: open ones keep theirs, closed ones are named, new ones are numbered on."""

from dashboard.workflows.rounds import Round, round_of
from loaders import CellCount, Finding, Reading
from loaders.returned import Numbered, Returned


def reading(findings: list[Finding], lines: list[Numbered] | None = None) -> Reading:
    returned = None if lines is None else Returned("核对清单", tuple(lines))
    return Reading("", "xlsx", {}, findings, [], CellCount(0, 0, 0, 0), [], "", None, "whole", "", "", {}, returned)


def line(number: int, cell: str, found: str = "", code: str = "not-a-date", closed: bool = False) -> Numbered:
    return Numbered(number, code, "走访", cell, found, closed)


def found(cell: str, text: str = "", code: str = "not-a-date") -> Finding:
    return Finding(code, "走访", cell, text)


def told(now: Round) -> dict[str, object]:
    return {
        "open": [(number, finding.cell) for number, finding in now.opened],
        "closed": [one.number for one in now.closed],
        "fresh": sorted(now.fresh),
    }


def test_a_first_file_is_numbered_worst_first_then_down_the_sheet() -> None:
    findings = [found("B9", code="missing-required"), found("C10"), found("C2"), found("", code="hidden-rows")]
    now = round_of(reading(findings))
    assert [(number, f.code, f.cell) for number, f in now.opened] == [
        (1, "not-a-date", "C2"),
        (2, "not-a-date", "C10"),
        (3, "hidden-rows", ""),
        (4, "missing-required", "B9"),
    ]
    assert now.fresh == frozenset()


def test_what_is_found_no_more_is_closed_by_its_number() -> None:
    now = round_of(reading([found("C5", "三月")], [line(1, "C2", "二月"), line(2, "C5", "三月")]))
    assert told(now) == {"open": [(2, "C5")], "closed": [1], "fresh": []}


def test_rows_that_moved_keep_their_numbers_by_their_text() -> None:
    lines = [line(1, "C5", "三月"), line(2, "C6", "四月")]
    now = round_of(reading([found("C6", "三月"), found("C7", "四月")], lines))
    assert told(now) == {"open": [(1, "C6"), (2, "C7")], "closed": [], "fresh": []}


def test_a_text_that_is_still_wrong_keeps_its_number_by_its_cell() -> None:
    now = round_of(reading([found("C5", "三月底")], [line(4, "C5", "三月")]))
    assert told(now) == {"open": [(4, "C5")], "closed": [], "fresh": []}


def test_a_finding_without_text_is_not_taken_for_one_on_another_cell() -> None:
    now = round_of(reading([found("B9", code="missing-required")], [line(1, "B5", code="missing-required")]))
    assert told(now) == {"open": [(2, "B9")], "closed": [1], "fresh": [2]}


def test_another_code_on_the_same_cell_is_another_finding() -> None:
    now = round_of(reading([found("C5", "3.2", code="ambiguous-date")], [line(1, "C5", "3.2")]))
    assert told(now) == {"open": [(2, "C5")], "closed": [1], "fresh": [2]}


def test_new_numbers_follow_the_highest_ever_given() -> None:
    lines = [line(3, "C5", "三月"), line(9, "C6", "四月", closed=True)]
    now = round_of(reading([found("C5", "三月"), found("C7", "五月")], lines))
    assert told(now) == {"open": [(3, "C5"), (10, "C7")], "closed": [], "fresh": [10]}
    assert [one.number for one in now.before] == [9]


def test_a_closed_finding_that_comes_back_has_its_old_number() -> None:
    now = round_of(reading([found("C5", "三月")], [line(1, "C5", "三月", closed=True)]))
    assert told(now) == {"open": [(1, "C5")], "closed": [], "fresh": []}


def test_each_line_answers_one_finding() -> None:
    now = round_of(reading([found("C5", "三月"), found("C6", "三月")], [line(1, "C5", "三月")]))
    assert told(now) == {"open": [(1, "C5"), (2, "C6")], "closed": [], "fresh": [2]}


def test_what_marking_itself_covers_is_not_called_put_right() -> None:
    lines = [
        line(1, "C5", "三月"),
        line(2, "E4", "", "colour-carries-meaning"),
        line(3, "", "ods", "format-tells-less"),
    ]
    assert told(round_of(reading([found("C5", "三月")], lines))) == {"open": [(1, "C5")], "closed": [], "fresh": []}
    assert told(round_of(reading([], lines)))["closed"] == [1]
