"""Voices made comparable: which words of a name tell one speaker from another."""

from collections.abc import Sequence

from firsthand.lexicon import wordings
from firsthand.records import Voice
from firsthand.text.words import words


def voice_key(voice: Voice) -> frozenset[str]:
    """Return the telling words of a voice's name: the last of a person, all of a body."""
    lists = wordings.load()
    forms = [word.form for word in words(voice.name) if word.form not in lists["articles"]]
    telling = [form for form in forms if form not in lists["titles"]] or forms
    if voice.kind == "person":
        return frozenset(telling[-1:])
    return frozenset(telling)


def name_key(name: str) -> frozenset[str]:
    """Return the words of a name but articles."""
    return frozenset(w.form for w in words(name)) - wordings.load()["articles"]


def farthest(chain: Sequence[Voice]) -> frozenset[str]:
    """Return the key of the voice that said it first; empty if it is unnamed or the outlet's own."""
    return voice_key(chain[-1]) if chain and not chain[-1].anonymous else frozenset()
