"""Merges reach no further than what is typed, and one over the whole sheet joins nothing."""

import pytest

from loaders import ingest
from loaders.canvas import Canvas
from loaders.grid import Merge, Sheet, within
from tests.loaders.packages import package, parts
from tests.loaders.sheets import DISTRICT, PERIOD, records

WHOLE = Merge(1, 1, 1_048_576, 16_384)


@pytest.mark.parametrize(
    ("merges", "left"),
    [
        ([WHOLE], []),
        ([Merge(2, 2, 2, 16_384)], [Merge(2, 2, 2, 3)]),
        ([Merge(3, 1, 4, 2)], []),
        ([Merge(1, 3, 1, 9)], []),
        ([Merge(1, 1, 2, 1), Merge(1, 2, 2, 2)], [Merge(1, 1, 2, 1), Merge(1, 2, 2, 2)]),
        ([Merge(1, 1, 9, 2)] * 100_000, [Merge(1, 1, 2, 2)]),
    ],
    ids=["whole sheet", "a row", "below", "one cell left", "inside", "over each other"],
)
def test_merges_are_cut_to_the_used_cells(merges: list[Merge], left: list[Merge]) -> None:
    assert within(merges, 2, 3) == left


def test_a_cell_merged_to_the_edge_of_the_sheet_spans_the_used_columns() -> None:
    canvas = Canvas(Sheet("表", [["标题"], ["甲", "乙", "丙"]], merges=[Merge(1, 1, 1, 16_384)]))
    assert (canvas.span(1, 1), len(canvas.covered)) == (3, 3)


@pytest.mark.parametrize("merges", ["", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'])
def test_a_table_under_a_merge_over_the_whole_sheet_ends_where_its_cells_do(merges: str) -> None:
    rows = [["带队领导", "外出时间", "目的地", "拜访企业"], ["张三", "2024-03-05", "苏州", "甲公司"]]
    cells = "".join(f"<row>{''.join(map(_text, row))}</row>" for row in rows)
    reading = ingest(package(parts(cells, after=merges)), "新海街道.xlsx", district=DISTRICT, period=PERIOD)
    assert reading.sheets[0].range == "A1:D2"
    assert records(reading, "visits", "leader", "start") == [("张三", "2024-03-05")]


def _text(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{words}</t></is></c>'
