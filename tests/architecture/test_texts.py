"""Every sentence exists in both languages, with the same placeholders, and is said somewhere."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import lru_cache
from string import Formatter

import pytest

from tests.architecture.source import PACKAGE, ROOT, Module, calls, dotted, package

LANGUAGES = ("it", "en")
FILE_ENDINGS = ("csv", "json", "md", "parquet", "png", "py", "svg", "toml", "txt", "html")
# Literals in the code that look like sentence identifiers and are something else; each with its reason.
NOT_SENTENCES: frozenset[str] = frozenset()


def _flat(prefix: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {prefix: str(value)}
    return {name: words for key, inner in value.items() for name, words in _flat(f"{prefix}.{key}", inner).items()}


@lru_cache
def sentences(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((ROOT / PACKAGE / "texts" / language).glob("*.toml")):
        found |= _flat(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
    return found


def _placeholders(words: str) -> set[str]:
    names = {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(words) if name is not None}
    nested = {inner for _, _, form, _ in Formatter().parse(words) if form for inner in _placeholders(form)}
    return names | nested


@lru_cache
def _stems() -> frozenset[str]:
    return frozenset(name.split(".")[0] for language in LANGUAGES for name in sentences(language))


def _looks_like_identifier(literal: str) -> bool:
    parts = literal.split(".")
    known = parts[0] in _stems() and len(parts) > 1 and parts[-1] not in FILE_ENDINGS
    return known and literal not in NOT_SENTENCES and all(re.fullmatch(r"[a-z0-9_]+", part) for part in parts)


def _no_literals(module: Module) -> set[int]:
    """Give the constants that are docstrings, or pieces of an identifier put together in the code."""
    nodes = module.nodes
    pieces: list[ast.AST] = [node.value for node in nodes if isinstance(node, ast.Expr)]
    pieces += [piece for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values]
    pieces += [node.left for node in nodes if isinstance(node, ast.BinOp)]
    return {id(piece) for piece in pieces if isinstance(piece, ast.Constant)}


def _certain(module: Module) -> dict[str, str]:
    """Give the literals that are sentence identifiers because of the function they are handed to."""
    handed = [c for c in calls(module.tree) if dotted(c.func).split(".")[-1] in {"text", "Diagnostic"} and c.args]
    first = [call.args[0] for call in handed]
    return {str(node.value): module.at(node) for node in first if isinstance(node, ast.Constant) and node.value}


@lru_cache
def _literals() -> dict[str, str]:
    """Give each literal that is, or looks like, a sentence identifier, with a place where it stands."""
    found: dict[str, str] = {}
    for module in package():
        found |= _certain(module)
        spared = _no_literals(module)
        for node in module.nodes:
            literal = node.value if isinstance(node, ast.Constant) and id(node) not in spared else None
            if isinstance(literal, str) and _looks_like_identifier(literal):
                found.setdefault(literal, module.at(node))
    return found


def _pattern(node: ast.AST) -> str:
    """Give the regular expression of an identifier put together in the code; empty where it is none."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and isinstance(node.left, ast.Constant):
        parts = [re.escape(str(node.left.value)), ".+"]
    elif isinstance(node, ast.Constant) and str(node.value).endswith("."):
        parts = [re.escape(str(node.value)), ".+"]
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
    else:
        return ""
    start = parts[0].replace(r"\.", ".").split(".") if parts else []
    return "".join(parts) if len(start) > 1 and start[0] in _stems() and not re.search(r"\s", parts[0]) else ""


@lru_cache
def _families() -> dict[str, str]:
    return {pattern: m.at(node) for m in package() for node in m.nodes if (pattern := _pattern(node))}


def test_both_languages_have_the_same_sentences() -> None:
    assert sentences("it").keys() == sentences("en").keys(), sorted(sentences("it").keys() ^ sentences("en").keys())


def test_no_sentence_is_empty() -> None:
    assert not [(language, name) for language in LANGUAGES for name, words in sentences(language).items() if not words.strip()]


def test_both_languages_have_the_same_placeholders() -> None:
    both = sentences("it").keys() & sentences("en").keys()
    assert not {name for name in both if _placeholders(sentences("it")[name]) != _placeholders(sentences("en")[name])}


def test_every_sentence_asked_for_exists() -> None:
    missing = {name: place for name, place in _literals().items() if name not in sentences("it")}
    assert not missing


def test_every_family_of_sentences_asked_for_exists() -> None:
    missing = {
        pattern: place for pattern, place in _families().items() if not any(re.fullmatch(pattern, s) for s in sentences("it"))
    }
    assert not missing


def test_no_sentence_is_never_said() -> None:
    families = list(_families())
    unsaid = [s for s in sentences("it").keys() - _literals().keys() if not any(re.fullmatch(f, s) for f in families)]
    assert not unsaid, sorted(unsaid)


def _unfilled(call: ast.Call) -> set[str]:
    if not call.args or not isinstance(call.args[0], ast.Constant) or None in {keyword.arg for keyword in call.keywords}:
        return set()
    words = sentences("it").get(str(call.args[0].value), "")
    return _placeholders(words) - {str(keyword.arg) for keyword in call.keywords}


def test_every_sentence_gets_the_values_it_names() -> None:
    said = [(m, call) for m in package() for call in calls(m.tree) if dotted(call.func).split(".")[-1] == "text"]
    wrong = {m.at(call): _unfilled(call) for m, call in said if _unfilled(call)}
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_sentences_can_be_read(language: str) -> None:
    assert sentences(language)
