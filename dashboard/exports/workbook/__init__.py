"""The pack as a workbook that can be reckoned with: overview, board, units, charts, ledgers, changes, scores.

Totals and rates are live formulas that bear their result as well, so that a telephone's preview shows them. XlsxWriter
(which python-pptx brings) writes it: openpyxl cannot write a formula with its result.
"""

import io

from dashboard.exports.contents import Contents
from dashboard.exports.workbook import drawn, measures, records
from dashboard.exports.workbook.paper import Paper
from dashboard.i18n import Say


def xlsx(contents: Contents, say: Say) -> bytes:
    """The workbook; the same contents give the same bytes. Every text is a text cell, whatever it begins with."""
    stream = io.BytesIO()
    paper = Paper(stream, contents, say)
    # sheets stand in the order in which they are made, and the first ones refer to the later ones
    overview, board, units = (paper.sheet(say(f"pack.sheet.{name}")) for name in ("overview", "board", "units"))
    known = measures.placed(contents)
    measures.overview(overview, contents, known)
    measures.units(units, contents, known)
    block = measures.board(board, contents, known)
    drawn.bullet(overview, contents, known)
    drawn.bars(paper, contents, block)
    for sheet, registers in records.by_sheet(contents):
        records.written(paper.sheet(sheet), registers)
    paper.book.close()
    return stream.getvalue()
