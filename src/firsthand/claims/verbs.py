"""Verbs of saying in a clause without a parse: one word, two, or a noun that does as well."""

from dataclasses import dataclass

from firsthand.claims.grammar import Grammar
from firsthand.claims.phrases import Line

#: clauses that can stand between a verb and its particle
MAX_PARTED = 3


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
    )


def _compound(line: Line, words: list[int], grammar: Grammar) -> Cue | None:
    """Read "hat … gesagt", "wurde … berichtet", "gesagt hat"."""
    have, passive = grammar["speech.have"], grammar["speech.be_said"]
    auxiliaries = [w for w in words if line.form(w) in have or line.form(w) in passive]
    if not auxiliaries:
        return None
    said = grammar["speech.said"]
    for place, word in enumerate(words):
        joined = bool(place) and f"{line.form(words[place - 1])}_{line.form(word)}" in said
        if not (joined or line.form(word) in said) or word in auxiliaries:
            continue
        if place + 2 < len(words) and grammar["order.final"]:
            continue
        pieces = (words[place - 1], word) if joined else (word,)
        before = [w for w in auxiliaries if w < word]
        verb = before[-1] if before else auxiliaries[0]
        is_passive = line.form(verb) in passive or any(
            line.form(w) in grammar["speech.been"] for w in words
        )
        return Cue(verb, tuple(sorted({verb, *pieces})), is_passive, final=not before)
    return None


def _finite(line: Line, words: list[int], grammar: Grammar) -> Cue | None:
    last = words[-1]
    for word in words:
        form = line.form(word)
        particles = grammar.split.get(form)
        if particles and line.form(last) in particles:
            return Cue(word, (word, last), passive=False, final=False)
        if f"{form}_{line.form(word + 1)}" in grammar["speech.says"]:
            return Cue(word, (word, word + 1), passive=False, final=False)
        if form in grammar["speech.says"] and not line.pieces[word].capital:
            final = word == last and _subordinate(line, words[0], grammar)
            return Cue(word, (word,), passive=False, final=final)
        if form in grammar["speech.says_fused"] and not line.pieces[word].capital:
            return Cue(word, (word,), passive=False, final=True)
    return None


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
    verbs = [p for p in range(begin, end) if line.form(p) in grammar.split]
    for place, (start, stop) in enumerate(line.clauses[number + 1 : number + 1 + MAX_PARTED], 1):
        if verbs and stop == start + 1 and line.form(start) in grammar.split[line.form(verbs[0])]:
            return Cue(verbs[0], (verbs[0], start), passive=False, final=False, parted=place)
    return None


def _noun(line: Line, number: int, grammar: Grammar) -> Cue | None:
    """Read "der Vorwurf, …": a noun that ends its clause and has what follows for its content."""
    end = line.clauses[number][1]
    if line.form(end) == "," and line.form(end - 1) in grammar["speech.nouns"]:
        return Cue(end - 1, (end - 1,), passive=False, final=False)
    return None
