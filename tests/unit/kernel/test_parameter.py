"""Numbers declared once."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import ValidationError

from coopparo_sim.kernel.parameter import Declaration, Parameters, declarations, parameter, uncertainty


class Inner(Parameters):
    chance: float = uncertainty(0.5, (0.2, 0.7), unit="chance", it="Probabilità", en="Chance", source="a book")
    form: Literal["open", "closed"] = parameter("open", unit="-", it="Forma", en="Form", source="a law")


class Outer(Parameters):
    money_eur: float = parameter(10, unit="EUR", low=0, high=99, it="Denaro", en="Money", evidence="measured", source="a table")
    inner: Inner = Inner()


def test_declarations_are_walked_in_order_with_dotted_names() -> None:
    assert [d.name for d in declarations(Outer)] == ["money_eur", "inner.chance", "inner.form"]


def test_a_declaration_holds_all_that_is_known() -> None:
    assert list(declarations(Outer, "plan."))[1] == Declaration(
        name="plan.inner.chance", default=0.5, unit="chance", low=0.0, high=1.0, plausible=(0.2, 0.7), evidence="assumption",
        source="a book", role="uncertainty", label={"it": "Probabilità", "en": "Chance"},
    )  # fmt: skip


def test_a_choice_of_words_lists_its_options() -> None:
    assert list(declarations(Outer))[2].options == ("open", "closed")
    assert next(iter(declarations(Outer))).options == ()


@pytest.mark.parametrize(
    "wrong", [{"money_eur": -1.0}, {"money_eur": 100.0}, {"money_eur": "10"}, {"inner": {"form": "other"}}, {"unknown": 1}]
)
def test_what_is_out_of_bounds_or_unknown_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Outer.model_validate(wrong)


def test_declared_numbers_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        Outer().money_eur = 5  # type: ignore[misc]
