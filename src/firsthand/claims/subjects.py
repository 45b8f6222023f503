"""Who tells what in a clause with a verb of saying, without a parse: before it, behind it, apart."""

from firsthand.claims.grammar import Grammar, Range, phrase_at
from firsthand.claims.nominals import (
    MAX_NAME,
    aside_at,
    date_at,
    extent,
    hearer_end,
    names_speaker,
    nominal,
    subject_like,
)
from firsthand.claims.phrases import Line
from firsthand.claims.verbs import Cue

#: clauses between a verb and who speaks, where only phrases stand there
MAX_PHRASES = 2


class Subject:
    """A verb of saying in its clause, and who says it."""

    def __init__(self, line: Line, grammar: Grammar, number: int, cue: Cue) -> None:
        self.line, self.grammar, self.number, self.cue = line, grammar, number, cue
        self.begin, self.end = line.clauses[number]
        self.subject_end = self.end
        if cue.parted:
            self.number += cue.parted
            self.end = line.clauses[self.number][1]
        self.first, self.last = line.around(self.begin)
        self._take_in()

    def _take_in(self) -> None:
        """Take in who speaks behind a phrase: "« … », a dit, dans son discours, la ministre"."""
        line, grammar, after = self.line, self.grammar, self.cue.stop
        head = self.cue.verb - self._reflexive()
        opens = head == self.begin and line.form(head - 1) == ","
        if not (grammar["order.bare"] and opens and self._past_asides(after) == self.end):
            return
        for begin, end in line.clauses[self.number + 1 : self.number + 1 + MAX_PHRASES]:
            noun = line.form(begin) in grammar["phrases.definite"]
            if noun and grammar.speaks(line.form(begin + 1)) and begin < self.last:
                self.end = self.subject_end = end
            if line.form(begin) not in grammar["phrases.prepositions"]:
                return

    def _source(self, *, after: bool) -> Range | None:
        line, grammar, cue = self.line, self.grammar, self.cue
        if self._impersonal():
            return (
                self._located()
                if grammar["order.bare"]
                else self._behind(grammar["speech.found_in"])
            )
        if cue.passive:
            quoted = line.form(cue.pieces[-1]) in grammar["speech.quoted"]
            return self._subject() if quoted else self._behind(grammar["speech.by"])
        if cue.final:
            return self._antecedent() or nominal(line, self.begin + 1, cue.verb, grammar)
        who = line.form(self.begin) in grammar["phrases.parted"]
        if line.form(cue.verb) in grammar["speech.participles"]:
            if cue.verb != self.begin:
                return self._before()
            apart = self._apart()
            return apart if apart and names_speaker(line, apart, grammar) else None
        found = self._subject(after=after) or (None if after or who else self._apart())
        many = line.form(cue.verb).endswith(tuple(grammar["speech.plural_endings"]))
        return found or (self._located() if many else None)

    def _subject(self, *, after: bool = False) -> Range | None:
        """Range of the subject, before the verb or behind it."""
        line, grammar, cue = self.line, self.grammar, self.cue
        before = self._before()
        if before is not None:
            return before
        stop = min(cue.stop - 1, self.subject_end)
        if line.form(cue.verb) in grammar["speech.nouns"]:
            return nominal(line, self.begin, cue.verb, grammar)
        start = self._past_verb()
        behind = nominal(line, start, stop if stop > cue.verb else self.subject_end, grammar)
        behind = behind or nominal(line, cue.stop, self.subject_end, grammar)
        if behind and grammar["order.bare"] and line.kind(behind[0]) == "quote":
            behind = behind if line.titled(line.pieces[behind[0]]) else None
        near = after and behind is not None and behind[0] == self._past_asides(start)
        sure = near or not grammar["order.bare"]
        if behind and not sure and not names_speaker(line, behind, grammar):
            return None  # what is told of, not who tells it: "who announced the new rates"
        return self._apposed(self._from_role(behind)) if behind else None

    def _from_role(self, found: Range) -> Range:
        """Leave out what a verb without articles has before who speaks: "прокомментировал дело юрист"."""
        line, grammar = self.line, self.grammar
        plain = not line.pieces[found[0]].capital and not grammar.speaks(line.form(found[0]))
        if not grammar["order.bare"] or grammar["phrases.definite"] or not plain:
            return found
        roles = (place for place in range(*found) if grammar.acts(line.form(place)))
        return next(roles, found[0]), found[1]

    def _past_asides(self, start: int) -> int:
        """Place behind the words that tell when or how: "dijo ayer por su parte"."""
        while start < self.end and (beyond := self._aside(start)):
            start = beyond
        return start

    def _aside(self, start: int) -> int:
        bracket = bool(self.grammar["order.bare"]) and self.line.kind(start) == "aside"
        return start + 1 if bracket else aside_at(self.line, start, self.grammar)

    def _past_verb(self) -> int:
        """Place behind the verb: nobody stands between the pieces of "a fait valoir"."""
        start, last = self.cue.verb + 1, self.cue.stop - 1
        while start in self.cue.pieces and (start < last or self.grammar["order.bare"]):
            start += 1
        return start

    def _before(self) -> Range | None:
        """Range of the subject before the verb, if one stands there."""
        line, near = self.line, self.cue.verb - 1
        grammar = self.grammar
        alone = grammar["phrases.he"] | grammar["phrases.she"] | grammar["phrases.nobody"]
        if grammar["order.bare"] and self.begin < near and line.form(near) in alone:
            return near, self.cue.verb
        if grammar["order.bare"] and self.begin < near and self._who(near):
            return self._told_which(near)
        begin = max(self.begin, date_at(self.line, self.begin, self.grammar))
        begin = self._past_joins(begin)
        begin += phrase_at(self.line, begin, self.grammar.pointing)
        pointing = self.line.form(begin) in self.grammar["speech.back"]
        if self.line.kind(begin) == "quote" or (pointing and begin + 1 == self.cue.verb):
            return None
        if begin >= self.cue.verb:
            return None
        if not subject_like(self.line, begin, self.grammar):
            return self._name_before(begin)
        stop = extent(self.line, begin, self.cue.verb, self.grammar) or self.cue.verb
        if line.form(begin) in self.grammar["phrases.pronouns"]:
            return begin, begin + 1
        nearer = self._joined(stop) or self._headed(begin)
        if nearer is not None:
            return nearer
        return begin, self.cue.verb if self._named(begin, stop) else stop

    def _who(self, place: int) -> bool:
        """Tell "who" from a word that joins a clause as well."""
        form, grammar = self.line.form(place), self.grammar
        return form in grammar["phrases.relative"] and form not in grammar["speech.that"]

    def _told_which(self, who: int) -> Range | None:
        """Range of the noun before "who": "il y a un groupe qui affirme", "c'est elle qui signale"."""
        line, grammar = self.line, self.grammar
        if line.form(who - 1) in grammar["phrases.pronouns"]:
            return who - 1, who
        articles = (p for p in range(who - 1, self.begin - 1, -1) if _article(line, p, grammar))
        start = next(articles, who)
        return (start, who) if start < who else None

    def _antecedent(self) -> Range | None:
        """Range of the noun that "der" stands for, right before its clause."""
        line, stop = self.line, self.begin - 1
        begin = stop
        relative = line.form(self.begin) in self.grammar["phrases.relative"]
        while (
            begin > self.first and line.kind(begin - 1) == "word" and line.pieces[begin - 1].capital
        ):
            begin -= 1
        return (begin, stop) if relative and begin < stop else None

    def _past_joins(self, begin: int) -> int:
        """Place behind the words that a clause opens with before its subject."""
        line, grammar = self.line, self.grammar
        opening = grammar["phrases.leading"]
        if grammar["order.bare"]:
            opening |= grammar["phrases.subordinate"] | grammar["phrases.but"]
        while begin < self.cue.verb and (
            line.form(begin) in opening
            or (begin > self.begin and line.form(begin) in grammar["speech.joins"])
        ):
            begin += 1
        return begin

    def _headed(self, begin: int) -> Range | None:
        """Range of a full name before what its bearer is: "Anna Berger, die Leiterin, sagte"."""
        line, grammar = self.line, self.grammar
        if begin != self.begin or self.number == 0 or line.form(begin - 1) != ",":
            return None
        before, end = line.clauses[self.number - 1]
        plain = line.form(begin) in grammar["phrases.subject"] or grammar.acts(line.form(begin))
        name = range(before, end) if before == self.first else range(0)
        named = len(name) > 1 and all(
            line.pieces[p].capital and not line.form(p)[0].isdigit() for p in name
        )
        return (before, end) if named and plain else None

    def _joined(self, start: int) -> Range | None:
        """Range of a subject that "and" parts from another verb: "and witnesses say"."""
        line, grammar, verb = self.line, self.grammar, self.cue.verb
        for place in range(verb - 1, start, -1):
            if line.form(place) in grammar["phrases.and"] and place + 1 < verb:
                whole = extent(line, place + 1, verb, grammar) == verb
                found = (place + 1, verb)
                bare = bool(grammar["order.bare"]) and subject_like(line, place + 1, grammar)
                return found if bare and whole and names_speaker(line, found, grammar) else None
        return None

    def _name_before(self, begin: int) -> Range | None:
        """Range of a name right before the verb: "In his speech Ada Quill said"."""
        line, start = self.line, self.cue.verb
        while start > begin and line.kind(start - 1) == "word" and line.pieces[start - 1].capital:
            start -= 1
        tied = (
            line.form(start - 1)
            in self.grammar["phrases.prepositions"] | self.grammar["phrases.ties"]
        )
        bare = bool(self.grammar["order.bare"]) and begin < start < self.cue.verb
        if bare and not tied:
            return start, self.cue.verb
        return self._noun_before(begin)

    def _noun_before(self, begin: int) -> Range | None:
        """Range of a noun behind a phrase: "En la denuncia la mujer asegura"."""
        line, grammar, verb = self.line, self.grammar, self.cue.verb
        start = extent(line, begin + 1, verb, grammar) if grammar["order.bare"] else None
        if start is None or line.form(start) not in grammar["phrases.definite"]:
            return None
        return (start, verb) if grammar.speaks(line.form(start + 1)) else None

    def _named(self, begin: int, stop: int) -> bool:
        """Tell a long role before a name: "the director of the office for ports Ada Quill said"."""
        line, verb = self.line, self.cue.verb
        role = (
            bool(self.grammar["order.bare"]) and line.form(begin) in self.grammar["speakers.people"]
        )
        near = stop < verb - 1 and verb - begin <= MAX_NAME
        return role and near and all(p.capital for p in line.pieces[verb - 2 : verb])

    def _drops(self) -> bool:
        """Tell whether the verb can do without a subject: its form tells it, or "who" stands for it."""
        if self.cue.passive or self._impersonal():
            return False
        line, grammar = self.line, self.grammar
        relative = line.form(self.begin) in grammar["phrases.relative"]
        participle = line.form(self.cue.verb) in grammar["speech.participles"]
        return bool(grammar["order.dropped"]) or relative or participle

    def _listener(self, source: Range | None) -> Range | None:
        """Range of the one it was told to: "dem Boten gesagt", "dijo a la agencia"."""
        line, grammar = self.line, self.grammar
        for place in range(self.begin, self.subject_end):
            if line.form(place) not in grammar["speech.told_to"]:
                continue
            if source is None or not source[0] <= place < source[1]:
                start = place + (line.form(place + 1) in grammar["phrases.subject"]) + 1
                stop = hearer_end(line, place, self.subject_end, grammar)
                if stop:
                    return start, stop
        return None

    def _located(self) -> Range | None:
        """Range of a body behind "in", where nobody else is named: "В полиции сообщили"."""
        line, grammar = self.line, self.grammar
        for place in range(self.begin, self.subject_end):
            timed = line.form(place + 1) in grammar["phrases.times"] | grammar["phrases.days"]
            if line.form(place) in grammar["speech.found_in"] and not timed:
                stop = extent(line, place + 1, self.subject_end, grammar)
                if stop and names_speaker(line, (place + 1, stop), grammar):
                    return place + 1, stop
        return None

    def _behind(self, ties: frozenset[str]) -> Range | None:
        for place in range(self.first, self.end):
            if self.line.form(place) in ties:
                end = extent(self.line, place + 1, self.end, self.grammar)
                if end is not None:
                    return place + 1, end
        return None

    def _apart(self) -> Range | None:
        """Range of a subject that a relative clause or an apposition parts from its verb."""
        for place in range(self.number - 1, -1, -1):
            begin, end = self.line.clauses[place]
            while begin < end - 1 and self.line.form(begin) in self.grammar["phrases.leading"]:
                begin += 1
            if place and self.grammar["order.bare"]:
                opening = self.line.clauses[place - 1][0]
                relative = self.line.form(opening) in self.grammar["phrases.relative"]
                if relative and opening > self.first:
                    continue  # a name at the end of a relative clause is set beside one in it
            if begin >= self.first and subject_like(self.line, begin, self.grammar):
                relative = self.line.form(begin) in self.grammar["phrases.relative"]
                if not (relative and begin > self.first):
                    begin = self._beside(place)
                    stop = extent(self.line, begin, self.begin, self.grammar)
                    return (begin, stop) if stop else None
        return None

    def _beside(self, place: int) -> int:
        """Begin of the name that a clause without one is set beside: "Tarn Lines, owner of it,"."""
        line, grammar = self.line, self.grammar
        begin = line.clauses[place][0]
        while line.form(begin) in grammar["phrases.leading"]:
            begin += 1
        if not place or line.form(begin - 1) != ",":
            return begin
        before, end = line.clauses[place - 1]
        named = line.pieces[end - 1].capital and line.pieces[before].kind == "word"
        named = named and not (grammar["order.bare"] and grammar.stops(line.form(before)))
        whole = extent(line, before, end, grammar) == end
        plain = line.form(begin) in grammar["phrases.subject"] or not line.pieces[begin].capital
        full = end - before > 1 and all(line.pieces[p].capital for p in range(before, end))
        plain = plain or grammar.acts(line.form(begin)) or (full and not grammar["order.bare"])
        return before if named and whole and plain else begin

    def _apposed(self, found: Range) -> Range:
        """Take in a name in apposition: "der Vorsitzende, Elmar Gesse"."""
        begin, end = found
        following = [c for c in self.line.clauses if c[0] > self.subject_end][:1]
        if end == self.subject_end and following:
            start, stop = following[0]
            pieces = self.line.pieces[start:stop]
            if len(pieces) <= 5 and all(p.capital and p.kind == "word" for p in pieces):
                return begin, stop
        return found

    def _reflexive(self) -> bool:
        """Tell "se anunció": the verb has nobody for its subject."""
        return self.line.form(self.cue.verb - 1) in self.grammar["phrases.reflexive"]

    def _impersonal(self) -> bool:
        line, grammar = self.line, self.grammar
        nobody = grammar["speech.nobody"]
        near = {line.form(place) for place in range(self.begin, self.end)}
        return line.form(self.cue.pieces[-1]) in grammar["speech.impersonal"] and (
            not nobody or bool(nobody & near) or self.begin in self.cue.pieces
        )


def _article(line: Line, place: int, grammar: Grammar) -> bool:
    form = line.form(place)
    return form in grammar["phrases.subject"] and form not in grammar["phrases.ties"]
