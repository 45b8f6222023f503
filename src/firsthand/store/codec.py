"""Records as JSON and back: the private form in which the library keeps them.

Fields at their default are left out, and unknown ones ignored, so that records may gain fields.
The public form is ``Reading.to_json``; this one keeps all that a later run needs.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def dumps(value: object) -> str:
    """Return a record (or a tuple of such) as JSON; equal records give equal text."""
    return _ENCODER.encode(value)


def loads(kind: type[T], text: str) -> T:
    """Return the record of type ``kind`` that ``dumps`` wrote; a tuple type reads several."""
    if "Infinity" in text:
        # "at least 10" has no upper bound, which JSON proper has no number for
        return msgspec.convert(json.loads(text), kind)
    return cast("T", _decoder(cast("Any", kind)).decode(text))


def key(text: str) -> bytes:
    """Return what a text is known by where its words are not to be kept, or are many."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _plain(value: Any) -> Any:
    """Return what is no plain value as one that holds others; those are asked for in their turn."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    names, read, defaults = _fields(cast("Any", type(value)))
    found = zip(names, read(value), defaults, strict=True)
    return {name: held for name, held, default in found if held is not default and held != default}


#: records are frozen, and hold no one that holds them
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False, default=_plain
)


@cache
def _fields(
    kind: Any,
) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]], tuple[object, ...]]:
    """Return the names of a record's fields, what reads them all, and their defaults."""
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record")
    known = fields(kind)
    names = tuple(f.name for f in known)
    # of one name attrgetter gives no tuple
    read = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
    defaults = tuple(
        f.default_factory() if f.default_factory is not MISSING else f.default for f in known
    )
    return names, read, defaults


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)
