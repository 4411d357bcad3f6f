"""Importing without anybody looking: files share a moment, and what fails for all of them costs none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.i18n import speaker
from dashboard.store import Store
from dashboard.workflows import batch, importing
from tests.dashboard.store.desk import MARCH_22, settings
from tests.dashboard.workflows.test_batch import additions
from tests.loaders.sheets import DISTRICT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(settings(tmp_path), DISTRICT) as opened:
        yield opened


def _imported(store: Store, folder: Path) -> list[importing.Told]:
    for name, content in additions():
        (folder / name).write_bytes(content)
    paths = sorted(folder.glob("*.xlsx"))
    given = {"period": None, "unit": "", "scope": "increment"}
    return list(importing.imported(paths, given, store, speaker("en"), by="bureau"))


def test_files_are_committed_by_the_days_they_cover(store: Store, tmp_path: Path) -> None:
    told = _imported(store, tmp_path)
    assert [(each.accepted, each.line.partition(":")[0]) for each in told] == [
        (True, "甲.xlsx"),
        (True, "乙.xlsx"),
        (True, "丙.xlsx"),
    ]
    assert len(store.snapshot(MARCH_22).tables["visits"]) == 3


def test_where_what_files_share_fails_each_is_committed_alone(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[int] = []
    whole = batch.together

    def failing(store: Store, waiting: list[int], commit: Callable[[int], Any]) -> list[Any]:
        if failed:
            return whole(store, waiting, commit)
        with store.together():
            failed.extend(waiting[:2])
            commit(waiting[0])
            commit(waiting[1])
            raise OSError("no space left")

    monkeypatch.setattr(batch, "together", failing)
    told = _imported(store, tmp_path)
    assert (len(failed), [each.accepted for each in told]) == (2, [True, True, True])
    assert [f"receipt {n}" in each.line for n, each in enumerate(told, 1)] == [True, True, True]
    assert store.receipts == 3


def test_a_moment_takes_at_least_one_file(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOMENT_S", 0.0)
    assert len(_imported(store, tmp_path)) == 3
