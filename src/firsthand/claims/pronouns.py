"""Pronouns of one article: whom or what they stand for, for sources and for what claims are about.

After the salience of Lappin and Leass (1994), much simplified: the nearest sentence counts most, a
subject before an object, who spoke before who was named. Who is named in what a pronoun introduces
("'Brack was a friend', he said") is never meant by it, nor is a speaker by a "he" in his own words.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from firsthand.claims import bonds
from firsthand.claims.kinds import Kinds
from firsthand.claims.memory import Known, Memory
from firsthand.claims.names import core
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.records import Voice

Place = tuple[int, int]

#: a source prefers who spoke, then who was a subject, over who was merely mentioned; in sentences of
#: distance that the preference outweighs. What a claim is about has no preference for speakers.
SPOKE = 1.0
SUBJECT = 1.0
#: the subject of a clause inside another one counts for less than that of a main clause
EMBEDDED = 0.5
#: several who did not speak are mostly those whom something befell
MANY = 0.5
#: who is known to be a "she" is one more likely than who may be either
GENDERED = 0.5
#: who has not been seen to do or say anything may be no person
IDLE = 1.0
_SUBJECTS = ("nsubj", "nsubjpass")
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Referent:
    """What a pronoun stands for."""

    #: name as resolved, or a common noun ("captain")
    name: str
    named: bool
    #: place of words for it that can be shown; None where it is not sure enough for that
    place: Place | None


@dataclass(frozen=True, slots=True)
class _Thing:
    """A subject of a main clause that "it" or "they" can go back to."""

    place: Place
    plural: bool
    #: it takes a verb in either number
    either: bool
    #: it stands in quotation marks
    quoted: bool = False
    #: it only makes another one doubtful
    rival: bool = False


class Pronouns:
    """Resolves the pronouns of an article, sentence by sentence."""

    def __init__(self, words: Words, memory: Memory, kinds: Kinds) -> None:
        self._words = words
        self._memory = memory
        self._kinds = kinds
        self._persons = words["pronouns.he"] | words["pronouns.she"]
        self._things = words["pronouns.it"] | words["pronouns.they"]
        self._found: dict[tuple[int, int], Referent] = {}
        #: the sentence before, and subjects of its main clauses once they were asked for
        self._last: tuple[Tree, int, Collection[int]] | None = None
        self._before: list[_Thing] | None = []

    def referent(self, index: int, node: int) -> Referent | None:
        """What the pronoun at ``node`` of sentence ``index`` stands for, if that is known."""
        return self._found.get((index, node))

    def source(
        self, tree: Tree, node: int, index: int, barred: Collection[str] = ()
    ) -> Known | None:
        """Whom a pronoun that is a source stands for; those ``barred`` by name are not meant."""
        word, place = tree.tokens[node].text.lower(), tree.place(node)[0]
        near = [
            known
            for known in self._memory.near(index)
            if not known.common and known.place <= place and known.name not in barred
        ]
        fit = [known for known in near if self._memory.agrees(word, known)]
        last = max((known.sentence for known in fit), default=-1)
        fit += [k for k in near if k.sentence >= last and self._memory.together(word, k, index)]
        return max(fit, key=self._likely, default=None)

    def _likely(self, known: Known) -> tuple[float, bool]:
        """How likely a pronoun that is a source stands for somebody: less for what may be a town."""
        near, acted = _nearness(known)
        idle = known.kind == "person" and not self._memory.acts(known.name)
        return near - IDLE * idle, acted

    # ------------------------------------------------------------------ what claims are about

    def read(
        self,
        tree: Tree,
        index: int,
        tellers: Mapping[int, Voice],
        speakers: Mapping[int, frozenset[str]],
        sources: Mapping[int | None, Voice],
    ) -> None:
        """Resolve the pronouns of a sentence.

        ``tellers`` gives for a word the voice in whose told speech it stands ("Quill said she"),
        ``speakers`` the names of those in whose quotation it stands, ``sources`` for a place of the
        article the voice that its pronoun is ("she said").
        """
        for node, token in enumerate(tree.tokens):
            word = token.text.lower()
            if word in self._persons:
                # who speaks in a quotation is "I" there
                source = None if node in speakers else sources.get(tree.place(node)[0])
                teller = tellers.get(node) if source is None else source
                self._person(tree, node, index, teller, speakers.get(node, _NOBODY))
            elif word in {"it", "they"} and token.dep in _SUBJECTS:
                thing = self._thing(tree, node, speakers)
                if thing is not None:
                    self._found[index, node] = Referent("", named=False, place=thing.place)
        self._last, self._before = (tree, index, speakers.keys()), None

    def _things_before(self) -> list[_Thing]:
        """Subjects of the main clauses of the sentence before."""
        if self._before is None and self._last is not None:
            tree, index, quoted = self._last
            self._before = [
                replace(thing, quoted=node in quoted) for node, thing in self._main(tree)
            ] or [
                _Thing(found.place, token.text.lower() != "it", False, node in quoted)
                for node, token in enumerate(tree.tokens)
                if token.text.lower() in self._things
                and (found := self._found.get((index, node))) is not None
                and found.place is not None
            ]
        return self._before or []

    def _person(
        self, tree: Tree, node: int, index: int, teller: Voice | None, speakers: frozenset[str]
    ) -> None:
        """Resolve "he" and "she", and remember who was meant as the one the text goes on about."""
        word, place = tree.tokens[node].text.lower(), tree.place(node)[0]
        near = [
            known
            for known in self._memory.near(index)
            if known.place < place
            and known.name not in speakers
            and self._memory.acts(known.name)
            and self._memory.agrees(word, known)
            and not self._beside(tree, node, known)
        ]
        below = self._below(tree, node) if near else _NOBODY
        near = [known for known in near if known.name.rsplit(maxsplit=1)[-1] not in below]
        mine = self._teller(tree, teller, index, node) if teller is not None else None
        rival = self._rival(near, mine, index) if mine is not None else None
        near = near if mine is None else [mine]
        best = max(near, key=_salience, default=None)
        if best is None:
            return
        rivals = {known.name for known in near if _salience(known)[:2] == _salience(best)[:2]}
        sure = len(rivals) == 1 and rival is None
        shown = self._memory.place(best.name, best.words) if sure else None
        self._found[index, node] = Referent(best.name, not best.common, shown)
        if tree.dep(node) != "poss":
            male = word in self._words["pronouns.he"]
            self._memory.again(
                replace(
                    best,
                    sentence=index,
                    place=place,
                    subject=tree.dep(node) in _SUBJECTS,
                    spoke=False,
                    gender=("m" if male else "f") if sure else best.gender,
                )
            )

    def _below(self, tree: Tree, node: int) -> frozenset[str]:
        """Names behind a subject in its own clause, which it cannot mean: "he praised Quill's men"."""
        if tree.dep(node) not in _SUBJECTS:
            return _NOBODY
        clauses = tree.kids(tree.tokens[node].head, "advcl", "conj", "parataxis")
        return frozenset(
            tree.tokens[n].text
            for n in tree.subtree(tree.tokens[node].head, clauses)
            if n > node and tree.tokens[n].tag == "NNP"
        )

    def _teller(self, tree: Tree, teller: Voice, index: int, node: int) -> Known | None:
        """Who tells, where a pronoun in what he tells goes back to him.

        It hardly does to one named behind it: "She was too fast, Quill said".
        """
        word, offset = tree.tokens[node].text.lower(), tree.sentence.start
        start, stop = teller.start or 0, teller.stop or 0
        again = tree.sentence.text[start - offset : stop - offset].lower() in self._persons
        if start >= tree.place(node)[0] and not again:
            return None
        best = next((k for k in self._memory.near(index) if k.name == teller.name), None)
        return best if best is not None and self._memory.agrees(word, best) else None

    def _rival(self, near: list[Known], mine: Known, index: int) -> Known | None:
        """Another who is a subject in what is told: "Quill said Brack was ill and that he slept"."""
        behind = (k for k in near if k.sentence == index and k.subject and k.place > mine.place)
        return next((k for k in behind if k.name != mine.name), None)

    def _beside(self, tree: Tree, node: int, known: Known) -> bool:
        """Tell whether somebody is the subject of the verb whose object a pronoun is."""
        if tree.dep(node) in _SUBJECTS or tree.dep(node) == "poss":
            return False
        verb = next((n for n in tree.ancestors(node) if tree.verbal(n)), None)
        own = [] if verb is None else tree.kids(verb, *_SUBJECTS)
        return any(tree.place(n)[0] == known.place for n in own)

    # ------------------------------------------------------------------ things

    def _thing(
        self, tree: Tree, node: int, speakers: Mapping[int, frozenset[str]]
    ) -> _Thing | None:
        """What "it" or "they" as a subject surely goes back to: one subject, and no other that fits."""
        if tree.tokens[node].text.lower() == "it" and self._empty(tree, node):
            return None
        before = [
            thing
            for thing in self._things_before()
            if self._fits(tree, node, thing) and thing.quoted == (node in speakers)
        ]
        if self._held(tree, node):
            return None
        for subject in map(tree.antecedent, self._over(tree, node)):
            thing = self._as_thing(tree, subject) if subject < node else None
            if thing is None or (subject in speakers) != (node in speakers):
                continue
            if self._fits(tree, node, thing):
                told = tree.dep(tree.tokens[node].head) == "ccomp"
                return thing if not told or self._does(tree, node, before) else None
        only = before[0] if len(before) == 1 else None
        return only if only and not only.rival and self._first(tree, node) else None

    def _held(self, tree: Tree, node: int) -> bool:
        """Tell whether what a verb does something to stands nearer: "forcing the firm to, as it pays"."""
        verb = tree.tokens[node].head
        for above in tree.ancestors(verb):
            if tree.kid(above, *_SUBJECTS) is not None:
                return False
            for noun in tree.kids(above, "dobj"):
                thing = self._as_thing(tree, noun)
                if noun < node and thing is not None and self._fits(tree, node, thing):
                    return True
        return False

    def _first(self, tree: Tree, node: int) -> bool:
        """Tell whether no other noun of its sentence stands before a pronoun that could be meant."""
        plural = tree.tokens[node].text.lower() == "they"
        return not any(
            token.pos in {"NOUN", "PROPN"}
            and token.dep not in {"compound", "poss", "npadvmod", "amod"}
            and (token.tag in {"NNS", "NNPS"}) == plural
            and token.text.lower() not in self._words["voices.not_names"]
            for token in tree.tokens[:node]
        )

    def _does(self, tree: Tree, node: int, before: list[_Thing]) -> bool:
        """Tell whether the one who tells is sure to be who does it: "the bank said it would pay".

        Not where it tells what something is, nor where another thing was spoken of.
        """
        verb = tree.tokens[node].head
        passive = tree.dep(node) == "nsubjpass"
        return tree.lemma(verb) != "be" and not passive and not before

    def _over(self, tree: Tree, node: int) -> Iterator[int]:
        """Subjects of the clauses above a pronoun's, nearest first, and of one that comes first."""
        verb = tree.tokens[node].head
        for above in (verb, *tree.ancestors(verb)):
            if above != verb:
                yield from tree.kids(above, *_SUBJECTS)
            if tree.dep(above) == "conj" and tree.tokens[node].text.lower() == "they":
                return
            for clause in tree.kids(above, "advcl"):
                if clause < node:
                    yield from tree.kids(clause, *_SUBJECTS)

    def _fits(self, tree: Tree, node: int, thing: _Thing) -> bool:
        return thing.either or thing.plural == (tree.tokens[node].text.lower() != "it")

    def _empty(self, tree: Tree, node: int) -> bool:
        """Tell an "it" that stands for nothing: "it was clear that", "it takes long to"."""
        verb = tree.tokens[node].head
        bearers = (verb, *tree.kids(verb, "acomp", "attr"))
        clauses = {"xcomp", "ccomp", "csubj", "acl", "relcl"}
        held = [c for bearer in bearers for c in tree.kids(bearer, *clauses, "advcl")]
        asked = any(bonds.wonders(tree, c) for c in held)
        if asked and tree.kid(verb, "auxpass") is not None:
            # "it is not known if"
            return True
        if tree.lemma(verb) == "come" and "to" in tree.lemmas(verb, "prep"):
            # "when it comes to boats"
            return True
        ahead = any("to" in tree.lemmas(c, "aux") for c in held)
        if any(tree.dep(c) != "advcl" for c in held) or ahead:
            return tree.lemma(verb) in self._words["clauses.impersonal"]
        return False

    def _as_thing(self, tree: Tree, node: int) -> _Thing | None:
        """Subject as something that "it" or "they" can go back to; None for a single person."""
        token, lemma = tree.tokens[node], tree.lemma(node)
        if token.pos not in {"NOUN", "PROPN"}:
            return None
        plural = token.tag in {"NNS", "NNPS"} or bool(tree.kids(node, "conj"))
        if not plural and self._single(tree, node):
            return None
        place = tree.span(core(tree, node, self._words))
        last = tree.kids(node, "conj")
        if last:
            place = place[0], tree.place(last[-1])[1]
        one = token.tag not in {"NNS", "NNPS"} or lemma == token.text.lower()
        either = one and lemma in self._words["clauses.collective"]
        return _Thing(place, plural=plural, either=either)

    def _single(self, tree: Tree, node: int) -> bool:
        """Tell whether a noun is one person."""
        if tree.tokens[node].pos == "PROPN":
            known = self._memory.at(tree.place(node)[0])
            return known is not None and known.kind == "person"
        lemma = tree.lemma(node)
        return self._kinds.can_speak(lemma) and self._kinds.common(lemma, plural=False) == "person"

    def _main(self, tree: Tree) -> list[tuple[int, _Thing]]:
        """Subjects of a sentence's main clauses that a thing can go back to."""
        roots = [n for n in tree.roots if tree.verbal(n)]
        heads = [c for n in roots for c in (n, *tree.kids(n, "ccomp", "conj"))]
        nodes = [n for head in heads for n in tree.kids(head, *_SUBJECTS)]
        # what is told more of may be gone on about: "she sold the boat, which was old"
        told = [n for h in roots for n in tree.kids(h, "dobj") if tree.kids(n, "appos", "relcl")]
        return [
            (n, replace(thing, rival=n in told))
            for n in (*nodes, *told)
            if (thing := self._as_thing(tree, n)) is not None
        ]


def _nearness(known: Known) -> tuple[float, bool]:
    """How likely a pronoun that is a source stands for somebody."""
    subject = SUBJECT if known.main else EMBEDDED
    silent = MANY * (known.plural and not known.spoke)
    near = SPOKE * known.spoke + subject * known.subject + known.sentence - silent
    return near + GENDERED * bool(known.gender), known.spoke or known.subject


def _salience(known: Known) -> tuple[float, int, int]:
    return known.sentence + SUBJECT * known.subject, known.sentence, known.place
