"""Numbers of the model, each declared once with unit, bounds, plausible range, evidence, source and a label in two languages.

The schema of a scenario, its documentation, the sampler of unknown behaviour and the error messages all read these
declarations; nothing about a number is written anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

Evidence = Literal["measured", "literature", "expert", "assumption"]
Role = Literal["lever", "uncertainty", "setting"]
_DECLARED = "coopparo"


class Parameters(BaseModel):
    """A frozen group of declared numbers; unknown keys and wrong types are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=False)


@dataclass(frozen=True)
class Declaration:
    """All that is known about one number of the model.

    Attributes
    ----------
    name
        Dotted path in a scenario file, such as ``campaign.share_price_eur``.
    default
        Value used where the scenario says nothing.
    unit
        Unit in plain words; ``-`` for a pure number.
    low, high
        Hard bounds; None where there is none.
    plausible
        Range within which the value is thought to lie; None for a choice.
    evidence, source
        Kind of evidence and where it was found.
    role
        ``lever`` (people choose it), ``uncertainty`` (nobody knows it), ``setting`` (how the run is made).
    label
        Short name by language.
    options
        The allowed words where the value is one of a few words.
    """

    name: str
    default: Any
    unit: str
    low: float | None
    high: float | None
    plausible: tuple[float, float] | None
    evidence: Evidence
    source: str
    role: Role
    label: dict[str, str]
    options: tuple[str, ...] = ()


def parameter(
    default: Any,
    *,
    unit: str,
    it: str,
    en: str,
    low: float | None = None,
    high: float | None = None,
    plausible: tuple[float, float] | None = None,
    evidence: Evidence = "assumption",
    source: str,
    role: Role = "lever",
) -> Any:
    """Declare one number (or word, or switch) of the model as a field of a :class:`Parameters` class."""
    about: dict[str, Any] = {
        "unit": unit,
        "plausible": plausible,
        "evidence": evidence,
        "source": source,
        "role": role,
        "it": it,
        "en": en,
    }
    return Field(default=default, ge=low, le=high, description=en, json_schema_extra={_DECLARED: about})


def uncertainty(
    default: float,
    plausible: tuple[float, float],
    *,
    unit: str,
    it: str,
    en: str,
    low: float = 0.0,
    high: float | None = 1.0,
    evidence: Evidence = "assumption",
    source: str,
) -> Any:
    """Declare a number of behaviour that nobody has measured here: default, plausible range, hard bounds."""
    return parameter(
        default,
        unit=unit,
        it=it,
        en=en,
        low=low,
        high=high,
        plausible=plausible,
        evidence=evidence,
        source=source,
        role="uncertainty",
    )


def _bound(field: FieldInfo, name: str) -> float | None:
    return next((getattr(m, name) for m in field.metadata if hasattr(m, name)), None)


def _options(annotation: Any) -> tuple[str, ...]:
    return tuple(str(o) for o in getattr(annotation, "__args__", ()) if isinstance(o, str))


def declarations(group: type[BaseModel], prefix: str = "") -> Iterator[Declaration]:
    """Walk all numbers declared in ``group`` and in the groups inside it, in order."""
    for key, field in group.model_fields.items():
        annotation = field.annotation
        extra = field.json_schema_extra
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from declarations(annotation, f"{prefix}{key}.")
        elif isinstance(extra, dict) and _DECLARED in extra:
            about: Any = extra[_DECLARED]
            yield Declaration(
                name=prefix + key,
                default=field.get_default(call_default_factory=True),
                unit=about["unit"],
                low=_bound(field, "ge"),
                high=_bound(field, "le"),
                plausible=about["plausible"],
                evidence=about["evidence"],
                source=about["source"],
                role=about["role"],
                label={"it": about["it"], "en": about["en"]},
                options=_options(annotation),
            )
