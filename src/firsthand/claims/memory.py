"""Memory of one article: who was named before, for the pronouns and roles that go back to them.

Kept in the order of the sentences; what comes later in the text is never looked at.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.records import Voice

#: sentences back within which a pronoun looks for its voice
PRONOUN_REACH = 8


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
    #: where in the article it was named
    place: int = 0


class Memory:
    """Those whom an article has named so far."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: list[Known] = []
        self._latest: dict[str, Known] = {}
        #: noun -> those who went by it
        self._by_noun: dict[str, list[Known]] = {}
        self._private: dict[str, bool] = {}

    def add(self, known: Known) -> None:
        """Add somebody at the end; sentences come in order."""
        self._known.append(known)

    def called(self, noun: str, index: int, at: int) -> Known | None:
        """Last one who went by a noun before the place ``at`` in sentence ``index``."""
        return _last_before(self._by_noun.get(noun, []), index, at)

    def near(self, index: int) -> Iterator[Known]:
        """Those known by a sentence and named within reach of it, the last first."""
        stop = bisect_right(self._known, index, key=lambda known: known.sentence)
        for place in range(stop - 1, -1, -1):
            if index - self._known[place].sentence > PRONOUN_REACH:
                return
            yield self._known[place]

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
            gender=self._gender(tree, node, nouns) or (before.gender if before else ""),
            plural=tree.tokens[node].tag in {"NNS", "NNPS"} and voice.kind in {"group", "outlet"},
            sentence=index,
            spoke=spoke,
            subject=tree.dep(node) in {"nsubj", "nsubjpass"},
            place=tree.place(node)[0],
        )
        self.add(known)
        self._latest[known.name] = known
        if not (known.plural or known.anonymous):
            for noun in known.nouns:
                self._by_noun.setdefault(noun, []).append(known)

    def _describe(self, tree: Tree, node: int, voice: Voice, nouns: set[str]) -> None:
        """Note whether a person speaks for himself: has an age, a trade, a story, and no office."""
        if voice.kind != "person":
            return
        words = self._words
        lower = {noun.lower() for noun in nouns}
        aged = any(tree.tokens[c].tag == "CD" for c in tree.kids(node, "appos", "nummod"))
        told = bool(tree.kids(node, "relcl")) or bool(lower & words["voices.observers"])
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

    def _gender(self, tree: Tree, node: int, nouns: set[str]) -> str:
        titles = {tree.tokens[c].text for c in tree.kids(node, "compound", "nmod")}
        if nouns & self._words["voices.feminine"] or titles & self._words["voices.feminine_titles"]:
            return "f"
        if (
            nouns & self._words["voices.masculine"]
            or titles & self._words["voices.masculine_titles"]
        ):
            return "m"
        return ""


def agrees(word: str, known: Known, words: Words) -> bool:
    """Tell whether a pronoun can go back to somebody."""
    if word in words["pronouns.he"]:
        return known.kind == "person" and not known.plural and known.gender != "f"
    if word in words["pronouns.she"]:
        return known.kind == "person" and not known.plural and known.gender != "m"
    if word in words["pronouns.it"]:
        return (
            known.kind in {"organisation", "outlet", "agency", "document", "place"}
            and not known.plural
        )
    if word in words["pronouns.they"]:
        return known.plural or known.kind == "group"
    return False


def _last_before(known: Sequence[Known], index: int, at: int) -> Known | None:
    """Last of some that was named before a place in a sentence."""
    place = bisect_right(known, index, key=lambda one: one.sentence)
    while place and known[place - 1].sentence == index and known[place - 1].place >= at:
        place -= 1
    return known[place - 1] if place else None
