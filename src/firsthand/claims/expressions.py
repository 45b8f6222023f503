"""Time expressions and numbers of a text, by the sentence that they stand in."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from firsthand.records import Moment, Quantity, Sentence

_Place = TypeVar("_Place", Moment, Quantity)


def between(found: Sequence[_Place], sentence: Sentence) -> Sequence[_Place]:
    """Those of ``found``, which are in the order of the text, that begin in a sentence."""
    first = bisect_left(found, sentence.start, key=lambda one: one.start)
    return found[first : bisect_left(found, sentence.stop, lo=first, key=lambda one: one.start)]
