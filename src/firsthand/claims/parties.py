"""Who takes part in a saying: speakers, those they cite, and outlets that heard or carried it.

Noun phrases as nodes of one sentence's tree; who they are is resolved later.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from firsthand.claims.kinds import Kinds
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


class Parties:
    """Finds the noun phrases around the cues of one sentence."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self.tree = tree
        self.words = words
        self._kinds = Kinds(words)

    def speaker(self, node: int) -> int | None:
        """Subject of a cue; "expressed concern, saying" is said by who expressed it."""
        return None if self._of_subject(node) or self._anybody(node) else self._sayer(node)

    def _sayer(self, node: int) -> int | None:
        tree = self.tree
        agent = self.agent(node)
        if agent is not None and tree.tokens[node].tag == "VBN" and tree.dep(node) == "advcl":
            # "as first noted by the Herald", "Described by Quill as a trap, the quay was closed"
            return agent
        subject = tree.subject(self._doing(node))
        beside = tree.dep(node) in {"advcl", "pcomp"} and tree.tokens[node].tag == "VBG"
        if beside and subject is not None:
            return self._capable(node, subject)
        if subject is None or tree.dep(node) != "acl" or subject != tree.tokens[node].head:
            return subject
        if tree.tokens[subject].pos == "PROPN" or self._speaks(tree.lemma(subject)):
            issuer = self._issuer(subject)
            return subject if issuer is None else issuer
        verb = next((n for n in tree.ancestors(subject) if tree.verbal(n)), None)
        brought = tree.dep(subject) == "dobj" or self._by_way(subject)
        return subject if verb is None or not brought else tree.subject(verb)

    def _anybody(self, node: int) -> bool:
        """Tell what nobody in particular says: "it is wrong to say that it leaks"."""
        tree = self.tree
        above = tree.tokens[node].head
        above = tree.tokens[above].head if tree.dep(above) == "acomp" else above
        own = tree.kid(above, "nsubj")
        to = tree.dep(node) in {"xcomp", "ccomp", "advcl"} and tree.bare(node)
        return to and own is not None and tree.lemma(own) == "it" and tree.lemma(above) == "be"

    def _of_subject(self, node: int) -> bool:
        """Tell what others say of somebody: "a man said to have sold it", "12 thought to be dead"."""
        tree = self.tree
        told = tree.kid(node, "xcomp")
        if told is None or tree.lemma(node) not in self.words["cues.said_of"]:
            return False
        # "police said to be careful" is what they said
        forms = {"have"} if tree.lemma(node) == "say" else {"have", "be"}
        helpers = [tree.lemma(n) for n in (*tree.kids(told, "aux", "auxpass"), told)]
        passive = tree.tokens[node].tag in {"VBN", "VBD"} and not tree.kids(node, "aux", "auxpass")
        return passive and helpers[0] == "to" and not forms.isdisjoint(helpers[1:])

    def _doing(self, node: int) -> int:
        """Verb of who says it: "before adding that it leaks" is said by who does the rest."""
        tree = self.tree
        above = tree.tokens[tree.tokens[node].head].head
        following = [token.text for token in tree.tokens[node + 1 : node + 2]]
        told = tree.kid(node, "ccomp") is not None or following in ([","], [":"])
        beside = tree.dep(node) == "pcomp" and tree.tokens[node].tag == "VBG" and tree.verbal(above)
        own = tree.kid(node, "nsubj") is not None
        return above if told and beside and not own else node

    def _by_way(self, node: int) -> bool:
        """Tell whether something is done by a noun, not because of it: "replied in a note saying that"."""
        tree, tie = self.tree, self.tree.tokens[node].head
        return tree.dep(tie) == "prep" and tree.lemma(tie) not in self.words["cues.grounds"]

    def _issuer(self, node: int) -> int | None:
        """Who makes a document: "the police issued a statement saying that" is said by them."""
        tree = self.tree
        verb = tree.tokens[node].head
        brings = tree.dep(node) == "dobj" and tree.lemma(verb) not in self.words["clauses.taking"]
        return tree.subject(verb) if brings else None

    def _capable(self, node: int, subject: int) -> int:
        """Subject of "the vote is a sham, urging people to stay home": the last one who can speak."""
        tree = self.tree
        outer = self._outer(node)
        if outer is not None:
            return outer
        clause = tree.tokens[subject].head
        if tree.dep(clause) == "relcl" and tree.tokens[subject].pos != "PROPN":
            # "issued a ruling that raises the fee, arguing that": who issued it argues
            issuer = self._issuer(tree.tokens[clause].head)
            subject = subject if issuer is None else issuer
        if tree.kid(node, "nsubj") is not None or self._may_speak(subject):
            return subject
        before = range(tree.subtree(node)[0] - 1, -1, -1)
        subjects = (n for n in before if tree.dep(n) in {"nsubj", "nsubjpass"})
        return next((n for n in subjects if self._may_speak(n)), subject)

    def _outer(self, node: int) -> int | None:
        """Who says it all: "Quill said the boats were old, adding that they leaked"."""
        tree = self.tree
        told = False
        if tree.kid(node, "dobj", "dative") is not None and tree.kid(node, "ccomp") is not None:
            # "Quill said the mayor wrote to them, assuring them": who wrote assures
            return None
        for below, above in pairwise((node, *tree.ancestors(node))):
            told = told or tree.dep(below) == "ccomp"
            if told and tree.lemma(above) in self.words["cues.say"]:
                own = tree.kid(above, "nsubj")
                return own if own is not None and self._may_speak(own) else None
        return None

    def _may_speak(self, node: int) -> bool:
        token = self.tree.tokens[node]
        if token.pos == "PRON":
            return token.text.lower() in self.words["pronouns.he"] | self.words["pronouns.she"]
        return token.pos == "PROPN" or self._kinds.can_speak(self.tree.lemma(node))

    def _speaks(self, lemma: str) -> bool:
        """Tell whether a noun surely names who says it: "allies, saying" may be said of them."""
        kinds = ("documents", "organisations", "media", "anonymous")
        return lemma in self.words.roles or any(lemma in self.words[f"voices.{k}"] for k in kinds)

    def agent(self, node: int) -> int | None:
        by = self.tree.kid(node, "agent")
        return None if by is None else self.tree.kid(by, "pobj")

    def quoter(self, saying: int) -> int | None:
        """Who quotes, behind what is quoted: "was quoted as saying by the Herald"."""
        ties = self.tree.kids(saying, "prep", "agent")
        by = next((n for n in ties if self.tree.lemma(n) == "by"), None)
        return None if by is None else self.tree.kid(by, "pobj")

    def holder(self, node: int) -> tuple[tuple[int, ...], ...]:
        tree = self.tree
        owner = tree.kid(node, "poss")
        if owner is not None:
            return (self.group(owner),)
        for prep in tree.kids(node, "prep"):
            person = tree.kid(prep, "pobj")
            of = tree.lemma(prep) == "of" and person is not None and self._may_speak(person)
            if person is not None and (of or tree.lemma(prep) in self.words["nouns.makers"]):
                return (self.group(person),)
        verb = tree.tokens[node].head
        # "it fell amid reports that": not the reports of what fell
        held = tree.dep(node) == "dobj"
        if tree.dep(node) == "pobj":
            held = self._by_way(node)
            verb = tree.tokens[verb].head
        if held and tree.verbal(verb):
            subject = tree.subject(verb)
            # "in a sign that it leaks, Quill said": hers is what she says
            if subject is not None and not node < subject < verb:
                return (self.group(subject),)
        if tree.lemma(node) in self.words["nouns.telling"]:
            return ((node,),)
        return ()

    def citing(self, node: int) -> list[tuple[int, ...]]:
        """Find whom the one at ``node`` cites: "Yonhap, citing an official"."""
        kids = self.tree.kids(node, "acl", "advcl", "prep")
        return [group for child in kids for group in self._quoting(child)]

    def _quoting(self, node: int) -> Iterator[tuple[int, ...]]:
        """Whom "citing" or "quoting" names; why something was done ("citing costs") is nobody."""
        if self.tree.lemma(node) in self.words["cues.quote"]:
            cited = self.tree.kid(node, "dobj", "pobj")
            if cited is not None and self.citable(cited):
                yield self.group(cited)

    def citable(self, node: int) -> bool:
        """Tell whether a noun is somebody or something that can be cited for what is told."""
        other = self.tree.tokens[node].tag not in {"NN", "NNS"}
        return other or self._kinds.can_speak(self.tree.lemma(node))

    def cited(self, node: int, told: Sequence[int] = ()) -> list[tuple[int, ...]]:
        """Find whom the speaker cites: "reported, citing sources"; "quoting the ministry".

        Also at the end of what is ``told``, on which the parse hangs it: "reported that the quay
        had sunk, citing police".
        """
        tree = self.tree
        heads = [head for head in told if head != node]
        ends = [c for head in heads for c in tree.kids(head, "advcl") if c > max(node, head)]
        found = [
            group
            for child in (*tree.kids(node, "advcl", "prep"), *ends)
            if tree.tokens[child].tag == "VBG"
            for group in self._quoting(child)
        ]
        subject = tree.kid(node, "nsubj")
        if subject is not None:
            found.extend(self.citing(subject))
        return found

    def listeners(self, node: int, lemma: str, subject: int | None) -> Iterator[int]:
        """Noun phrases that may be outlets which heard it: "told CBS", "in an interview with"."""
        tree = self.tree
        if lemma in self.words["cues.heard"]:
            yield from tree.kids(node, "dobj", "dative")
            for to in tree.kids(node, "dative"):
                yield from tree.kids(to, "pobj")
        for prep in tree.kids(node, "prep"):
            for noun in tree.kids(prep, "pobj"):
                if tree.lemma(prep) in self.words["attribution.hearers"]:
                    yield noun
                if tree.lemma(noun) in self.words["attribution.heard_nouns"]:
                    yield from self._heard(noun)
        for speaking in tree.kids(node, "advcl"):
            if tree.lemma(speaking) in self.words["attribution.speaking"]:
                yield from self._heard(speaking)
        if subject is not None:
            yield from self._carriers(subject)

    def carriers(self, node: int, content: Sequence[int]) -> Iterator[int]:
        """Find who else carried what is told: "..., as quoted by the Herald"."""
        for clause in (c for head in {node, *content} for c in self.tree.kids(head, "advcl")):
            agent = self.agent(clause)
            if agent is not None and clause != node and self.carries(clause):
                yield agent

    def carries(self, clause: int) -> bool:
        """Tell whether a clause says who carried something: "as reported by"."""
        tree = self.tree
        as_what = "as" in tree.lemmas(clause, "mark", "advmod")
        told = tree.lemma(clause) in self.words["attribution.carried"]
        return as_what and told and tree.tokens[clause].tag == "VBN"

    def _heard(self, node: int) -> Iterator[int]:
        tree = self.tree
        for prep in tree.kids(node, "prep"):
            if tree.lemma(prep) in self.words["attribution.hearers"]:
                yield from tree.kids(prep, "pobj")
        yield from self._carriers(node)

    def _carriers(self, noun: int) -> Iterator[int]:
        """Find who carried it: "a statement carried by X"."""
        tree = self.tree
        for clause in tree.kids(noun, "acl", "relcl"):
            if tree.lemma(clause) in self.words["attribution.carried"]:
                agent = self.agent(clause)
                if agent is not None:
                    yield agent
                for prep in tree.kids(clause, "prep"):
                    if tree.lemma(prep) in self.words["attribution.carriers"]:
                        yield from tree.kids(prep, "pobj")

    def group(self, node: int) -> tuple[int, ...]:
        """Heads of coordinated noun phrases, up to four ("the ministry and the Pentagon").

        Of media that nobody names, those they are said to include: "local media, including the Herald".
        """
        tree = self.tree
        found = [self._including(node)]
        for _ in range(3):
            following = [
                c
                for c in tree.kids(found[-1], "conj")
                if tree.tokens[c].pos in {"NOUN", "PROPN"}
                and not self._within(found[-1], c)
                and self.citable(c)
            ]
            if not following:
                break
            found.append(following[0])
        return tuple(found)

    def _including(self, node: int) -> int:
        """First of those that unnamed media are said to include, else the media."""
        tree = self.tree
        if tree.lemma(node) not in self.words["voices.unnamed_media"]:
            return node
        ties = (p for p in tree.kids(node, "prep") if tree.lemma(p) == "include")
        named = (n for p in ties for n in tree.kids(p, "pobj") if tree.tokens[n].tag == "NNP")
        return next(named, node)

    def _within(self, node: int, name: int) -> bool:
        """Tell whether a name is joined to one inside the phrase before it: "lawyers in Skell and Mire"."""
        tree = self.tree
        first = tree.subtree(name)[0]
        tied = first > 1 and tree.dep(first - 1) == "cc" and tree.dep(first - 2) == "pobj"
        common = tree.tokens[node].pos == "NOUN" and tree.tokens[name].pos == "PROPN"
        # "the suit, brought by Skell, and Mire, says"
        inside = any(node < c < name for c in tree.kids(node, "relcl", "acl"))
        return inside or (tied and common and tree.tokens[first - 2].pos == "PROPN")
