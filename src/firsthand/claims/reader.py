"""Reading of one article: its reports, each a clause with who vouches for it and how surely.

The reader knows nothing of other articles. Each sentence has been parsed once; everything here is
rules over the parse and the words of the article.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from firsthand.claims import clauses, cues, patterns, propositions, stance
from firsthand.claims.clauses import Clause
from firsthand.claims.cues import Cue
from firsthand.claims.tree import Tree
from firsthand.claims.voices import Named, Voices
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
from firsthand.text.quotes import quoted

#: links of a chain; deeper nesting is cut (and is an attack, not news)
MAX_CHAIN = 8
#: chains for one clause where several speak together ("the ministry and the Pentagon said")
MAX_SPEAKERS = 4
#: paragraphs that a quotation may run on without a new cue
MAX_RUN = 3

Chain = tuple[Voice, ...]
_ARTICLES = frozenset({"the", "a", "an", "of", "and"})
_TELLERS = frozenset({"i", "we", "my", "our", "me", "us"})
_Place = TypeVar("_Place", Moment, Quantity)


@dataclass(frozen=True, slots=True)
class Said:
    """A cue with the voices that it was resolved to, in one sentence."""

    cue: Cue
    #: nearest first; each a group that speaks together
    voices: tuple[tuple[Voice, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the article with what was found in it."""

    index: int
    tree: Tree
    said: tuple[Said, ...]
    #: node in quotation marks -> number of the quotation in the article
    quoted: Mapping[int, int]


def read(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    words: Words,
    gazetteer: Gazetteer,
    moments: Sequence[Moment] = (),
    quantities: Sequence[Quantity] = (),
    places: Places = NOWHERE,
) -> list[Report]:
    """Read the reports of an article, in the order of its text.

    ``sentences`` are those of its body, parsed; ``moments`` and ``quantities`` those of its text.
    Where several voices vouch together for a clause there is one report for each.
    """
    if not any(sentence.tokens for sentence in sentences):
        return patterns.reports(
            article,
            sentences,
            words=words,
            gazetteer=gazetteer,
            moments=moments,
            quantities=quantities,
            places=places,
            own=own_names(article, gazetteer),
        )
    reading = _Reading(article, sentences, words, gazetteer, places)
    reports: list[Report] = []
    for line in reading.lines:
        reports.extend(_reports(reading, line, moments, quantities))
    return reports


def attributions(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    words: Words,
    gazetteer: Gazetteer,
    places: Places = NOWHERE,
) -> list[Attribution]:
    """Attributions of an article: source, cue and content spans, one per cue and quotation."""
    if not any(sentence.tokens for sentence in sentences):
        own = own_names(article, gazetteer)
        return patterns.attributions(
            article, sentences, words=words, gazetteer=gazetteer, places=places, own=own
        )
    reading = _Reading(article, sentences, words, gazetteer, places, attitudes=True)
    return [found for line in reading.lines for found in _attributions(reading, line)]


class _Reading:
    """The pass over one article that resolves who speaks."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        words: Words,
        gazetteer: Gazetteer,
        places: Places,
        *,
        attitudes: bool = False,
    ) -> None:
        self._attitudes = attitudes
        self.article = article
        self.words = words
        self.own = own_names(article, gazetteer)
        named = [
            Named(
                m.start,
                m.stop,
                article.text[m.start : m.stop],
                "agency" if m.entry.kind == "agency" else "outlet",
                m.entry.name,
                words[f"media.{m.entry.kind}"],
            )
            for m in gazetteer.find(article.text)
        ]
        self.outlets = {mention.name: mention.key for mention in named}
        self.voices = Voices(words, named, places)
        self.lines: list[Line] = []
        #: quotation -> chain that it is given on, and (sentence, node) of the cue that gives it
        self.speakers: dict[int, Chain] = {}
        self.givers: dict[int, tuple[int, int]] = {}
        self._quotes = quoted(article.text)
        place = 0
        captions = [part for part in article.parts if part.kind == "caption"]
        for index, sentence in enumerate(sentences):
            while captions and captions[0].stop <= sentence.start:
                caption = captions.pop(0)
                self.voices.learn_caption(article.text[caption.start : caption.stop], index)
            place = self._skip(place, sentence.start)
            self.lines.append(self._line(index, sentence, place))
        self._run_on()
        self._given: dict[tuple[int, int], list[int]] = {}
        for number, giver in self.givers.items():
            self._given.setdefault(giver, []).append(number)

    def _skip(self, place: int, start: int) -> int:
        """First quotation that does not end before ``start``."""
        while place < len(self._quotes) and self._quotes[place][1] <= start:
            place += 1
        return place

    def _line(self, index: int, sentence: Sentence, place: int) -> Line:
        tree = Tree(sentence)
        inside = self._inside(tree, place)
        found = [
            cue
            for cue in cues.find(tree, self.words, frozenset(inside))
            if self._attitudes or cue.kind != "attitude"
        ]
        said = self._resolve(tree, found, index)
        self.voices.learn(tree, index)
        line = Line(index, tree, said, inside)
        self._give(line)
        return line

    def _inside(self, tree: Tree, place: int) -> dict[int, int]:
        sentence = tree.sentence
        inside: dict[int, int] = {}
        for node, token in enumerate(tree.tokens):
            start, stop = sentence.start + token.start, sentence.start + token.stop
            while place < len(self._quotes) and self._quotes[place][1] <= start:
                place += 1
            if (
                place < len(self._quotes)
                and self._quotes[place][0] <= start < stop <= self._quotes[place][1]
            ):
                inside[node] = place
        return inside

    # ------------------------------------------------------------------ quotations

    def _give(self, line: Line) -> None:
        """Give the quotations of a sentence to the one whose cue speaks them."""
        for head, number in line.quoted.items():
            if number in self.speakers:
                continue
            over = [
                s
                for s in line.said
                if s.voices and head in s.cue.scope and s.cue.node not in line.quoted
            ]
            if over:
                self.speakers[number] = _chain_of(over)
                widest = max(over, key=lambda s: len(s.cue.scope))
                self.givers[number] = (line.index, widest.cue.node)

    def _run_on(self) -> None:
        """Give a quotation without a cue to the speaker before it, as long as he is near."""
        last: Chain = ()
        giver: tuple[int, int] | None = None
        last_stop = 0
        for line in self.lines:
            near = self._near(last_stop, line)
            for number in sorted(set(line.quoted.values())):
                if number in self.speakers:
                    last, giver = self.speakers[number], self.givers.get(number, giver)
                elif last and near and self.whole(line):
                    self.speakers[number] = last
                    if giver is not None:
                        self.givers[number] = giver
            speaking = [s for s in line.said if s.voices and s.cue.kind not in {"noun", "silence"}]
            if speaking and not self.whole(line):
                widest = max(speaking, key=lambda s: len(s.cue.scope))
                last, giver = _chain_of([widest]), (line.index, widest.cue.node)
            if speaking or any(number in self.speakers for number in line.quoted.values()):
                last_stop = line.tree.sentence.stop

    def _near(self, stop: int, line: Line) -> bool:
        """Tell whether a sentence follows closely enough for a quotation to run on into it."""
        return self.article.text.count("\n\n", stop, line.tree.sentence.start) <= MAX_RUN

    def given(self, line: Line, node: int) -> list[tuple[int, int]]:
        """Places of the quotations that a cue gives, its own sentence's and those that run on."""
        own = self._given.get((line.index, node), ())
        paragraph = line.tree.sentence.stop
        return [
            self._quotes[number]
            for number in own
            if "\n"
            not in self.article.text[
                min(paragraph, self._quotes[number][0]) : self._quotes[number][0]
            ]
        ]

    def whole(self, line: Line) -> bool:
        """Tell whether a sentence stands in quotation marks (nearly) from end to end."""
        content = [n for n, token in enumerate(line.tree.tokens) if token.pos != "PUNCT"]
        return bool(content) and sum(n in line.quoted for n in content) >= 0.8 * len(content)

    # ------------------------------------------------------------------ who speaks

    def _resolve(self, tree: Tree, found: list[Cue], index: int) -> tuple[Said, ...]:
        """Resolve the voices of the cues, outer cues first so that inner ones can go back to them."""
        said: dict[int, Said] = {}
        for cue in sorted(found, key=lambda c: -len(c.scope)):
            outer = self._outer(cue, said.values())
            groups = [
                self._group(tree, group, index, outer, checked=cue.weak) for group in cue.voices
            ]
            groups = [group for group in groups if group]
            listeners = self._listeners(tree, cue, index)
            voices = tuple(group for group in (*listeners, *groups) if not self._is_own(group))
            said[cue.node] = Said(cue, voices)
        return tuple(said[cue.node] for cue in found if cue.node in said)

    def _outer(self, cue: Cue, said: Iterable[Said]) -> Voice | None:
        around = [s for s in said if s.voices and (cue.node in s.cue.scope)]
        if not around:
            return None
        nearest = min(around, key=lambda s: len(s.cue.scope))
        return nearest.voices[-1][0]

    def _group(
        self,
        tree: Tree,
        nodes: tuple[int, ...],
        index: int,
        outer: Voice | None,
        *,
        checked: bool,
    ) -> tuple[Voice, ...]:
        two = self.voices.several(tree, nodes[0], index) if len(nodes) == 1 else []
        if two:
            return tuple(two)
        found = [
            self.voices.read(tree, node, index, outer=outer, checked=checked) for node in nodes
        ]
        return tuple(voice for voice in found if voice is not None)[:MAX_SPEAKERS]

    def _listeners(self, tree: Tree, cue: Cue, index: int) -> list[tuple[Voice, ...]]:
        """Outlets among those who heard or carried it: they stand between it and this article."""
        for node in cue.listeners:
            voice = self.voices.medium(tree, node, index)
            if voice is not None:
                return [(voice,)]
        return []

    def _is_own(self, group: tuple[Voice, ...]) -> bool:
        return any(self.own_voice(voice) for voice in group)

    def own_voice(self, voice: Voice) -> bool:
        """Tell whether a voice is the outlet's own: its name, a short form of it, its reporters."""
        name = self.outlets.get(voice.name, voice.name)
        if name in self.own:
            return True
        words = {word.lower() for word in voice.name.split()} - _ARTICLES
        mine = [{word.lower() for word in own.split()} - _ARTICLES for own in self.own]
        if voice.kind in {"outlet", "agency"} and any(words and words <= own for own in mine):
            return True
        reporters = self.words["perception.reporters"]
        return bool(words & reporters) and any((words - reporters) & own for own in mine)


def own_names(article: Article, gazetteer: Gazetteer) -> frozenset[str]:
    """Canonical names that are this article's own voice: its outlet and the agency it credits."""
    names = [credit.agency for credit in article.credits]
    if article.outlet is not None:
        names.append(article.outlet.name)
        entry = gazetteer.of_domain(article.outlet.domain) if article.outlet.domain else None
        if entry is not None:
            names.append(entry.name)
    entries = [gazetteer.named(name) for name in names]
    return frozenset(names) | {entry.name for entry in entries if entry is not None}


# ---------------------------------------------------------------------- chains


def _chain_of(over: Sequence[Said]) -> Chain:
    """One chain of the first speaker of each group, nearest first."""
    ordered = sorted(over, key=_nearness)
    return tuple(group[0] for s in ordered for group in s.voices)[:MAX_CHAIN]


def _nearness(said: Said) -> tuple[int, bool, int]:
    return -len(said.cue.scope), said.cue.kind != "according", said.cue.node


def _chains(reading: _Reading, line: Line, head: int) -> list[Chain]:
    """Chains behind a clause, nearest voice first; one for each of several who speak together."""
    over = [s for s in line.said if s.voices and _covers(s.cue, head)]
    if len(over) > 1:
        outermost = min(over, key=_nearness)
        over = [s for s in over if s.cue.kind != "announce" or s is outermost]
    groups = [group for s in sorted(over, key=_nearness) for group in s.voices]
    chains: list[Chain] = [()]
    if not groups and head in line.quoted:
        chains = [reading.speakers.get(line.quoted[head], ())]
    for group in groups[:MAX_CHAIN]:
        chains = [(*chain, voice) for chain in chains for voice in group][:MAX_SPEAKERS]
    return [_without_repeats(chain) for chain in chains]


def _covers(cue: Cue, head: int) -> bool:
    return head in cue.scope or head in cue.content


def _without_repeats(chain: Chain) -> Chain:
    kept: list[Voice] = []
    for voice in chain:
        if all(voice.name != earlier.name for earlier in kept):
            kept.append(voice)
    return tuple(kept)


# ---------------------------------------------------------------------- reports


def _reports(
    reading: _Reading, line: Line, moments: Sequence[Moment], quantities: Sequence[Quantity]
) -> Iterable[Report]:
    tree = line.tree
    found = clauses.find(tree, [s.cue for s in line.said])
    spans = [tree.span(list(clause.nodes)) for clause in found]
    times = _share(spans, [m for m in moments if _in(m, tree.sentence)])
    values = _share(spans, [q for q in quantities if _in(q, tree.sentence)])
    for place, clause in enumerate(found):
        yield from _of_clause(reading, line, clause, times[place], values[place])


def _of_clause(
    reading: _Reading,
    line: Line,
    clause: Clause,
    times: tuple[Moment, ...],
    values: tuple[Quantity, ...],
) -> Iterable[Report]:
    tree = line.tree
    over = [s.cue for s in line.said if _covers(s.cue, clause.head)]
    value, shown = stance.read(tree, clause, over, reading.words)
    start, stop = _closed(reading.article.text, *tree.span(list(clause.nodes)))
    proposition = propositions.read(
        tree.sentence,
        start,
        stop,
        resolve=lambda node: reading.voices.recall(tree, node, line.index),
    )
    for chain in _chains(reading, line, clause.head):
        yield Report(
            article=reading.article.id,
            start=start,
            stop=stop,
            quote=clause.head in line.quoted,
            chain=chain,
            stance=value,
            stance_words=tuple(tree.place(node) for node in shown),
            firsthand=_firsthand(reading, line, clause, chain),
            times=times,
            values=values,
            proposition=proposition,
        )


def _closed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Take in the mark that closes a bracket or quotation opened inside the clause."""
    for opening, closing in ("()", "“”", "[]"):
        inside = text[start:stop]
        if inside.count(opening) > inside.count(closing) and text[stop : stop + 1] == closing:
            stop += 1
    return start, stop


def _in(place: Moment | Quantity, sentence: Sentence) -> bool:
    return sentence.start <= place.start < sentence.stop


def _share(spans: Sequence[tuple[int, int]], found: Sequence[_Place]) -> list[tuple[_Place, ...]]:
    """Give each expression to the shortest clause that holds it, else to the nearest one.

    Every one is given to some clause: the day of saying ("said Monday") stands outside the clause
    that is said, and its place tells it apart.
    """
    shares: list[list[_Place]] = [[] for _ in spans]
    for item in found:
        if spans:
            shares[min(range(len(spans)), key=lambda i: _distance(spans[i], item))].append(item)
    return [tuple(share) for share in shares]


def _distance(span: tuple[int, int], item: _Place) -> tuple[int, int]:
    start, stop = span
    if start <= item.start and item.stop <= stop:
        return 0, stop - start
    return max(start - item.stop, item.start - stop, 1), stop - start


def _firsthand(reading: _Reading, line: Line, clause: Clause, chain: Chain) -> bool:
    """Tell whether the farthest voice saw or suffered it, or the outlet's own people saw it.

    A person tells of himself when he says "I" or "we" of the past in quoted words, or when the
    article makes him the one who did it ("Pell said he had pulled"). What unnamed witnesses and
    residents tell is theirs too. The outlet saw what its reporter saw, and a document it has read.
    """
    tree = line.tree
    if not chain:
        return _seen_by_own(reading, line, clause.head)
    voice = chain[-1]
    if voice.kind == "document":
        return _read_by_own(reading, line, clause)
    if voice.kind == "group" or (voice.kind == "person" and voice.anonymous):
        last = voice.name.lower().split()[-1]
        forms = {last, last[:-1], last[:-2]}
        return bool(forms & reading.words["voices.observers"])
    past = any(
        tree.tokens[n].tag == "VBD"
        for n in (clause.head, *tree.kids(clause.head, "aux", "auxpass"))
    )
    if voice.kind != "person":
        return False
    if clause.head in line.quoted:
        told = any(tree.tokens[n].text.lower() in _TELLERS for n in clause.nodes)
        private = reading.voices.private(voice.name)
        return (past and (told or private)) or (told and private)
    if not past:
        return False
    subject = tree.subject(clause.head)
    told = subject is not None and tree.tokens[subject].text.lower() in {"he", "she"}
    return told and reading.voices.recall(tree, subject or 0, line.index) == voice.name


def _read_by_own(reading: _Reading, line: Line, clause: Clause) -> bool:
    """Tell whether the document is one that the outlet has seen itself."""
    tree = line.tree
    for said in line.said:
        nodes = [n for group in said.cue.voices for head in group for n in tree.kids(head, "acl")]
        if not _covers(said.cue, clause.head):
            continue
        for seen in nodes:
            agent = next(
                (c for by in tree.kids(seen, "agent") for c in tree.kids(by, "pobj")), None
            )
            if tree.lemma(seen) in reading.words["perception.inspected"] and agent is not None:
                voice = reading.voices.medium(tree, agent, line.index)
                return voice is not None and reading.own_voice(voice)
    return False


def _seen_by_own(reading: _Reading, line: Line, head: int) -> bool:
    tree, words = line.tree, reading.words
    seen = head if tree.lemma(head) in words["perception.verbs"] else tree.tokens[head].head
    if tree.lemma(seen) not in words["perception.verbs"] or (
        seen != head and tree.dep(head) != "conj"
    ):
        return False
    subject = tree.subject(seen)
    return subject is not None and tree.lemma(subject) in words["perception.reporters"]


# ---------------------------------------------------------------------- attributions


def _attributions(reading: _Reading, line: Line) -> Iterable[Attribution]:
    tree, text = line.tree, reading.article.text
    inner = [s.cue for s in line.said if s.cue.node in line.quoted]
    for said in line.said:
        cue = said.cue
        nodes = sorted(cue.scope - {cue.node})
        if not nodes or cue in inner:
            continue
        value, shown = stance.read(tree, Clause(cue.content[0], tuple(nodes)), [cue], reading.words)
        source = _source(tree, cue)
        places = _join(text, [*_runs(tree, nodes), *reading.given(line, cue.node)])
        yield Attribution(
            source=None if source is None else _span(text, *source),
            cue=_span(text, *tree.place(cue.node)),
            content=tuple(_span(text, *place) for place in places),
            chain=_chains(reading, line, cue.content[0])[0],
            stance=value,
            stance_words=tuple(_span(text, *tree.place(node)) for node in shown),
        )


def _join(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join places that overlap or have only marks and space between them."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(places):
        if joined and not any(c.isalnum() for c in text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        else:
            joined.append((start, stop))
    return joined


def _source(tree: Tree, cue: Cue) -> tuple[int, int] | None:
    if not cue.voices:
        return None
    nodes = [n for head in cue.voices[0] for n in tree.subtree(head)]
    nodes = [n for n in sorted(set(nodes)) if n not in cue.scope and n != cue.node]
    return tree.span(nodes) if nodes else None


def _runs(tree: Tree, nodes: list[int]) -> list[tuple[int, int]]:
    """Contiguous runs of nodes as places in the article, without punctuation at their edges."""
    runs: list[list[int]] = []
    for node in nodes:
        if runs and node == runs[-1][-1] + 1:
            runs[-1].append(node)
        else:
            runs.append([node])
    places = []
    for run in runs:
        while run and tree.tokens[run[0]].text == ",":
            run.pop(0)
        while run and tree.tokens[run[-1]].text in {",", "."}:
            run.pop()
        if run:
            places.append(tree.span(run))
    return places


def _span(text: str, start: int, stop: int) -> Span:
    return Span(start=start, stop=stop, text=text[start:stop])
