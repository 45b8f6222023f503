"""Voices made comparable: which words of a name tell one speaker from another."""

from collections.abc import Sequence

from firsthand.records import Voice
from firsthand.text.words import words

#: words of a voice that name no one: titles, ranks, articles
TITLES = frozenset(
    "the a an of for and in mr mrs ms dr president minister ministry foreign defence defense chief "
    "prime general director secretary leader spokesman spokeswoman spokesperson official officials "
    "sir king queen pope senator judge professor news agency newspaper local provincial national".split()
)
_ARTICLES = frozenset({"the", "a", "an", "of", "for", "and", "in"})


def voice_key(voice: Voice) -> frozenset[str]:
    """Return the telling words of a voice's name: the last of a person, all of a body."""
    forms = [word.form for word in words(voice.name) if word.form not in _ARTICLES]
    telling = [form for form in forms if form not in TITLES] or forms
    if voice.kind == "person":
        return frozenset(telling[-1:])
    return frozenset(telling)


def farthest(chain: Sequence[Voice]) -> frozenset[str]:
    """Return the key of the voice that said it first; empty if it is unnamed or the outlet's own."""
    return voice_key(chain[-1]) if chain and not chain[-1].anonymous else frozenset()
