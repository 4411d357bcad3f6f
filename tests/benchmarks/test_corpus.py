"""The corpus: one seed gives one set of bytes, every workbook opens, and its truth points at cells that are written."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from benchmarks.corpus.build import build
from benchmarks.corpus.messes import PER_MESS, drafts, names


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    build(folder, per_mess=2)
    return folder


def test_a_full_run_has_at_least_240_workbooks_in_20_kinds_of_mess():
    assert len(names()) >= 20
    assert len(names()) * PER_MESS >= 240


def test_one_seed_gives_the_same_bytes(corpus: Path, tmp_path: Path):
    build(tmp_path, per_mess=2)

    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {p.name: p.read_bytes() for p in corpus.iterdir()}


def test_another_seed_gives_other_bytes(corpus: Path, tmp_path: Path):
    build(tmp_path, seed=2, per_mess=1, wanted=("plain",))

    assert (tmp_path / "plain-00.xlsx").read_bytes() != (corpus / "plain-00.xlsx").read_bytes()


def test_every_workbook_opens_and_has_the_cells_its_truth_counts(corpus: Path):
    for truth in json.loads((corpus / "truth.json").read_text(encoding="utf-8")):
        if truth["file"].endswith(".xlsx"):
            book = openpyxl.load_workbook(corpus / truth["file"])
            cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
            assert len(cells) == truth["nonempty"], truth["file"]


def test_every_record_lies_below_a_heading_of_its_sheet(corpus: Path):
    for truth in json.loads((corpus / "truth.json").read_text(encoding="utf-8")):
        heads = {}
        for table in truth["tables"]:
            heads[table["sheet"]] = min([heads.get(table["sheet"], 99), *table["header_rows"]])
        assert all(record["row"] >= heads[record["sheet"]] for record in truth["records"]), truth["file"]


def test_a_draft_knows_its_explicit_zero():
    draft = next(iter(drafts(per_mess=1, wanted=("empty-lists",))))
    sheet = openpyxl.load_workbook(io.BytesIO(draft.bytes())).active

    (zero,) = draft.truth.records
    assert zero.values["indicator"] == "outbound_trips"
    assert zero.values["value"] == 0.0
    assert sheet[zero.values["cell"]].value
