"""Frames of a line in languages that mark who speaks by endings, with the verb at the end.

In Korean the speaker has a topic or subject ending, what is said ends in a quotative ending before
the verb of saying, and "according to" stands behind its name.
"""

from collections.abc import Iterator, Sequence

from firsthand.claims.grammar import Frame, Grammar, Range, ending_of
from firsthand.claims.phrases import Line

#: words of a speaker with all that stands before it
MAX_SPEAKER = 12
#: words before a subject that no list knows as one who speaks; more are another clause
MAX_PLAIN = 4
#: words between the end of what is said and the verb of saying, where its ending may be another's, and
#: where nothing else ends so
MAX_GAP, MAX_FAR = 6, 14
#: words between a question and the noun for it
MAX_ASKED = 3
#: marks that close the name of a medium
TITLE_ENDS = frozenset(">》」』")


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
    for first, stop in _parts(line, begin, end, grammar):
        according = _according(line, first, stop, grammar)
        if according is not None:
            yield according
        start = first if according is None else according.content[0][0]
        told = _told(line, start, stop, grammar)
        if told is not None:
            yield told


def _parts(line: Line, begin: int, end: int, grammar: Grammar) -> Iterator[Range]:
    """Parts of a sentence in which one tells and then another: "X는 …라고 밝혔으며 Y는 …고 전했다"."""
    stems, quotative = tuple(grammar["speech.says_stems"]), tuple(grammar["speech.that_endings"])
    told = tuple(grammar["speech.told_endings"])
    joining = tuple(grammar["phrases.joining_endings"])
    for place in range(begin + 1, end - 1):
        form, before = line.form(place), line.form(place - 1)
        tells = form.startswith(stems) and form.endswith(joining) and not form.endswith(told)
        if tells and (before.endswith(quotative) or line.kind(place - 1) == "quote"):
            yield begin, place + 1
            begin = place + 1
    yield begin, end


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
    source = _behind(line, stop, cue, grammar) or _speaker(line, begin, cue, grammar)
    if source is not None:
        source = _phrase_start(line, source, grammar), source[1]
    if stop is None and _points_back(line, begin, cue, grammar):
        cited, _ = _cited(line, source[1] if source else begin, cue, grammar)
        return Frame((cue,), source, (), "back", cited)
    if stop is None or (source is not None and source[0] < stop <= source[1]):
        return None
    before = source[1] if source is not None and source[1] <= stop else begin
    before += line.form(before) in grammar["phrases.also"]
    before += line.form(before) in grammar["phrases.venues"]
    cited, start = _cited(line, before, stop, grammar)
    negated = any(line.form(place) in grammar["hedges.no"] for place in range(start, end))
    spoken = line.spoken(start, stop)
    spoken = [place for place in spoken if not _only_asked(line, place, grammar)] or spoken
    if spoken:
        content = tuple((p, p + 1) for p in spoken)
        return Frame((cue,), source, content, "direct", cited, negated, dropped=source is None)
    goes_on = source is None and line.form(begin) in grammar["phrases.continuing"]
    told = ((start + goes_on, stop),)
    return Frame((cue,), source, told, "indirect", cited, negated, dropped=source is None)


def _only_asked(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a question from its answer: "…"는 질문에 "…"고 답했다."""
    behind = (line.form(p) for p in range(place + 2, place + 2 + MAX_ASKED))
    about = line.form(place + 1) in grammar["phrases.about"]
    return about and any(form in grammar["phrases.asked"] for form in behind)


def _points_back(line: Line, begin: int, cue: int, grammar: Grammar) -> bool:
    """Tell "X는 이같이 밝혔다": what is told is the sentence before."""
    return any(line.form(p) in grammar["speech.back"] for p in range(max(begin, cue - 2), cue))


def _cue(line: Line, begin: int, end: int, grammar: Grammar) -> int | None:
    stems = tuple(grammar["speech.says_stems"])
    for place in range(end - 1, begin, -1):
        if line.kind(place) == "word" and line.form(place).startswith(stems):
            return place
    # "…"고 호소했다: what stands behind a quotation and its ending is a telling, whatever the verb
    for place in range(end - 2, begin, -1):
        if line.kind(place) == "quote" and _told_at(line, place, grammar):
            return min(place + 2, end - 1)
    return None


def _told_at(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a quotation that somebody tells from a title: an ending stands right behind it."""
    behind = line.form(place + 1)
    return behind in grammar["speech.that_endings"] or behind in grammar["speech.quoted"]


def _quotative(line: Line, begin: int, cue: int, grammar: Grammar) -> int | None:
    """End of what is said: the last word with a quotative ending before the verb."""
    # alone, what joins clauses as well stands behind a quotation only: "…"고
    alone, sure = grammar["speech.that_endings"], tuple(grammar["speech.told_endings"])
    endings = tuple(e for e in alone - grammar["phrases.joining_endings"] if len(e) > 1)
    for place in range(cue - 1, max(begin, cue - MAX_FAR) - 1, -1):
        if line.kind(place) == "quote":
            return place + 1
        near, form = cue - place <= MAX_GAP, line.form(place)
        told = (form.endswith(endings) or form in alone) if near else form.endswith(sure)
        if line.kind(place) == "word" and told:
            return place + 1
    return None


def _behind(line: Line, stop: int | None, cue: int, grammar: Grammar) -> Range | None:
    """Range of a speaker between what is said and its verb: "…라고 X는 말했다"."""
    for place in range(stop or cue, cue):
        if line.kind(place) == "word" and _speaks(line, place, grammar):
            return (stop or cue), place + 1
    # "…고 AFP가 보도했다"
    near = line.form(cue - 1)
    plain = stop is not None and stop < cue and not line.spoken(stop - 1, cue)
    return (
        (cue - 1, cue)
        if plain and near.endswith(tuple(grammar["phrases.near_endings"])) and _stem(near, grammar)
        else None
    )


def _speaker(line: Line, begin: int, cue: int, grammar: Grammar) -> Range | None:
    spoken = bool(line.spoken(begin, cue))
    last = cue if spoken else min(cue, begin + MAX_SPEAKER)
    found: list[int] = []
    for place in range(begin, last):
        if line.kind(place) == "quote" and _told_at(line, place, grammar):
            break
        sure = _surely(line, begin, place, grammar)
        if sure is not None:
            return sure
        stem = _stem(line.form(place), grammar) if line.kind(place) == "word" else ""
        if line.form(place) in grammar["phrases.concerning"] or _away(line.form(place), grammar):
            continue
        also = line.form(place)[-1:] in grammar["phrases.also_endings"]
        speaks = stem.endswith(grammar.people) or stem in grammar["speakers.lands"]
        if stem and (not also or speaks):
            found.append(place)
    if not found:
        return _behind_quotation(line, begin, cue, grammar)
    if spoken and line.form(found[0]) not in grammar["phrases.pronouns"]:
        # "the candidate who met them": what is like a subject may only tell which one
        known = [place for place in found if _speaks(line, place, grammar)]
        nearest = _nearest(line, begin, known or found[:1], grammar)
        return _unless_inner(line, nearest, cue, grammar)
    return _plain_speaker(line, begin, found, grammar)


def _plain_speaker(line: Line, begin: int, found: Sequence[int], grammar: Grammar) -> Range | None:
    """Range of who tells what no marks set off; another's subject is none: "수가 줄었지만 정부는"."""
    place = _whole_name(line, found, grammar)
    inner = line.form(place + 1).endswith(tuple(grammar["phrases.joining_endings"]))
    goes_on = inner or line.form(begin) in grammar["phrases.continuing"]
    if _topical(line, place, grammar) or (_speaks(line, place, grammar) and not goes_on):
        return begin, place + 1
    for later in found:
        if later > place and _topical(line, later, grammar) and _speaks(line, later, grammar):
            return place + 1, later + 1
    return None if goes_on or place - begin > MAX_PLAIN else (begin, place + 1)


def _away(form: str, grammar: Grammar) -> bool:
    """Tell where something is from a body that speaks: "시장에서는", but "정부에서는"."""
    away = ending_of(form, grammar.located)
    return bool(away) and not form.removesuffix(away).endswith(grammar.bodies)


def _surely(line: Line, begin: int, place: int, grammar: Grammar) -> Range | None:
    """Range of the name of a medium with an ending behind its mark (<…>는), or of "X 역시"."""
    closed = line.form(place - 1) in TITLE_ENDS or line.kind(place - 1) == "aside"
    if closed and line.form(place) in grammar.subjects and place > begin:
        return begin, place + 1
    also = line.form(place) in grammar["phrases.also"]
    return (begin, place) if also and line.form(place - 1).endswith(grammar.people) else None


def _phrase_start(line: Line, found: Range, grammar: Grammar) -> int:
    """Begin of a speaker behind what only tells when, where or about what he speaks."""
    endings = (*grammar["phrases.adverbial_endings"], *grammar.adnominal)
    for place in range(found[1] - 2, found[0] - 1, -1):
        form = line.form(place)
        if form in grammar["phrases.demonstratives"] and place > found[0]:
            return place
        outside = form in grammar["phrases.concerning"] or form == ","
        if outside or (line.kind(place) == "word" and form.endswith(endings)):
            return place + 1
    return found[0]


def _whole_name(line: Line, found: Sequence[int], grammar: Grammar) -> int:
    """Place of the first subject; a name may end like one before the noun that has the ending."""
    first, *rest = found
    following = rest[:1] == [first + 1] and _speaks(line, first + 1, grammar)
    return first + (following and not _topical(line, first, grammar))


def _nearest(line: Line, begin: int, found: Sequence[int], grammar: Grammar) -> Range:
    """Range of the first speaker, or of one that a mark parts from it: "…했으나, X는 "…"라고 했다"."""
    for place in reversed(found[1:]):
        marks = [p for p in range(found[0], place) if line.form(p) == ","]
        if marks and _topical(line, place, grammar):
            return marks[-1] + 1, place + 1
    return begin, found[0] + 1


def _unless_inner(line: Line, found: Range, cue: int, grammar: Grammar) -> Range | None:
    """Leave out the only subject of a clause that tells what was asked: "X가 떠난 데 대해 "…"고 했다"."""
    spoken = line.spoken(found[1], cue)
    between = range(found[1], spoken[0] if spoken else found[1])
    asked = any(
        line.form(place) in grammar["phrases.asked"]
        or (
            line.form(place) in grammar["phrases.concerning"]
            and line.form(place - 1) in grammar["phrases.dependent"]
        )
        for place in between
    )
    topic = _topical(line, found[1] - 1, grammar)
    away = tuple(grammar["phrases.adverbial_endings"])
    more = any(
        _stem(line.form(place), grammar) and not line.form(place).endswith(away)
        for place in between
        if line.kind(place) == "word"
    )
    return None if asked and not topic and not more else found


def _speaks(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a subject that is a noun for somebody who speaks."""
    return _stem(line.form(place), grammar).endswith(grammar.people)


def _topical(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a subject that the sentence is about."""
    return line.form(place).endswith(grammar.topics)


def _stem(form: str, grammar: Grammar) -> str:
    """Word without the ending of a subject; empty where it has none, or is nothing else."""
    if form.endswith(grammar.adnominal) or form in grammar["phrases.adnominal_words"]:
        return ""
    ending = ending_of(form, grammar.subjects)
    plural = ending_of(form[: -len(ending)], grammar.plurals, 2) if ending else ""
    return form[: -len(ending + plural)] if ending else ""


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
            words = line.form(place - 1) in grammar["speech.cited_nouns"] and place - 1 > start
            through = line.form(place + 2) in grammar["phrases.concerning"]
            return (start, place - words), place + 1 + 2 * through
    return None, start
