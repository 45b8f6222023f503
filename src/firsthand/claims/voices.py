"""Voices: who stands behind a cue, by name, kind and anonymity, resolved inside one article.

Resolution uses only words of the same article and never guesses who an unnamed source is: a
pronoun or a role goes back to somebody who was named or quoted before it, or stays as it is.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.claims.names import clip, core, joined, name_nodes, role_nodes, strip_leading
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import NOWHERE, Places
from firsthand.records import Voice

#: sentences back within which "both countries" looks for the two
PAIR_REACH = 2
#: sentences back within which a pronoun looks for its voice
PRONOUN_REACH = 8
#: a pronoun prefers who spoke, then who was a subject, over who was merely mentioned; in sentences
#: of distance that the preference outweighs
SPOKE = 1.0
SUBJECT = 1.0
_SINGULAR = {"he", "she", "him", "her"}
_PLURAL = {"they", "them", "both", "those", "these"}
_MEDIA = frozenset({"outlet", "agency"})
_PARTS = frozenset("one some many several few most all both none".split())
_FIRST = {"i", "we", "me", "us", "you"}
_RELATIVE = {"who", "which", "that", "whom"}
_CAPTION_NAME = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z][a-z]?\.)?(?: [A-Z][\w’'-]+){1,2}")


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


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of an outlet or agency of the gazetteer, as the article writes it."""

    start: int
    stop: int
    name: str
    kind: str
    #: canonical key of the entry
    key: str
    #: common nouns for such a medium ("network", "paper")
    nouns: frozenset[str]


class Voices:
    """Reads voices out of noun phrases and remembers them through one article."""

    def __init__(
        self,
        words: Words,
        named: Sequence[Named] = (),
        places: Places = NOWHERE,
    ) -> None:
        self._words = words
        self._named = {mention.start: mention for mention in named}
        self._starts = sorted(self._named)
        self._places = places
        self._peoples = places.peoples
        self._lands = frozenset(name.lower() for name in places.peoples.values())
        self._memory: list[Known] = []
        self._latest: dict[str, Known] = {}
        self._by_noun: dict[str, Known] = {}
        self._persons: dict[str, str] = {}
        self._fulls: set[str] = set()
        self._mastheads: dict[str, str] = {}
        self._private: dict[str, bool] = {}
        self._countries: list[tuple[int, str]] = []
        self._outlets: Mapping[str, str] = _longest(named)

    # ------------------------------------------------------------------ reading

    def read(
        self,
        tree: Tree,
        node: int,
        index: int,
        *,
        outer: Voice | None = None,
        checked: bool = False,
    ) -> Voice | None:
        """Voice of the noun phrase at ``node`` in sentence ``index``; None if it is nobody.

        ``outer`` is the voice in whose words this one is named, so that "X said he hoped" has one
        voice. ``checked`` asks that a common noun be one for people, bodies or documents.
        """
        token = tree.tokens[node]
        word = token.text.lower()
        if word in _FIRST:
            return outer
        if word in _RELATIVE:
            return self._relative(tree, node, index, outer)
        if token.pos == "PRON" or word in _SINGULAR | _PLURAL | {"it"}:
            return self._pronoun(tree, node, index, outer)
        part = self._part(tree, node)
        if part is not None:
            return self._of_several(tree, part, index)
        known = token.text in self._persons
        if (
            checked
            and not known
            and token.tag in {"NN", "NNS"}
            and not self._can_speak(tree.lemma(node))
        ):
            return None
        if tree.lemma(node) in self._words["voices.own"]:
            return None
        voice = self._phrase(tree, node, index)
        if voice is not None:
            self.remember(tree, node, voice, index, spoke=True)
        return voice

    def several(self, tree: Tree, node: int, index: int) -> list[Voice]:
        """Resolve "both countries", "the two sides": the two named last; empty if it is not that."""
        two = {tree.lemma(c) for c in tree.kids(node, "det", "nummod", "predet")} & {"both", "two"}
        if not two or tree.lemma(node) not in self._words["voices.pairs"]:
            return []
        seen = [name for sentence, name in self._countries if index - sentence <= PAIR_REACH]
        seen += [name for place, name in self._countries_in(tree) if place < node]
        last = list(dict.fromkeys(reversed(seen)))[:2]
        if len(last) < 2:
            return []
        return [self._voice(tree, node, name, "place") for name in reversed(last)]

    def _countries_in(self, tree: Tree) -> Iterator[tuple[int, str]]:
        """Countries that a sentence names, by their name or their people, in order."""
        place = 0
        while place < len(tree.tokens):
            for length in (3, 2, 1):
                words = " ".join(t.text for t in tree.tokens[place : place + length]).lower()
                name = self._peoples.get(words)
                if name is None and words in self._lands:
                    name = " ".join(t.text for t in tree.tokens[place : place + length])
                if name is not None:
                    yield place, name
                    break
            place += length

    def _part(self, tree: Tree, node: int) -> int | None:
        """Find whom "one of them", "some of the officials" is a part of."""
        if tree.lemma(node) not in _PARTS and tree.tokens[node].tag != "CD":
            return None
        of = next((p for p in tree.kids(node, "prep") if tree.lemma(p) == "of"), None)
        return None if of is None else tree.kid(of, "pobj")

    def _of_several(self, tree: Tree, node: int, index: int) -> Voice | None:
        voice = (
            self._pronoun(tree, node, index, None)
            if tree.tokens[node].pos == "PRON"
            else self._unnamed(tree, node)
        )
        return None if voice is None else replace(voice, anonymous=True)

    def _relative(self, tree: Tree, node: int, index: int, outer: Voice | None) -> Voice | None:
        verb = tree.tokens[node].head
        antecedent = tree.tokens[verb].head
        if antecedent in {verb, node} or tree.dep(verb) not in {"relcl", "acl", "conj"}:
            return None
        if tree.verbal(antecedent):
            return None
        return self.read(tree, antecedent, index, outer=outer, checked=True)

    def _phrase(self, tree: Tree, node: int, index: int) -> Voice | None:
        outlet = self._outlet(tree, node)
        if outlet is not None:
            return outlet
        token = tree.tokens[node]
        if token.text in self._persons and token.tag not in {"NNP", "NNPS"}:
            return self._voice(tree, node, self._persons[token.text], "person")
        beside = tree.kid(node, "appos")
        titled = token.text.lower() in self._words["voices.titles"]
        if titled and beside is not None and tree.tokens[beside].tag == "NNP":
            return self._phrase(tree, beside, index)
        person = self._person(tree, node)
        if person is not None:
            return person
        return self._common(tree, node, index)

    def _voice(
        self, tree: Tree, node: int, name: str, kind: str, *, anonymous: bool = False
    ) -> Voice:
        nodes = core(tree, node)
        start, stop = tree.span(nodes)
        return Voice(name=name, kind=kind, anonymous=anonymous, start=start, stop=stop)

    # ------------------------------------------------------------------ outlets

    def mention(self, tree: Tree, node: int) -> Named | None:
        """Outlet or agency of the gazetteer whose name is the heart of the phrase."""
        start, stop = tree.place(node)
        nodes = core(tree, node)
        left, right = tree.span(nodes)
        first = bisect_right(self._starts, left) - 1
        for begin in self._starts[max(0, first) :]:
            if begin >= right:
                break
            found = self._named[begin]
            if found.stop <= left:
                continue
            if found.start <= start < found.stop or found.start <= stop - 1 < found.stop:
                return found
            if self._medium(tree, node) and left <= found.start and found.stop <= right:
                return found
        beside = tree.kid(node, "appos")
        return None if beside is None or beside < node else self.mention(tree, beside)

    def medium(self, tree: Tree, node: int, index: int) -> Voice | None:
        """Voice of a phrase if it is an outlet or agency, by its name or by a noun for one known."""
        if self.mention(tree, node) is not None:
            return self.read(tree, node, index)
        token = tree.tokens[node]
        if token.tag in {"NNP", "NNPS"}:
            return self.read(tree, node, index) if self._is_masthead(tree, node) else None
        nouns = self._words["media.newspaper"] | self._words["media.broadcaster"]
        if (
            tree.lemma(node)
            not in nouns | self._words["media.agency"] | self._words["media.website"]
        ):
            return None
        voice = self._back(tree, node, index)
        return voice if voice is not None and voice.kind in _MEDIA | {"organisation"} else None

    def _medium(self, tree: Tree, node: int) -> bool:
        """Tell whether the head is "newspaper", "agency": the name beside it is the outlet's."""
        lemma = tree.lemma(node)
        return lemma in self._words["voices.media"] or lemma in {"agency", "service", "report"}

    def _outlet(self, tree: Tree, node: int) -> Voice | None:
        found = self.mention(tree, node)
        if found is None:
            return None
        name = self._outlets.get(found.key, found.name)
        return self._voice(tree, node, name, found.kind)

    # ------------------------------------------------------------------ persons

    def _person(self, tree: Tree, node: int) -> Voice | None:
        nodes = name_nodes(tree, node)
        if not nodes or (len(nodes) == 1 and self._no_name(tree, node)):
            return None
        name = joined(tree, nodes, frozenset())
        if name.lower() in self._places:
            return self._voice(tree, node, name, "place")
        if self._is_masthead(tree, node):
            longer = self._mastheads.get(tree.tokens[node].text, name)
            if len(name) >= len(longer):
                self._mastheads[tree.tokens[node].text] = longer = name
            return self._voice(tree, node, longer, "outlet")
        if self._is_organisation(tree, nodes) or self._is_thing(tree, node):
            return self._voice(tree, node, self._owned(tree, node, name), "organisation")
        name = joined(tree, nodes, self._words["voices.titles"])
        if name.lower() in self._places:
            return self._voice(tree, node, name, "place")
        full = self._full(name)
        if full is None and " " not in name and not self._titled(tree, node):
            body = name.isupper() or tree.kid(node, "det") is not None
            return self._voice(tree, node, name, "organisation" if body else "person")
        return self._voice(tree, node, full or name, "person")

    def _no_name(self, tree: Tree, node: int) -> bool:
        return tree.tokens[node].text.lower().rstrip(".") in self._words["voices.not_names"]

    def _titled(self, tree: Tree, node: int) -> bool:
        return any(
            tree.tokens[c].text
            in self._words["voices.masculine_titles"] | self._words["voices.feminine_titles"]
            or tree.lemma(c) in self._words.roles
            for c in tree.kids(node, "compound", "amod", "nmod", "appos")
        )

    def _is_masthead(self, tree: Tree, node: int) -> bool:
        """Tell whether a name is that of a medium that no gazetteer knows ("the Calder Herald")."""
        words = {tree.tokens[n].text.lower() for n in name_nodes(tree, node)}
        last = tree.tokens[node].text.lower() in self._words["names.mastheads"]
        return (last and (len(words) > 1 or tree.kid(node, "det") is not None)) or "radio" in words

    def _is_thing(self, tree: Tree, node: int) -> bool:
        """Tell whether a name is taken up by "which", or ends like a firm's."""
        which = any(
            tree.lemma(s) == "which"
            for clause in tree.kids(node, "relcl")
            for s in tree.kids(clause, "nsubj", "nsubjpass")
        )
        return which or tree.tokens[node].text.lower().rstrip(".") in self._words["names.firms"]

    def _is_organisation(self, tree: Tree, nodes: list[int]) -> bool:
        forms = {tree.tokens[n].text.lower() for n in nodes} | {tree.lemma(n) for n in nodes}
        return bool(forms & (self._words["voices.organisations"] | self._words["voices.media"]))

    def _owned(self, tree: Tree, node: int, name: str) -> str:
        """Name with the phrase after "of" or "for" that belongs to it."""
        nodes = core(tree, node)
        after = [n for n in nodes if n > node]
        if after and tree.dep(after[0]) == "prep" and tree.lemma(after[0]) in {"of", "for"}:
            return clip(f"{name} {tree.words(after)}")
        return name

    def _full(self, name: str) -> str | None:
        """Full form of a person's name seen before: "Peskov" is "Dmitry Peskov"."""
        if " " in name and name not in self._fulls:
            known = self._persons.get(name.rsplit(maxsplit=1)[-1])
            if known is not None and set(name.split()) <= set(known.split()):
                return known
        return self._persons.get(name)

    def learn(self, tree: Tree, index: int) -> None:
        """Remember the persons and bodies that a sentence names, with the roles beside them."""
        self._countries.extend((index, name) for _, name in self._countries_in(tree))
        for node, token in enumerate(tree.tokens):
            if token.tag not in {"NNP", "NNPS"} or token.dep in {"compound", "amod"}:
                continue
            nodes = name_nodes(tree, node)
            if not nodes:
                continue
            voice = self._outlet(tree, node) or self._person(tree, node)
            if voice is None:
                continue
            if voice.kind == "person" and " " in voice.name:
                self._fulls.add(voice.name)
                for part in voice.name.split():
                    if len(part) > 2:
                        self._persons.setdefault(part, voice.name)
            if voice.kind != "place":
                self.remember(tree, node, voice, index, spoke=False)

    def learn_caption(self, text: str, index: int) -> None:
        """Remember the persons that a caption names; captions are not parsed, their names suffice."""
        words = self._words
        for match in _CAPTION_NAME.finditer(text):
            name = match.group()
            parts = [part.lower().rstrip(".") for part in name.split()]
            bodies = (
                words["voices.organisations"] | words["voices.media"] | words["names.mastheads"]
            )
            if name.lower() in self._places or set(parts) & (bodies | words["voices.not_names"]):
                continue
            self._fulls.add(name)
            for part in name.split():
                self._persons.setdefault(part, name)
            self._memory.append(
                Known(
                    name=name, kind="person", anonymous=False, nouns=frozenset(), gender="",
                    plural=False, sentence=index, spoke=False, subject=False,
                )
            )  # fmt: skip

    # ------------------------------------------------------------------ unnamed and roles

    def _common(self, tree: Tree, node: int, index: int) -> Voice | None:
        token = tree.tokens[node]
        named = tree.kid(node, "appos")
        if named is not None and tree.tokens[named].tag == "NNP":
            voice = self._phrase(tree, named, index)
            if voice is not None and voice.kind in {"person", "outlet", "agency"}:
                return voice
        if token.pos not in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET"}:
            return None
        return self._back(tree, node, index) or self._unnamed(tree, node)

    def _can_speak(self, lemma: str) -> bool:
        """Tell whether a noun may be somebody who speaks: pictures and events show, they don't say."""
        words = self._words
        known = ("people", "anonymous", "organisations", "media", "documents", "places")
        if lemma in words.roles or any(lemma in words[f"voices.{kind}"] for kind in known):
            return True
        agent = lemma.endswith(
            ("er", "or", "ist", "ian", "man", "men", "woman", "person", "ee", "ant")
        )
        return agent and lemma not in words["voices.no_agents"]

    def _unnamed(self, tree: Tree, node: int) -> Voice:
        words = self._words
        lemma, nodes = tree.lemma(node), core(tree, node)
        name = clip(strip_leading(tree, nodes))
        forms = {tree.lemma(n) for n in nodes} | {tree.tokens[n].text.lower() for n in nodes}
        kind = self._kind(lemma, plural=tree.tokens[node].tag in {"NNS", "NNPS"})
        unnamed = bool(forms & words["voices.unnamed_words"])
        named_body = any(tree.tokens[n].tag in {"NNP", "NNPS"} for n in nodes if n != node)
        speaks_for = lemma in {"spokesman", "spokeswoman", "spokesperson"} and (
            named_body or len(nodes) > 2
        )
        whose = [
            tree.tokens[c].text for c in tree.kids(node, "compound") if tree.tokens[c].tag == "NNP"
        ]
        speaks_for = speaks_for or any(w.isupper() and w.lower() not in self._places for w in whose)
        nobody = lemma in words["voices.anonymous"] and not speaks_for
        if lemma in words["voices.unnamed_media"]:
            nobody = nobody or not named_body
        if lemma == "report" and tree.tokens[node].tag == "NNS":
            nobody = not named_body
        return self._voice(tree, node, name, kind, anonymous=unnamed or nobody)

    def _kind(self, lemma: str, *, plural: bool) -> str:
        words = self._words
        if lemma in words["voices.documents"]:
            return "document"
        if lemma in words["voices.media"]:
            return "outlet"
        if lemma in words["voices.organisations"]:
            return "organisation"
        if lemma in words["voices.places"] or lemma in self._places:
            return "place"
        return "group" if plural else "person"

    def _back(self, tree: Tree, node: int, index: int) -> Voice | None:
        """Resolve "the agency", "the intelligence chief": somebody known who went by such a noun."""
        definite = any(tree.lemma(c) in {"the", "this", "that"} for c in tree.kids(node, "det"))
        of = any(tree.lemma(p) in {"of", "for"} for p in tree.kids(node, "prep"))
        if not definite or of or tree.tokens[node].tag in {"NNS", "NNPS"}:
            return None
        lemma = tree.lemma(node)
        alike = self._words.roles.get(lemma, frozenset({lemma}))
        modifiers = {tree.lemma(c) for c in tree.kids(node, "compound", "amod")}
        candidates = [self._by_noun[noun] for noun in alike if noun in self._by_noun]
        if not candidates and lemma in self._words["media.agency"]:
            candidates = self._who_reported(index)
        if not candidates:
            return None
        known = max(candidates, key=lambda k: k.sentence)
        if modifiers and not modifiers & known.nouns and index - known.sentence > PRONOUN_REACH:
            return None
        return self._voice(tree, node, known.name, known.kind, anonymous=known.anonymous)

    def _who_reported(self, index: int) -> list[Known]:
        """Return the last named body that spoke, for "the agency" that was never called one."""
        for known in reversed(self._memory):
            if index - known.sentence > PRONOUN_REACH:
                break
            if known.spoke and known.kind in {"organisation", "outlet"} and known.name.isupper():
                return [known]
        return []

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, tree: Tree, node: int, index: int, outer: Voice | None) -> Voice | None:
        word = tree.tokens[node].text.lower()
        if outer is not None and outer.start is not None and outer.start < tree.place(node)[0]:
            return replace(outer, start=tree.place(node)[0], stop=tree.place(node)[1])
        best: tuple[float, Known] | None = None
        for known in reversed(self._memory):
            away = index - known.sentence
            if away > PRONOUN_REACH:
                break
            weight = SPOKE * known.spoke + SUBJECT * known.subject - away
            if _agrees(word, known) and (best is None or weight > best[0]):
                best = weight, known
        if best is None:
            return None
        return self._voice(tree, node, best[1].name, best[1].kind, anonymous=best[1].anonymous)

    # ------------------------------------------------------------------ memory

    def remember(self, tree: Tree, node: int, voice: Voice, index: int, *, spoke: bool) -> None:
        """Keep a voice for the words that may later go back to it."""
        nouns = {tree.lemma(n) for n in role_nodes(tree, node)} | {tree.lemma(node)}
        found = self.mention(tree, node) if voice.kind in {"outlet", "agency"} else None
        if found is not None:
            nouns |= found.nouns
        if (
            voice.kind == "organisation"
            and tree.tokens[node].text.lower() in self._words["names.firms"]
        ):
            nouns |= self._words["names.firm_nouns"]
        if voice.kind == "outlet" and found is None:
            nouns |= self._words["media.newspaper"]
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
        )
        self._memory.append(known)
        self._latest[known.name] = known
        if not (known.plural or known.anonymous):
            self._by_noun.update(dict.fromkeys(known.nouns, known))

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

    def recall(self, tree: Tree, node: int, index: int) -> str | None:
        """Name for a pronoun or role that is no source, for the slots of a proposition."""
        token = tree.tokens[node]
        if token.text.lower() in _FIRST | _RELATIVE:
            return None
        voice = (
            self._pronoun(tree, node, index, None)
            if token.pos == "PRON"
            else self._person(tree, node) or self._back(tree, node, index)
        )
        return None if voice is None else voice.name

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


def _agrees(word: str, known: Known) -> bool:
    if word in {"he", "him"}:
        return known.kind == "person" and not known.plural and known.gender != "f"
    if word in {"she", "her"}:
        return known.kind == "person" and not known.plural and known.gender != "m"
    if word == "it":
        return (
            known.kind in {"organisation", "outlet", "agency", "document", "place"}
            and not known.plural
        )
    if word in _PLURAL:
        return known.plural or known.kind == "group"
    return False


def _longest(named: Sequence[Named]) -> dict[str, str]:
    """Longest form of each outlet's name that the article itself uses."""
    found: dict[str, str] = {}
    for mention in named:
        if len(mention.name) > len(found.get(mention.key, "")):
            found[mention.key] = mention.name
    return found
