"""Invented workbooks of many clerks, each with the truth that its author knows.

Nothing here looks at the loaders: the headings are written as offices write them, and the truth comes from the facts
that a sheet was made of. `python -m benchmarks.corpus OUT_DIR` writes the workbooks and `truth.json` beside them.
"""
