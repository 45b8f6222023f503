"""Frames of a line in languages that mark who speaks by endings, with the verb at the end.

In Korean the speaker has a topic or subject ending, what is said ends in a quotative ending before
the verb of saying, and "according to" stands behind its name.
"""

from collections.abc import Iterator

from firsthand.claims.grammar import Frame, Grammar, Range, ending_of
from firsthand.claims.phrases import Line

#: words of a speaker with all that stands before it
MAX_SPEAKER = 12
#: words between the end of what is said and the verb of saying
MAX_GAP = 4


def find(line: Line, grammar: Grammar) -> list[Frame]:
    """Find the frames of a line, in the order of its sentences."""
    found: list[Frame] = []
    begin = 0
    for place in range(len(line.pieces)):
        if line.full(place) or place + 1 == len(line.pieces):
            found += _sentence(line, begin, place + (not line.full(place)), grammar)
            begin = place + 1
    return found


def _sentence(line: Line, begin: int, end: int, grammar: Grammar) -> Iterator[Frame]:
    according = _according(line, begin, end, grammar)
    if according is not None:
        yield according
        begin = according.content[0][0]
    told = _told(line, begin, end, grammar)
    if told is not None:
        yield told


def _according(line: Line, begin: int, end: int, grammar: Grammar) -> Frame | None:
    """Read "X에 따르면": what follows is from X."""
    for place in range(begin + 1, end - 1):
        if line.form(place) in grammar["speech.according_after"]:
            content = (place + 1, end)
            if line.span(*content):
                return Frame((place,), (begin, place), (content,), "indirect")
    return None


def _told(line: Line, begin: int, end: int, grammar: Grammar) -> Frame | None:
    """Read "X는 …라고 말했다"."""
    cue = _cue(line, begin, end, grammar)
    if cue is None:
        return None
    stop = _quotative(line, begin, cue, grammar)
    source = _speaker(line, begin, cue, grammar)
    if stop is None or (source is not None and source[0] < stop <= source[1]):
        return None
    before = source[1] if source is not None and source[1] <= stop else begin
    cited, start = _cited(line, before, stop, grammar)
    negated = any(line.form(place) in grammar["hedges.no"] for place in range(start, end))
    spoken = line.spoken(start, stop)
    if spoken:
        content = tuple((p, p + 1) for p in spoken)
        return Frame((cue,), source, content, "direct", cited, negated, dropped=source is None)
    return Frame((cue,), source, ((start, stop),), "indirect", cited, negated)


def _cue(line: Line, begin: int, end: int, grammar: Grammar) -> int | None:
    stems = tuple(grammar["speech.says_stems"])
    for place in range(end - 1, begin, -1):
        if line.kind(place) == "word" and line.form(place).startswith(stems):
            return place
    # "…"고 호소했다: what stands behind a quotation and its ending is a telling, whatever the verb
    for place in range(end - 2, begin, -1):
        if line.kind(place) == "quote" and line.form(place + 1) in grammar["speech.that_endings"]:
            return min(place + 2, end - 1)
    return None


def _quotative(line: Line, begin: int, cue: int, grammar: Grammar) -> int | None:
    """End of what is said: the last word with a quotative ending before the verb."""
    endings = tuple(grammar["speech.that_endings"])
    for place in range(cue - 1, max(begin, cue - MAX_GAP) - 1, -1):
        if line.kind(place) == "quote":
            return place + 1
        if line.kind(place) == "word" and line.form(place).endswith(endings):
            return place + 1
    return None


def _speaker(line: Line, begin: int, cue: int, grammar: Grammar) -> Range | None:
    found, people = [], _people(grammar)
    for place in range(begin, min(cue, begin + MAX_SPEAKER)):
        if line.kind(place) == "quote":
            break
        stem = _stem(line.form(place), grammar) if line.kind(place) == "word" else ""
        also = line.form(place)[-1:] in grammar["phrases.also_endings"]
        if stem and (not also or stem.endswith(people)):
            found.append(place)
    if found and line.spoken(begin, cue) and line.form(found[0]) not in grammar["phrases.pronouns"]:
        # "the candidate who met them": what is like a subject may only tell which one
        known = (place for place in found if _stem(line.form(place), grammar).endswith(people))
        return begin, next(known, found[0]) + 1
    if found:
        return begin, found[0] + 1
    return _behind_quotation(line, begin, cue, grammar)


def _stem(form: str, grammar: Grammar) -> str:
    """Word without the ending of a subject; empty where it has none, or is nothing else."""
    ending = ending_of(form, grammar.subjects)
    return form[: -len(ending)] if ending else ""


def _people(grammar: Grammar) -> tuple[str, ...]:
    """Nouns for those who speak."""
    lists = ("people", "organisations", "organisation_endings", "media", "anonymous")
    return tuple(form for name in lists for form in grammar[f"speakers.{name}"])


def _behind_quotation(line: Line, begin: int, cue: int, grammar: Grammar) -> Range | None:
    """Range of a speaker between a quotation and the verb."""
    endings = tuple(grammar["phrases.subject_endings"])
    spoken = line.spoken(begin, cue)
    start = spoken[-1] + 1 if spoken else cue
    while start < cue and line.form(start).endswith(tuple(grammar["speech.that_endings"])):
        start += 1
    for place in range(start, cue):
        if line.kind(place) == "word" and line.form(place).endswith(endings):
            return start, place + 1
    return None


def _cited(line: Line, start: int, stop: int, grammar: Grammar) -> tuple[Range | None, int]:
    """Range of a source that the speaker cites ("X를 인용해"), and where what is said begins."""
    for place in range(start + 1, stop):
        if line.form(place) in grammar["speech.citing"]:
            return (start, place), place + 1
    return None, start
