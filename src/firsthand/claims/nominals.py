"""Names and noun phrases of a line, without a parse: where one can begin, and how far it goes.

In German a capital marks a noun, and small words tie further names to it ("der Sprecher der Polizei
in Halden"); where nouns have no capitals a name goes on until a word that ends it.
"""

from firsthand.claims.grammar import Grammar, Range, phrase_at
from firsthand.claims.phrases import Line

#: pieces of one name with all that hangs on it
MAX_NAME = 24
#: words of a title in quotation marks
MAX_TITLE = 4
#: pieces between a tie and the capital that it ties
MAX_TIED = 5
#: figures of the day of a month
MAX_DAY = 2


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
        return not grammar.stops(form) and not _idle(line, place, grammar)
    return piece.capital and not _opening_adverb(line, place, grammar)


def _idle(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a word that begins no subject: a participle that opens a sentence, another verb, a bare noun."""
    form, piece = line.form(place), line.pieces[place]
    if form in grammar.speaking:
        return False
    if form.endswith(grammar.participles) and grammar.prepositional(line.form(place + 1)):
        return True  # "asked by the paper, he said"
    gerund = form.endswith(grammar.gerunds) and not grammar["phrases.gerund_after"]
    # where nouns have articles, one without is part of something else
    bare = bool(grammar["phrases.definite"]) and not grammar.speaks(form)
    return not piece.capital and (bare or gerund or form.endswith(grammar.finite))


def _opening_adverb(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a word that has its capital from the head of the sentence only ("Gestern sagte")."""
    first = place == 0 or line.full(place - 1) or line.form(place - 1) == ":"
    if line.form(place) in grammar["phrases.adverbs"]:
        return first
    nothing_follows = place + 1 >= len(line.pieces) or not line.pieces[place + 1].capital
    return first and nothing_follows and line.form(place).endswith(grammar.adverbial)


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
    if line.form(begin).endswith(grammar.infinitives) and not line.pieces[begin].capital:
        return None  # "said to expect": what is told, not who tells it
    while place < end:
        if grammar["order.bare"] and (beyond := aside_at(line, place, grammar)):
            place = beyond
            continue
        form, piece = line.form(place), line.pieces[place]
        timed = place == begin or line.form(place - 1) in grammar["phrases.adverbs"]
        if form in grammar["phrases.times"] and timed:
            place += 1
            continue
        if form in grammar["phrases.prepositions"] or form in grammar["phrases.oblique"]:
            place = hearer_end(line, place, end, grammar) or place + 1
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


def hearer_end(line: Line, place: int, end: int, grammar: Grammar) -> int | None:
    """End of what hangs on a preposition; an agency that hears is no name's part ("à l'AFP Ana Vidal")."""
    stop = extent(line, place + 1, end, grammar)
    if (
        stop is None
        or not grammar["order.bare"]
        or line.form(place) not in grammar["speech.told_to"]
    ):
        return stop
    for at in range(place + 1, stop - 1):
        letters, following = (line.text[p.start : p.stop] for p in line.pieces[at : at + 2])
        if letters.isupper() and len(letters) > 1 and following[:1].isupper() > following.isupper():
            return at + 1
    return stop


def extent(line: Line, begin: int, end: int, grammar: Grammar) -> int | None:
    """End of the noun phrase that begins at ``begin``, with the names tied to it."""
    headed = False
    stop = None
    for place in range(begin, min(end, begin + MAX_NAME)):
        piece = line.pieces[place]
        if piece.kind == "mark" and piece.form not in {".", "-", "'", "’"}:
            break
        if place > begin and grammar["order.bare"] and _leaves(line, place, end, grammar):
            break
        if piece.kind == "quote" and place > begin and len(piece.form.split()) > MAX_TITLE:
            break
        if piece.capital or piece.kind in {"quote", "aside"}:
            headed, stop = True, place + 1
        elif grammar["order.bare"] and piece.kind == "word":
            stops = grammar.stops(piece.form) and not noun_at(line, place, grammar)
            if stops or (place > begin and _begins(line, place, grammar)):
                break
            stop = place + 1
        elif headed and piece.kind == "word":
            if not (_tied(line, place, end, grammar) or _within(line, begin, place, grammar)):
                break
            headed = False
    return _trimmed(line, begin, stop, grammar) if stop and grammar["order.bare"] else stop


def date_at(line: Line, place: int, grammar: Grammar) -> int:
    """End of a date that begins here ("le 5 mars", "5 марта"); 0 where there is none."""
    start = place + (line.form(place) in grammar["phrases.subject"])
    start += line.form(start) in grammar["phrases.days"]
    day = line.form(start)[:MAX_DAY].strip("ºer")
    month = start + 1 + (line.form(start + 1) in grammar["phrases.ties"])
    if day.isdigit() and line.form(month) in grammar["phrases.months"]:
        year = line.form(month + 1)
        return month + 1 + year.isdigit()
    return start if start > place and line.form(start - 1) in grammar["phrases.days"] else 0


def aside_at(line: Line, place: int, grammar: Grammar) -> int:
    """End of a word or two that tell when or how ("today", "last week", "clearly"); 0 without."""
    form = line.form(place)
    phrase = phrase_at(line, place, grammar.asides)
    if phrase:
        return place + phrase
    plain = form in grammar["phrases.leading"] and form not in grammar["phrases.prepositions"]
    if plain or form in grammar["phrases.times"]:
        return place + 1
    if form.endswith(grammar.adverbial) and not line.pieces[place].capital:
        return place + 1
    if form in grammar["phrases.subject"] and line.form(place + 1) in grammar["phrases.times"]:
        return place + 2
    return date_at(line, place, grammar)


def noun_at(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell a noun behind its article from a verb that is spelt so ("une note", "la juge")."""
    article, before = line.form(place - 1), line.form(place - 2)
    if not grammar["order.bare"] or article not in grammar["phrases.subject"]:
        return False
    tied = before in grammar["phrases.prepositions"] or before in grammar["phrases.ties"]
    # "l'annonce" may be "announces it", not behind "après"
    return grammar.speaks(line.form(place)) or (tied and article in grammar["phrases.definite"])


def names_speaker(line: Line, found: Range, grammar: Grammar) -> bool:
    """Tell whether a phrase surely names somebody who speaks: a name, a pronoun, a noun for one."""
    begin, end = found
    for place in range(begin, end):
        form, piece = line.form(place), line.pieces[place]
        if place > begin and grammar.ties(form):
            return False
        named = piece.capital and not form[0].isdigit()
        if piece.kind == "quote":
            named = line.titled(piece)
        if named or grammar.speaks(form) or form in grammar["phrases.pronouns"]:
            return True
    return False


def _leaves(line: Line, place: int, end: int, grammar: Grammar) -> bool:
    """Tell what is no more of a name: when, where, how many, what its bearer does."""
    form, piece = line.form(place), line.pieces[place]
    before, following = line.pieces[place - 1], line.form(place + 1)
    if date_at(line, place, grammar):
        return True
    if piece.form.isdigit():
        return not before.capital
    if form in grammar["phrases.locating"]:
        named = place + 1 + (following in grammar["phrases.definite"])
        known = named < end and line.pieces[named].capital
        return not known or line.form(named) in grammar["speakers.channels"]
    if piece.capital or before.form in grammar["phrases.subject"]:
        return False
    if form in grammar["phrases.purposes"] and following.endswith(grammar.infinitives):
        return True
    gerund = not grammar["phrases.gerund_after"] and form.endswith(grammar.gerunds)
    return gerund or form.endswith(grammar.finite)


def _trimmed(line: Line, begin: int, stop: int, grammar: Grammar) -> int:
    """Cut what ties nothing, and a participle with what hangs on it, off the end of a name."""
    loose = (grammar["phrases.ties"] | grammar["phrases.definite"]) - grammar["phrases.pronouns"]
    while stop - 1 > begin and line.form(stop - 1) in loose and not line.pieces[stop - 1].capital:
        stop -= 1
    form, following = line.form(stop - 1), line.form(stop)
    hangs = grammar.prepositional(following) or following in grammar["phrases.leading"]
    participle = form.endswith(grammar.participles) and not grammar.speaks(form)
    participle = participle and not line.pieces[stop - 1].capital
    return stop - 1 if stop - 1 > begin and hangs and participle else stop


def _begins(line: Line, place: int, grammar: Grammar) -> bool:
    """Tell whether an article begins a phrase of its own: "told the paper the mayor"."""
    form = line.form(place)
    if form not in grammar["phrases.subject"] or grammar.ties(form):
        return False
    before = line.form(place - 1)
    joins = grammar["phrases.ties"] | grammar["phrases.subject"] | grammar["phrases.prepositions"]
    within_name = (
        line.pieces[place - 1].capital and line.pieces[min(place + 1, len(line.pieces) - 1)].capital
    )
    return before not in joins and not within_name


def _within(line: Line, begin: int, place: int, grammar: Grammar) -> bool:
    """Tell an adjective behind what hangs on it: "der für das Geschäft zuständige Vorstand"."""
    article = line.form(begin) in grammar["phrases.subject"]
    hanging = article and line.form(begin + 1) in grammar["phrases.prepositions"]
    adjective = line.form(place).endswith(tuple(grammar["phrases.adjective_endings"]))
    return hanging and adjective and line.pieces[min(place + 1, len(line.pieces) - 1)].capital


def _tied(line: Line, place: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a word ties a further name to the one before it."""
    if line.form(place) not in grammar["phrases.ties"]:
        return False
    if line.form(place + 1) in grammar["phrases.times"]:
        return False
    return any(line.pieces[p].capital for p in range(place + 1, min(end, place + MAX_TIED)))
