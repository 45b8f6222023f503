"""Verbs of saying in a clause without a parse: one word, two, or a noun that does as well."""

from dataclasses import dataclass

from firsthand.claims.grammar import Grammar
from firsthand.claims.nominals import extent, noun_at
from firsthand.claims.phrases import Line

#: clauses that can stand between a verb and its particle
MAX_PARTED = 3
#: words from an auxiliary to its participle where the participle does not stand last
MAX_AUXILIARY = 5
#: words of a quotation before a verb that is not known to tell: a shorter one may be a title
INVERTED_WORDS = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """The words of a clause by which something is said."""

    #: the finite verb, and all pieces of the cue
    verb: int
    pieces: tuple[int, ...]
    passive: bool
    #: it stands at the end of a subordinate clause
    final: bool
    #: clauses that an apposition puts between the verb and its particle
    parted: int = 0

    @property
    def stop(self) -> int:
        """Place behind the last of its pieces."""
        return max(self.pieces) + 1


def find(line: Line, number: int, grammar: Grammar) -> Cue | None:
    """Find the cue of a clause; None where nothing is said."""
    begin, end = line.clauses[number]
    words = [place for place in range(begin, end) if line.kind(place) == "word"]
    if not words:
        return None
    return (
        _compound(line, words, grammar)
        or _finite(line, words, grammar)
        or _parted(line, number, grammar)
        or _noun(line, number, grammar)
        or _inverted(line, begin, words, grammar)
    )


def _compound(line: Line, words: list[int], grammar: Grammar) -> Cue | None:
    """Read "hat … gesagt", "wurde … berichtet", "gesagt hat"."""
    have, passive = grammar["speech.have"], grammar["speech.be_said"]
    own = [w for w in words if _reflexive(line, w, grammar)]
    auxiliaries = [w for w in words if line.form(w) in have or line.form(w) in passive or w in own]
    if not auxiliaries:
        return None
    said = grammar["speech.said_own" if own else "speech.said"]
    for place, word in enumerate(words):
        joined = bool(place) and f"{line.form(words[place - 1])}_{line.form(word)}" in said
        if not (joined or line.form(word) in said) or word in auxiliaries:
            continue
        if place + 2 < len(words) and grammar["order.final"]:
            continue
        pieces = (words[place - 1], word) if joined else (word,)
        before = [w for w in auxiliaries if w < word]
        if grammar["order.bare"] and not (before and word - before[-1] <= MAX_AUXILIARY):
            continue  # "has shown it and is a noted member"
        verb = before[-1] if before else auxiliaries[0]
        is_passive = line.form(verb) in passive or any(
            line.form(w) in grammar["speech.been"] for w in words
        )
        return Cue(verb, tuple(sorted({verb, *pieces})), is_passive, final=not before)
    return None


def _reflexive(line: Line, word: int, grammar: Grammar) -> bool:
    """Tell the auxiliary of "s'est félicité"."""
    before = line.form(word - 1) in grammar["phrases.reflexive"]
    return before and line.form(word) in grammar["speech.been_own"]


def _finite(line: Line, words: list[int], grammar: Grammar) -> Cue | None:
    last = words[-1]
    for word in words:
        form = line.form(word)
        particles = grammar.split.get(form)
        if particles and line.form(last) in particles:
            return Cue(word, (word, last), passive=False, final=False)
        if f"{form}_{line.form(word + 1)}" in grammar["speech.says"]:
            return Cue(word, (word, word + 1), passive=False, final=False)
        idle = line.form(word + 1) in grammar["speech.back_unless"]
        if idle and form in grammar["speech.unreflexive"]:
            continue
        if noun_at(line, word, grammar):
            continue
        own = line.form(word - 1) in grammar["phrases.reflexive"]
        says = form in grammar["speech.says"] or (own and form in grammar["speech.says_own"])
        if says and _lower(line, word, grammar):
            final = word == last and _subordinate(line, words[0], grammar)
            return Cue(word, (word,), passive=False, final=final)
        if form in grammar["speech.says_fused"] and not line.pieces[word].capital:
            return Cue(word, (word,), passive=False, final=True)
    return None


def _lower(line: Line, word: int, grammar: Grammar) -> bool:
    """Tell a verb from a name; a verb may open its sentence where no subject need stand before it."""
    opens = word == 0 or line.full(word - 1)
    return not line.pieces[word].capital or (opens and bool(grammar["order.dropped"]))


def _inverted(line: Line, begin: int, words: list[int], grammar: Grammar) -> Cue | None:
    """Read any verb between a quotation and a name: "« C'est fini », ironise Anne Vidal"."""
    place = begin - 1
    while place > 0 and line.kind(place) == "mark" and not line.full(place):
        place -= 1
    verb = words[0]
    if line.kind(place) != "quote" or verb != begin or line.pieces[verb].capital:
        return None
    plain = not grammar.stops(line.form(verb)) and line.form(verb) not in grammar["hedges.copulas"]
    article = line.form(verb) in grammar["phrases.subject"] | grammar["phrases.pronouns"]
    named = len(words) > 1 and (
        line.form(verb + 1) in grammar["phrases.he"] | grammar["phrases.she"]
        or (line.kind(verb + 1) == "word" and line.pieces[verb + 1].capital)
    )
    speech = len(line.pieces[place].form.split()) >= INVERTED_WORDS
    ok = plain and not article and named and speech and bool(grammar["order.bare"])
    return Cue(verb, (verb,), passive=False, final=False) if ok else None


def _subordinate(line: Line, head: int, grammar: Grammar) -> bool:
    """Tell whether a clause that begins here has its verb at the end."""
    if not grammar["order.final"]:
        return False
    opening = ("speech.as", "speech.that", "speech.depends", "phrases.relative")
    article = line.form(head) in grammar["phrases.subject"]
    at_head = head == 0 or line.full(head - 1)
    return any(line.form(head) in grammar[name] for name in opening) and not (article and at_head)


def _parted(line: Line, number: int, grammar: Grammar) -> Cue | None:
    """Read "gab der Leiter, Anton Huber, bekannt"."""
    begin, end = line.clauses[number]
    if grammar["order.bare"]:
        return _resumed(line, number, grammar)
    verbs = [p for p in range(begin, end) if line.form(p) in grammar.split]
    for place, (start, stop) in enumerate(line.clauses[number + 1 : number + 1 + MAX_PARTED], 1):
        if verbs and stop == start + 1 and line.form(start) in grammar.split[line.form(verbs[0])]:
            return Cue(verbs[0], (verbs[0], start), passive=False, final=False, parted=place)
    return None


def _resumed(line: Line, number: int, grammar: Grammar) -> Cue | None:
    """Read "a, par ailleurs, annoncé": a phrase parts the auxiliary from its participle."""
    verb = line.clauses[number][1] - 1
    if line.form(verb) not in grammar["speech.have"] or number + 2 >= len(line.clauses):
        return None
    said = line.clauses[number + 2][0]
    if line.form(verb + 1) != "," or line.form(said) not in grammar["speech.said"]:
        return None
    return Cue(verb, (verb, said), passive=False, final=False, parted=2)


def _noun(line: Line, number: int, grammar: Grammar) -> Cue | None:
    """Read "der Vorwurf, …": a noun that ends its clause and has what follows for its content."""
    end = line.clauses[number][1]
    if line.form(end) == "," and line.form(end - 1) in grammar["speech.nouns"]:
        return Cue(end - 1, (end - 1,), passive=False, final=False)
    return None


def told_form(line: Line, begin: int, end: int, grammar: Grammar, forms: frozenset[str]) -> bool:
    """Tell whether a clause has its verb in the subjunctive, and is no relative clause."""
    found = [p for p in range(begin, end) if line.form(p) in forms and not line.pieces[p].capital]
    if not found:
        return False
    words = [p for p in range(begin, end) if line.kind(p) == "word"]
    if line.form(begin) not in grammar["phrases.relative"] or found[0] != words[-1]:
        return True
    # "der Damm halte" is no relative clause: nothing stands between its noun and its verb
    return extent(line, begin, found[0], grammar) == found[0]


def infinitive(line: Line, begin: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a clause ends in an infinitive with its particle ("zu helfen", "mitzuteilen")."""
    words = [p for p in range(begin, end) if line.kind(p) == "word"]
    endings = tuple(grammar["phrases.infinitive_endings"])
    if len(words) < 2 or line.form(begin) in grammar["phrases.subordinate"]:
        return False
    if line.form(words[-2]) in grammar["phrases.infinitive"]:
        return line.form(words[-1]).endswith(endings)
    return any(
        line.form(words[-1])[2:].find(form) > 0 and line.form(words[-1]).endswith(endings)
        for form in grammar["phrases.infinitive"]
    )
