"""Every visible word comes from the catalogues, in both languages (HOUSE rule 9)."""

import ast
import re
import string
from functools import cache

import pytest

from dashboard.i18n import speaker
from dashboard.i18n.speech import LANGUAGES, catalogue
from dashboard.ui.mapping import named
from loaders.findings import SEVERITY
from loaders.headings import LISTS, vocabulary
from metrics.catalogue import INDICATORS
from tests.architecture.sources import Source, of, pages, sources

KEY = re.compile(r"^[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+$")
PREFIX = re.compile(r"^[a-z][a-z0-9_]*\.([A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]*$")
CJK = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")
SENTENCE = re.compile(r"^[A-Z][a-z]+(?=.* [a-z])( [A-Za-z0-9,'’-]+){2,}[.?!]?$")
"""Three words or more, not all of them capitalised as in a font's name."""
FONT_FAMILIES = ("sans-serif", "monospace")
LANGUAGE_NAMES = frozenset({"中文", "语言 Language"})
"""A language is named in itself, whatever language is on."""
INTERFACE = ("dashboard/ui", "dashboard/charts", "dashboard/workflows", "dashboard/exports", "dashboard/frame.py")


@cache
def subjects() -> frozenset[str]:
    """First parts of all keys: a dotted literal that starts with one is meant as a key."""
    return frozenset(key.split(".")[0] for language in LANGUAGES for key in catalogue(language))


def strings(source: Source) -> list[ast.Constant]:
    documentation = source.docstrings()
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]


@cache
def completed() -> frozenset[str]:
    """Beginnings of keys that the code completes: f"light.{word}", and literals ending in a dot ("ui.chrome.")."""
    heads = set()
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.JoinedStr) and len(node.values) > 1 and isinstance(node.values[0], ast.Constant):
                heads.add(str(node.values[0].value))
        heads |= {str(node.value) for node in strings(source) if str(node.value).endswith(".")}
    return frozenset(head for head in heads if PREFIX.match(head) and head.split(".")[0] in subjects())


@cache
def literal_keys() -> dict[str, str]:
    """Whole keys written in the code, with one place of each."""
    keys: dict[str, str] = {}
    for source in sources():
        for node in strings(source):
            text = str(node.value)
            if KEY.match(text) and text.split(".")[0] in subjects():
                keys.setdefault(text, source.place(node))
    return keys


def said_keys() -> dict[str, str]:
    """Literal first arguments of `say(...)` calls: keys beyond doubt, whatever they start with."""
    keys: dict[str, str] = {}
    for source in sources():
        for call, name in source.calls():
            if name.split(".")[-1] == "say" and call.args and isinstance(call.args[0], ast.Constant):
                keys.setdefault(str(call.args[0].value), source.place(call))
    return keys


def placeholders(sentence: str) -> set[str]:
    fields = (name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)
    return {re.split(r"[.\[]", name)[0] for name in fields}


def test_both_languages_know_the_same_keys() -> None:
    assert set(catalogue("zh_CN")) ^ set(catalogue("en")) == set()


def test_both_languages_fill_the_same_placeholders() -> None:
    chinese, english = catalogue("zh_CN"), catalogue("en")
    common = sorted(set(chinese) & set(english))
    assert [key for key in common if placeholders(chinese[key]) != placeholders(english[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    assert [key for key, sentence in catalogue(language).items() if not sentence.strip()] == []


def test_english_has_no_chinese_left_over() -> None:
    assert [key for key, sentence in catalogue("en").items() if CJK.search(sentence)] == []


def test_every_key_that_is_said_has_a_sentence() -> None:
    known = catalogue("zh_CN")
    assert [f"{place} {key}" for key, place in said_keys().items() if key not in known] == []


def test_every_sentence_is_said_somewhere() -> None:
    used = set(literal_keys()) | set(said_keys())
    unused = [key for key in catalogue("zh_CN") if key not in used and not key.startswith(tuple(completed()))]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_sentence(language: str) -> None:
    assert [code for code in SEVERITY if f"finding.{code}" not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_has_a_name(language: str) -> None:
    assert [name for name in INDICATORS if f"indicator.{name}" not in catalogue(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_that_a_column_is_read_as_has_a_word(language: str) -> None:
    say = speaker(language)
    assert [(ledger, field) for ledger in LISTS for field in vocabulary()[ledger] if named(say, field) == field] == []


def test_no_chinese_stands_in_the_code_of_the_interface() -> None:
    found = [
        f"{source.place(node)} {str(node.value)[:40]!r}"
        for source in (*pages(), *of(*INTERFACE))
        for node in strings(source)
        if CJK.search(str(node.value)) and str(node.value) not in LANGUAGE_NAMES
    ]
    assert found == []


def test_no_english_sentence_stands_in_the_code_of_the_interface() -> None:
    found = [
        f"{source.place(node)} {str(node.value)[:60]!r}"
        for source in (*pages(), *of(*INTERFACE))
        for node in strings(source)
        if SENTENCE.match(str(node.value)) and not str(node.value).endswith(FONT_FAMILIES)
    ]
    assert found == []
