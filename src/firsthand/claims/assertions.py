"""What a sentence asserts, where it is read without a parse: its tellings, itself, its asides."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.claims.grammar import Grammar, ending_of
from firsthand.claims.tellings import Telling
from firsthand.records import Sentence, Voice

Place = tuple[int, int]

#: share of a sentence that a quotation must have for its report to be only that
TOLD = 0.2
#: words of a sentence that asserts something
MIN_WORDS = 2
#: words of a relative clause that asserts something of its own
MIN_RELATIVE = 4
#: tellings of one sentence that are compared; a sentence with more is an attack
MAX_TOLD = 16
#: the first word before another, elided or not ("que le", "qu'un")
_HEAD = re.compile(r"(?:[^\W\d_]+['’]|[^\W\d_]+\s+)(?=[\w\"«“„])")
_MARK = re.compile(r"[,;:.!?)(—–]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with its chain and how surely it is told, and the words that show that."""

    telling: Telling
    chain: tuple[Voice, ...]
    stance: str
    shown: tuple[Place, ...]
    #: chains of those who tell it together with the first
    beside: tuple[tuple[Voice, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Asserted:
    """Words of a sentence that assert something, and the telling that they stand in."""

    place: Place
    told: Told | None


def spread(sentences: Sequence[Sentence], found: Sequence[Told]) -> list[list[Told]]:
    """Tellings over each sentence, in one walk along both."""
    over: list[list[Told]] = [[] for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for told in found:
        for start, stop in told.telling.content:
            index = max(0, bisect_right(starts, start) - 1)
            while index < len(sentences) and sentences[index].start < stop:
                if told not in over[index][-1:]:
                    over[index].append(told)
                index += 1
    return over


def find(
    text: str, sentence: Sentence, over: Sequence[Told], grammar: Grammar
) -> Iterator[Asserted]:
    """What a sentence asserts: what is told, the widest telling of the same words, or all of it."""
    telling = [told for told in over if _tells(sentence, told, grammar)]
    telling.sort(key=lambda told: _weight(sentence, told), reverse=True)
    found: list[Asserted] = []
    for told in telling[:MAX_TOLD]:
        place = _hull(sentence, told, grammar)
        if not any(meet(place, other.place) for other in found):
            found.append(Asserted(place, told))
    if not found and _says(sentence):
        start, stop = _within(sentence.text, 0, len(sentence.text))
        found = [Asserted((sentence.start + start, sentence.start + stop), None)]
    found = [Asserted(p, one.told) for one in found for p in _joined(text, one, grammar)]
    cues = [told.telling.cue for told in over if told.telling.cue is not None]
    asides = [
        Asserted(place, next((one.told for one in found if meet(place, one.place)), None))
        for place in _relatives(text, sentence, over, grammar)
        if not any(meet(place, cue) for cue in cues)
    ]
    yield from sorted((*found, *asides), key=lambda one: one.place)


def _joined(text: str, asserted: Asserted, grammar: Grammar) -> Iterator[Place]:
    """Parts of a place of which each later one has a verb with its subject behind it.

    Spanish "y se abrió una grieta": that needs no parse to be told from "y abrió la puerta".
    """
    start, stop = asserted.place
    words = list(_WORD.finditer(text, start, stop))
    forms = [word.group().lower() for word in words]
    for place in range(MIN_WORDS, len(words) - 4):
        joins, verb = forms[place] in grammar["phrases.and"], forms[place + 1 : place + 4]
        if (
            joins
            and verb[0] in grammar["phrases.reflexive"]
            and verb[2] in grammar["phrases.subject"]
        ):
            yield start, start + len(text[start : words[place].start()].rstrip(" ,;"))
            start = words[place + 1].start()
    yield start, stop


def _says(sentence: Sentence) -> bool:
    """Tell whether a sentence asserts something: no lone word, no question."""
    words = _WORD.findall(sentence.text)
    return len(words) >= MIN_WORDS and not sentence.text.rstrip().endswith("?")


def _relatives(
    text: str, sentence: Sentence, over: Sequence[Told], grammar: Grammar
) -> Iterator[Place]:
    """Clauses beside the main one: "where the limit is 8", "Ana Vidal, a nurse who was there"."""
    quoted = [p for told in over if told.telling.kind == "direct" for p in told.telling.content]
    for match in _WORD.finditer(text, sentence.start, sentence.stop):
        if match.group().lower() in grammar["phrases.parted"] and match.start() > sentence.start:
            place = _to_mark(text, match.start(), sentence.stop)
            if _long(text, place) and not any(meet(place, quote) for quote in quoted):
                yield place
    for told in over:
        source = told.telling.source
        if source is not None and text[source[1] : source[1] + 2] == ", ":
            place = _to_mark(text, source[1] + 2, sentence.stop)
            forms = [word.lower() for word in _WORD.findall(text, *place)]
            counts = text[place[0] : place[0] + 1].isdigit()
            told_too = any(meet(place, part) for part in told.telling.content)
            beside = grammar["phrases.relative"] & set(forms) and not counts and not told_too
            if beside and _long(text, place):
                whose = source[0] if forms[0] in grammar["phrases.relative"] else place[0]
                yield whose, place[1]


def _to_mark(text: str, start: int, stop: int) -> Place:
    mark = _MARK.search(text, start, stop)
    return start, mark.start() if mark else stop


def _long(text: str, place: Place) -> bool:
    return len(_WORD.findall(text, *place)) >= MIN_RELATIVE


def meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _parts(sentence: Sentence, told: Told) -> list[Place]:
    parts = [
        (max(start, sentence.start), min(stop, sentence.stop))
        for start, stop in told.telling.content
    ]
    return [(start, stop) for start, stop in parts if start < stop]


def _shared(sentence: Sentence, told: Told) -> int:
    return sum(stop - start for start, stop in _parts(sentence, told))


def _weight(sentence: Sentence, told: Told) -> tuple[int, int]:
    """What tells most of a sentence, and of what tells much of it, what has the longest chain."""
    shared = _shared(sentence, told)
    return (len(told.chain) if shared >= TOLD * len(sentence.text) else 0), shared


def _tells(sentence: Sentence, told: Told, grammar: Grammar) -> bool:
    """Tell whether a telling is what its sentence is for, and no quoted word in passing."""
    direct = told.telling.kind == "direct"
    # the verb of saying stands last: however short the quotation, the sentence is for it
    last = bool(grammar["order.suffixes"]) and told.telling.cue is not None
    start = told.telling.content[0][0] - sentence.start
    opens = told.telling.cue is not None and 0 <= start < MIN_WORDS
    return not direct or last or opens or _shared(sentence, told) >= TOLD * len(sentence.text)


def _hull(sentence: Sentence, told: Told, grammar: Grammar) -> Place:
    """Place of what is told of a sentence, without the word or ending that joins it ("that")."""
    parts = _parts(sentence, told)
    start, stop = parts[0][0] - sentence.start, parts[-1][1] - sentence.start
    start, stop = _within(sentence.text, start, stop)
    head = _HEAD.match(sentence.text, start, stop)
    if head and head.group().lower().strip() in grammar["speech.joins"]:
        start = head.end()
    stop -= len(ending_of(sentence.text[start:stop], grammar.joining, 1))
    return sentence.start + start, sentence.start + stop


def _within(text: str, start: int, stop: int) -> Place:
    """Cut marks and space at the edges; all of it where nothing else is there."""
    begin, end = start, stop
    while begin < end and not text[begin].isalnum():
        begin += 1
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    return (begin, end) if begin < end else (start, stop)
