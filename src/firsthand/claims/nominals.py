"""Names and noun phrases of a line, without a parse: where one can begin, and how far it goes.

In German a capital marks a noun, and small words tie further names to it ("der Sprecher der Polizei
in Halden"); where nouns have no capitals a name goes on until a word that ends it.
"""

from firsthand.claims.grammar import Grammar, Range
from firsthand.claims.phrases import Line

#: pieces of one name with all that hangs on it
MAX_NAME = 24
#: words of a title in quotation marks
MAX_TITLE = 4
#: pieces between a tie and the capital that it ties
MAX_TIED = 5


def subject_like(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell whether a subject can begin here."""
    form, piece = line.form(place), line.pieces[place]
    if form in grammar["phrases.prepositions"] or form in grammar["phrases.oblique"]:
        return False
    if form in grammar["phrases.subject"] or form in grammar["phrases.pronouns"]:
        return True
    if piece.kind == "quote":
        # a title can speak ("„Der Bote“ meldete"), a sentence in marks is spoken
        return len(form.split()) <= MAX_TITLE
    if grammar["order.bare"]:
        return not grammar.stops(form)
    return piece.capital and not _opening_adverb(line, place, grammar)


def _opening_adverb(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a word that has its capital from the head of the sentence only ("Gestern sagte")."""
    first = place == 0 or line.full(place - 1) or line.form(place - 1) == ":"
    if line.form(place) in grammar["phrases.adverbs"]:
        return first
    nothing_follows = place + 1 >= len(line.pieces) or not line.pieces[place + 1].capital
    endings = tuple(grammar["phrases.adverb_endings"])
    return first and nothing_follows and bool(endings) and line.form(place).endswith(endings)


def subject(line: Line, place: int, grammar: Grammar) -> Range | None:
    """Range of what is likely the subject of the sentence in which a piece stands."""
    first, _ = line.around(place)
    begin, end = next((clause for clause in line.clauses if clause[0] >= first), (0, 0))
    if line.kind(begin) == "quote" and begin + 1 < end:
        begin += 1
    while begin < end and line.form(begin) in grammar["phrases.leading"]:
        begin += 1
    if begin < end and subject_like(line, begin, grammar):
        stop = extent(line, begin, end, grammar)
        return (begin, stop) if stop else (begin, begin + 1)
    return nominal(line, begin, end, grammar)


def nominal(line: Line, begin: int, end: int, grammar: Grammar) -> Range | None:
    """Range of the first name or noun that can be a subject in ``begin:end``."""
    place = begin
    while place < end:
        form, piece = line.form(place), line.pieces[place]
        if form in grammar["phrases.prepositions"] or form in grammar["phrases.oblique"]:
            place = extent(line, place + 1, end, grammar) or place + 1
            continue
        following = line.form(place + 1)
        timed = following in grammar["phrases.times"] or following in grammar["phrases.leading"]
        if (
            form in grammar["phrases.subject"]
            and timed
            and following not in grammar["phrases.ties"]
        ):
            place += 2  # "said this Tuesday": when, not who
            continue
        if form in grammar["phrases.pronouns"]:
            return place, place + 1
        bare = grammar["order.bare"] and piece.kind != "mark" and not grammar.stops(form)
        if form in grammar["phrases.leading"]:
            place += 1
            continue
        if bare or piece.capital or form in grammar["phrases.subject"]:
            stop = extent(line, place, end, grammar)
            return (place, stop) if stop else None
        place += 1
    return None


def extent(line: Line, begin: int, end: int, grammar: Grammar) -> int | None:
    """End of the noun phrase that begins at ``begin``, with the names tied to it."""
    headed = False
    stop = None
    for place in range(begin, min(end, begin + MAX_NAME)):
        piece = line.pieces[place]
        if piece.kind == "mark" and piece.form not in {".", "-", "'", "’"}:
            break
        if piece.kind == "quote" and place > begin and len(piece.form.split()) > MAX_TITLE:
            break
        if piece.capital or piece.kind in {"quote", "aside"}:
            headed, stop = True, place + 1
        elif grammar["order.bare"] and piece.kind == "word":
            if grammar.stops(piece.form) or (place > begin and _begins(line, place, grammar)):
                break
            stop = place + 1
        elif headed and piece.kind == "word":
            if not _tied(line, place, end, grammar):
                break
            headed = False
    return stop


def _begins(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell whether an article begins a phrase of its own: "told the paper the mayor"."""
    if line.form(place) not in grammar["phrases.subject"]:
        return False
    before = line.form(place - 1)
    joins = grammar["phrases.ties"] | grammar["phrases.subject"] | grammar["phrases.prepositions"]
    within_name = (
        line.pieces[place - 1].capital and line.pieces[min(place + 1, len(line.pieces) - 1)].capital
    )
    return before not in joins and not within_name


def _tied(line: Line, place: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a word ties a further name to the one before it."""
    if line.form(place) not in grammar["phrases.ties"]:
        return False
    if line.form(place + 1) in grammar["phrases.times"]:
        return False
    return any(line.pieces[p].capital for p in range(place + 1, min(end, place + MAX_TIED)))
