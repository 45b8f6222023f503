"""Disjoint sets, for joining what belongs together."""

from collections.abc import Iterable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", int, str)


class Sets(Generic[_Key]):
    """Sets of keys; each begins as its own, and is called by its least member."""

    def __init__(self, keys: Iterable[_Key]) -> None:
        self._parents: dict[_Key, _Key] = {key: key for key in keys}

    def find(self, key: _Key) -> _Key:
        parents = self._parents
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    def join(self, a: _Key, b: _Key) -> bool:
        """Join two sets; False if they were one already."""
        one, other = sorted((self.find(a), self.find(b)))
        self._parents[other] = one
        return one != other
