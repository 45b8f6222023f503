"""Who tells what in an article without a parse: its frames, and what runs on without a new one.

Speech that is told goes on in the subjunctive, and a quotation in its own marks, until somebody
else speaks; the speaker is then the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.claims import frames, nominals
from firsthand.claims.grammar import Frame, Grammar, Range
from firsthand.claims.phrases import Joined, Line, lines
from firsthand.records import Sentence

Place = tuple[int, int]

#: lines without a speaker over which one is still remembered
MAX_SILENCE = 2
#: words of a quotation that nobody is named for, if it begins with a capital and if not: in open
#: labelled news six of ten such are speech, and of the shorter ones one in ten
LONE_WORDS, LONE_LOWER = 6, 3


@dataclass(frozen=True, slots=True)
class Telling:
    """Something told, with places in the article."""

    line: int
    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]
    #: direct | indirect | running
    kind: str
    #: a further source that the speaker cites
    cited: Place | None = None
    #: forms of the cue, with its particle joined ("wies_zurück")
    verb: frozenset[str] = frozenset()
    #: the cue stands with a "not"
    negated: bool = False
    #: an outlet that heard it
    heard: Place | None = None
    #: its speaker is understood to be the one before
    dropped: bool = False
    #: what its sentence or the one before is about, whom a pronoun may mean
    about: Place | None = None


def find(text: str, sentences: Sequence[Sentence], grammar: Grammar) -> list[Telling]:
    """Find what is told in an article, in the order of its lines."""
    article = _Article(grammar)
    joined = Joined(
        heads=grammar["phrases.heads"],
        tails=grammar["phrases.tails"],
        within=grammar.within,
        verbs=grammar["speech.says"] | grammar["speech.said"],
    )
    for number, line in enumerate(lines(text, sentences, joined)):
        article.read(number, line)
    return article.found


class _Article:
    """The pass over an article that remembers who spoke last."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.found: list[Telling] = []
        self.speaker: Place | None = None
        #: the line before
        self.before: Place | None = None
        self.spoke = -1 - MAX_SILENCE
        #: the last line whose frame told a clause
        self.told = -2
        #: the last line without a frame, and what it is about
        self.theme: tuple[int, Place | None] = (-2, None)
        #: what ended the line before with a colon, and tells this one
        self.ahead: Telling | None = None
        #: the running telling, as long as it may grow
        self.running: int | None = None

    def read(self, number: int, line: Line) -> None:
        """Read one line."""
        framed = frames.find(line, self.grammar)
        if self.ahead is not None and not framed and not line.spoken(0, len(line.pieces)):
            place = ((line.start, line.stop),)
            self.found.append(replace(self.ahead, line=number, content=place, kind="indirect"))
        found = [
            replace(telling, about=self._about(number, line, frame))
            for frame in framed
            if (telling := _telling(number, line, frame, self.before)) is not None
        ]
        self.found += [telling for telling in found if telling.content]
        self.ahead = next((telling for telling in found if not telling.content), None)
        self.before = (line.start, line.stop)
        if framed and self.found and self.found[-1].line == number and framed[-1].kind != "back":
            self.before = self.found[-1].content[-1]
        if self._runs(number, line, framed):
            self._run(number, line)
        else:
            self.running = None
        if framed:
            self.spoke, self.speaker = number, _place(line, framed[-1].source)
            self.told = number if framed[-1].kind == "indirect" else self.told
        else:
            self._loose(number, line)
            self.theme = (number, _place(line, nominals.subject(line, 0, self.grammar)))

    def _near(self, number: int) -> Place | None:
        """Place of the speaker before, if he spoke but now, or of what the line before is about."""
        if self.theme[0] == number - 1 > self.spoke:
            return self.theme[1]
        return self.speaker if number - self.spoke <= MAX_SILENCE else None

    def _about(self, number: int, line: Line, frame: Frame) -> Place | None:
        """Place of the subject before a telling, in its sentence or, if it tells nothing, the last."""
        found = nominals.subject(line, frame.cue[0], self.grammar)
        if found is not None and found != frame.source and found[1] <= frame.cue[0]:
            pronoun = line.form(found[0]) in self.grammar["phrases.pronouns"]
            if not pronoun and line.kind(found[0]) != "quote":
                return _place(line, found)
        return self.theme[1] if self.theme[0] == number - 1 else None

    # ------------------------------------------------------------------ running speech

    def _runs(self, number: int, line: Line, framed: Sequence[Frame]) -> bool:
        """Tell whether the main clause of a line is told speech with nobody telling it."""
        if not line.clauses or any(_covers(frame, line) for frame in framed):
            return False
        if any(piece.form in self.grammar["phrases.tellers"] for piece in line.pieces):
            return False
        sure = self.grammar["speech.subjunctive"]
        begin, end = line.clauses[0]
        if line.form(begin) in self.grammar["speech.depends"] and len(line.clauses) > 1:
            end = line.clauses[1][1]
        if self.running is not None or self.told == number - 1:
            sure |= self.grammar["speech.conditional"]
        return any(line.form(p) in sure and not line.pieces[p].capital for p in range(begin, end))

    def _run(self, number: int, line: Line) -> None:
        if self.running is not None:
            last = self.found[self.running]
            grown = (last.content[0][0], line.stop)
            self.found[self.running] = replace(last, line=number, content=(grown,))
        else:
            self.running = len(self.found)
            told = ((line.start, line.stop),)
            self.found.append(Telling(number, self._near(number), None, told, "running"))
        self.spoke = number

    # ------------------------------------------------------------------ without a frame

    def _loose(self, number: int, line: Line) -> None:
        """Read the quotations of a line that has no frame."""
        whole = sum(piece.kind in {"word", "aside"} for piece in line.pieces) <= 2
        alone = whole or self.running is not None
        least = (frames.SPEECH_WORDS, 1) if self.running is not None else (LONE_WORDS, LONE_LOWER)
        for place in line.spoken(0, len(line.pieces)):
            if frames.speechlike(line, place, *least):
                found = None if alone else nominals.subject(line, max(0, place - 1), self.grammar)
                source = self._near(number) if alone else _place(line, found)
                told = ((line.pieces[place].start, line.pieces[place].stop),)
                self.found.append(Telling(number, source, None, told, "direct"))
                self.spoke, self.speaker = number, source


def _covers(frame: Frame, line: Line) -> bool:
    """Tell whether a frame stands in or over the first clause of a line."""
    begin, end = line.clauses[0]
    told = any(start < end for start, _ in frame.content)
    return told or any(begin <= place < end for place in frame.cue)


def _telling(number: int, line: Line, frame: Frame, before: Place | None) -> Telling | None:
    content = tuple(span for r in frame.content if (span := line.span(*r)))
    if frame.kind == "back" and before is not None:
        content = (before,)
    if not content and frame.kind != "ahead":
        return None
    place = line.span(frame.cue[0], frame.cue[-1] + 1)
    whole = place is not None and frame.cue[-1] - frame.cue[0] < len(frame.cue)
    piece = line.pieces[frame.cue[0]]
    return Telling(
        number,
        _place(line, frame.source),
        place if whole else (piece.start, piece.stop),
        content,
        "indirect" if frame.kind == "back" else frame.kind,
        _place(line, frame.cited),
        _forms(line, frame),
        frame.negated,
        _place(line, frame.heard),
        frame.dropped,
    )


def _forms(line: Line, frame: Frame) -> frozenset[str]:
    forms = [line.form(place) for place in frame.cue]
    return frozenset((*forms, "_".join(forms)))


def _place(line: Line, found: Range | None) -> Place | None:
    return line.span(*found) if found else None
