"""Memory of one article: who was named before, for the pronouns and roles that go back to them.

Kept in the order of the sentences; what comes later in the text is never looked at.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.records import Voice

#: sentences back within which a pronoun looks for its voice
PRONOUN_REACH = 8
#: mentions of those who went by one noun that are looked at for their people
MAX_CALLED = 64
_BODIES = frozenset({"organisation", "outlet", "agency"})
_THINGS = _BODIES | {"document", "place"}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something of the article that a later word may go back to."""

    name: str
    kind: str
    anonymous: bool
    #: nouns it went by ("director", "agency"), lower case
    nouns: frozenset[str]
    #: f | m | "" when not known
    gender: str
    plural: bool
    sentence: int
    #: it spoke (and was not merely mentioned)
    spoke: bool
    #: it was the subject of its clause
    subject: bool
    #: of a main clause
    main: bool = False
    #: where in the article it was named
    place: int = 0
    #: a common noun for somebody whom the article does not name ("the captain")
    common: bool = False
    #: the words for it there
    words: tuple[int, int] | None = None

    @property
    def whole(self) -> bool:
        """Tell whether it was called by its name as that is."""
        return self.words is not None and self.words[1] - self.words[0] == len(self.name)


class Memory:
    """Those whom an article has named so far."""

    def __init__(self, words: Words, peoples: Collection[str] = ()) -> None:
        self._words = words
        self._peoples = frozenset(peoples)
        #: peoples of which somebody was named
        self._of_people: set[str] = set()
        self._known: list[Known] = []
        self._latest: dict[str, Known] = {}
        #: noun -> those who went by it
        self._by_noun: dict[str, list[Known]] = {}
        self._private: dict[str, bool] = {}
        #: name -> the first place where it stands as it is
        self._places: dict[str, tuple[int, int] | None] = {}
        self._at: dict[int, Known] = {}
        #: names of those who did or said something or had it done to them, or were called "Mr", "she"
        #: or by a part of the name
        self._acting: set[str] = set()

    def add(self, known: Known) -> None:
        """Add somebody at the end; sentences come in order."""
        self._known.append(known)
        self._at[known.place] = known
        if known.whole:
            self._places.setdefault(known.name, known.words)

    def meet(self, tree: Tree, node: int, known: Known) -> None:
        """Add somebody named in a sentence, who may be shown to be a person there."""
        self.add(known)
        part = not (known.common or known.whole)
        one = tree.dep(node) == "dobj" and tree.tokens[node].tag in {"NN", "NNP"}
        told = "say" in self._words.cues.get(tree.lemma(tree.tokens[node].head), ())
        held = one and not told and (known.common or " " in known.name)
        if known.subject or known.spoke or known.gender or part or held:
            self._acting.add(known.name)

    def again(self, known: Known) -> None:
        """Add somebody whom a pronoun took up; what it was called is known already."""
        last = self._known[-1]
        if (last.name, last.sentence, last.subject) != (known.name, known.sentence, known.subject):
            self._known.append(known)
        if known.name in self._latest:
            self._latest[known.name] = replace(self._latest[known.name], gender=known.gender)

    def at(self, place: int) -> Known | None:
        """Return who was named at a place of the article."""
        return self._at.get(place)

    def place(self, name: str, words: tuple[int, int] | None) -> tuple[int, int] | None:
        """Place of a name where it stands as it is, else of other ``words`` for the same."""
        return self._places.get(name, words)

    def named_within(
        self, starts: Collection[int], spans: Collection[tuple[int, int]], index: int
    ) -> frozenset[str]:
        """Names of those who are named at some places or in some spans, near a sentence."""
        return frozenset(
            known.name
            for known in self.near(index)
            if known.place in starts or any(a <= known.place < b for a, b in spans)
        )

    def called(
        self,
        noun: str,
        index: int,
        at: int,
        people: frozenset[str] = frozenset(),
        named: Collection[str] = (),
    ) -> Known | None:
        """Last one who went by a noun before the place ``at`` in sentence ``index``.

        Where the words name a ``people`` ("the Veldish leader") it is one of that people, or, if the
        article has nobody of it, one whose people it does not tell. Where they hold a name ("the
        Calder spokesman") it is one who went by that.
        """
        known = self._by_noun.get(noun, [])
        if named:
            known = [
                one
                for one in known[-MAX_CALLED:]
                if set(named) & (one.nouns | set(one.name.lower().split()))
            ]
        if people:
            recent = known[-MAX_CALLED:]
            known = [one for one in recent if people & one.nouns]
            if not known and not people & self._of_people:
                known = [one for one in recent if not self._peoples & one.nouns]
        return _last_before(known, index, at)

    def disputed(self, nouns: Collection[str], last: Known, index: int) -> bool:
        """Tell whether it is open who is meant by some nouns that ``last`` went by.

        Several went by them, and somebody who did not is what the text has come to since.
        """
        held = (one.name for noun in nouns for one in self._by_noun.get(noun, [])[-MAX_CALLED:])
        if last.kind != "person" or len(set(held)) < 2:
            return False
        return any(
            known.kind == "person" and known.subject and known.main and known.place > last.place
            and known.name != last.name and not known.nouns & set(nouns)
            for known in self.near(index)
        )  # fmt: skip

    def near(self, index: int) -> Iterator[Known]:
        """Those known by a sentence and named within reach of it, the last first."""
        stop = bisect_right(self._known, index, key=lambda known: known.sentence)
        for place in range(stop - 1, -1, -1):
            if index - self._known[place].sentence > PRONOUN_REACH:
                return
            yield self._known[place]

    def acts(self, name: str) -> bool:
        """Tell whether the article shows that a name is somebody's: what only stood behind a word may be a town."""
        return name in self._acting

    def agrees(self, word: str, known: Known) -> bool:
        """Tell whether a pronoun can go back to somebody, by what the text shows so far."""
        words, latest = self._words, self._latest.get(known.name)
        gender = known.gender or (latest.gender if latest is not None else "")
        if word in words["pronouns.he"]:
            return known.kind == "person" and gender != "f"
        if word in words["pronouns.she"]:
            return known.kind == "person" and gender != "m"
        if word in words["pronouns.it"]:
            return known.kind in _THINGS and not known.plural
        return word in words["pronouns.they"] and (known.plural or known.kind == "group")

    def together(self, word: str, known: Known, index: int) -> bool:
        """Tell whether "they" in a sentence can be a body: "the police said so; they added that".

        It speaks, or does something in that sentence, as the subject of a main clause.
        """
        near = known.spoke or known.sentence == index
        body = known.kind in _BODIES and known.main and known.subject
        return word in self._words["pronouns.they"] and body and near

    def keep(
        self, tree: Tree, node: int, voice: Voice, index: int, nouns: set[str], *, spoke: bool
    ) -> None:
        """Keep a voice, with the nouns it goes by, for the words that may go back to it later."""
        before = self._latest.get(voice.name)
        if before is not None:
            nouns |= before.nouns
        self._describe(tree, node, voice, nouns)
        known = Known(
            name=voice.name,
            kind=voice.kind,
            anonymous=voice.anonymous,
            nouns=frozenset(noun.lower() for noun in nouns),
            gender=self.gender(tree, node, nouns) or (before.gender if before else ""),
            plural=tree.tokens[node].tag in {"NNS", "NNPS"}
            and voice.kind in {"group", "outlet"}
            and tree.tokens[node].text.lower() not in self._words["clauses.collective"],
            sentence=index,
            spoke=spoke,
            subject=tree.dep(node) in {"nsubj", "nsubjpass"},
            main=tree.dep(tree.tokens[node].head) == "ROOT",
            place=tree.place(node)[0],
            words=_shown(tree, node, voice),
        )
        self.meet(tree, node, known)
        if known.kind == "person":
            self._of_people |= self._peoples & known.nouns
        self._latest[known.name] = known
        if not (known.plural or known.anonymous):
            for noun in known.nouns:
                self._by_noun.setdefault(noun, []).append(known)

    def _describe(self, tree: Tree, node: int, voice: Voice, nouns: set[str]) -> None:
        """Note whether a person speaks for himself: has an age, a trade, a story, and no office."""
        if voice.kind != "person":
            return
        words = self._words
        those = list(_among(tree, node))
        among = {tree.lemma(noun) for noun in those}
        lower = {noun.lower().rstrip(".") for noun in nouns}
        aged = any(tree.tokens[c].text.isdigit() for c in tree.kids(node, "appos", "nummod"))
        many = any(tree.kid(noun, "nummod") is not None for noun in those)
        told = many or bool((lower | among) & words["voices.observers"])
        told = told and not among & words["voices.officials"]
        if lower & words["voices.officials"]:
            self._private[voice.name] = False
        elif aged or told:
            self._private.setdefault(voice.name, True)

    def private(self, name: str) -> bool:
        """Tell whether the article shows somebody as a private person who tells of himself."""
        return self._private.get(name, False)

    def official(self, name: str) -> bool:
        """Tell whether the article shows somebody as one who speaks by office or learning."""
        return self._private.get(name) is False

    def gender(self, tree: Tree, node: int, nouns: set[str]) -> str:
        """Gender that the words for somebody show: f, m, or "" where they do not."""
        addressed = self.addressed(tree, node)
        names = {tree.tokens[c].text.lower() for c in (*tree.kids(node, "compound"), node)}
        if (
            names & self._words["voices.feminine_names"]
            or nouns & (self._words["voices.feminine"] | self._words["pronouns.ships"])
            or addressed == "f"
        ):
            return "f"
        if (
            names & self._words["voices.masculine_names"]
            or nouns & self._words["voices.masculine"]
            or addressed == "m"
        ):
            return "m"
        return ""

    def addressed(self, tree: Tree, node: int) -> str:
        """Gender that a title before a name shows: f, m, or ""."""
        titles = {tree.tokens[c].text for c in tree.kids(node, "compound", "nmod")}
        if titles & self._words["voices.feminine_titles"]:
            return "f"
        return "m" if titles & self._words["voices.masculine_titles"] else ""


def _among(tree: Tree, node: int) -> Iterator[int]:
    """Nouns of those of whom somebody is one: "Quill, one of the leaders of", "one of 40 people"."""
    for one in tree.kids(node, "appos"):
        if tree.lemma(one) == "one":
            for of in tree.kids(one, "prep"):
                yield from tree.kids(of, "pobj")


def _shown(tree: Tree, node: int, voice: Voice) -> tuple[int, int] | None:
    """Place of the words by which somebody can be shown: the name itself where it stands there."""
    if voice.start is None or voice.stop is None:
        return tree.place(node)
    offset = tree.sentence.start
    at = tree.sentence.text.find(voice.name, voice.start - offset, voice.stop - offset)
    return (offset + at, offset + at + len(voice.name)) if at >= 0 else (voice.start, voice.stop)


def _last_before(known: Sequence[Known], index: int, at: int) -> Known | None:
    """Last of some that was named before a place in a sentence."""
    place = bisect_right(known, index, key=lambda one: one.sentence)
    while place and known[place - 1].sentence == index and known[place - 1].place >= at:
        place -= 1
    return known[place - 1] if place else None
