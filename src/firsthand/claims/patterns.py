"""Reading without a parse: what words alone can tell, for texts whose language has no model here.

The grain is the sentence, chains have at most two links, and nothing is resolved. It is the
visibly degraded mode: less is found, nothing is guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.lexicon.language import Words

_NAME = r"(?:[^\s,.;:!?“”\"()]+ ){0,7}[^\s,.;:!?“”\"()]+"
_WORD = re.compile(r"[\w'’-]+")
_CLAUSE_STARTERS = frozenset(
    "but and while although though when after before as if because however he she it they we i who "
    "which that there this these those in on at for with by from".split()
)
_MAX_SENTENCE = 1_000


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence read by patterns; places count in the sentence."""

    start: int
    stop: int
    #: nearest voice first
    voices: tuple[tuple[int, int], ...]
    stance: str
    shown: tuple[tuple[int, int], ...]


def read(sentence: str, words: Words) -> Found:
    """Read who vouches for a sentence ("according to X", "X said", ", X said") and how surely."""
    text = sentence[:_MAX_SENTENCE]
    rules = _rules(words)
    voices: list[tuple[int, int]] = []
    start, stop = 0, len(sentence)
    outer = rules.according.search(text)
    if outer is not None:
        voices.append(_trimmed(text, *outer.span("who")))
        start, stop = (outer.end(), stop) if outer.start() == 0 else (start, outer.start())
    inner = rules.before.match(text) or rules.after.search(text)
    if inner is not None and not _empty(text, *inner.span("who")):
        voices.append(_trimmed(text, *inner.span("who")))
        if inner.re is rules.before:
            start = max(start, inner.end())
        else:
            stop = min(stop, inner.start())
    start, stop = _within(sentence, start, stop)
    stance, shown = _stance(text, rules.hedges)
    return Found(start, stop, tuple(v for v in voices if v[0] < v[1]), stance, tuple(shown))


@dataclass(frozen=True, slots=True)
class _Rules:
    according: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    hedges: tuple[tuple[str, frozenset[str]], ...]


def _rules(words: Words) -> _Rules:
    says = "|".join(sorted(words["patterns.says"]))
    return _Rules(
        according=re.compile(rf"(?:^A|,? a)ccording to (?P<who>{_NAME})"),
        before=re.compile(rf"(?P<who>{_NAME}) (?:has |have |had )?(?:{says})(?: that)? (?!by )"),
        after=re.compile(rf"[,”\"] (?P<who>{_NAME}) (?:{says})\b"),
        hedges=(
            ("denied", words["stance.false_adjectives"] | words["patterns.denied"]),
            ("unconfirmed", words["stance.unknown_adjectives"]),
            ("possible", words["stance.possible_modals"] | words["stance.possible_adverbs"]),
            ("probable", words["stance.probable_adverbs"] | words["patterns.probable"]),
        ),
    )


def _stance(
    text: str, hedges: Iterable[tuple[str, frozenset[str]]]
) -> tuple[str, list[tuple[int, int]]]:
    places = [(m.group().lower(), m.span()) for m in _WORD.finditer(text)]
    for stance, forms in hedges:
        shown = [span for form, span in places if form in forms and not _month(form, text, span)]
        if shown:
            return stance, shown
    return "certain", []


def _month(form: str, text: str, span: tuple[int, int]) -> bool:
    """Tell the month from the modal: "May" inside a sentence."""
    return form == "may" and span[0] > 0 and text[span[0]].isupper()


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Cut what begins a clause off a name: "but the ministry" is "the ministry"."""
    for match in list(_WORD.finditer(text, start, stop)):
        if match.group().lower() not in _CLAUSE_STARTERS:
            return match.start(), stop
    return stop, stop


def _empty(text: str, start: int, stop: int) -> bool:
    start, stop = _trimmed(text, start, stop)
    return start >= stop


def _within(sentence: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and not sentence[start].isalnum():
        start += 1
    while stop > start and not sentence[stop - 1].isalnum():
        stop -= 1
    return (start, stop) if start < stop else (0, len(sentence))
