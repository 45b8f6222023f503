"""Voices: who stands behind a cue, by name, kind and anonymity, resolved inside one article.

Resolution uses only words of the same article and never guesses who an unnamed source is: a
pronoun or a role goes back to somebody who was named or quoted before it, or stays as it is.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from firsthand.claims import anonymity
from firsthand.claims.bodies import Bodies
from firsthand.claims.countries import Countries
from firsthand.claims.kinds import Kinds
from firsthand.claims.memory import Known, Memory
from firsthand.claims.names import clip, core, joined, name_nodes, role_nodes, strip_leading
from firsthand.claims.outlets import Named, Outlets
from firsthand.claims.persons import Names
from firsthand.claims.pronouns import Pronouns, Referent
from firsthand.claims.roles import Roles
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import NOWHERE, Places
from firsthand.records import Voice

#: letters of a name that may be initials ("JH", "PSY"), kept as they are
MAX_INITIALS = 4
_NOMINAL = frozenset({"PRON", "PROPN", "NOUN", "ADJ", "DET", "NUM", "X"})
_MEDIA = frozenset({"outlet", "agency"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"})


class Voices:
    """Reads voices out of noun phrases and remembers them through one article."""

    def __init__(
        self,
        words: Words,
        named: Sequence[Named] = (),
        places: Places = NOWHERE,
    ) -> None:
        self._words = words
        self._places = places
        self._kinds = Kinds(words)
        self.memory = Memory(words, places.peoples)
        self._roles = Roles(words, self.memory, places)
        self.pronouns = Pronouns(words, self.memory, self._kinds)
        self._mute = words["pronouns.first"] | words["pronouns.relative"]
        kinds = ("newspaper", "broadcaster", "agency", "website", "unnamed")
        #: nouns for media that may have heard or carried what is told
        self._media = frozenset[str]().union(*(words[f"media.{kind}"] for kind in kinds))
        self._names = Names(words, places)
        self._bodies = Bodies(words, self._kinds, self._names)
        self._countries = Countries(words, places)
        self._peoples: dict[str, set[str]] = {}
        for people, land in places.peoples.items():
            self._peoples.setdefault(land.lower(), set()).add(people)
        for short in words["names.lands"]:
            land, _, people = short.partition("=")
            self._peoples.setdefault(land, set()).add(people)
        self._outlets = Outlets(words, named)
        #: nouns by which somebody came in whom nobody names: "a boy"
        self._brought: set[str] = set()

    # ------------------------------------------------------------------ reading

    def read(
        self,
        tree: Tree,
        node: int,
        index: int,
        *,
        outer: Voice | None = None,
        checked: bool = False,
        barred: Callable[[], Collection[str]] = tuple,
    ) -> Voice | None:
        """Voice of the noun phrase at ``node`` in sentence ``index``; None if it is nobody.

        ``outer`` is the voice in whose words this one is named, so that "X said he hoped" has one
        voice. ``checked`` asks that a common noun be one for people, bodies or documents;
        ``barred`` gives the names that a pronoun cannot go back to.
        """
        token = tree.tokens[node]
        word = token.text.lower()
        # "the US" is not "us"
        named = token.tag == "NNP" and len(word) > 1
        if word in self._words["pronouns.first"] and not named:
            return outer
        if word in self._words["pronouns.relative"]:
            return self._relative(tree, node, index, outer)
        if word in self._words["pronouns.unnamed"] and not tree.kids(node, "prep"):
            return self._unnamed(tree, node)
        part = self._part(tree, node)
        if part is not None:
            return self._of_several(tree, part, index)
        if token.pos == "PRON":
            return self._pronoun(tree, node, index, outer, barred())
        known = self._names.known(token.text) is not None
        if (
            checked
            and not known
            and token.tag in {"NN", "NNS"}
            and not self._kinds.can_speak(tree.lemma(node))
        ):
            return None
        lemma = tree.lemma(node)
        mute = lemma in self._words["voices.no_agents"] and not self._kinds.can_speak(lemma)
        if mute or lemma in self._words["voices.own"]:
            return None
        voice = self._phrase(tree, node, index)
        if voice is not None:
            self.remember(tree, node, voice, index, spoke=True)
        return voice

    def several(self, tree: Tree, node: int, index: int) -> list[Voice]:
        """Voices of "both countries", "the two sides"; empty if it is not that."""
        both = self._countries.both(tree, node, index)
        return [self._voice(tree, node, name, "place") for name in both]

    def _part(self, tree: Tree, node: int) -> int | None:
        """Find whom "one of them", "some of the officials" is a part of."""
        if tree.lemma(node) not in self._words["pronouns.parts"] and tree.tokens[node].tag != "CD":
            return None
        named = tree.kid(node, "appos")
        if named is not None and tree.tokens[named].tag == "NNP":
            # "one of her aides, Tom Brack"
            return None
        of = next((p for p in tree.kids(node, "prep") if tree.lemma(p) == "of"), None)
        return None if of is None else tree.kid(of, "pobj")

    def _of_several(self, tree: Tree, node: int, index: int) -> Voice | None:
        common = tree.tokens[node].tag in {"NN", "NNS"}
        if common and not self._kinds.can_speak(tree.lemma(node)):
            # "one of the boats"
            return None
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
        antecedent = tree.agreeing(verb, antecedent)
        return self.read(tree, antecedent, index, outer=outer, checked=True)

    def _phrase(self, tree: Tree, node: int, index: int) -> Voice | None:
        outlet = self._outlet(tree, node)
        if outlet is not None:
            return outlet
        token = tree.tokens[node]
        known = self._names.known(token.text)
        if known is not None and token.tag not in {"NNP", "NNPS"}:
            return self._voice(tree, node, known, "person")
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
        nodes = core(tree, node, self._words)
        start, stop = tree.span(nodes)
        return Voice(name=name, kind=kind, anonymous=anonymous, start=start, stop=stop)

    # ------------------------------------------------------------------ outlets

    def medium(self, tree: Tree, node: int, index: int) -> Voice | None:
        """Voice of a phrase if it is an outlet or agency, by its name or by a noun for one known."""
        if self._outlets.mention(tree, node) is not None:
            return self.read(tree, node, index)
        token = tree.tokens[node]
        if token.tag in {"NNP", "NNPS"}:
            return self.read(tree, node, index) if self._kinds.masthead(tree, node) else None
        lemma = tree.lemma(node)
        if lemma not in self._media:
            return None
        if self._entitled(tree, node) or self._described(tree, node):
            return self.read(tree, node, index)
        voice = self._back(tree, node, index)
        return voice if voice is not None and voice.kind in _MEDIA | {"organisation"} else None

    def _described(self, tree: Tree, node: int) -> bool:
        """Tell whether words before a noun say which media it is: "state TV", "a local radio station".

        Who speaks "on national television" speaks to all.
        """
        beside = (n for n in tree.kids(tree.tokens[node].head, "dobj", "appos") if n > node)
        named = any(tree.tokens[n].tag == "NNP" for n in beside)
        if named or tree.lemma(node) not in self._words["media.unnamed"]:
            return False
        before = tree.lemmas(node, "amod", "compound")
        told = tree.lemma(tree.tokens[node].head) not in self._words["attribution.carriers"]
        said = before & (self._words["voices.state"] | self._places.peoples.keys())
        return bool(before) and (told or bool(said))

    def _entitled(self, tree: Tree, node: int) -> bool:
        """Tell whether a noun for a medium has its name beside it: "Skell's Al-Nur paper"."""
        beside = (tree.tokens[n] for n in tree.kids(node, "compound", "appos"))
        return any(t.tag == "NNP" and t.text.lower() not in self._places for t in beside)

    def _outlet(self, tree: Tree, node: int) -> Voice | None:
        found = self._outlets.mention(tree, node)
        if found is None:
            return None
        return self._voice(tree, node, self._outlets.name(found), found.kind)

    # ------------------------------------------------------------------ persons

    def _person(self, tree: Tree, node: int) -> Voice | None:
        nodes = name_nodes(tree, node, self._words)
        if not nodes or (len(nodes) == 1 and self._kinds.no_name(tree, node)):
            return None
        name = joined(tree, nodes, frozenset())
        land = name.lower() in self._places or name.lower() in self._words["names.states"]
        if land or self._names.site(name):
            return self._voice(tree, node, name, "place")
        if self._kinds.masthead(tree, node):
            return self._voice(tree, node, self._outlets.longer(name), "outlet")
        body = self._bodies.kind(tree, node, nodes)
        if body is not None:
            return self._voice(tree, node, self._bodies.name(tree, node, name), body)
        name = joined(tree, nodes, self._words["voices.titles"])
        full = self._names.full(name, self.memory.addressed(tree, node))
        if full is None and " " not in name and not self._kinds.titled(tree, node):
            if tree.tokens[node].tag == "NNPS":
                # "Republicans", "Calderians"
                return self._voice(tree, node, name, "group")
            whole = name.isupper() or tree.kid(node, "det") is not None
            return self._voice(tree, node, name, "organisation" if whole else "person")
        return self._voice(tree, node, full or name, "person")

    def learn(self, tree: Tree, index: int) -> None:
        """Remember the persons and bodies that a sentence names, with the roles beside them."""
        self._countries.learn(tree, index)
        for node, token in enumerate(tree.tokens):
            if token.tag == "NN" and token.dep in _ROLES:
                self._learn_common(tree, node, index)
                if tree.lemmas(node, "det") & self._words["voices.indefinite"]:
                    self._brought.add(tree.lemma(node))
            elif token.tag == "NNS" and token.dep in _SUBJECTS and self._kinds.person(token.lemma):
                self.remember(tree, node, self._unnamed(tree, node), index, spoke=False)
            named = token.tag in {"NNP", "NNPS"}
            misread = not named and token.dep in _SUBJECTS
            known = self._names.full(token.text) if misread else None
            if known is not None:
                # a surname that was read as another word
                person = self._voice(tree, node, known, "person")
                self.remember(tree, node, person, index, spoke=False)
            if not named or token.dep in {"compound", "amod"}:
                continue
            nodes = name_nodes(tree, node, self._words)
            if not nodes:
                continue
            if token.dep == "pobj" and not self._kinds.titled(tree, node):
                self._names.learn_site(tree, node, joined(tree, nodes, frozenset()))
            voice = self._outlet(tree, node) or self._person(tree, node)
            if voice is None:
                continue
            if voice.kind == "person":
                self._names.learn(voice.name)
            if voice.kind != "place" or token.dep in _SUBJECTS:
                self.remember(tree, node, voice, index, spoke=False)

    def _learn_common(self, tree: Tree, node: int, index: int) -> None:
        """Remember a person whom a sentence calls by a common noun ("the captain")."""
        lemma = tree.lemma(node)
        one = self._words["clauses.any"].isdisjoint(tree.lemmas(node, "det"))
        as_what = tree.lemma(tree.tokens[node].head) == "as"
        person = one and not as_what and self._kinds.person(lemma)
        if not person or tree.kid(node, "appos") is not None:
            return
        voice = self._back(tree, node, index)
        if voice is not None and voice.kind == "person":
            self.remember(tree, node, voice, index, spoke=False)
        elif voice is None:
            nodes = core(tree, node, self._words)
            self.memory.meet(
                tree,
                node,
                Known(
                    name=lemma, kind="person", anonymous=True, nouns=frozenset(), sentence=index,
                    gender=self.memory.gender(tree, node, {lemma}), plural=False, spoke=False,
                    subject=tree.dep(node) in _SUBJECTS, place=tree.place(node)[0],
                    common=True, words=tree.span(nodes),
                ),
            )  # fmt: skip

    def learn_caption(self, text: str, index: int) -> None:
        """Remember the persons that a caption names; captions are not parsed, their names suffice."""
        for name in self._names.of_caption(text):
            self.memory.add(
                Known(
                    name=name, kind="person", anonymous=False, nouns=frozenset(), gender="",
                    plural=False, sentence=index, spoke=False, subject=False,
                )
            )  # fmt: skip

    def labelled(self, words: str, place: tuple[int, int], index: int) -> Voice:
        """Person whom a label names ("SEN. ADA QUILL", then "QUILL"), remembered."""
        name = words.split()
        while len(name) > 1 and name[0].lower().rstrip(".") in self._words["voices.titles"]:
            name = name[1:]
        short = " ".join(name)
        lower = " ".join(part.capitalize() for part in name)
        known = self._names.full(lower) is not None
        if words.isupper() and (known or max(map(len, name)) > MAX_INITIALS):
            short = lower
        short = self._names.shorter(short)
        self._names.learn(short)
        full = self._names.full(short) or short
        self.memory.add(
            Known(
                name=full, kind="person", anonymous=False, nouns=frozenset(), gender="",
                plural=False, sentence=index, spoke=True, subject=True, main=True, place=place[0],
            )
        )  # fmt: skip
        return Voice(name=full, kind="person", anonymous=False, start=place[0], stop=place[1])

    # ------------------------------------------------------------------ unnamed and roles

    def _common(self, tree: Tree, node: int, index: int) -> Voice | None:
        token = tree.tokens[node]
        named = tree.kid(node, "appos")
        behind = self._behind(tree, node) if named is None else None
        if behind is not None:
            return behind
        if named is not None and tree.tokens[named].tag in {"NNP", "NNPS"}:
            voice = self._phrase(tree, named, index)
            body = self._kinds.common(tree.lemma(node), plural=False)
            if voice is not None and voice.kind in {"person", "outlet", "agency", body}:
                return voice
        if token.pos not in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET"}:
            return None
        known = self._roles.holder(tree, node, index) or self._roles.again(tree, node, index)
        return self._unnamed(tree, node) if known is None else self._known(tree, node, known)

    def _behind(self, tree: Tree, node: int) -> Voice | None:
        """Person named behind a role: "the mayor of Skell, Ada Quill", whom the parse takes for Skell."""
        if tree.tokens[node].tag != "NN" or not self._kinds.person(tree.lemma(node)):
            return None
        for tie in tree.kids(node, "prep"):
            for place in tree.kids(tie, "pobj"):
                for name in tree.kids(place, "appos"):
                    person = self._person(tree, name)
                    if person is not None and " " in person.name:
                        return person
        return None

    def _unnamed(self, tree: Tree, node: int) -> Voice:
        lemma, nodes = tree.lemma(node), core(tree, node, self._words)
        name = clip(strip_leading(tree, nodes, self._words), self._words) or tree.tokens[node].text
        # "two", "70 of them"
        several = tree.tokens[node].tag == "CD" and lemma not in {"one", "1"}
        plural = several or tree.tokens[node].tag in {"NNS", "NNPS"}
        common = tree.tokens[node].tag in {"NN", "NNS"}
        noun = common and (node == 0 or tree.tokens[node].text.islower())
        kind = self._kinds.common(lemma, plural=plural, noun=noun)
        unnamed = anonymity.find(tree, node, nodes, kind, self._words, self._places)
        unnamed = unnamed or (kind == "person" and self._again(tree, node))
        return self._voice(tree, node, name, kind, anonymous=unnamed)

    def _again(self, tree: Tree, node: int) -> bool:
        """Tell whether "the boy" is one who came in as "a boy"; who has an office stands for that."""
        lemma, words = tree.lemma(node), self._words
        sides = words["voices.parties"] | words["voices.officials"]
        return lemma in self._brought - sides and tree.lemmas(node, "det") == {"the"}

    def _back(self, tree: Tree, node: int, index: int) -> Voice | None:
        """Resolve "the agency", "the intelligence chief": somebody known who went by such a noun."""
        known = self._roles.holder(tree, node, index)
        return None if known is None else self._known(tree, node, known)

    def _known(self, tree: Tree, node: int, known: Known) -> Voice:
        return self._voice(tree, node, known.name, known.kind, anonymous=known.anonymous)

    # ------------------------------------------------------------------ pronouns

    def _pronoun(
        self,
        tree: Tree,
        node: int,
        index: int,
        outer: Voice | None,
        barred: Collection[str] = (),
    ) -> Voice | None:
        start, stop = tree.place(node)
        if outer is not None and outer.start is not None and outer.start < start:
            return replace(outer, start=start, stop=stop)
        known = self.pronouns.source(tree, node, index, barred)
        return None if known is None else self._known(tree, node, known)

    # ------------------------------------------------------------------ memory

    def remember(self, tree: Tree, node: int, voice: Voice, index: int, *, spoke: bool) -> None:
        """Keep a voice for the words that may later go back to it."""
        roles = role_nodes(tree, node)
        nouns = {tree.lemma(n) for n in roles} | {tree.lemma(node)}
        nouns |= self._people(tree, (node, *roles))
        found = self._outlets.mention(tree, node) if voice.kind in {"outlet", "agency"} else None
        if found is not None:
            nouns |= found.nouns
        firm = tree.tokens[node].text.lower() in self._words["names.firms"]
        if voice.kind == "organisation" and firm:
            nouns |= self._words["names.firm_nouns"]
        if voice.kind == "outlet" and found is None:
            nouns |= self._words["media.newspaper"]
        self.memory.keep(tree, node, voice, index, nouns, spoke=spoke)

    def _people(self, tree: Tree, nodes: Sequence[int]) -> set[str]:
        """Peoples that the words before a name give it: "Veldish President", "Veldmark's leader"."""
        found: set[str] = set()
        for node in nodes:
            for child in tree.kids(node, "amod", "compound", "nmod", "poss"):
                word = tree.tokens[child].text.lower()
                found |= {word} & self._places.peoples.keys()
                found |= self._peoples.get(word, set())
        return found

    def recall(self, tree: Tree, node: int, index: int) -> Referent | None:
        """Whom a pronoun, a name or a role that is no source stands for."""
        token = tree.tokens[node]
        if token.pos not in _NOMINAL and token.tag not in {"NNP", "NNPS"}:
            return None
        if token.text.lower() in self._mute:
            return None
        if token.pos == "PRON":
            found = self.pronouns.referent(index, node)
            if found is not None and found.name:
                return found
            voice = self._pronoun(tree, node, index, None)
        else:
            voice = self._person(tree, node) or self._back(tree, node, index)
        return None if voice is None else Referent(voice.name, named=True, place=None)
