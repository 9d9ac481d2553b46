"""Answers whose shape is not the agreed one."""

from __future__ import annotations

import random
from collections.abc import Collection
from typing import Any, Final

_SHARE: Final = 0.3  # of the values are touched, and at least one
_UNKNOWN: Final = {
    "status": "menunggu konfirmasi", "klasifikasi": "pengadaan RAPS", "type": "eskalasi", "role": "ombudsman",
    "level": "desa",
}  # fmt: skip
#: Never touched: without them nobody could tell what kind of answer it is.
_KEPT: Final = frozenset({"code"})


def misshape(form: Any, kinds: Collection[str], dice: random.Random) -> Any:
    """A copy of an answer with the wanted faults in it."""
    if "nulls" in kinds:
        form = _replaced(form, dice, lambda _value: None)
    if "wrong_types" in kinds:
        form = _replaced(form, dice, _other_type)
    if "unknown_values" in kinds:
        form = _with_unknown(form, top=True)
    if "unknown_keys" in kinds:
        form = _with_more(form)
    return form


def _other_type(value: str) -> Any:
    if value.isdigit():
        return int(value)
    return [value] if value else {}


def _replaced(form: Any, dice: random.Random, change: Any) -> Any:
    """Some of the texts changed; never the word that says whether all went well."""
    places = [place for place in _places(form) if place != ("status",) and place[-1] not in _KEPT]
    chosen = {place for place in places if dice.random() < _SHARE}
    if places and not chosen:
        chosen = {places[int(dice.random() * len(places))]}
    return _rebuilt(form, chosen, change)


def _places(form: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(form, str):
        return [here]
    inside = form.items() if isinstance(form, dict) else enumerate(form) if isinstance(form, list) else ()
    return [place for key, value in inside for place in _places(value, (*here, key))]


def _rebuilt(form: Any, chosen: Collection[tuple[Any, ...]], change: Any, here: tuple[Any, ...] = ()) -> Any:
    if isinstance(form, dict):
        return {key: _rebuilt(value, chosen, change, (*here, key)) for key, value in form.items()}
    if isinstance(form, list):
        return [_rebuilt(value, chosen, change, (*here, number)) for number, value in enumerate(form)]
    return change(form) if here in chosen else form


def _with_unknown(form: Any, *, top: bool = False) -> Any:
    if isinstance(form, list):
        return [_with_unknown(each) for each in form]
    if not isinstance(form, dict):
        return form
    return {
        key: _UNKNOWN[key] if key in _UNKNOWN and not (top and key == "status") else _with_unknown(value)
        for key, value in form.items()
    }


def _with_more(form: Any) -> Any:
    if isinstance(form, list):
        return [_with_more(each) for each in form]
    if isinstance(form, dict):
        return {
            **{key: _with_more(value) for key, value in form.items()},
            "x_baru": "nilai baru",
            "x_daftar": [],
        }
    return form
