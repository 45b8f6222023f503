"""Voices made comparable: which words of a name tell one speaker from another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from firsthand.lexicon import wordings
from firsthand.records import Article, Report, Voice
from firsthand.text.words import words

#: characters before and after a person's name in which an office stands
OFFICE_REACH = 40


def voice_key(voice: Voice) -> frozenset[str]:
    """Return the telling words of a voice's name: the last of a person, all of a body."""
    return _key(voice.name, person=voice.kind == "person")


@lru_cache(maxsize=1 << 14)
def _key(name: str, *, person: bool) -> frozenset[str]:
    lists = wordings.load()
    forms = [word.form for word in words(name) if word.form not in lists["articles"]]
    telling = [form for form in forms if form not in lists["titles"]] or forms
    return frozenset(telling[-1:] if person else telling)


def full_key(voice: Voice) -> frozenset[str]:
    """Return all words of a voice's name but its titles, of a person as well."""
    return _key(voice.name, person=False)


@lru_cache(maxsize=1 << 14)
def name_key(name: str) -> frozenset[str]:
    """Return the words of a name but articles."""
    return frozenset(w.form for w in words(name)) - wordings.load()["articles"]


def are_one(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two keys may be of one voice: all words of the one are among the other's ("Vint", "Orla Vint")."""
    return bool(one and other) and (one <= other or other <= one)


def farthest(chain: Sequence[Voice]) -> frozenset[str]:
    """Return the key of the voice that said it first; empty if it is unnamed or the outlet's own."""
    return voice_key(chain[-1]) if chain and not chain[-1].anonymous else frozenset()


def offices(
    reports: Iterable[Report], articles: Mapping[str, Article]
) -> dict[frozenset[str], frozenset[str]]:
    """Return who is meant where only an office is named ("the harbour minister"), as keys of voices.

    It is the one person of the story beside whose name the words of the office stand.
    """
    spoken = {(r.article, voice) for r in reports for voice in r.chain if not voice.anonymous}
    posts = {voice_key(v) for _, v in spoken if v.kind == "person" and v.name.islower()}
    held: dict[frozenset[str], set[frozenset[str]]] = {}
    for article, voice in spoken if posts else ():
        if voice.kind == "person" and not voice.name.islower():
            for post in _posts(articles[article].text, voice, posts):
                held.setdefault(post, set()).add(voice_key(voice))
    return {post: next(iter(people)) for post, people in held.items() if len(people) == 1}


def _posts(text: str, voice: Voice, posts: Iterable[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield the offices whose words all stand on one side of a voice's words."""
    if voice.start is None or voice.stop is None:
        return
    before = words(text, max(0, voice.start - OFFICE_REACH), voice.stop)
    after = words(text, voice.start, min(len(text), voice.stop + OFFICE_REACH))
    sides = [{word.form for word in side} for side in (before, after)]
    yield from (post for post in posts if any(post <= side for side in sides))
