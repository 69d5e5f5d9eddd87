"""The words that people use for a lever of a sweep and for what it is set to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopparo_sim.analysis.robustness import AND
from coopparo_sim.kernel.errors import InputError
from coopparo_sim.model import tables_of
from coopparo_sim.presentation.paper.assumptions import value_in_words
from coopparo_sim.presentation.paper.choices import service_names
from coopparo_sim.services.benefit import TRAVELLING
from coopparo_sim.sweeps.design import Design, Option
from coopparo_sim.sweeps.factors import declared
from coopparo_sim.texts import catalogue, text

FILES = "sweep.file."
"""What identifiers of the titles of shipped scenario files begin with."""


def factor_name(name: str, language: str) -> str:
    """Name a factor as people call it; a choice between files by its own name where nothing is known of it.

    Parameters
    ----------
    name
        Of the factor, as its design has it.
    language
        ``it`` or ``en``.
    """
    return declared()[name].label[language] if name in declared() else catalogue(language).get(f"sweep.lever.{name}", name)


def option_words(design: Design, name: str, value: Any, language: str) -> str:
    """Say what a factor is set to.

    Parameters
    ----------
    design
        The design of the sweep.
    name
        Of the factor.
    value
        Value of the factor at a point: a label of one of its options, or a number of its range.
    language
        ``it`` or ``en``.

    Returns
    -------
    words
        A file of differences by its title where no other has the same, in ``language`` if it is a shipped one; a place or a
        service by its name; a switch by yes or no; money with its sign; a word by what other pages call it, or as it stands where
        they have nothing.
    """
    option, chosen = _chosen(design, name, value)
    if option is not None and _is_titled(design, name, option):
        return _file_words(option.title, language)
    if name == "seat":
        return _place_words(design, str(chosen), language)
    if name == "mix" and isinstance(chosen, list):
        return service_names(chosen, language) or text("report.choice.nothing", language)
    if option is not None and name not in option.changes:
        return str(value)
    return value_in_words(chosen, declared()[name].unit if name in declared() else "", language)


def option_sentence(design: Design, name: str, value: Any, language: str) -> str:
    """Say what a factor is set to, with the factor's own name where a number or a switch would say nothing without it.

    Parameters
    ----------
    design, name, value, language
        As for :func:`option_words`.
    """
    words = option_words(design, name, value, language)
    return words if isinstance(value, str) else f"{factor_name(name, language)}: {words}"


def choice_words(design: Design, values: Mapping[Any, Any], language: str) -> str:
    """Name a choice of several levers in full.

    Parameters
    ----------
    design
        The design of the sweep.
    values
        What each of its levers is set to, by name.
    language
        ``it`` or ``en``.
    """
    return AND.join(option_sentence(design, name, values[name], language) for name in design.levers)


def choice_words_alone(design: Design, values: Mapping[Any, Any], language: str) -> str:
    """Name a choice by what its levers are set to, without their names: shorter than :func:`choice_words`.

    Parameters
    ----------
    design, values, language
        As for :func:`choice_words`.
    """
    return AND.join(option_words(design, name, values[name], language) for name in design.levers)


def _chosen(design: Design, name: str, value: Any) -> tuple[Option | None, Any]:
    """Find the option that a value stands for, and what a scenario file would say; no option where the factor is a range."""
    plain = value.item() if hasattr(value, "item") else value
    options = next((factor.options for factor in design.factors if factor.name == name), ())
    found = next((option for option in options if option.label == plain), None)
    return found, found.changes.get(name, plain) if found is not None else plain


def _is_titled(design: Design, name: str, option: Option) -> bool:
    """Whether an option has a title by which it can be told from the others of its factor."""
    titles = [one.title for factor in design.factors if factor.name == name for one in factor.options]
    return bool(option.title) and titles.count(option.title) == 1


def _file_words(title: str, language: str) -> str:
    """Say the title of a shipped file in ``language``; another title as it stands."""
    shipped = {words: name for name, words in catalogue("it").items() if name.startswith(FILES)}
    return catalogue(language)[shipped[title]] if title in shipped else title


def _place_words(design: Design, place: str, language: str) -> str:
    """Name a place; by its identifier where the town can no longer be read."""
    if place == TRAVELLING:
        return text("errors.travelling_seat", language)
    try:
        places = tables_of(design.base_scenario).places
    except InputError:
        return place
    names = {one.id: one.name_it if language == "it" else one.name_en for one in places}
    return names.get(place, place)
