"""Reading without a parse: what words and their places alone can tell, by the data of a language.

The grain is the sentence, and little is resolved. It is the visibly degraded mode: less is found
than by a parse, and what is not clear is left as it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.claims import propositions, tellings
from firsthand.claims.grammar import Grammar
from firsthand.claims.speakers import Speakers, without_repeats
from firsthand.claims.tellings import Telling
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import NOWHERE, Places
from firsthand.records import (
    Article,
    Attribution,
    Moment,
    Quantity,
    Report,
    Sentence,
    Span,
    Voice,
)

Place = tuple[int, int]

#: links of a chain
MAX_CHAIN = 8
#: share of a sentence that a quotation must have for its report to be only that
TOLD = 0.2
#: the first word before another, elided or not ("que le", "qu'un")
_HEAD = re.compile(r"(?:[^\W\d_]+['’]|[^\W\d_]+\s+)(?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Told:
    telling: Telling
    chain: tuple[Voice, ...]
    stance: str
    shown: tuple[Place, ...]


def attributions(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    words: Words,
    gazetteer: Gazetteer,
    places: Places = NOWHERE,
    own: frozenset[str] = frozenset(),
) -> list[Attribution]:
    """Attributions of an article: source, cue and content spans, in the order of its text."""
    found = _read(article, sentences, Grammar(words), gazetteer, places, own)
    return [
        Attribution(
            source=_span(article, told.telling.source),
            cue=_span(article, told.telling.cue),
            content=tuple(
                span for place in told.telling.content if (span := _span(article, place))
            ),
            chain=told.chain,
            stance=told.stance,
            stance_words=tuple(span for place in told.shown if (span := _span(article, place))),
        )
        for told in found
    ]


def reports(  # noqa: PLR0913 - what one article is read with, by name
    article: Article,
    sentences: Sequence[Sentence],
    *,
    words: Words,
    gazetteer: Gazetteer,
    moments: Sequence[Moment] = (),
    quantities: Sequence[Quantity] = (),
    places: Places = NOWHERE,
    own: frozenset[str] = frozenset(),
) -> list[Report]:
    """One report for each sentence: what is told in it, or all of it on nobody's word."""
    grammar = Grammar(words)
    found = _read(article, sentences, grammar, gazetteer, places, own)
    over = _over(sentences, found)
    return [
        _report(article, sentence, over[index], grammar, moments, quantities)
        for index, sentence in enumerate(sentences)
    ]


# ---------------------------------------------------------------------- who tells, how surely


def _read(
    article: Article,
    sentences: Sequence[Sentence],
    grammar: Grammar,
    gazetteer: Gazetteer,
    places: Places,
    own: frozenset[str],
) -> list[_Told]:
    found = tellings.find(article.text, sentences, grammar)
    speakers = Speakers(article.text, grammar, gazetteer, places)
    told: list[_Told] = []
    line: list[tuple[Telling, tuple[Voice, ...]]] = []
    for telling in found:
        if line and line[0][0].line != telling.line:
            told += _chained(article.text, line, grammar, own)
            line = []
        heard = _heard(telling, speakers)
        if heard.cue is heard.source is None and not grammar["order.lone"]:
            continue
        line.append((heard, _voices(heard, speakers)))
    return [*told, *_chained(article.text, line, grammar, own)]


def _heard(telling: Telling, speakers: Speakers) -> Telling:
    """Leave out a source that is only guessed, unless it surely can speak."""
    guessed = telling.cue is None and telling.source is not None
    if guessed and not speakers.can_speak(telling.source or (0, 0)):
        return replace(telling, source=None)
    return telling


def _voices(telling: Telling, speakers: Speakers) -> tuple[Voice, ...]:
    places = (telling.source, telling.cited)
    found = [speakers.voice(place) for place in places if place is not None]
    return tuple(voice for voice in found if voice is not None)


def _chained(
    text: str,
    line: Sequence[tuple[Telling, tuple[Voice, ...]]],
    grammar: Grammar,
    own: frozenset[str],
) -> Iterator[_Told]:
    """Join the voices over each telling of a line, those of the widest first."""
    for telling, voices in line:
        around = [
            (other, heard)
            for other, heard in line
            if other is not telling and _holds(other, telling)
        ]
        around.sort(key=lambda pair: -_size(pair[0]))
        chain = [voice for _, heard in around for voice in heard]
        kept = without_repeats(voice for voice in (*chain, *voices) if voice.name not in own)
        stance, shown = _stance(text, telling, [t for t, _ in around], grammar)
        yield _Told(telling, kept[:MAX_CHAIN], stance, shown)


def _holds(outer: Telling, inner: Telling) -> bool:
    """Tell whether one telling is told inside another."""
    place = inner.cue
    return (
        place is not None
        and outer.cue != inner.cue
        and any(start <= place[0] and place[1] <= stop for start, stop in outer.content)
        and not _holds_cue(inner, outer)
    )


def _holds_cue(outer: Telling, inner: Telling) -> bool:
    cue = inner.cue
    return cue is not None and any(s <= cue[0] and cue[1] <= e for s, e in outer.content)


def _size(telling: Telling) -> int:
    return sum(stop - start for start, stop in telling.content)


def _stance(
    text: str, telling: Telling, around: Iterable[Telling], grammar: Grammar
) -> tuple[str, tuple[Place, ...]]:
    """Read how surely it is told: by the verbs that tell it, then by its own words."""
    cues = [t for t in (telling, *around) if t.cue is not None]
    for stance, forms in (
        ("denied", grammar["speech.deny"]),
        ("possible", grammar["hedges.possible_cues"]),
        ("probable", grammar["hedges.probable_cues"]),
    ):
        shown = tuple(t.cue for t in cues if t.cue is not None and t.verb & forms)
        if shown and stance == "denied":
            return stance, shown
        if any(t.negated and t.verb & grammar["hedges.confirm"] for t in cues):
            return "unconfirmed", tuple(t.cue for t in cues if t.cue is not None)
        if shown:
            return stance, shown
    return _hedged(text, telling.content, grammar)


def _hedged(text: str, places: Iterable[Place], grammar: Grammar) -> tuple[str, tuple[Place, ...]]:
    """Read the hedges among some words; the weakest counts."""
    spans = [(m.group().lower(), m.span()) for p in places for m in _WORD.finditer(text, *p)]
    negated = any(form in grammar["hedges.no"] for form, _ in spans)
    if negated:
        shown = tuple(span for form, span in spans if form in grammar["hedges.confirm"])
        if shown:
            return "unconfirmed", shown
    for stance in ("denied", "unconfirmed", "possible", "probable"):
        shown = tuple(span for form, span in spans if form in grammar[f"hedges.{stance}"])
        if shown:
            return stance, shown
    return "certain", ()


# ---------------------------------------------------------------------- reports


def _over(sentences: Sequence[Sentence], found: Sequence[_Told]) -> list[list[_Told]]:
    """Tellings over each sentence, in one walk along both."""
    over: list[list[_Told]] = [[] for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for told in found:
        for start, stop in told.telling.content:
            index = _first(starts, start)
            while index < len(sentences) and sentences[index].start < stop:
                if sentences[index].stop > start and told not in over[index][-1:]:
                    over[index].append(told)
                index += 1
    return over


def _first(starts: Sequence[int], place: int) -> int:
    """Index of the sentence in which a place lies."""
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle] <= place:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)


def _report(
    article: Article,
    sentence: Sentence,
    over: Sequence[_Told],
    grammar: Grammar,
    moments: Sequence[Moment],
    quantities: Sequence[Quantity],
) -> Report:
    chosen = max(over, key=lambda told: _weight(sentence, told), default=None)
    start, stop = _within(sentence.text, 0, len(sentence.text))
    start, stop = sentence.start + start, sentence.start + stop
    chain: tuple[Voice, ...] = ()
    quote = False
    stance, shown = _hedged(article.text, [(start, stop)], grammar)
    if chosen is not None and _tells(sentence, chosen):
        chain, stance, shown = chosen.chain, chosen.stance, chosen.shown
        quote = chosen.telling.kind == "direct"
        start, stop = _hull(sentence, chosen, grammar["speech.joins"])
    return Report(
        article=article.id,
        start=start,
        stop=stop,
        quote=quote,
        chain=chain,
        stance=stance,
        stance_words=shown,
        firsthand=_saw(chain, grammar),
        times=tuple(m for m in moments if sentence.start <= m.start < sentence.stop),
        values=tuple(q for q in quantities if sentence.start <= q.start < sentence.stop),
        proposition=propositions.read(sentence, start, stop),
    )


def _parts(sentence: Sentence, told: _Told) -> list[Place]:
    parts = [
        (max(start, sentence.start), min(stop, sentence.stop))
        for start, stop in told.telling.content
    ]
    return [(start, stop) for start, stop in parts if start < stop]


def _shared(sentence: Sentence, told: _Told) -> int:
    return sum(stop - start for start, stop in _parts(sentence, told))


def _weight(sentence: Sentence, told: _Told) -> tuple[int, int]:
    """What tells most of a sentence, and of what tells much of it, what has the longest chain."""
    shared = _shared(sentence, told)
    return (len(told.chain) if shared >= TOLD * len(sentence.text) else 0), shared


def _tells(sentence: Sentence, told: _Told) -> bool:
    """Tell whether a telling is what its sentence is for, and no quoted word in passing."""
    direct = told.telling.kind == "direct"
    return not direct or _shared(sentence, told) >= TOLD * len(sentence.text)


def _hull(sentence: Sentence, told: _Told, joins: frozenset[str]) -> Place:
    """Place of what is told of a sentence, without the word that joins it ("that")."""
    parts = _parts(sentence, told)
    start, stop = parts[0][0] - sentence.start, parts[-1][1] - sentence.start
    start, stop = _within(sentence.text, start, stop)
    head = _HEAD.match(sentence.text, start, stop)
    if head and head.group().lower().strip() in joins:
        start = head.end()
    return sentence.start + start, sentence.start + stop


def _saw(chain: Sequence[Voice], grammar: Grammar) -> bool:
    """Tell whether the farthest voice tells what it saw itself: a witness, a survivor."""
    if not chain:
        return False
    return any(form in grammar["speakers.observers"] for form in chain[-1].name.lower().split())


def _within(text: str, start: int, stop: int) -> Place:
    """Cut marks and space at the edges; all of it where nothing else is there."""
    begin, end = start, stop
    while begin < end and not text[begin].isalnum():
        begin += 1
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    return (begin, end) if begin < end else (start, stop)


def _span(article: Article, place: Place | None) -> Span | None:
    if place is None:
        return None
    return Span(start=place[0], stop=place[1], text=article.text[slice(*place)])
