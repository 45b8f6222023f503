"""The pass over one article that resolves who speaks, and the chains behind its clauses.

Sentences are heard in order: what a later one goes back to has been named by then. Quotations are
given to whoever speaks them, also where they run on without a new cue.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.claims import cues, introductions, turns
from firsthand.claims.cue import Cue
from firsthand.claims.outlets import Named
from firsthand.claims.speakers import without_repeats
from firsthand.claims.tree import FINITE, Tree
from firsthand.claims.voices import Voices
from firsthand.lexicon.gazetteer import Gazetteer
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import Places
from firsthand.records import Article, Sentence, Voice
from firsthand.text.quotes import quoted

#: links of a chain; deeper nesting is cut (and is an attack, not news)
MAX_CHAIN = 8
#: chains for one clause where several speak together ("the ministry and the Pentagon said")
MAX_SPEAKERS = 4
#: paragraphs that a quotation may run on without a new cue
MAX_RUN = 3
#: characters between a quotation and the sentence that only says whose it is
MAX_GAP = 3

#: gives what stands behind it: no cue of any sentence
_LABEL = (-1, -1)

Chain = tuple[Voice, ...]
_BREAK = re.compile("\n\n")
_CLOSING = frozenset({"”", '"', "’", "'"})
_DOERS = frozenset({"person", "group", "place"})


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


class Hearing:
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
        #: sentence that is a quotation without a cue -> whom the one before it is about
        self._about: dict[int, Voice] = {}
        #: chain of the last quotation, which one without a cue may run on
        self._last: Chain = ()
        spoken = list(turns.spoken(quoted(article.text, careless=True), turns.find(article)))
        #: what is quoted or said in a turn of its own, in order, with the turn
        self._quotes = [place for place, _ in spoken]
        #: names of those who speak in turns
        self.labelled: set[str] = set()
        self._turns = deque((n, turn) for n, (_, turn) in enumerate(spoken) if turn is not None)
        self._breaks = [found.start() for found in _BREAK.finditer(article.text)]
        self._hear(sentences)
        self._run_on()
        self._given: dict[tuple[int, int], list[int]] = {}
        for number, giver in self.givers.items():
            self._given.setdefault(giver, []).append(number)

    def _hear(self, sentences: Sequence[Sentence]) -> None:
        """Read the lines in order, each after the captions that stand before it."""
        captions = deque(part for part in self.article.parts if part.kind == "caption")
        for index, sentence in enumerate(sentences):
            while captions and captions[0].stop <= sentence.start:
                caption = captions.popleft()
                self.voices.learn_caption(self.article.text[caption.start : caption.stop], index)
            while self._turns and self._turns[0][1].start <= sentence.start:
                self._turn(*self._turns.popleft(), index)
            self.lines.append(self._line(index, sentence))

    def _turn(self, number: int, turn: turns.Turn, index: int) -> None:
        """Give what is said in a turn to the speaker whom its label names."""
        name = turns.named(self.article.text, turn.label)
        voice = self.voices.labelled(name, (turn.label.start, turn.label.stop), index)
        own = (turn.asks and voice.name == name) or self.own_voice(voice)
        self.speakers[number], self.givers[number] = (() if own else (voice,)), _LABEL
        self.labelled.add(voice.name)

    def _line(self, index: int, sentence: Sentence) -> Line:
        tree = Tree(sentence)
        inside = self._inside(tree)
        found = [
            cue
            for cue in cues.find(tree, self.words, frozenset(inside))
            if self._attitudes or cue.kind != "attitude"
        ]
        after = self._behind(tree)
        if after is not None and all(cue.node != after.node for cue in found):
            found.append(after)
        open_ = {n: number for n, number in inside.items() if number not in self.speakers}
        found.extend(introductions.find(tree, self.words, open_, found))
        self.voices.learn(tree, index)
        said = self._resolve(tree, found, index, inside)
        line = Line(index, tree, said, inside)
        self._give(line)
        self._lead_up(line)
        self._refer(line)
        return line

    def _behind(self, tree: Tree) -> Cue | None:
        """Telling that a whole sentence is, right behind a quotation ('It sinks!" Quill shouted')."""
        text, start = self.article.text, tree.sentence.start
        before = text[max(0, start - MAX_GAP) : start].rstrip(" ")
        return cues.behind(tree, self.words) if before[-1:] in _CLOSING else None

    def _refer(self, line: Line) -> None:
        """Resolve the pronouns of a sentence by who tells and who is quoted there."""
        tellers: dict[int, Voice] = {}
        for said in sorted(line.said, key=nearness):
            voice = said.voices[-1][0] if said.voices else None
            if voice is not None and voice.kind == "person":
                tellers.update((n, voice) for n in said.cue.scope if n not in line.quoted)
        sources = {voice.start: voice for s in line.said for group in s.voices for voice in group}
        if line.said and not self.whole(line):
            self._last = ()
        near = self._last if self.whole(line) else ()
        speakers = {
            node: frozenset(voice.name for voice in self.speakers.get(number, near))
            for node, number in line.quoted.items()
        }
        for number in line.quoted.values():
            self._last = self.speakers.get(number, self._last)
        self.voices.pronouns.read(line.tree, line.index, tellers, speakers, sources)

    def _inside(self, tree: Tree) -> dict[int, int]:
        """Numbers of the quotations that the words of a sentence stand in."""
        inside: dict[int, int] = {}
        for node in range(len(tree.tokens)):
            start, stop = tree.place(node)
            number = bisect_right(self._quotes, start, key=lambda quote: quote[0]) - 1
            if number >= 0 and stop <= self._quotes[number][1]:
                inside[node] = number
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
                self.speakers[number] = chain_of(over)
                self.givers[number] = (line.index, _widest(over).cue.node)

    def _lead_up(self, line: Line) -> None:
        """Keep whom the sentence before a quotation is about: 'Quill was furious. "He never came."'."""
        before = self.lines[-1] if self.lines else None
        if before is None or before.quoted or _speaking(before) or not self.whole(line):
            return
        gap = self.article.text[before.tree.sentence.stop : line.tree.sentence.start]
        subject = before.tree.kid(before.tree.roots[0], "nsubj", "nsubjpass")
        if "\n" in gap or subject is None or any(n in self.speakers for n in line.quoted.values()):
            return
        voice = self.voices.read(before.tree, subject, before.index, checked=True)
        if voice is not None and voice.kind == "person" and not self.own_voice(voice):
            self._about[line.index] = voice

    def _run_on(self) -> None:
        """Give a quotation without a cue to the speaker before it, as long as he is near."""
        last: Chain = ()
        giver, last_stop = (0, 0), 0
        sure = frozenset(self.speakers)
        for line in self.lines:
            near = self._near(last_stop, line)
            self._give_back(line, sure)
            for number in sorted(set(line.quoted.values())):
                if number in self.speakers:
                    last, giver = self.speakers[number], self.givers[number]
                elif line.index in self._about and not _tells(line):
                    last, giver = (self._about[line.index],), _LABEL
                    self.speakers[number], self.givers[number] = last, giver
                elif last and near and self.whole(line) and not _tells(line):
                    self.speakers[number], self.givers[number] = last, giver
            speaking = _speaking(line)
            if speaking and not self.whole(line):
                widest = _widest(speaking)
                last, giver = chain_of([widest]), (line.index, widest.cue.node)
            if speaking or any(number in self.speakers for number in line.quoted.values()):
                last_stop = line.tree.sentence.stop

    def _give_back(self, line: Line, sure: Collection[int]) -> None:
        """Give the quotation before a sentence that only tells who says it, if no cue has given it."""
        only = [s for s in line.said if s.voices and not s.cue.content]
        if only and line.index:
            quoted = self.lines[line.index - 1].quoted
            number = max(quoted.values(), default=None)
            if number is not None and number not in sure:
                self.speakers[number] = chain_of(only)
                self.givers[number] = (line.index, only[0].cue.node)

    def _near(self, stop: int, line: Line) -> bool:
        """Tell whether a sentence follows closely enough for a quotation to run on into it."""
        # counted from one list: the text between may be nearly the whole article, for each sentence
        passed = bisect_left(self._breaks, line.tree.sentence.start - 1)
        return passed - bisect_left(self._breaks, stop) <= MAX_RUN

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

    def _resolve(
        self, tree: Tree, found: list[Cue], index: int, inside: Mapping[int, int]
    ) -> tuple[Said, ...]:
        """Resolve the voices of the cues, outer cues first so that inner ones can go back to them."""
        said: dict[int, Said] = {}
        for cue in sorted(found, key=lambda c: -len(c.scope)):
            outer = self._outer(cue, said.values())
            groups = [self._group(tree, group, index, outer, cue, inside) for group in cue.voices]
            groups = [group for group in groups if group]
            listeners = self._listeners(tree, cue, index)
            voices = tuple(
                group
                for group in (*listeners, *groups)
                if not any(self.own_voice(voice) for voice in group)
            )
            if tree.lemma(cue.node) in self.words["cues.of_deeds"]:
                voices = tuple(v for v in voices if v[0].kind not in _DOERS)
            said[cue.node] = Said(cue, voices)
        return tuple(said[cue.node] for cue in found)

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
        cue: Cue,
        inside: Mapping[int, int],
    ) -> tuple[Voice, ...]:
        two = self.voices.several(tree, nodes[0], index) if len(nodes) == 1 else []
        if two:
            return tuple(two)
        empty = len(nodes) == 1 and tree.lemma(nodes[0]) in self.words["pronouns.it"]
        if empty and tree.lemma(cue.node) in self.words["cues.of_things"]:
            # "it showed that": a thing, not a voice
            return ()

        found = []
        for node in nodes:
            others = self._others(tree, node, outer, inside)
            if others is None:
                continue

            def barred(others: frozenset[str] = others) -> frozenset[str]:
                return self._named_in(tree, cue, index, inside) | others

            mine = None if others else outer
            found.append(
                self.voices.read(tree, node, index, outer=mine, checked=cue.weak, barred=barred)
            )
        return tuple(voice for voice in found if voice is not None)[:MAX_SPEAKERS]

    def _others(
        self, tree: Tree, node: int, outer: Voice | None, inside: Mapping[int, int]
    ) -> frozenset[str] | None:
        """Names that a pronoun in a quotation cannot mean: who speaks there is "I", never "he".

        None for "they": whom the quoted mean has mostly not been named by the article.
        """
        word, words = tree.tokens[node].text.lower(), self.words
        if node not in inside or word in words["pronouns.first"]:
            return frozenset()
        if word == "they":
            return None
        if word not in words["pronouns.he"] | words["pronouns.she"]:
            return frozenset()
        spoken = self.speakers.get(inside[node], ())
        return frozenset(voice.name for voice in (*spoken, *([outer] if outer else [])))

    def _named_in(
        self, tree: Tree, cue: Cue, index: int, inside: Mapping[int, int]
    ) -> frozenset[str]:
        """Names inside what a cue introduces, with all of a quotation that began before."""
        starts = {tree.place(node)[0] for node in cue.scope}
        quotes = {self._quotes[inside[node]] for node in cue.scope if node in inside}
        return self.voices.memory.named_within(starts, quotes, index)

    def _listeners(self, tree: Tree, cue: Cue, index: int) -> list[tuple[Voice, ...]]:
        """Outlets among those who heard or carried it: they stand between it and this article."""
        for node in cue.listeners:
            voice = self.voices.medium(tree, node, index)
            if voice is not None:
                # "told local media": who only heard it leaves nothing open about who said it
                return [(replace(voice, anonymous=False),)]
        return []

    def own_voice(self, voice: Voice) -> bool:
        """Tell whether a voice is the outlet's own: its name, a short form of it, its reporters."""
        name = self.outlets.get(voice.name, voice.name)
        if name in self.own:
            return True
        words = {word.lower() for word in voice.name.split()} - self.words["names.small"]
        mine = [
            {word.lower() for word in own.split()} - self.words["names.small"] for own in self.own
        ]
        if voice.kind in {"outlet", "agency"} and any(words <= own for own in mine):
            return True
        reporters = self.words["perception.reporters"]
        return bool(words & reporters) and any((words - reporters) & own for own in mine)


def _speaking(line: Line) -> list[Said]:
    return [s for s in line.said if s.voices and s.cue.kind not in {"noun", "silence"}]


def _tells(line: Line) -> bool:
    """Tell whether a sentence says outside its quotation what that is: "It begins, '...'"."""
    tree, heard = line.tree, {said.cue.node for said in line.said if said.voices}
    return any(
        (token.tag in FINITE or tree.kid(node, "auxpass") is not None)
        and node not in line.quoted
        and node not in heard
        and tree.kid(node, "nsubj", "nsubjpass") is not None
        for node, token in enumerate(tree.tokens)
    )


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


def chain_of(over: Sequence[Said]) -> Chain:
    """One chain of the first speaker of each group, nearest first."""
    ordered = sorted(over, key=nearness)
    return tuple(group[0] for s in ordered for group in s.voices)[:MAX_CHAIN]


def _widest(over: Sequence[Said]) -> Said:
    return max(over, key=lambda said: len(said.cue.scope))


def nearness(said: Said) -> tuple[int, bool, int]:
    return -len(said.cue.scope), said.cue.kind != "according", said.cue.node


def chains(reading: Hearing, line: Line, head: int) -> list[Chain]:
    """Chains behind a clause, nearest voice first; one for each of several who speak together."""
    over = [s for s in line.said if s.voices and covers(s.cue, head)]
    if len(over) > 1:
        outermost = min(over, key=nearness)
        over = [s for s in over if not _does(s.cue) or s is outermost]
    groups: list[tuple[Voice, ...]] = []
    for group in (group for s in sorted(over, key=nearness) for group in s.voices):
        # "Quill and Brack said they believe": each of them for himself
        if not any(len(several) > 1 and _names(group) <= _names(several) for several in groups):
            groups.append(group)
    chains: list[Chain] = [()]
    if head in line.quoted and all(s.cue.node in line.quoted for s in over):
        # what the speaker of a quotation has from others has come by him
        chains = [reading.speakers.get(line.quoted[head], ())]
    for group in groups[:MAX_CHAIN]:
        chains = [(*chain, voice) for chain in chains for voice in group][:MAX_SPEAKERS]
    return [without_repeats(chain) for chain in chains]


def _names(group: Sequence[Voice]) -> frozenset[str]:
    return frozenset(voice.name for voice in group)


def _does(cue: Cue) -> bool:
    """Tell a saying that is itself what is told: "Quill asked Brack to leave", "announced a plan"."""
    return cue.kind == "announce" or (cue.kind == "urge" and cue.node in cue.content)


def covers(cue: Cue, head: int) -> bool:
    return head in cue.scope or head in cue.content
