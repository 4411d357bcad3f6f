"""What may stand in one place only (HOUSE rules 1-4, 6, 7)."""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import packages_distributions

from tests.architecture.sources import ROOT, Source, dotted, of, pages, sources

CLOCKS = ("now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime")
"""Clocks that know the date; a monotonic one, for limits, does not."""
CLOCK_OWNERS = ("datetime", "date", "dt", "time", "pd.Timestamp", "pandas.Timestamp", "Timestamp", "pd", "np")


def imported(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def naming(found: tuple[Source, ...], names: tuple[str, ...]) -> list[str]:
    """Places where an attribute, argument or imported name of these is used."""
    places = []
    for source in found:
        for node in ast.walk(source.tree):
            called = [node.attr] if isinstance(node, ast.Attribute) else []
            called += [node.arg or ""] if isinstance(node, ast.keyword) else []
            called += [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            places += [f"{source.place(node)} {name}" for name in called if name in names]
    return places


def except_for(home: str) -> tuple[Source, ...]:
    return tuple(source for source in sources() if source.name != home)


def test_session_state_has_one_home() -> None:
    assert naming(except_for("dashboard/ui/state.py"), ("session_state",)) == []


def test_caches_of_streamlit_have_one_home() -> None:
    assert naming(except_for("dashboard/ui/cache.py"), ("cache_data", "cache_resource")) == []


def test_the_whole_store_is_read_around_nobodys_rights() -> None:
    """Pages and their parts ask `here.store`, which is what this person may see; only the log of admins reads all."""
    found = {
        source.name
        for source in sources()
        if source.name.startswith(("dashboard/ui/", "pages/")) and re.search(r"\b(here|context)\.kept\b", source.text)
    }
    assert found == {"dashboard/ui/auditing.py"}


UNBOUNDED = ("cache", "functools.cache", "lru_cache(maxsize=None)", "functools.lru_cache(maxsize=None)")


def test_every_cache_is_bounded() -> None:
    """What is kept by an argument is kept for so many arguments and no more: texts of workbooks never end."""
    assert [place for source in sources() for place in _unbounded(source)] == []


def _unbounded(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            takes = bool(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
            for decorator in map(ast.unparse, node.decorator_list):
                kept = takes and decorator in UNBOUNDED
                if kept or ("cache_" in decorator and "max_entries=" not in decorator):
                    yield f"{source.place(node)} {decorator}"


def test_the_watch_over_caches_sees_one_without_a_bound() -> None:
    tree = ast.parse("@cache\ndef of(text): ...\n@cache\ndef table(): ...\n@lru_cache(maxsize=8)\ndef few(text): ...")
    assert [place.partition(" ")[2] for place in _unbounded(replace(sources()[0], tree=tree))] == ["cache"]


def test_no_unsafe_html() -> None:
    assert naming(sources(), ("unsafe_allow_html", "unsafe_allow_javascript")) == []


def test_nothing_is_pickled_or_evaluated() -> None:
    banned = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve", "cloudpickle"}
    places = [
        f"{source.place(node)} {module}"
        for source in sources()
        for node, module in imported(source)
        if module.split(".")[0] in banned
    ]
    places += [
        f"{source.place(call)} {name}"
        for source in sources()
        for call, name in source.calls()
        if name in ("eval", "exec") or name.endswith((".read_pickle", ".to_pickle"))
    ]
    assert places == []


def test_no_error_goes_by_in_silence() -> None:
    """A handler of everything raises, logs or says something: it never just passes or continues."""
    silent = []
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ExceptHandler) and catches_everything(node):
                acts = [line for line in node.body if not isinstance(line, ast.Pass | ast.Continue | ast.Break)]
                if not any(isinstance(inner, ast.Raise | ast.Call) for line in acts for inner in ast.walk(line)):
                    silent.append(source.place(node))
    assert silent == []


def catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(dotted(kind) in ("Exception", "BaseException") for kind in types)


EXEMPTION = re.compile(r"# (?:type: ignore|noqa)(?:\[[\w, -]+\]|: [A-Z0-9, ]+?)?\s*$", re.M)


def test_every_exemption_from_a_check_has_its_reason_beside_it() -> None:
    bare = [
        f"{s.name}:{s.text.count(chr(10), 0, m.start()) + 1}" for s in sources() for m in EXEMPTION.finditer(s.text)
    ]
    assert bare == []


def test_app_imports_streamlit_and_dashboard_alone() -> None:
    strangers = [
        module
        for source in of("app.py")
        for _, module in imported(source)
        if module.split(".")[0] not in {"streamlit", "dashboard"} | sys.stdlib_module_names
    ]
    assert strangers == []


def test_pages_define_no_functions_or_classes() -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda
    assert [p.place(node) for p in pages() for node in ast.walk(p.tree) if isinstance(node, kinds)] == []


def test_no_clock_below_the_edges() -> None:
    """The as-of date is an argument for loaders, metrics and charts."""
    read = []
    for source in of("loaders", "metrics", "dashboard/charts"):
        if source.path.name == "__main__.py":
            continue
        for call, name in source.calls():
            owner, _, last = name.rpartition(".")
            if last in CLOCKS and (owner.endswith(CLOCK_OWNERS) or (not owner and last not in ("time",))):
                read.append(f"{source.place(call)} {name}()")
    assert read == []


def test_no_module_beside_the_main_script_hides_an_installed_package() -> None:
    """Streamlit puts the main script's folder first where imports are looked for."""
    beside = {path.stem for path in (ROOT / "dashboard").iterdir() if path.suffix in ("", ".py")}
    assert beside & set(packages_distributions()) == set()
