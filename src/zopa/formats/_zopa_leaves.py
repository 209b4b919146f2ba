"""The smallest parts of a case file, each with the sentence that says what it must be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from pydantic_core import PydanticCustomError

from zopa.errors import CaseError, did_you_mean
from zopa.formats._yaml_values import Float, Int, Map, Seq, said, text_of
from zopa.model import Number, Provenance, Standing

FORMS = "5, [low, high], [low, mode, high] or {value: 5}"
PROVENANCE = ("source", "date", "confidence", "method", "claims")
METHODS = ("stated", "inferred", "analyst")
SHAPES = ("fixed", "uniform", "triangular")
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+")
VERSION = 1
"""Version of the file format."""
ONE = Int(1)
"""A 1 that nobody wrote."""
ONE.text = "1"


@dataclass(frozen=True, slots=True)
class Choice:
    """Some options of an issue, or all but some."""

    options: tuple[str, ...]
    negated: bool = False


def wrong(message: str) -> NoReturn:
    """Refuse a value; the place in the file is added by the reader."""
    raise PydanticCustomError("zopa", "{message}", {"message": message})  # noqa: EM101 - a template


def known_keys(value: Map, keys: Iterable[str]) -> None:
    """Refuse a mapping that has other keys."""
    known = list(keys)
    for key in value:
        if key not in known:
            wrong(f"has no key '{key}'; {did_you_mean(key, known)}")


def as_id(value: Any) -> str:
    """Return an id; numbers count as written."""
    if value is None or isinstance(value, bool):
        wrong(f"must be a name, found {said(value)}; put the name in quotes")
    if not isinstance(value, (str, Int, Float)):
        wrong(f"must be one name, found {said(value)}")
    text = text_of(value)
    if not text.strip():
        wrong("must be a name, found an empty text; give it a name")
    return text


def as_text(value: Any) -> str:
    """Return a text; numbers count as written."""
    if isinstance(value, bool) or not isinstance(value, (str, Int, Float)):
        wrong(f"must be text, found {said(value)}; put the text in quotes")
    return text_of(value)


def as_texts(value: Any) -> tuple[str, ...]:
    """Return a list of texts; one text counts as a list of one."""
    return tuple(as_text(item) for item in (value if isinstance(value, Seq) else [value]))


def as_ids(value: Any) -> tuple[str, ...]:
    """Return a list of names; one name counts as a list of one."""
    return tuple(as_id(item) for item in (value if isinstance(value, Seq) else [value]))


def as_flag(value: Any) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        wrong(f"must be true or false, found {said(value)}")
    return value


def as_whole(value: Any) -> int:
    """Return a whole number."""
    if isinstance(value, Float) and value.is_integer():
        return int(value)
    if not isinstance(value, Int):
        wrong(f"must be a whole number, found {said(value)}")
    return int(value)


def as_float(value: Any) -> float:
    """Return a plain number."""
    if isinstance(value, bool) or not isinstance(value, (Int, Float)):
        hint = ""
        if isinstance(value, str):
            hint = _number_hint(value)
        wrong(f"must be a number, found {said(value)}{hint}")
    if not math.isfinite(value):
        wrong(f"must be a finite number, found {text_of(value)}")
    return float(value)


def _number_hint(text: str) -> str:
    """Return how to write a text that is nearly a number.

    Examples
    --------
    >>> _number_hint("10,5"), _number_hint("1,500"), _number_hint("4 %"), _number_hint("ten")
    ('; write 10.5', '; write 1500, or 1.500 where the comma marks decimals', "; leave out the sign '%'", '')
    """
    bare = text.strip("% ")
    if _GROUPED.fullmatch(bare):
        decimals = f", or {bare.replace(',', '.')} where the comma marks decimals"
        return f"; write {bare.replace(',', '')}{decimals if bare.count(',') == 1 else ''}"
    try:
        float(bare.replace(",", "."))
    except ValueError:
        return ""
    if "," in text:
        return f"; write {bare.replace(',', '.')}"
    return "; leave out the quotes" if "%" not in text else "; leave out the sign '%'"


def one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    """Return a check for one of a few words."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            hint = f"; {did_you_mean(value, words)}" if isinstance(value, str) else ""
            wrong(f"must be one of {', '.join(words)}, found {said(value)}{hint}")
        return value

    return check


def as_number(value: Any) -> Number:
    """Return a number in one of its forms: value, range, triangle, or a mapping."""
    if isinstance(value, Map):
        return _from_mapping(value)
    if isinstance(value, Seq):
        return _from_list(value, None)
    if isinstance(value, (str, bool)) or value is None:
        hint = _number_hint(value) if isinstance(value, str) else ""
        wrong(f"must be a number, as {FORMS}; found {said(value)}{hint}")
    return Number.fixed(as_float(value))


def _from_list(value: Seq, provenance: Provenance | None) -> Number:
    if len(value) not in (2, 3):
        hint = ""
        if len(value) in (4, 6) and all(isinstance(item, Int) for item in value):
            texts = [text_of(item) for item in value]
            pairs = zip(texts[::2], texts[1::2], strict=True)
            decimals = ", ".join(f"{whole}.{part}" for whole, part in pairs)
            hint = f"; if commas mark decimals, write [{decimals}]"
        wrong(f"must be [low, high] or [low, mode, high], found a list of {len(value)}{hint}")
    numbers = [as_float(item) for item in value]
    if numbers != sorted(numbers):
        wanted = "[low, high]" if len(value) == 2 else "[low, mode, high]"
        shown = ", ".join(text_of(item) for item in value)
        ordered = ", ".join(text_of(item) for item in sorted(value))
        wrong(f"must ascend as {wanted}, found [{shown}]; did you mean [{ordered}]?")
    low, *middle, high = numbers
    made = Number.triangular(low, middle[0], high) if middle else Number.uniform(low, high)
    return _with(made, provenance)


def _with(number: Number, provenance: Provenance | None) -> Number:
    return Number(
        low=number.low,
        central=number.central,
        high=number.high,
        shape=number.shape,
        provenance=provenance,
    )


def _from_mapping(value: Map) -> Number:
    known_keys(value, ("value", "low", "high", "central", "shape", *PROVENANCE))
    provenance = _provenance(value)
    if "value" in value:
        extra = [key for key in ("low", "high", "central", "shape") if key in value]
        if extra:
            wrong(f"has both 'value' and '{extra[0]}'; give a value, or low and high")
        if isinstance(value["value"], Seq):
            return _from_list(value["value"], provenance)
        return Number.fixed(as_float(value["value"]), provenance)
    for key in ("low", "high"):
        if key not in value:
            wrong(f"lacks '{key}'; give {{value: 5}}, or {{low: 3, high: 7}}")
    return _from_ends(value, provenance)


def _from_ends(value: Map, provenance: Provenance | None) -> Number:
    low, high = as_float(value["low"]), as_float(value["high"])
    if low > high:
        wrong(f"has low {text_of(value['low'])} above high {text_of(value['high'])}; swap them")
    shape = one_of(SHAPES)(value.get("shape", "uniform"))
    if shape == "triangular" and "central" not in value:
        wrong("is triangular, so it needs 'central', its likeliest value")
    central = as_float(value["central"]) if "central" in value else (low + high) / 2
    if not low <= central <= high:
        wrong(f"has central {central:g} outside low {low:g} to high {high:g}")
    if "shape" not in value:
        return _with(Number.uniform(low, high, central), provenance)
    try:
        return Number(low=low, central=central, high=high, shape=shape, provenance=provenance)  # type: ignore[arg-type] # one of SHAPES
    except CaseError as error:
        wrong(str(error))


def _provenance(value: Map) -> Provenance | None:
    given = {key: value[key] for key in PROVENANCE if value.get(key) is not None}
    if not given:
        return None
    words: dict[str, Any] = {
        key: as_text(given[key]) for key in ("source", "date", "confidence") if key in given
    }
    if "method" in given:
        words["method"] = one_of(METHODS)(given["method"])
    if "claims" in given:
        words["claims"] = as_ids(given["claims"])
    return Provenance(**words)


def as_provenance(value: Any) -> Provenance | None:
    """Return where numbers come from."""
    if not isinstance(value, Map):
        wrong(f"must be a mapping, as {{method: analyst}} or {{source: a}}; found {said(value)}")
    known_keys(value, PROVENANCE)
    return _provenance(value)


def marked(value: Any, provenance: Provenance | None) -> Any:
    """Return numbers, in whatever mappings, with a provenance where they have none."""
    if isinstance(value, Number):
        return value if value.provenance is not None else _with(value, provenance)
    if isinstance(value, Mapping):
        return {key: marked(item, provenance) for key, item in value.items()}
    if isinstance(value, Standing):
        return Standing(
            value=marked(value.value, provenance), premium=marked(value.premium, provenance)
        )
    return value


def as_standing(value: Any) -> Standing:
    """Return what a party has without a deal: a value, or a premium on its no-deal package."""
    if not isinstance(value, Map):
        return Standing(value=as_number(value))
    if "premium" in value:
        if "value" in value:
            wrong("has both 'value' and 'premium'; a value replaces the no-deal score, keep one")
        known_keys(value, ("premium",))
        return Standing(premium=as_number(value["premium"]))
    if "value" in value and len(value) == 1:
        return Standing(value=as_number(value["value"]))
    known = ("premium", "value", "low", "high", "central", "shape", *PROVENANCE)
    known_keys(value, known)
    if not value:
        return Standing()
    return Standing(value=_from_mapping(value))


def as_choice(value: Any) -> Choice:
    """Return options of an issue: one, a list, or ``{not: ...}``."""
    if isinstance(value, Map):
        known_keys(value, ("not",))
        if "not" not in value:
            wrong("must be an option, a list of options, or {not: option}")
        return Choice(as_ids(value["not"]), negated=True)
    return Choice(as_ids(value))


def as_row(value: Any) -> tuple[tuple[str, ...], Number]:
    """Return a row of a table: options, then the utility."""
    if not isinstance(value, Seq) or len(value) < 2:
        wrong(f"must be a list, as [option, option, utility]; found {said(value)}")
    *options, utility = value
    return tuple(as_id(option) for option in options), as_number(utility)


def as_version(value: Any) -> int:
    """Return the version of the format, which must be this one."""
    if not isinstance(value, Int) or value != VERSION:
        wrong(f"must be {VERSION}, the version of the format that this zopa reads")
    return VERSION
