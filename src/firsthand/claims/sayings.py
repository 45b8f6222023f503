"""What a verb of saying tells, and who says it: the clause around it, read without a parse."""

from firsthand.claims.according import cited
from firsthand.claims.grammar import Frame, Grammar, Range, phrase_at
from firsthand.claims.nominals import extent, names_speaker, nominal, subject_like
from firsthand.claims.phrases import Line
from firsthand.claims.subjects import Subject
from firsthand.claims.verbs import Cue, infinitive, told_form

#: clauses between a verb of saying and its "that" (relative clauses, appositions)
MAX_BETWEEN = 3
#: words of a quotation right behind its verb, with no mark between; a shorter one may be a title
MIN_HEARD = 4
#: words before a telling that are too few for what is told, and open it: "En effet, dit-il, …"
MAX_OPENING = 3
#: words of a noun with what hangs on it that say enough to be told ("a annoncé son retour" does not)
MIN_ANNOUNCED = 5


class Told(Subject):
    """A clause with a verb of saying: who says it, and what of the line is said."""

    def __init__(
        self, line: Line, grammar: Grammar, number: int, cue: Cue, found: list[Frame]
    ) -> None:
        super().__init__(line, grammar, number, cue)
        self.found = found
        self._compared_apart()
        self._compared_within()
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
        quoted = any(self.line.spoken(*told) for told in content)
        if kind != "direct" and self._reflexive() and not quoted:
            return None  # "se anunció": nobody is named
        after = bool(content) and content[0][0] < self.begin
        source = None if self._runs_on() else self._source(after=after or self._compares())
        if source is not None:
            content = tuple(
                (source[1] if source[0] <= a < source[1] < b else a, b) for a, b in content
            )
        inside = {place for told in content for place in range(*told)}
        negated = any(
            self.line.form(place) in self.grammar["hedges.no"]
            for place in range(self.begin, self.end)
            if place not in inside
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

    def _runs_on(self) -> bool:
        """Tell "… , dit Ana, tout en notant que …": who speaks is who spoke in the same sentence."""
        participle = self.line.form(self.cue.verb) in self.grammar["speech.participles"]
        begin, _ = self.line.around(self.begin)
        return participle and any(begin <= frame.cue[0] < self.begin for frame in self.found)

    def _compared_within(self) -> None:
        """Begin at "como" in "La presa cedió como ha dicho Ana": what is told needs no comma."""
        line, grammar = self.line, self.grammar
        for place in range(self.begin + 1, self.cue.verb):
            joins = line.form(place) in grammar["speech.as_verb"] and place + 1 == min(
                self.cue.pieces
            )
            if joins and grammar["order.bare"]:
                self.begin = place

    def _compared_apart(self) -> None:
        """Take in "wie der Richter, Otto Brand, ausführte", which an apposition cuts."""
        if self.begin in self.cue.pieces and self.number > 1:
            head = self.line.clauses[self.number - 2][0]
            if head >= self.first and self.line.form(head) in self.grammar["speech.as_verb"]:
                self.begin = head

    # ------------------------------------------------------------------ what

    def _told(self) -> tuple[str, tuple[Range, ...]] | None:
        line = self.line
        named = line.form(self.cue.pieces[-1]) in self.grammar["speech.impersonal"]
        if named and self.grammar["speech.nobody"] and not self._impersonal():
            return None  # "das heißt": only "es heißt" tells something
        if self._compares():
            around = ((self._past_leading(), self.begin), (self.end, self.last))
            return self._typed(tuple(r for r in around if line.span(*r)))
        if self._quote_heads():
            return "direct", ((self.begin, self.begin + 1),)
        if self.grammar["order.bare"] and self._opens() and self._quote_before():
            return self._typed(((self._past_colon(), self.begin),))
        bare_back = phrase_at(self.line, self.begin, self.grammar.pointing)
        following = None if bare_back and self.line.form(self.end) != ":" else self._following()
        if following is not None:
            return self._typed((self._bounded(following),))
        if (self._opens() or self._ends()) and self._preceded():
            return self._typed(self._around())
        if self._points_back():
            before = (self.first, self.begin)
            return ("indirect", (before,)) if self.line.span(*before) else ("back", ())
        ends = line.form(self.end) == ":" and self.end + 1 == len(line.pieces)
        return ("ahead", ()) if ends else None

    def _past_colon(self) -> int:
        """Begin of what is told behind a colon: "Il est venu : « C'est fini », a-t-il dit"."""
        quoted = self.line.spoken(self.first, self.begin)[-1]
        return quoted if self.line.form(quoted - 1) == ":" else self.first

    def _past_leading(self) -> int:
        """Begin of what is told before the verb; a word that only joins tells nothing ("Y, según dijo")."""
        line, grammar, first = self.line, self.grammar, self.first
        opening = grammar["phrases.leading"] | grammar["phrases.and"] | {","}
        while first < self.begin and line.form(first) in opening:
            first += 1
        return first if first == self.begin and grammar["order.bare"] else self.first

    def _around(self) -> tuple[Range, ...]:
        """What is told before a verb, and behind it too where only a phrase opens the sentence."""
        line, grammar = self.line, self.grammar
        before, behind = (self.first, self.begin), (self.end, self.last)
        opening = grammar["phrases.prepositions"] | grammar["phrases.conditions"]
        phrase = line.form(self.first) in opening and not line.spoken(*before)
        lone = sum(self.first <= begin < self.begin for begin, _ in line.clauses) == 1
        bare = bool(grammar["order.bare"])
        short = sum(line.kind(place) == "word" for place in range(*before)) <= MAX_OPENING
        apart = grammar.prepositional(line.form(self.end + 1))
        on = line.span(*behind) and (short or not apart)
        phrase = phrase or (short and not line.spoken(*before))
        return (before, behind) if bare and phrase and lone and on else (before,)

    def _points_back(self) -> bool:
        """Tell "Dies bestätigte die Polizei": what is told is the sentence before."""
        line, grammar = self.line, self.grammar
        if phrase_at(line, self.begin, grammar.pointing):
            return True
        pointing = line.form(self.begin) in grammar["speech.back"]
        return pointing and self.begin + 1 in self.cue.pieces

    def _quote_heads(self) -> bool:
        """Tell "„Der Damm hält!“ sagte X", with no mark between."""
        return self.line.kind(self.begin) == "quote" and self.cue.verb == self.begin + 1

    def _quote_before(self) -> bool:
        """Tell whether a quotation stands right before the clause."""
        place = self.begin - 1
        while place > self.first and self.line.kind(place) == "mark":
            place -= 1
        return place >= self.first and self.line.kind(place) == "quote"

    def _compares(self) -> bool:
        """Tell "wie X mitteilte" and "so schätzen die Forscher" behind a comma."""
        form = self.line.form(self.begin)
        if form not in self.grammar["speech.as"]:
            return False
        return form in self.grammar["speech.as_verb"] or self.begin + 1 in self.cue.pieces

    def _preceded(self) -> bool:
        """Tell whether what stands before the verb can be what is told."""
        line, grammar = self.line, self.grammar
        if line.spoken(self.first, self.begin):
            return True
        clauses = [c for c in line.clauses if self.first <= c[0] < self.begin]
        if not clauses:
            return False
        head, end = clauses[0]
        name = (
            not grammar["order.bare"]
            and subject_like(line, head, grammar)
            and extent(line, head, end, grammar) == end
        )
        if name or self.cue.passive or not (self._bare() or self._inverted()):
            return False
        if grammar["order.bare"] and self._has_object(self.end):
            return False
        if self._impersonal() or self._ends():
            return True
        return self._drops() or (
            nominal(line, self._past_verb(), self.subject_end, grammar) is not None
            or self._located() is not None
        )

    def _inverted(self) -> bool:
        """Tell "…, a révélé la mairie": who speaks stands right behind, where he could not be told of."""
        line, grammar, start = self.line, self.grammar, self._past_asides(self._past_verb())
        if not grammar["order.bare"] or grammar["order.dropped"]:
            return False
        found = nominal(line, start, self.end, grammar)
        return found is not None and names_speaker(line, found, grammar)

    def _bounded(self, content: Range) -> Range:
        """End a content where its speaker does something else, or is quoted."""
        line, grammar = self.line, self.grammar
        begin, end = content
        if self.cue.final and self.begin == self.first:
            end = min((e for b, e in line.clauses if b >= begin), default=end)
        for place in range(begin + 1, end - 1):
            if line.form(place) in grammar["speech.participles"]:
                return begin, place
            if line.form(place) == ":" and line.kind(place + 1) == "quote":
                return begin, place
            if line.form(place) == ";":
                return begin, place
            following = line.form(place + 1)
            tells = following in grammar.split or following in grammar["speech.says"]
            if line.form(place) in grammar["phrases.and"] and tells:
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
        at_end = self.cue.stop == self.end >= self.last
        return at_end and not self.grammar["order.final"]

    def _following(self) -> Range | None:
        """Range of what is told behind the verb."""
        line, grammar = self.line, self.grammar
        if (heard := self._heard()) is not None:
            return heard
        for place in range(self.cue.verb + 1, self.end):
            if not grammar["order.comma"] and line.form(place) in grammar["speech.that"]:
                if grammar["order.bare"] and line.form(place - 1) in grammar["phrases.and"]:
                    continue
                if self._has_object(place):
                    break
                return place, self.last
        if self._infinitive():
            return self.cue.stop, self.last
        if line.form(self.end) == ":":
            if line.kind(self.end + 1) == "quote":
                return self.end + 1, self.end + 2
            return (self.end + 1, self.last) if self.end + 1 < self.last else None
        return self._in_clauses() or self._announced()

    def _in_clauses(self) -> Range | None:
        """Range of what is told in the clauses behind the verb's own."""
        line, grammar = self.line, self.grammar
        clauses = [c for c in line.clauses[self.number + 1 :] if c[0] < self.last]
        opening = grammar["speech.that"] | grammar["speech.that_behind"]
        for begin, _ in clauses[:MAX_BETWEEN]:
            if line.form(begin) in opening and not self._of_subject(begin):
                return begin, self.last
        for place, (begin, end) in enumerate(clauses[:MAX_BETWEEN]):
            if self._is_told(begin, end, place):
                return begin, self.last
        return None

    def _infinitive(self) -> bool:
        """Tell "dit vouloir partir", "assure ne rien savoir": an infinitive right behind the verb."""
        line, grammar, place = self.line, self.grammar, self.cue.stop
        if line.form(place) in grammar["speech.that_behind"]:
            return True
        form = line.form(place)
        ends = bool(grammar["speech.that_behind"]) and form.endswith(grammar.infinitives)
        return ends and not line.pieces[place].capital and not grammar.speaks(form)

    def _announced(self) -> Range | None:
        """Range of a noun that is told with all that hangs on it: "a annoncé la fin des travaux"."""
        line, grammar = self.line, self.grammar
        if line.form(self.cue.stop - 1) not in grammar["speech.announces"]:
            return None
        begin = self.cue.stop
        while line.form(begin) == "," or (begin < self.last and self._aside(begin)):
            begin = self._aside(begin) or begin + 1
        clause = next((c for c in line.clauses if c[0] <= begin < c[1]), (begin, begin))
        long = clause[1] - begin >= MIN_ANNOUNCED
        noun = line.form(begin) in grammar["phrases.subject"] and not self._opens()
        before = range(self.begin, self.cue.verb)
        noun = noun and not any(line.form(p) in grammar["phrases.relative"] for p in before)
        return (begin, self.last) if long and noun else None

    def _heard(self) -> Range | None:
        """A quotation right behind the verb, if it is as long as what somebody tells."""
        place = self.cue.stop
        quoted = bool(self.grammar["order.bare"]) and self.line.kind(place) == "quote"
        long = quoted and len(self.line.form(place).split()) >= MIN_HEARD
        return (place, place + 1) if long else None

    def _of_subject(self, begin: int) -> bool:
        """Tell "dijo el alcalde, que vive aquí": the clause is of who stands right before it."""
        line, grammar, end = self.line, self.grammar, self.end
        if not grammar["order.bare"] or begin <= end:
            return False
        away = self._away(self._past_asides(self.cue.stop))
        if line.form(begin) in grammar["speech.joins"] and not away and self._has_object(end):
            return True  # "anunció un plan, que empieza hoy"
        if begin != end + 1 or self._before() is not None:
            return False
        found = nominal(line, self._past_verb(), end, grammar)
        return found is not None and found[1] == end

    def _is_told(self, begin: int, end: int, place: int) -> bool:
        line, grammar = self.line, self.grammar
        if line.kind(begin) == "quote":
            return not self._opens()
        if told_form(line, begin, end, grammar, grammar.indirect):
            return True
        if place == 0 and infinitive(line, begin, end, grammar):
            return True
        head = line.form(begin)
        named = all(line.pieces[p].capital for p in range(begin, end))
        return (
            place == 0
            and not named
            and not grammar["order.bare"]
            and self._bare()
            and line.form(self.begin) not in grammar["speech.depends"]
            and not self._opens()
            and head not in grammar["phrases.relative"]
            and head not in grammar["phrases.subordinate"]
            and head not in grammar["speech.says"]
        )

    def _has_object(self, stop: int) -> bool:
        """Tell "announced a plan": what stands behind the verb is no clause, nor who tells it."""
        line, grammar = self.line, self.grammar
        start = self._past_asides(self.cue.stop)
        form = line.form(start)
        if start >= stop or (form.endswith(grammar.infinitives) and not grammar.speaks(form)):
            return False
        found = nominal(line, start, stop, grammar)
        teller = found is not None and names_speaker(line, found, grammar)
        if self._away(start):
            return found is not None and not teller
        return self._before() is not None or not teller

    def _away(self, start: int) -> bool:
        """Tell a phrase that says where or to whom."""
        grammar, form = self.grammar, self.line.form(start)
        preposition = form in grammar["phrases.prepositions"]
        return grammar.ties(form) or preposition

    def _bare(self) -> bool:
        """Tell whether the verb can tell a clause that nothing marks as told."""
        form = "_".join(self.line.form(p) for p in self.cue.pieces[:2])
        forms = {form, *(self.line.form(p) for p in self.cue.pieces)}
        return not forms & (self.grammar["speech.needs_clause"] | self.grammar["speech.nouns"])
