"""What a verb of saying tells, and who says it: the clause around it, read without a parse."""

from firsthand.claims.according import cited
from firsthand.claims.grammar import Frame, Grammar, Range, phrase_at
from firsthand.claims.nominals import MAX_NAME, extent, nominal, subject_like
from firsthand.claims.phrases import Line
from firsthand.claims.verbs import Cue

#: clauses between a verb of saying and its "that" (relative clauses, appositions)
MAX_BETWEEN = 3


class Told:
    """A clause with a verb of saying: who says it, and what of the line is said."""

    def __init__(
        self, line: Line, grammar: Grammar, number: int, cue: Cue, found: list[Frame]
    ) -> None:
        self.line, self.grammar, self.number, self.cue = line, grammar, number, cue
        self.begin, self.end = line.clauses[number]
        self.subject_end = self.end
        if cue.parted:
            self.number += cue.parted
            self.end = line.clauses[self.number][1]
        self.first, self.last = line.around(self.begin)
        self._compared_apart()
        # inside what another frame tells, what is told begins there
        inside = [r for frame in found for r in frame.content if r[0] <= self.begin < r[1]]
        #: "he said that it sank, the paper writes": the last one tells it all
        self.closes = bool(inside) and self._closes()
        if not self.closes:
            self.first = max([self.first, *(start for start, _ in inside)])

    def _closes(self) -> bool:
        """Tell whether a verb behind a comma, with a name behind it, ends the sentence."""
        line, verb = self.line, self.cue.verb
        opens = line.form(self.begin - 1) == "," and self.begin == verb and verb + 1 < self.end
        return opens and self.end == self.last and line.pieces[self.end - 1].capital

    def frame(self) -> Frame | None:
        """Frame of the clause; None where nothing is told."""
        told = self._told()
        if told is None:
            return None
        kind, content = told
        for start, _ in content:
            if self.cue.verb < start < self.subject_end:
                self.subject_end = start
        source = self._source(after=bool(content) and content[0][0] < self.begin)
        negated = any(
            self.line.form(place) in self.grammar["hedges.no"]
            for place in range(self.begin, self.end)
        )
        return Frame(
            self.cue.pieces,
            source,
            content,
            kind,
            cited(self.line, self.first, self.end, self.grammar),
            negated,
            self._listener(source),
            dropped=source is None and self._drops(),
        )

    def _compared_apart(self) -> None:
        """Take in "wie der Richter, Otto Brand, ausführte", which an apposition cuts."""
        if self.begin in self.cue.pieces and self.number > 1:
            head = self.line.clauses[self.number - 2][0]
            if head >= self.first and self.line.form(head) in self.grammar["speech.as_verb"]:
                self.begin = head

    # ------------------------------------------------------------------ what

    def _told(self) -> tuple[str, tuple[Range, ...]] | None:
        line = self.line
        if self._compares():
            around = ((self.first, self.begin), (self.end, self.last))
            return self._typed(tuple(r for r in around if line.span(*r)))
        if self._quote_heads():
            return "direct", ((self.begin, self.begin + 1),)
        following = self._following()
        if following is not None:
            return self._typed((self._bounded(following),))
        if (self._opens() or self._ends()) and self._preceded():
            return self._typed(((self.first, self.begin),))
        if self._points_back():
            before = (self.first, self.begin)
            return ("indirect", (before,)) if self.line.span(*before) else ("back", ())
        return None

    def _points_back(self) -> bool:
        """Tell "Dies bestätigte die Polizei": what is told is the sentence before."""
        head = self.line.form(self.begin)
        pointing = head in self.grammar["speech.back"]
        return pointing and self.begin + 1 in self.cue.pieces and not self.cue.passive

    def _quote_heads(self) -> bool:
        """Tell "„Der Damm hält!“ sagte X", with no mark between."""
        return self.line.kind(self.begin) == "quote" and self.cue.verb == self.begin + 1

    def _compares(self) -> bool:
        """Tell "wie X mitteilte" and "so schätzen die Forscher" behind a comma."""
        form, begin = self.line.form(self.begin), self.begin
        if form not in self.grammar["speech.as"] or begin in self.cue.pieces:
            return False
        return form in self.grammar["speech.as_verb"] or (
            begin > self.first and begin + 1 in self.cue.pieces
        )

    def _preceded(self) -> bool:
        """Tell whether what stands before the verb can be what is told."""
        line, grammar = self.line, self.grammar
        if line.spoken(self.first, self.begin):
            return True
        clauses = [c for c in line.clauses if self.first <= c[0] < self.begin]
        if not clauses:
            return False
        lone = len(clauses) == 1 and line.form(clauses[0][0]) in grammar["speech.depends"]
        head, end = clauses[0]
        name = (
            not grammar["order.bare"]
            and subject_like(line, head, grammar)
            and extent(line, head, end, grammar) == end
        )
        if lone or name or self.cue.passive or not self._bare():
            return False
        if self._impersonal() or self._ends():
            return True
        return self._drops() or (
            nominal(line, self.cue.verb + 1, self.subject_end, grammar) is not None
        )

    def _bounded(self, content: Range) -> Range:
        """End a content where its speaker does something else, or is quoted."""
        line, grammar = self.line, self.grammar
        begin, end = content
        if self.cue.final and self.begin == self.first:
            end = min((e for b, e in line.clauses if b >= begin), default=end)
        for place in range(begin + 1, end - 1):
            if line.form(place) == ":" and line.kind(place + 1) == "quote":
                return begin, place
            if line.form(place) == ";":
                return begin, place
            if line.form(place) in grammar["phrases.and"] and (
                line.form(place + 1) in grammar.split
                or line.form(place + 1) in grammar["speech.says"]
            ):
                return begin, place
        return begin, end

    def _typed(self, content: tuple[Range, ...]) -> tuple[str, tuple[Range, ...]] | None:
        """Tell a quotation from told speech; the marks around a quotation are part of it."""
        if not content:
            return None
        if len(content) == 1:
            spoken = self.line.spoken(*content[0])
            outside = [p for p in range(*content[0]) if self.line.kind(p) in {"word", "aside"}]
            told = any(self.line.form(p) in self.grammar.indirect for p in outside)
            if spoken and len(outside) <= 2 and not told:
                nearest = spoken[0] if content[0][0] >= self.end else spoken[-1]
                return "direct", ((nearest, nearest + 1),)
        return "indirect", content

    def _opens(self) -> bool:
        """Tell whether the verb opens its clause, as it does behind what is said."""
        place = self.begin
        while place < self.end and self.line.form(place) in self.grammar["phrases.leading"]:
            place += 1
        return place in self.cue.pieces or self.line.kind(place) == "quote"

    def _ends(self) -> bool:
        """Tell whether the verb ends the sentence, as in "…, the mayor said"."""
        at_end = max(self.cue.pieces) + 1 == self.end >= self.last
        return at_end and not self.grammar["order.final"]

    def _following(self) -> Range | None:
        """Range of what is told behind the verb."""
        line, grammar = self.line, self.grammar
        for place in range(self.cue.verb + 1, self.end):
            if not grammar["order.comma"] and line.form(place) in grammar["speech.that"]:
                return place, self.last
        if line.form(self.end) == ":":
            if line.kind(self.end + 1) == "quote":
                return self.end + 1, self.end + 2
            return (self.end + 1, self.last) if self.end + 1 < self.last else None
        clauses = [c for c in line.clauses[self.number + 1 :] if c[0] < self.last]
        for begin, _ in clauses[:MAX_BETWEEN]:
            if line.form(begin) in grammar["speech.that"]:
                return begin, self.last
        for place, (begin, end) in enumerate(clauses[:MAX_BETWEEN]):
            if self._is_told(begin, end, place):
                return begin, self.last
        return None

    def _is_told(self, begin: int, end: int, place: int) -> bool:
        line, grammar = self.line, self.grammar
        if line.kind(begin) == "quote":
            return not self._opens()
        if told_form(line, begin, end, grammar, grammar.indirect):
            return True
        if place == 0 and infinitive(line, begin, end, grammar):
            return True
        head = line.form(begin)
        return (
            place == 0
            and self._bare()
            and not self._opens()
            and head not in grammar["phrases.relative"]
            and head not in grammar["phrases.subordinate"]
            and head not in grammar["speech.says"]
        )

    def _bare(self) -> bool:
        """Tell whether the verb can tell a clause that nothing marks as told."""
        form = "_".join(self.line.form(p) for p in self.cue.pieces[:2])
        forms = {form, *(self.line.form(p) for p in self.cue.pieces)}
        return not forms & (self.grammar["speech.needs_clause"] | self.grammar["speech.nouns"])

    def _impersonal(self) -> bool:
        return self.line.form(self.cue.pieces[-1]) in self.grammar["speech.impersonal"]

    # ------------------------------------------------------------------ who

    def _source(self, *, after: bool) -> Range | None:
        line, grammar, cue = self.line, self.grammar, self.cue
        if self._impersonal():
            return self._behind(grammar["speech.found_in"])
        if cue.passive:
            quoted = line.form(cue.pieces[-1]) in grammar["speech.quoted"]
            return self._subject() if quoted else self._behind(grammar["speech.by"])
        if cue.final:
            return nominal(line, self.begin + 1, cue.verb, grammar)
        who = line.form(self.begin) in grammar["phrases.parted"]
        return self._subject() or (None if after or who else self._apart())

    def _subject(self) -> Range | None:
        """Range of the subject, before the verb or behind it."""
        line, grammar, cue = self.line, self.grammar, self.cue
        before = self._before()
        if before is not None:
            return before
        stop = min(max(cue.pieces), self.subject_end)
        if line.form(cue.verb) in grammar["speech.nouns"]:
            return nominal(line, self.begin, cue.verb, grammar)
        start = cue.verb + 1
        while start in cue.pieces and start < stop:
            start += 1  # "a fait valoir": nobody stands between the pieces of a cue
        behind = nominal(line, start, stop if stop > cue.verb else self.subject_end, grammar)
        behind = behind or nominal(line, max(cue.pieces) + 1, self.subject_end, grammar)
        return self._apposed(behind) if behind else None

    def _before(self) -> Range | None:
        """Range of the subject before the verb, if one stands there."""
        begin = self.begin
        while begin < self.cue.verb and self.line.form(begin) in self.grammar["phrases.leading"]:
            begin += 1
        pointing = self.line.form(begin) in self.grammar["speech.back"]
        if self.line.kind(begin) == "quote" or (pointing and begin + 1 == self.cue.verb):
            return None
        if begin >= self.cue.verb:
            return None
        if not subject_like(self.line, begin, self.grammar):
            return self._name_before(begin)
        stop = extent(self.line, begin, self.cue.verb, self.grammar) or self.cue.verb
        return begin, self.cue.verb if self._named(begin, stop) else stop

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
        return (start, self.cue.verb) if bare and not tied else None

    def _named(self, begin: int, stop: int) -> bool:
        """Tell a long role before a name: "the director of the office for ports Ada Quill said"."""
        line, verb = self.line, self.cue.verb
        role = (
            bool(self.grammar["order.bare"]) and line.form(begin) in self.grammar["speakers.people"]
        )
        near = stop < verb - 1 and verb - begin <= MAX_NAME
        apart = any(line.kind(place) == "mark" for place in range(stop, verb))
        return role and near and not apart and all(p.capital for p in line.pieces[verb - 2 : verb])

    def _drops(self) -> bool:
        """Tell whether the verb can do without a subject: its form tells it, or "who" stands for it."""
        if self.cue.passive or self._impersonal():
            return False
        relative = self.line.form(self.begin) in self.grammar["phrases.relative"]
        return bool(self.grammar["order.dropped"]) or relative

    def _listener(self, source: Range | None) -> Range | None:
        """Range of the one it was told to: "dem Boten gesagt", "dijo a la agencia"."""
        line, grammar = self.line, self.grammar
        for place in range(self.begin, self.subject_end):
            if line.form(place) not in grammar["speech.told_to"]:
                continue
            if source is None or not source[0] <= place < source[1]:
                start = place + (line.form(place + 1) in grammar["phrases.subject"]) + 1
                stop = extent(line, start, self.subject_end, grammar)
                if stop and (source is None or stop <= source[0] or start >= source[1]):
                    return start, stop
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
            begin, _ = self.line.clauses[place]
            if phrase_at(self.line, begin, self.grammar.citing):
                continue
            if begin >= self.first and subject_like(self.line, begin, self.grammar):
                relative = self.line.form(begin) in self.grammar["phrases.relative"]
                if not (relative and begin > self.first):
                    begin = self._beside(place)
                    end = extent(self.line, begin, self.begin, self.grammar)
                    return (begin, end) if end else None
        return None

    def _beside(self, place: int) -> int:
        """Begin of the name that a clause without one is set beside: "Tarn Lines, owner of it,"."""
        line, grammar = self.line, self.grammar
        begin = line.clauses[place][0]
        if not place or line.form(begin - 1) != ",":
            return begin
        before, end = line.clauses[place - 1]
        named = line.pieces[end - 1].capital and line.pieces[before].kind == "word"
        whole = before >= self.first and extent(line, before, end, grammar) == end
        plain = line.form(begin) in grammar["phrases.subject"] or not line.pieces[begin].capital
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
