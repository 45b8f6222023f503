"""Frames without a verb: "laut X", "X zufolge", "so X", "demnach"; and "citing Y" beside any."""

from collections.abc import Iterator

from firsthand.claims.grammar import Frame, Grammar, Range, phrase_at
from firsthand.claims.nominals import MAX_NAME, extent, names_speaker, subject_like
from firsthand.claims.phrases import Line

#: words between a preposition and the noun that makes it an attribution ("nach ihren ersten Angaben")
MAX_APART = 3
#: clauses that can hang on a name at the head of a sentence
MAX_HANGING = 4
#: marks behind which a clause has its own attribution
DASHES = frozenset("—–-")


def find(line: Line, begin: int, end: int, grammar: Grammar, found: list[Frame]) -> Iterator[Frame]:
    """Read "laut X", "nach Angaben von X", "X zufolge", "so X" and "Demnach" in a clause."""
    place = begin
    while place < end:
        read = _opened(line, place, end, grammar) or _closed(line, begin, place, grammar)
        if read is None:
            place += 1
            continue
        cue, source, (start, stop) = read
        if grammar["order.bare"] and source and stop == end:
            apposed = _apposed(line, source[0], end, grammar)
            source, stop = ((source[0], apposed), apposed) if apposed else (source, stop)
        content = _rest(line, start, stop, begin, end, grammar, found)
        if content:
            behind = next((e for b, e in line.clauses if b > stop), end)
            heard = cited(line, begin, behind, grammar)
            yield Frame(cue, source, content, "indirect", heard)
        place = max(stop, place + 1)
    so = _so(line, begin, end, grammar)
    if so is not None:
        yield so


def _apposed(line: Line, head: int, end: int, grammar: Grammar) -> int:
    """End of a name behind what its bearer is: "según la directora, Ana Vidal"; 0 without one."""
    clause = next((c for c in line.clauses if c[0] == end + 1), None)
    if clause is None or line.form(end) != ",":
        return 0
    if not any(grammar.acts(line.form(place)) for place in range(head, end)):
        return 0  # "selon les rebelles, Ana Vidal est …"
    begin, stop = clause
    named = all(p.capital and p.kind == "word" for p in line.pieces[begin:stop])
    return stop if named else 0


def _opened(
    line: Line, place: int, end: int, grammar: Grammar
) -> tuple[tuple[int, ...], Range | None, Range] | None:
    form = line.form(place)
    back = phrase_at(line, place, grammar.back)
    if back:
        return tuple(range(place, place + back)), (place + 1, place + 2), (place, place + back)
    phrase = phrase_at(line, place, grammar.phrases)
    if phrase and line.form(place - 1) not in grammar["speech.agreeing"]:
        stop = extent(line, place + phrase, end, grammar)
        cue = tuple(range(place, place + phrase))
        return (cue, (place + phrase, stop), (place, stop)) if stop else None
    if form in grammar["speech.thence"]:
        return (place,), (place, place + 1), (place, place + 1)
    if form in grammar["speech.according"]:
        stop = extent(line, place + 1, end, grammar)
        if line.form(place + 1) in grammar["phrases.pronouns"]:
            stop = place + 2
        if stop and grammar["order.bare"] and not _can_tell(line, (place + 1, stop), grammar):
            return None
        gathered = _gathered(line, place + 1, stop, end, grammar) if stop else None
        if gathered is not None:
            return (place,), gathered, (place, gathered[1])
        return ((place,), (place + 1, stop), (place, stop)) if stop else None
    if form in grammar["speech.according_opening"]:
        for noun in range(place + 1, min(place + 1 + MAX_APART, end)):
            if _vouches(line.form(noun), grammar):
                stop = extent(line, place + 1, end, grammar)
                return ((place,), (place + 1, stop), (place, stop)) if stop else None
            if line.pieces[noun].capital:
                break
    return None


def _gathered(line: Line, begin: int, stop: int, end: int, grammar: Grammar) -> Range | None:
    """Range of who has what it is from: "selon des informations recueillies par Le Phare"."""
    by = grammar["order.bare"] and line.form(stop) in grammar["speech.by"]
    found = extent(line, stop + 1, end, grammar) if by else None
    return (stop + 1, found) if found and _vouching(line, (begin, stop), grammar) else None


def _can_tell(line: Line, found: Range, grammar: Grammar) -> bool:
    """Tell whom something can come from: "según la forma de sujetarlo" is no attribution."""
    return _vouching(line, found, grammar) or names_speaker(line, found, grammar)


def _vouching(line: Line, found: Range, grammar: Grammar) -> bool:
    return any(_vouches(line.form(place), grammar) for place in range(*found))


def _vouches(form: str, grammar: Grammar) -> bool:
    return form in grammar["speech.according_nouns"] or form.endswith(
        tuple(grammar["speech.according_endings"])
    )


def _closed(
    line: Line, begin: int, place: int, grammar: Grammar
) -> tuple[tuple[int, ...], Range | None, Range] | None:
    form = line.form(place)
    if form not in grammar["speech.according_after"] or place == begin:
        return None
    if form in grammar["speech.according_opening"] and (
        line.form(place - 1) not in grammar["speech.after_nouns"]
    ):
        return None
    start = _back(line, begin, place, grammar)
    return ((place,), (start, place), (start, place + 1))


def _back(line: Line, begin: int, place: int, grammar: Grammar) -> int:
    """Begin of the noun phrase that ends before ``place``."""
    start = place
    while start > begin and place - start < MAX_NAME:
        piece = line.pieces[start - 1]
        verbs = grammar.indirect | grammar["speech.have"] | grammar["speech.be_said"]
        if piece.kind == "mark" or piece.form in verbs:
            break
        start -= 1
    while start < place - 1 and not (
        line.pieces[start].capital or line.form(start)[-1:] in {"n", "m", "r", "s"}
    ):
        start += 1
    return start


def _rest(
    line: Line, start: int, stop: int, begin: int, end: int, grammar: Grammar, found: list[Frame]
) -> tuple[Range, ...]:
    """Ranges of the sentence without the words that attribute it."""
    first, last = line.around(begin)
    if line.form(begin - 1) in DASHES and start == begin:
        first = begin
    for frame in found:
        for inner, outer in frame.content:
            if inner <= start < outer:
                first = max(first, inner)
    apart = _relative(line, begin, grammar) or line.form(begin) in grammar["speech.depends"]
    if begin > first and line.form(begin - 1) == "," and apart:
        first, last = begin, end
    if grammar["order.bare"] and start == begin > first:
        # behind what is told: the clause is the attribution, with all that hangs on it
        stop = last if _hangs_apart(line, end + 1, grammar) else max(stop, end)
    opens = grammar["order.bare"] and start == first
    if opens and _hangs(line.form(stop), grammar):
        stop = end  # "selon un courriel que l'agence a vu,"
    if stop == end and start == first:
        stop = _resumed(line, end, last, grammar)
    opening = grammar["phrases.leading"] | grammar["speech.joins"] | grammar["phrases.and"]
    while first < start and line.form(first) in opening | {","}:
        leads = line.form(first) in grammar["phrases.leading"]
        if leads and line.form(first + 1) in grammar["names.particles"]:
            break  # "Además de pedirlo"
        first += 1
    around = ((first, start), (stop, last))
    return tuple(r for r in around if line.span(*r))


def _hangs(form: str, grammar: Grammar) -> bool:
    """Tell a word by which more hangs on a name: "un courriel que", "una nota de"."""
    return grammar.prepositional(form) or form.endswith(grammar.participles)


def _hangs_apart(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell what hangs on a name before a comma: "selon Ana, qui …", "selon l'étude, financée par …"."""
    form = line.form(place)
    return form in grammar["phrases.relative"] or form.endswith(grammar.participles)


def _resumed(line: Line, end: int, last: int, grammar: Grammar) -> int:
    """Begin of the main clause behind what hangs on a name at the head of the sentence."""
    if grammar["order.bare"]:
        return _past_hanging(line, end, last, grammar)
    apart = (
        grammar["phrases.relative"]
        | grammar["phrases.oblique"]
        | grammar["phrases.prepositions"]
        | grammar["phrases.subordinate"]
    )
    for begin, _ in [c for c in line.clauses if end <= c[0] < last][:MAX_HANGING]:
        if not line.pieces[begin].capital and line.form(begin) not in apart:
            return begin
    return end


def _past_hanging(line: Line, end: int, last: int, grammar: Grammar) -> int:
    """Begin of what is told behind a name with what it is ("Ana Vidal, directora del puerto,")."""
    place = end
    for place in [begin for begin, _ in line.clauses if end <= begin < last][:MAX_HANGING]:
        if not (line.form(place) in grammar["phrases.relative"] or grammar.acts(line.form(place))):
            break
    return place


def _relative(line: Line, begin: int, grammar: Grammar) -> bool:
    head = begin + (line.form(begin) in grammar["phrases.prepositions"])
    return line.form(head) in grammar["phrases.relative"]


def _so(line: Line, begin: int, end: int, grammar: Grammar) -> Frame | None:
    """Read ", so X" behind what X says."""
    first, _ = line.around(begin)
    if line.form(begin) not in grammar["speech.as_name"] or begin == first or begin + 1 >= end:
        return None
    if not subject_like(line, begin + 1, grammar):
        return None
    stop = extent(line, begin + 1, end, grammar) or end
    spoken = line.spoken(first, begin)
    if spoken:
        return Frame((begin,), (begin + 1, stop), ((spoken[-1], spoken[-1] + 1),), "direct")
    _, last = line.around(begin)
    around = ((first, begin), (end, last))
    content = tuple(r for r in around if line.span(*r))
    return Frame((begin,), (begin + 1, stop), content, "indirect")


def cited(line: Line, begin: int, end: int, grammar: Grammar) -> Range | None:
    """Range of a source that the speaker cites: "unter Berufung auf X"."""
    for place in range(begin, end):
        length = phrase_at(line, place, grammar.citing)
        if length:
            stop = extent(line, place + length, end, grammar)
            if stop:
                return place + length, stop
    return None
