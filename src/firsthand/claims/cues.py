"""Cues in one parsed sentence: who is made to vouch for which words.

Nodes are token indexes of the sentence's tree. Nothing is resolved here; names come later.
The types of cue follow the literature on attribution (Pareti 2015: source, cue, content) and what
news in English does: "X said that", "that, X said", "according to X", "citing X", "X quoted Y as
saying", "X told Y", "is believed to", "the accusation that".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.claims import bonds, conjuncts, silences, substance
from firsthand.claims.contents import Contents
from firsthand.claims.cue import Cue
from firsthand.claims.parties import Parties
from firsthand.claims.passives import Passives
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: kinds of cue that do something with what is told, and do not only tell it
_ACTS = frozenset({"deny", "accuse", "urge"})
#: of these, and of what tells what something is like, those that are not told where they are not done
_DONE = frozenset({"accuse", "urge", "characterise"})
#: marks between what is told and its inverted telling
_CLOSING = frozenset({",", "”", '"', "''", "’"})
#: what stands beside a telling whose content stands elsewhere
_LOOSE = frozenset({"nsubj", "punct", "advmod", "npadvmod", "prep", "advcl", "aux"})


def find(tree: Tree, words: Words, quoted: frozenset[int] = frozenset()) -> list[Cue]:
    """Cues of a sentence in order; ``quoted`` are the nodes inside quotation marks."""
    finder = _Finder(tree, words, quoted)
    found = [cue for node in range(len(tree.tokens)) for cue in finder.at(node)]
    for outer in [cue for cue in found if cue.kind == "according" or cue.node in finder.turned]:
        found = [_apart(tree, cue, outer) for cue in found]
    found = _uncarried(tree, found, finder.who)
    return sorted(found, key=lambda cue: cue.node)


def behind(tree: Tree, words: Words) -> Cue | None:
    """Read "Ada Quill shouted.", of which the "!" of the quotation before it made a sentence.

    Its content is not in the sentence.
    """
    root = tree.roots[0]
    lemma, own = tree.lemma(root), tree.kid(root, "nsubj")
    tells = lemma in words.cues or lemma in words["cues.attitude"] | words["clauses.inquiring"]
    if own is None or not tells or tree.tokens[root].tag not in {"VBD", "VBZ"}:
        return None
    loose = _LOOSE | {"dobj", "dative"} if lemma in words["cues.heard"] else _LOOSE
    if any(tree.dep(c) not in loose for c in tree.kids(root)):
        return None
    who = Parties(tree, words)
    return Cue(
        node=root, kind="say", voices=(who.group(own),),
        listeners=tuple(who.listeners(root, lemma, own)), content=(), scope=frozenset(), weak=True,
    )  # fmt: skip


def _apart(tree: Tree, cue: Cue, outer: Cue) -> Cue:
    """Take "according to X" and ", reported X" out of what is said inside it."""
    if cue.node not in outer.scope or outer.node not in cue.scope:
        return cue
    content = tuple(head for head in cue.content if head != outer.node)
    return replace(cue, scope=cue.scope - set(tree.subtree(outer.node)), content=content)


def _uncarried(tree: Tree, found: list[Cue], who: Parties) -> list[Cue]:
    """Take "as reported by X" out of what others tell, where X has only carried that."""
    heard = {n for cue in found for n in cue.listeners}
    clauses = {c for n in heard for c in tree.ancestors(n) if who.carries(c)}
    below = {n for clause in clauses for n in tree.subtree(clause)}
    return [
        replace(cue, voices=()) if cue.node in clauses else replace(cue, scope=cue.scope - below)
        for cue in found
    ]


class _Finder:
    def __init__(self, tree: Tree, words: Words, quoted: frozenset[int]) -> None:
        self.tree = tree
        self.words = words
        self.quoted = quoted
        self.according = words["attribution.according"]
        self.misread = words["cues.misread"]
        #: cues whose speaker stands behind them
        self.turned: set[int] = set()
        self.said = Contents(tree, words, quoted)
        self.who = Parties(tree, words)
        self.passives = Passives(tree, words, quoted, self.said, self.who)

    def at(self, node: int) -> Iterator[Cue]:
        tree = self.tree
        token = tree.tokens[node]
        lemma = token.lemma.lower()
        if token.text.lower() in self.according:
            yield from self._according(node)
        elif tree.verbal(node):
            yield from self._verb(node, self._joined(node, lemma))
        elif token.pos == "NOUN" and lemma in self.words["nouns.content"]:
            yield from self._noun(node)
        elif token.text in self.misread:
            yield from self._misread(node)

    def _joined(self, node: int, lemma: str) -> str:
        for child in self.tree.kids(node, "prt", "prep"):
            joined = f"{lemma}_{self.tree.lemma(child)}"
            if self.tree.lemma(child) in self.words["cues.particles"] and self.said.kinds(joined):
                return joined
        return lemma

    def _according(self, node: int) -> Iterator[Cue]:
        """Read "according to X": everything in the clause it hangs on."""
        tree = self.tree
        to = tree.kid(node, "prep", "pcomp")
        source = tree.kid(to if to is not None else node, "pobj", "pcomp")
        if source is None or (to is None and not self._named(source)):
            return
        if not tree.kids(source) and not self.who.citable(source):
            # "went according to plan"
            return
        head = tree.tokens[node].head
        for ancestor in (head, *tree.ancestors(head)):
            if tree.verbal(ancestor):
                head = ancestor
                break
        below = set(tree.subtree(node))
        if max(below) + 2 >= len(tree.tokens) and self.said.comma(node):
            head = self.said.whole(head)
        joined = self._joined_to(head, below)
        head = head if joined is None else joined
        scope = frozenset(tree.subtree(head)) - below
        if tree.tokens[node - 1].text == ";":
            scope = frozenset(n for n in scope if n > node)
        if not scope:
            return
        yield Cue(
            node=node,
            kind="according",
            voices=(self.who.group(source), *self.who.citing(source)),
            listeners=tuple(self.who.carriers(node, [head])),
            content=(head,),
            scope=scope,
        )

    def _joined_to(self, head: int, below: set[int]) -> int | None:
        """Verb right behind "according to X" that is joined to another: "but it fell, according to X, by a tenth"."""
        tree, behind = self.tree, max(below) + 2
        if tree.tokens[behind - 1 : behind] == () or tree.tokens[behind - 1].text != ",":
            return None
        for verb in tree.kids(head, "conj"):
            helpers = [n for n in tree.kids(verb, "aux", "auxpass", "advmod", "neg") if n < verb]
            if behind == min((verb, *helpers)) and tree.kid(verb, "nsubj", "nsubjpass") is None:
                return verb
        return None

    def _named(self, node: int) -> bool:
        """Tell whether "per" is followed by a name, not by what is counted ("per song")."""
        return (
            self.tree.tokens[node].tag in {"NNP", "NNPS"} or self.tree.kid(node, "det") is not None
        )

    def _misread(self, node: int) -> Iterator[Cue]:
        """Read "KCNA states, without details, that", whose verb the parse takes for a name."""
        tree = self.tree
        name = tree.kid(node, "compound", "poss")
        clause = self.said.that(node)
        if name is not None and name == node - 1 and clause is not None:
            yield Cue(
                node=node,
                kind="say",
                voices=((name,),),
                listeners=(),
                content=(clause,),
                scope=frozenset(tree.subtree(clause)),
            )

    def _noun(self, node: int) -> Iterator[Cue]:
        """Read "the accusation that ...", "reports that ..."; "X's claim that"."""
        tree = self.tree
        clause = self.said.that(node)
        if clause is None or self.said.by_way(node):
            return
        yield Cue(
            node=node,
            kind="noun",
            voices=self.who.holder(node),
            listeners=(),
            content=(clause,),
            scope=frozenset(tree.subtree(clause)),
            weak=True,
        )

    def _verb(self, node: int, lemma: str) -> Iterator[Cue]:
        if self.tree.dep(node) == "amod" and self.tree.tokens[node].tag == "VBN":
            # "their stated aim"
            return
        if silences.is_one(self.tree, node, lemma, self.words):
            yield self._silence(node)
            return
        turned = self._turned(node, lemma)
        if turned is not None:
            self.turned.add(node)
            yield turned
            return
        made = self._made(node) if lemma == "make" else self._minded(node)
        if made is not None:
            yield made
            return
        kinds = self._kinds(node, lemma)
        if self.passives.is_one(node):
            yield from self.passives.read(node, lemma, kinds)
            return
        for kind in kinds:
            cue = self._active(node, lemma, kind)
            if cue is not None:
                yield cue
                return
        if lemma in self.words["cues.attitude"] or "say" in kinds:
            yield from self._attitude(node)

    def _kinds(self, node: int, lemma: str) -> tuple[str, ...]:
        """Kinds of cue that a verb is where it stands."""
        kinds = self.said.kinds(lemma)
        if self._as_saying(node):
            return ("quote",)
        if lemma in self.words["cues.quoting"] and not self.quoted:
            return ()
        if lemma in self.words["cues.attitude"] and self.said.opens_quotation(node):
            return (*kinds, "say")
        return kinds or (("say",) if self.who.carries(node) else ())

    def _named_by(self, node: int) -> bool:
        """Tell a clause that stands for a noun behind a preposition: "more than what the crews expected"."""
        asked = (self.tree.tokens[n].tag for n in self.tree.kids(node, "dobj"))
        return self.tree.dep(node) == "pcomp" and "WP" in asked

    def _as_saying(self, node: int) -> bool:
        """Tell whether a verb quotes somebody: "the Herald reported Quill as saying that"."""
        tree = self.tree
        said = (c for tie in tree.kids(node, "prep") for c in tree.kids(tie, "pcomp"))
        named = tree.kid(node, "dobj", "nsubjpass")
        return (
            named is not None
            and self.who.citable(named)
            and any(
                tree.lemma(tree.tokens[c].head) == "as" and "say" in self.said.kinds(tree.lemma(c))
                for c in said
            )
        )

    def _turned(self, node: int, lemma: str) -> Cue | None:
        """Read "..., reported the Calder Herald", whose name the parse takes for what was reported."""
        tree = self.tree
        finite = tree.tokens[node].tag in {"VBD", "VBZ"}
        if not finite or lemma not in self.words["cues.inverted"] or node < 2:
            return None
        named = [n for n in tree.kids(node) if n > node and tree.tokens[n].pos == "PROPN"]
        if not named or tree.subtree(named[0])[0] != node + 1:
            return None
        own = [n for n in tree.kids(node, "nsubj", "nsubjpass") if n < node]
        heads = self.said.tops(set(range(node - 1)))
        heads = [n for n in heads if tree.verbal(n)] or heads
        if own or tree.tokens[node - 1].text not in _CLOSING or not heads:
            return None
        return Cue(
            node=node, kind="say", voices=(self.who.group(named[0]), *self.who.cited(node)),
            listeners=tuple(self.who.carriers(node, heads)), content=tuple(heads), scope=frozenset(range(node - 1)),
        )  # fmt: skip

    def _made(self, node: int) -> Cue | None:
        """Read "X made clear that", "made it known that"."""
        tree = self.tree
        beside = tree.dep(node) == "advcl" and tree.tokens[node].tag == "VBG"
        subject = self.who.speaker(node) if beside else tree.kid(node, "nsubj")
        shown = [
            n
            for n in tree.kids(node, "ccomp", "acomp", "oprd")
            if tree.lemma(n) in self.words["cues.made"]
        ]
        if subject is None or not shown or not self.said.finite(node):
            return None
        told = [
            n
            for holder in (node, *shown)
            for n in tree.kids(holder, "ccomp", "advcl")
            if n > shown[0] and tree.kid(n, "nsubj", "nsubjpass", "expl") is not None
        ][:1]
        if not told:
            return None
        return Cue(
            node=node, kind="say", voices=(self.who.group(subject),), listeners=(),
            content=tuple(told), scope=frozenset(tree.subtree(told[0])), weak=True,
        )  # fmt: skip

    def _minded(self, node: int) -> Cue | None:
        """Read "X is confident that", "was convinced that"."""
        tree, minded = self.tree, self.words["cues.minded"]
        states = [node] if tree.lemma(node) in minded else tree.kids(node, "acomp")
        told = [c for n in states if tree.lemma(n) in minded for c in tree.kids(n, "ccomp")]
        subject = tree.kid(node, "nsubj", "nsubjpass")
        if subject is None or not told or tree.negated(node):
            return None
        return Cue(
            node=node, kind="belief", voices=(self.who.group(subject),), listeners=(),
            content=tuple(told), scope=frozenset(tree.subtree(told[0])), weak=True,
        )  # fmt: skip

    def _behind(self, node: int, subject: int | None) -> int | None:
        """Speaker behind a quotation out of which the parse has taken a word: "..., a number," Quill said."""
        if subject is None or subject not in self.quoted or node in self.quoted or subject > node:
            return subject
        start = max(n for n in self.quoted if n < node) + 1
        named = (n for n in range(start, node) if self.tree.tokens[n].tag == "NNP")
        return next((n for n in named if self.tree.dep(n) != "compound"), subject)

    def _bidden(self, node: int, subject: int | None) -> bool:
        """Tell what another should say, or will not: "the mayor must insist", "is unable to say that"."""
        helpers = self.tree.lemmas(node, "aux")
        others = subject is not None and self.tree.lemma(subject) not in {"i", "we"}
        state = self.tree.lemma(self.tree.tokens[node].head)
        bidden = others and bool(helpers & self.words["stance.bidding_modals"])
        return bidden or state in self.words["stance.unwilling"]

    def _alleged(self, node: int, content: Sequence[int]) -> bool:
        """Tell whether the saying itself is hearsay: "reportedly threatened to leave"."""
        adverbs = self.words["stance.hearsay_adverbs"]
        own = self.tree.kids(node, "advmod")
        return list(content) == [node] and any(self.tree.lemma(n) in adverbs for n in own)

    def _attitude(self, node: int) -> Iterator[Cue]:
        """Read "wants", "supports", "called for": a stand that is told, not a statement."""
        tree = self.tree
        subject = tree.kid(node, "nsubj")
        content = tree.kids(node, "dobj", "xcomp", "ccomp")
        for prep in tree.kids(node, "prep"):
            if tree.lemma(prep) in self.words["cues.about"] and not content:
                content = tree.kids(prep, "pobj", "pcomp")
        if subject is None or not content:
            return
        yield Cue(
            node=node,
            kind="attitude",
            voices=(self.who.group(subject),),
            listeners=(),
            content=tuple(content),
            scope=frozenset(self.said.below(content, node)),
            weak=True,
        )

    def _silence(self, node: int) -> Cue:
        tree = self.tree
        subject = tree.subject(node)
        nobody = subject is None or tree.dep(subject) == "nsubjpass" or tree.nobody(subject)
        return Cue(
            node=node,
            kind="silence",
            voices=() if subject is None or nobody else (self.who.group(subject),),
            listeners=(),
            content=(node,),
            scope=frozenset(self.said.below(silences.asked(tree, node) or [node], node)),
        )

    def _active(self, node: int, lemma: str, kind: str) -> Cue | None:
        tree = self.tree
        subject = self._behind(node, self.who.speaker(node))
        if kind == "quote":
            inner = next((n for n in tree.kids(node, "dobj")[:1] if self.who.citable(n)), None)
            return next(self.passives.quoted_as(node, subject, inner), None)
        ahead = self.words["cues.of_deeds"] | self.words["cues.learning"]
        if (lemma in ahead and not self.said.finite(node)) or self._bidden(node, subject):
            return None
        if kind == "deny" and substance.withholds(tree, node, self.words):
            return None
        content, scope = self.said.read(node, lemma, kind)
        bare = kind != "accuse" and tree.dep(node) == "pcomp" and tree.kid(node, "nsubj") is None
        if not content or (content == [node] and bare):
            # "met thirty people in reporting the story"
            return None
        if content == [node] and kind in _DONE and tree.negated(node):
            # "officials have not condemned it": nobody has said so
            return None
        if kind == "belief" and content == [node] and self._named_by(node):
            return None
        if kind == "deny" and content == [node]:
            # "denied any part in the fire that killed two": not that it did
            told = {c for n in scope for c in tree.kids(n, "relcl")}
            scope -= {n for c in told for n in tree.subtree(c)}
        if kind in _ACTS or content == [node]:
            granted = [n for n in scope if bonds.granted(tree, n, self.words)]
            scope -= {below for n in granted for below in tree.subtree(n)}
        if content != [node]:
            joined = conjuncts.unshifted(tree, node)
            joined += conjuncts.shifted(tree, node, self.words) if tree.kids(node, "ccomp") else []
            scope |= {n for verb in joined for n in tree.subtree(verb)}
        alleged = self._alleged(node, content)
        voices = []
        if subject is not None and not (alleged or tree.nobody(subject)):
            voices.append(self.who.group(subject))
        voices.extend(self.who.cited(node, content))
        return Cue(
            node=node,
            kind="announce" if kind == "say" and content == [node] else kind,
            voices=tuple(voices),
            listeners=(
                *self.who.carriers(node, content),
                *self.who.listeners(node, lemma, subject),
            ),
            content=tuple(content),
            scope=frozenset(scope),
            torn=self.said.torn(node) if tree.dep(content[0]) in {"nsubj", "nsubjpass"} else None,
            # "the loss threatens to hurt trade": what somebody tells with "to" is a person's or body's
            weak=lemma in self.words["cues.of_things"]
            or tree.kid(node, "nsubj") is None
            or (content == [node] and tree.kid(node, "xcomp") is not None),
        )
