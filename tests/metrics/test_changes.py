"""Movement between two meetings adds up at every stage."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.contract import SIDE_STAGES, STAGES
from metrics.changes import movement
from metrics.reporting import prepared
from tests.metrics.conftest import A, B, Books, district

STAGE = st.sampled_from((*STAGES, *SIDE_STAGES))


def _moved(then: dict[str, str], now: dict[str, str]):
    before, after = Books(date(2024, 3, 22)), Books()
    for books, stages in ((before, then), (after, now)):
        for i, (name, stage) in enumerate(stages.items()):
            books.add("projects", (A, B)[i % 2], identity=name, name=name, stage=stage)
    return movement(prepared(after.snapshot(), district(), before.snapshot()))


def test_every_way_to_move_has_its_name():
    then = {"a": "negotiating", "b": "signed", "c": "signed", "d": "paused", "e": "started", "f": "signed"}
    now = {"a": "signed", "b": "negotiating", "c": "terminated", "d": "signed", "f": "signed", "g": "negotiating"}
    found = _moved(then, now)
    kinds = dict(zip(found.movers["name"], found.movers["kind"], strict=True))
    assert kinds == {
        "a": "advanced", "b": "moved-back", "c": "terminated", "d": "resumed", "e": "vanished", "g": "new",
    }  # fmt: skip
    signed = found.stages.set_index("stage").loc["signed"]
    assert signed.to_dict() == {
        "opening": 3, "new": 0, "moved_in": 2, "moved_out": 1, "terminated": 1, "vanished": 0, "closing": 3,
    }  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), STAGE), st.dictionaries(st.sampled_from("abcdef"), STAGE))
def test_the_residual_is_zero(then, now):
    table = _moved(then, now).stages
    residual = table["opening"] + table["new"] + table["moved_in"] - table["closing"]
    residual -= table["moved_out"] + table["terminated"] + table["vanished"]
    assert residual.tolist() == [0] * len(table)
    assert table["closing"].sum() == len(now)
