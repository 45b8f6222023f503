"""Records as JSON and back: the private form in which the library keeps them.

Fields at their default are left out, and unknown ones ignored, so that records may gain fields.
The public form is ``Reading.to_json``; this one keeps all that a later run needs.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def dumps(value: object) -> str:
    """Return a record (or a tuple of such) as JSON; equal records give equal text."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loads(kind: type[T], text: str) -> T:
    """Return the record of type ``kind`` that ``dumps`` wrote; a tuple type reads several."""
    return cast("T", _reader(cast("Any", kind))(json.loads(text)))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            name: _plain(found)
            for name, default in _fields(cast("Any", type(value)))
            if (found := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    return tuple(
        (f.name, f.default_factory() if f.default_factory is not MISSING else f.default)
        for f in fields(kind)
    )


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a value of type ``kind`` out of its plain form."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        [inner] = [_reader(one) for one in arguments if one is not type(None)]
        return _same if inner is _same else lambda plain: None if plain is None else inner(plain)
    if origin is tuple:
        return _tuple(arguments)
    if origin is not None and issubclass(origin, Mapping):
        item = _reader(arguments[1])
        return lambda plain: {key: item(value) for key, value in plain.items()}
    if kind is datetime:
        return datetime.fromisoformat
    return _record(kind) if is_dataclass(kind) else _same


def _same(plain: Any) -> Any:
    """Return what is the same in both forms; it is known by name, so that nobody has to call it."""
    return plain


def _tuple(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    if arguments[-1] is Ellipsis:
        item = _reader(arguments[0])
        return tuple if item is _same else lambda plain: tuple(map(item, plain))
    items = [_reader(argument) for argument in arguments]
    return lambda plain: tuple(item(value) for item, value in zip(items, plain, strict=True))


def _record(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    names = frozenset(f.name for f in fields(kind))
    changed: list[tuple[str, Callable[[Any], Any]]] | None = None

    def read(plain: Any) -> Any:
        nonlocal changed
        if changed is None:
            # late, for a record may hold others that are read already
            readers = [(name, _reader(hints[name])) for name in names]
            changed = [(name, reader) for name, reader in readers if reader is not _same]
        # what was just read from JSON is nobody else's
        for name, reader in changed:
            if name in plain:
                plain[name] = reader(plain[name])
        if not plain.keys() <= names:
            plain = {name: value for name, value in plain.items() if name in names}
        return kind(**plain)

    return read
