"""Reading without a parse: what words and their places alone can tell, by the data of a language.

The grain is the sentence, and little is resolved. It is the visibly degraded mode: less is found
than by a parse, and what is not clear is left as it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from firsthand.claims import assertions, circumstances, propositions, tellings, turns
from firsthand.claims.assertions import Asserted, Told, meet
from firsthand.claims.expressions import between
from firsthand.claims.grammar import Grammar
from firsthand.claims.hearing import own_names
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
#: a telling with the voices of each who tells it, the first of them first
_Heard = tuple[Telling, Sequence[tuple[Voice, ...]]]

#: words before a small clause that are shown as what it is about
MAX_LEAD = 6
#: words from a copula to what something is said to be
MAX_PREDICATE = 3
#: words from a "not" to the verb that it denies
MAX_NEGATION = 4
#: links of a chain
MAX_CHAIN = 8
_MARK = re.compile(r"[,;:.!?()—–]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Coarse:
    """The tellings of one article, read without a parse."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        words: Words,
        gazetteer: Gazetteer,
        places: Places = NOWHERE,
    ) -> None:
        self.article, self.sentences, self.grammar = article, sentences, Grammar(words)
        own = own_names(article, gazetteer)
        speakers = Speakers(_spoken(article), self.grammar, gazetteer, places)
        found = tellings.find(article.text, sentences, self.grammar)
        self.told = [
            *_read(article.text, found, speakers, own),
            *_posted(article, speakers, own),
        ]

    def attributions(self) -> list[Attribution]:
        """Attributions of the article: source, cue and content spans, in the order of its text, posts last."""
        return [
            Attribution(
                source=told.telling.source and _span(self.article, told.telling.source),
                cue=told.telling.cue and _span(self.article, told.telling.cue),
                content=tuple(_span(self.article, place) for place in told.telling.content),
                chain=told.chain,
                stance=told.stance,
                stance_words=tuple(_span(self.article, place) for place in told.shown),
            )
            for told in self.told
        ]

    def reports(
        self, moments: Sequence[Moment] = (), quantities: Sequence[Quantity] = ()
    ) -> list[Report]:
        """Reports of each sentence: what each speaker tells in it, or all of it on nobody's word."""
        article, grammar = self.article, self.grammar
        over = assertions.spread(self.sentences, self.told)
        return [
            report
            for sentence, told in zip(self.sentences, over, strict=True)
            for asserted, small in _with_small(article.text, sentence, told, grammar)
            for each in _each(
                _report(article, sentence, asserted, grammar, moments, quantities), asserted
            )
            for report in _with_inner(article.text, sentence, each, small)
        ]


def _with_small(
    text: str, sentence: Sentence, over: Sequence[Told], grammar: Grammar
) -> Iterator[tuple[Asserted, list[Place]]]:
    """What a sentence asserts, each with the small clauses in it."""
    found = list(assertions.find(text, sentence, over, grammar))
    inner = circumstances.find(text, sentence.start, sentence.stop, grammar.words.lists)
    given = circumstances.place([asserted.place for asserted in found], inner)
    for asserted, small in zip(found, given, strict=True):
        yield replace(asserted, place=circumstances.rest(text, asserted.place, small)), small


def _each(report: Report, asserted: Asserted) -> Iterator[Report]:
    """A report for each of those who tell it together."""
    yield report
    for chain in asserted.told.beside if asserted.told is not None else ():
        yield replace(report, chain=chain)


def _with_inner(
    text: str, sentence: Sentence, report: Report, small: Sequence[Place]
) -> Iterator[Report]:
    """A report, and those of the small clauses that stand in it or close it."""
    yield from circumstances.part(
        report,
        [
            replace(
                report,
                start=start,
                stop=stop,
                lead=_before(text, report.start, start),
                proposition=propositions.read(sentence, start, stop),
            )
            for start, stop in small
        ],
    )


def _before(text: str, start: int, stop: int) -> Place | None:
    """Place of the few words that something is said of, which open the report before it."""
    words = text[start:stop].rstrip()
    short = 0 < len(words.split()) <= MAX_LEAD and not _MARK.search(words)
    return (start, start + len(words)) if short else None


# ---------------------------------------------------------------------- who tells, how surely


def _read(
    text: str, found: Sequence[Telling], speakers: Speakers, own: frozenset[str]
) -> list[Told]:
    grammar = speakers.grammar
    told: list[Told] = []
    line: list[_Heard] = []
    for telling in found:
        if line and line[0][0].line != telling.line:
            told += _chained(text, line, grammar, own)
            line = []
        heard = _heard(telling, speakers)
        if heard.cue is heard.source is None and not grammar["order.lone"]:
            continue
        line.append((heard, _voices(heard, speakers)))
    return [*told, *_chained(text, line, grammar, own)]


def _posted(article: Article, speakers: Speakers, own: frozenset[str]) -> Iterator[Told]:
    """What posts tell, each on the word of whom its signature names."""
    for post in turns.posted(article):
        name = turns.named(article.text, post.label)
        start = article.text.index(name, post.label.start)
        place = (start, start + len(name))
        voice = speakers.voice(place) or Voice(
            name=name, kind="person", anonymous=False, start=place[0], stop=place[1]
        )
        content = ((post.start, post.stop),)
        telling = Telling(line=-1, source=place, cue=None, content=content, kind="direct")
        chain = () if voice.name in own else (voice,)
        yield Told(telling, chain, *_hedged(article.text, content, speakers.grammar))


def _spoken(article: Article) -> str:
    """Text without its datelines: a place at its head is nobody's name."""
    pieces, place = [], 0
    for part in article.parts:
        if part.kind == "dateline" and part.start >= place:
            pieces += [article.text[place : part.start], " " * (part.stop - part.start)]
            place = part.stop
    return "".join((*pieces, article.text[place:]))


def _heard(telling: Telling, speakers: Speakers) -> Telling:
    """Leave out a source that is only guessed, unless it surely can speak."""
    guessed = telling.source if telling.cue is None else None
    if guessed is None or speakers.can_speak(guessed):
        return telling
    return replace(telling, source=None)


def _voices(telling: Telling, speakers: Speakers) -> list[tuple[Voice, ...]]:
    """Voices of a telling, nearest first: of the first who speaks, then of each beside him."""
    heard = speakers.listener(telling.heard) if telling.heard is not None else None
    places = speakers.several(telling.source) if telling.source is not None else ()
    sources = [speakers.voice(place, telling.about) for place in places]
    if telling.dropped:
        sources = [speakers.understood()]
    cited = speakers.voice(telling.cited) if telling.cited is not None else None
    known = [voice for voice in sources if voice is not None]
    if known:
        speakers.last = known[0]  # who cites speaks on, not who is cited
    return [
        tuple(voice for voice in (heard, one, cited) if voice is not None)
        for one in known or (None,)
    ]


def _chained(
    text: str,
    line: Sequence[_Heard],
    grammar: Grammar,
    own: frozenset[str],
) -> Iterator[Told]:
    """Join the voices over each telling of a line, those of the widest first."""
    for telling, voices in line:
        around = [
            (other, heard[0])
            for other, heard in line
            if other is not telling and _holds(other, telling)
        ]
        around.sort(key=lambda pair: -_size(pair[0]))
        chain = [voice for _, heard in around for voice in heard]
        stance, shown = _stance(text, telling, [t for t, _ in around], grammar)
        first, *beside = (
            without_repeats(v for v in (*chain, *one) if v.name not in own)[:MAX_CHAIN]
            for one in voices
        )
        yield Told(telling, first, stance, shown, tuple(beside))


def _holds(outer: Telling, inner: Telling) -> bool:
    """Tell whether one telling is told inside another."""
    place = inner.cue
    return (
        place is not None
        and outer.cue != inner.cue
        and any(start <= place[0] and place[1] <= stop for start, stop in outer.content)
    )


def _size(telling: Telling) -> int:
    return sum(stop - start for start, stop in telling.content)


def _stance(
    text: str, telling: Telling, around: Iterable[Telling], grammar: Grammar
) -> tuple[str, tuple[Place, ...]]:
    """Read how surely it is told: by the verbs that tell it, then by its own words."""
    cues = [t for t in (telling, *around) if t.cue is not None]
    # who denies in his own quoted words asserts those
    deny = frozenset[str]() if telling.kind == "direct" else grammar["speech.deny"]
    for stance, forms in (
        ("denied", deny),
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
    shown = tuple(
        span
        for place, (form, span) in enumerate(spans)
        if form in grammar["hedges.confirm"] and _negated(spans, place, grammar)
    )
    if shown:
        return "unconfirmed", shown
    for stance in ("denied", "unconfirmed", "possible", "probable"):
        forms = grammar[f"hedges.{stance}"]
        shown = tuple(
            span
            for place, (form, span) in enumerate(spans)
            if form in forms and (stance != "denied" or _predicated(spans, place, grammar))
        )
        if shown:
            return stance, shown
    return "certain", ()


def _negated(spans: Sequence[tuple[str, Place]], place: int, grammar: Grammar) -> bool:
    """Tell whether a "not" stands near a word, before it or right behind."""
    near = spans[max(0, place - MAX_NEGATION) : place + 2]
    return any(part in grammar["hedges.no"] for form, _ in near for part in _parted(form))


def _predicated(spans: Sequence[tuple[str, Place]], place: int, grammar: Grammar) -> bool:
    """Tell whether a word is what something is said to be: "the report is false", not "a false report"."""
    copulas = grammar["hedges.copulas"]
    before = (form for form, _ in spans[max(0, place - MAX_PREDICATE) : place])
    return not copulas or any(form in copulas for form in before)


# ---------------------------------------------------------------------- reports


def _report(
    article: Article,
    sentence: Sentence,
    asserted: Asserted,
    grammar: Grammar,
    moments: Sequence[Moment],
    quantities: Sequence[Quantity],
) -> Report:
    (start, stop), told = asserted.place, asserted.told
    stance, shown = _surely(article.text, asserted, grammar)
    chain = told.chain if told is not None else ()
    quote = told is not None and told.telling.kind == "direct"
    return Report(
        article=article.id,
        start=start,
        stop=stop,
        quote=quote,
        chain=chain,
        stance=stance,
        stance_words=shown,
        firsthand=_saw(chain, grammar) or (quote and _lived(article.text, asserted, grammar)),
        times=tuple(between(moments, sentence)),
        values=tuple(between(quantities, sentence)),
        proposition=propositions.read(sentence, start, stop),
    )


def _surely(text: str, asserted: Asserted, grammar: Grammar) -> tuple[str, tuple[Place, ...]]:
    """How surely something is asserted; what hedges other words of the same speech does not count."""
    told = asserted.told
    if told is None:
        return _hedged(text, [asserted.place], grammar)
    inside = [p for p in told.shown if any(meet(p, part) for part in told.telling.content)]
    if any(not meet(place, asserted.place) for place in inside):
        return _hedged(text, [asserted.place], grammar)
    return told.stance, told.shown


def _saw(chain: Sequence[Voice], grammar: Grammar) -> bool:
    """Tell whether the farthest voice tells what it saw itself: a witness, a survivor."""
    if not chain:
        return False
    return any(form in grammar["speakers.observers"] for form in chain[-1].name.lower().split())


def _lived(text: str, asserted: Asserted, grammar: Grammar) -> bool:
    """Tell whether a person says in quoted words what "I" or "we" saw or suffered."""
    told = asserted.told
    if told is None or not told.chain or told.chain[-1].kind != "person":
        return False
    forms = {part for word in _WORD.findall(text, *asserted.place) for part in _parted(word)}
    first = bool(grammar["order.dropped"]) or bool(forms & grammar["phrases.tellers"])
    return first and bool(forms & grammar["speakers.saw"])


def _parted(word: str) -> Iterator[str]:
    """Forms that a word may stand for: itself, and what an apostrophe parts ("j'ai")."""
    yield word.lower()
    yield from re.split(r"(?<=['’])", word.lower())


def _span(article: Article, place: Place) -> Span:
    return Span(start=place[0], stop=place[1], text=article.text[slice(*place)])
