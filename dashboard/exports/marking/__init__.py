"""The clerk's own workbook with its findings marked: cells filled and commented, a list of them as the first sheet.

Knows no loaders and no store: bytes and marks go in, bytes come out. Every part of the package that carries no mark is
copied as it lies in the file. A workbook that was marked before is marked anew: what was put on it the last time goes.
"""

from dashboard.exports.marking.cover import Cover
from dashboard.exports.marking.door import marked
from dashboard.exports.marking.fresh import Plain, rebuilt
from dashboard.exports.marking.marks import Mark, Severity
from dashboard.exports.marking.package import extension

__all__ = ["Cover", "Mark", "Plain", "Severity", "extension", "marked", "rebuilt"]
