"""What a clause asserts, in slots: predicate, polarity, tense, participants.

Read from a dependency parse (labels of spaCy's English models). Passives are turned, so that "was
hit by X" and "X hit" have one shape; "made a visit" has the predicate "visit"; "is expected to
visit" has the predicate "visit" and lies in the future. A clause without a subject of its own
("killing six") takes it from the clause it hangs on. Without a parse only words and names are read.
"""

from collections.abc import Iterator, Sequence

from firsthand.claims import lemmas
from firsthand.claims.lemmas import Resolve
from firsthand.lexicon import predicates
from firsthand.lexicon.predicates import Predicates
from firsthand.records import Argument, Proposition, Sentence, Token

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
ANY_SUBJECTS = SUBJECTS | PASSIVE_SUBJECTS
OBJECTS = frozenset({"dobj", "dative", "oprd"})
#: endings of what only stresses or repeats the subject ("he was hurt himself")
REFLEXIVE = ("self", "selves")
MODIFIERS = frozenset({"compound", "amod", "nummod", "poss", "nmod", "quantmod", "appos", "flat"})
#: what else belongs to a noun phrase
PHRASE = MODIFIERS | {"det", "prep", "pobj", "conj", "cc", "case"}
#: clauses that share the subject of the one they hang on
SHARING = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "prep", "dep"})
#: deepest climb through conjoined and embedded clauses in search of a subject
MAX_CLIMB = 8
#: words kept of one participant
MAX_ARGUMENT_WORDS = 12


def read(
    sentence: Sentence,
    start: int,
    stop: int,
    *,
    resolve: Resolve | None = None,
) -> Proposition:
    """Read the proposition of the clause ``start:stop`` (offsets of the article).

    ``resolve`` names what a pronoun or a role noun stands for. Negation is that of the clause alone;
    that somebody denies it is a matter of stance.
    """
    words = predicates.load()
    inside = [
        index
        for index, token in enumerate(sentence.tokens)
        if sentence.start + token.start < stop and sentence.start + token.stop > start
    ]
    if not inside:
        return lemmas.plain(sentence, start, stop, words)
    return _Clause(sentence, inside, resolve or (lambda _: None), words).proposition()


class _Clause:
    """The tokens of one clause within the tree of their sentence."""

    def __init__(
        self, sentence: Sentence, inside: list[int], resolve: Resolve, words: Predicates
    ) -> None:
        self.words = words
        self.tokens = sentence.tokens
        self.inside = inside
        self.members = frozenset(inside)
        self.resolve = resolve
        self.lemmas = lemmas.Lemmas(sentence.tokens, resolve, words)
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)

    def proposition(self) -> Proposition:
        head = self._head()
        chain = self._chain(head)
        predicate, via = self._predicate(chain)
        return Proposition(
            predicate=predicate,
            negated=self._negated(chain),
            tense=self._tense(chain),
            arguments=tuple(self._arguments(chain, via)),
            words=tuple(self.lemmas.content(self.inside)),
            names=tuple(dict.fromkeys(self.lemmas.names(self.inside))),
        )

    # ---- the predicate

    def _head(self) -> int:
        """The highest verb of the clause, else its highest word."""
        tops = [
            i
            for i in self.inside
            if self.tokens[i].head == i or self.tokens[i].head not in self.members
        ]
        verbs = [
            i
            for i in tops
            if self.tokens[i].pos in {"VERB", "AUX"} and not self.tokens[i].dep.startswith("aux")
        ]
        if verbs:
            return max(verbs, key=lambda i: (len(self.children[i]), -i))
        content = [i for i in tops if self.tokens[i].pos in lemmas.CONTENT] or tops
        return max(content, key=lambda i: (len(self.children[i]), -i))

    def _chain(self, head: int) -> list[int]:
        """The head, then the infinitives that carry what it only colours."""
        chain = [head]
        while len(chain) < MAX_CLIMB:
            last = self.tokens[chain[-1]]
            below = [i for i in self.children[chain[-1]] if i in self.members]
            bearer = next((i for i in below if self.tokens[i].dep in {"acomp", "oprd"}), chain[-1])
            colours = last.lemma.lower() in self.words.raising or (
                bearer != chain[-1] and self.tokens[bearer].lemma.lower() in self.words.raising
            )
            deeper = below + [i for i in self.children[bearer] if i in self.members]
            verb = next(
                (
                    i
                    for i in deeper
                    if self.tokens[i].dep in {"xcomp", "ccomp"} and self._is_infinitive(i)
                ),
                None,
            )
            if verb is None or not (colours or self._has_yet(chain[-1])):
                return chain
            if bearer != chain[-1]:
                chain.append(bearer)
            chain.append(verb)
        return chain

    def _has_yet(self, verb: int) -> bool:
        """Tell whether this is the verb of "has yet to announce"."""
        return self.tokens[verb].lemma == "have" and any(
            self.tokens[i].lemma == "yet" for i in self.children[verb]
        )

    def _is_infinitive(self, index: int) -> bool:
        return self.tokens[index].pos in {"VERB", "AUX"} and any(
            self.tokens[i].tag == "TO" for i in self.children[index]
        )

    def _predicate(self, chain: list[int]) -> tuple[str, int | None]:
        """The predicate's lemma, and the noun or adjective that bears it in the verb's stead."""
        verb = chain[-1]
        token = self.tokens[verb]
        below = [i for i in self.children[verb] if i in self.members]
        bearer = self._bearer(token.lemma.lower(), below)
        lemma = (token if bearer is None else self.tokens[bearer]).lemma.lower()
        happening = lemma in self.words.happening or (token.lemma == "take" and lemma == "place")
        subjects = (i for i in below if self.tokens[i].dep in ANY_SUBJECTS)
        subject = next(subjects, None)
        if happening and subject is not None and self.tokens[subject].pos == "NOUN":
            return self.tokens[subject].lemma.lower(), subject
        if bearer is not None:
            return lemma, bearer
        particles = (self.tokens[i].lemma.lower() for i in below if self.tokens[i].dep == "prt")
        return " ".join(filter(None, (lemma, next(particles, "")))), None

    def _bearer(self, verb: str, below: list[int]) -> int | None:
        """Find the noun or adjective that says what an empty verb does not."""
        if verb in self.words.becoming:
            found = self._pointed_at(below, {"into", "as"})
            if found is not None:
                return found
        if verb in self.words.copulas or verb in self.words.naming:
            states = (i for i in below if self.tokens[i].dep in {"acomp", "attr", "oprd"})
            # "was in retaliation"
            held = self._pointed_at(below, {"in", "under"}) if verb == "be" else None
            return next(states, held)
        if verb not in self.words.light:
            return None
        objects = [
            i for i in below if self.tokens[i].dep == "dobj" and self.tokens[i].pos == "NOUN"
        ]
        counted = any(self.tokens[c].dep == "nummod" for i in objects for c in self.children[i])
        return objects[0] if objects and not counted else None

    def _pointed_at(self, below: list[int], prepositions: set[str]) -> int | None:
        """Find the noun behind one of some prepositions."""
        nouns = (
            deeper
            for i in below
            if self.tokens[i].dep == "prep" and self.tokens[i].lemma.lower() in prepositions
            for deeper in self.children[i]
            if self.tokens[deeper].dep == "pobj" and self.tokens[deeper].pos == "NOUN"
        )
        return next(nouns, None)

    def _negated(self, chain: list[int]) -> bool:
        count = 0
        for index in chain:
            lemma = self.tokens[index].lemma.lower()
            count += index != chain[-1] and (lemma in self.words.contrary or self._has_yet(index))
            for child in self.children[index]:
                token = self.tokens[child]
                # "planets, not candidates": farther behind the verb it negates something else
                count += token.dep == "neg" and child <= index + 1
                if token.dep in ANY_SUBJECTS | OBJECTS | {"attr"}:
                    before = [i for i in (child, *self.children[child]) if i <= child]
                    words = {self.tokens[i].text.lower() for i in before}
                    count += bool(words & self.words.negative)
        return count % 2 == 1

    def _tense(self, chain: list[int]) -> str:
        for index in chain[:-1]:
            if self.tokens[index].lemma.lower() in self.words.ahead:
                return "future"
        auxiliaries = self._auxiliaries(chain)
        if any(token.text.lower() in self.words.future for token in auxiliaries):
            return "future"
        if self._open(chain, auxiliaries):
            return "future"
        # a headline's "pier to reopen"
        if self.tokens[chain[0]].tag == "VB" and any(token.tag == "TO" for token in auxiliaries):
            return "future"
        if not auxiliaries and self.tokens[chain[0]].tag == "VBG":
            return self._tense_above(chain[0])
        tags = {token.tag for token in auxiliaries} | {self.tokens[chain[0]].tag}
        perfect = any(token.lemma == "have" for token in auxiliaries)
        bare_participle = self.tokens[chain[0]].tag == "VBN" and not auxiliaries
        return "past" if "VBD" in tags or perfect or bare_participle else "present"

    def _auxiliaries(self, chain: Sequence[int]) -> list[Token]:
        """Auxiliaries of a predicate; "will meet and talk" has one for both."""
        for _ in range(MAX_CLIMB):
            nodes = (i for index in chain for i in self.children[index])
            found = [self.tokens[i] for i in nodes if self.tokens[i].dep in {"aux", "auxpass"}]
            first = self.tokens[chain[0]]
            if found or first.dep != "conj" or first.tag != "VB":
                return found
            chain = [first.head]
        return []

    def _open(self, chain: list[int], auxiliaries: list[Token]) -> bool:
        """Tell whether it may yet come: "could reopen", not "may have left"."""
        last = self.tokens[chain[-1]]
        possible = any(token.text.lower() in self.words.possible for token in auxiliaries)
        done = any(token.lemma == "have" for token in auxiliaries)
        # "could not offer details": an inability that was, not a thing to come
        unable = any(self.tokens[i].dep == "neg" for i in self.children[chain[-1]])
        held = done or unable or last.lemma == "be"
        return possible and not held and last.tag in {"VB", "VBN"}

    def _tense_above(self, index: int) -> str:
        """Tense of the verb that a participle hangs on."""
        for _ in range(MAX_CLIMB):
            above = self.tokens[index].head
            if above == index:
                break
            index = above
            if self.tokens[index].tag in {"VBD", "VBN"}:
                return "past"
            if any(
                self.tokens[child].text.lower() in self.words.future
                for child in self.children[index]
            ):
                return "future"
        return "present"

    # ---- the participants

    def _arguments(self, chain: list[int], via: int | None) -> Iterator[Argument]:
        seen: set[int] = set()
        bearers = [*chain, via] if via is not None else chain
        passive = any(self.tokens[i].dep == "auxpass" for i in self.children[chain[-1]])
        for index in dict.fromkeys(bearers):
            for role, child in self._tied(index):
                if child not in bearers:
                    seen.add(child)
                    yield self._argument(role, child)
        # "a meeting was possible": what would be its subject has become the predicate
        if not any(self.tokens[i].dep in ANY_SUBJECTS for i in (*seen, *bearers)):
            found = self._inherited(chain[0], passive=passive)
            if found is not None:
                yield self._argument(*found)

    def _tied(self, index: int) -> Iterator[tuple[str, int]]:
        """Participants that hang on ``index``, with their roles."""
        for child in self.children[index]:
            token = self.tokens[child]
            if token.dep in OBJECTS and token.text.lower().endswith(REFLEXIVE):
                continue
            if token.text.lower() in self.words.relative and token.dep in ANY_SUBJECTS | OBJECTS:
                continue
            if token.dep in SUBJECTS:
                yield "subject", child
            elif token.dep in PASSIVE_SUBJECTS or (token.dep in OBJECTS and child in self.members):
                yield "object", child
            elif token.dep == "poss" and self.tokens[index].pos == "NOUN":
                yield "subject", child
            elif token.dep in {"prep", "agent"} and child in self.members:
                role = "subject" if token.dep == "agent" else token.lemma.lower()
                for deeper in self.children[child]:
                    if self.tokens[deeper].dep == "pobj":
                        yield role, deeper

    def _inherited(self, head: int, *, passive: bool) -> tuple[str, int] | None:
        """Role and place of the subject that a clause shares with the one it hangs on."""
        token = self.tokens[head]
        role = "object" if passive or (token.dep == "acl" and token.tag == "VBN") else "subject"
        if token.dep in {"relcl", "acl"}:
            return role, token.head
        for _ in range(MAX_CLIMB):
            if token.head == head or token.dep not in SHARING:
                return None
            head, token = token.head, self.tokens[token.head]
            for child in self.children[head]:
                if self.tokens[child].dep in ANY_SUBJECTS:
                    return role, child
        return None

    def _argument(self, role: str, index: int) -> Argument:
        phrase = self._phrase(index)
        token = self.tokens[index]
        found = self.resolve(index)
        name = found.name if found else ""
        if not name and token.pos == "PROPN":
            name = " ".join(self.lemmas.names(phrase)[:1])
        return Argument(
            role=role,
            head=token.lemma.lower() if found is None or found.named else found.name,
            name=name or " ".join(self.tokens[i].text for i in phrase),
            words=tuple(self.lemmas.content(phrase))[:MAX_ARGUMENT_WORDS],
        )

    def _phrase(self, index: int) -> list[int]:
        """A noun with its modifiers, without clauses that hang on it."""
        found, queue = [index], [index]
        while queue and len(found) < 2 * MAX_ARGUMENT_WORDS:
            for child in self.children[queue.pop()]:
                if self.tokens[child].dep in PHRASE:
                    found.append(child)
                    queue.append(child)
        return sorted(found)
