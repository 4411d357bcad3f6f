"""Score rules as acts: kept with who, when and why, given back by `rebuild`, named by `check` when altered."""

from datetime import timedelta

from dashboard.store.checking import check
from dashboard.store.rebuilding import rebuild
from tests.dashboard.store.desk import NOON, Desk

SEEDS = [("scoring.toml", "version = 1")]


def told(desk: Desk) -> list[tuple[str, str, str, str, bool]]:
    return [(each.file, each.text, each.by, each.note, each.seed) for each in desk.store.score_rules.all()]


def test_the_files_are_kept_before_the_first_text_and_once(desk: Desk) -> None:
    rules = desk.store.score_rules
    rules.keep("改稿.toml", "version = 2", "一号", SEEDS, by="局", now=NOON)
    rules.settle([("other.toml", "version = 3")], NOON)
    assert told(desk) == [
        ("改稿.toml", "version = 2", "局", "一号", False),
        ("scoring.toml", "version = 1", "", "", True),
    ]


def test_at_a_moment_before_all_of_them_the_files_stand(desk: Desk) -> None:
    desk.store.score_rules.keep("改稿.toml", "version = 2", "一号", SEEDS, by="局", now=NOON)
    earlier = desk.store.score_rules.known(NOON - timedelta(days=1))
    assert [each.text for each in earlier] == ["version = 1"]


def test_rebuilding_gives_them_back(desk: Desk) -> None:
    desk.store.score_rules.keep("改稿.toml", "version = 2", "一号", SEEDS, by="局", now=NOON)
    before = told(desk)
    rebuild(desk.store.settings, now=NOON)
    assert (told(desk), list(check(desk.store.settings))) == (before, [])
