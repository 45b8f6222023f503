"""Frames of a line: the words that tell who says something, and where that stands.

Rules over pieces, for languages without a parse: a verb of saying with the clause or quotation
around it, "laut X" and its like, "wie X mitteilte". What a language says where is data.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from firsthand.claims import according, suffixes, verbs
from firsthand.claims.grammar import Frame, Grammar
from firsthand.claims.phrases import Line
from firsthand.claims.sayings import Told

#: words of a quotation in a framed sentence that make it speech even if it begins like a name: in
#: open labelled news nine of ten such are speech, and of the shorter ones one in ten
SPEECH_WORDS = 4
#: frames of one line; a sentence with more is an attack, not news
MAX_FRAMES = 16
#: what stands at the edges of a quotation
MARKS = '„“”"«»‘’‚「」『』 \u00a0\u202f'


def find(line: Line, grammar: Grammar) -> list[Frame]:
    """Find the frames of a line, in the order of their cues."""
    if grammar["order.suffixes"]:
        return suffixes.find(line, grammar)
    found: list[Frame] = []
    for number, (begin, end) in enumerate(line.clauses):
        cue = verbs.find(line, number, grammar)
        if cue is not None:
            told = Told(line, grammar, number, cue, found)
            frame = told.frame()
            if frame is not None:
                parted = told.closes or _turns(line, begin, frame, grammar)
                found = [_before(other, begin) for other in found] if parted else found
                found.append(frame)
        found.extend(islice(according.find(line, begin, end, grammar, found), MAX_FRAMES))
        if len(found) >= MAX_FRAMES:
            break
    found = found[:MAX_FRAMES]
    return [*found, *_fragments(line, found)]


def _turns(line: Line, begin: int, frame: Frame, grammar: Grammar) -> bool:
    """Tell "…, but Y said …": what somebody else tells is no more told by the one before."""
    named = frame.source is not None and frame.source[0] >= begin
    return named and line.form(begin) in grammar["phrases.but"]


def _before(frame: Frame, stop: int) -> Frame:
    """Frame whose content ends before a place of the line."""
    content = tuple((begin, min(end, stop)) for begin, end in frame.content if begin < stop)
    return replace(frame, content=content or frame.content)


def _fragments(line: Line, found: list[Frame]) -> Iterator[Frame]:
    """Give the quotations inside a framed sentence to its nearest speaker."""
    taken = {p for f in found if f.kind == "direct" for r in f.content for p in range(*r)}
    for place in line.spoken(0, len(line.pieces)):
        if place in taken or not speechlike(line, place, SPEECH_WORDS, 1):
            continue
        first, last = line.around(place)
        near = [f for f in found if first <= f.cue[0] < last]
        if near:
            nearest = min(near, key=lambda f: abs(f.cue[0] - place))
            yield replace(nearest, content=((place, place + 1),), kind="direct")


def speechlike(line: Line, place: int, words: int, lower: int) -> bool:
    """Tell quoted speech from a title or a name in quotation marks.

    What begins with a small letter is speech from ``lower`` words on, all else from ``words`` on.
    """
    quoted = line.text[line.pieces[place].start : line.pieces[place].stop].strip(MARKS)
    return len(quoted.split()) >= (lower if quoted[:1].islower() else words)
