"""Disjoint sets of indexes, for joining what belongs together."""

from dataclasses import dataclass


@dataclass(slots=True)
class Sets:
    """Sets of indexes; each begins as its own, and is called by its least member."""

    parents: list[int]

    def find(self, index: int) -> int:
        while self.parents[index] != index:
            self.parents[index] = self.parents[self.parents[index]]
            index = self.parents[index]
        return index

    def join(self, a: int, b: int) -> bool:
        """Join two sets; False if they were one already."""
        one, other = sorted((self.find(a), self.find(b)))
        self.parents[other] = one
        return one != other
