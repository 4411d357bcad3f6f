"""How long a file and a function may be (HOUSE rule 8)."""

import ast
import io
import tokenize

from tests.architecture.sources import Source, of, pages, sources

MODULE, FUNCTION, APP, FRAME, PAGE = 300, 40, 40, 80, 120


def over(found: tuple[Source, ...], limit: int) -> list[str]:
    counted = [(source.name, len(source.text.splitlines())) for source in found]
    return [f"{name}: {lines} lines, {limit} allowed" for name, lines in counted if lines > limit]


def code_lines(source: Source) -> set[int]:
    """Numbers of the lines that hold code: no blank lines, no comments, no docstrings."""
    lines: set[int] = set()
    silent = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type not in silent:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def test_a_module_has_at_most_300_lines() -> None:
    assert over(sources(), MODULE) == []


def test_app_frame_and_pages_stay_short() -> None:
    assert over(of("app.py"), APP) + over(of("dashboard/frame.py"), FRAME) + over(pages(), PAGE) == []


def test_a_function_has_at_most_40_lines_of_code() -> None:
    long = []
    for source in sources():
        coded = code_lines(source)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = len(coded & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
                if length > FUNCTION:
                    long.append(f"{source.place(node)} {node.name}: {length} lines of code")
    assert long == []
