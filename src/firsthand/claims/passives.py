"""Cues in the passive: "is believed to", "was accused of", "Y was quoted by X as saying"."""

from collections.abc import Iterator, Sequence

from firsthand.claims import charges
from firsthand.claims.contents import Contents
from firsthand.claims.cue import Cue
from firsthand.claims.parties import Parties
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


class Passives:
    """Reads the passive cues of one sentence; ``quoted`` are its nodes in quotation marks."""

    def __init__(
        self, tree: Tree, words: Words, quoted: frozenset[int], said: Contents, who: Parties
    ) -> None:
        self.tree = tree
        self.words = words
        self.quoted = quoted
        self.said = said
        self.who = who

    def is_one(self, node: int) -> bool:
        """Tell a passive, also a participle after its noun ("a plan announced by"), not a verb misread as one."""
        if self.tree.kid(node, "auxpass", "nsubjpass") is not None:
            return True
        token = self.tree.tokens[node]
        clause = self.tree.kid(node, "ccomp") is not None and self.who.agent(node) is None
        # 'a charity called "Smiles for Life"': its name, whatever the parse makes of that
        name = self.tree.lemma(node) in self.words["cues.characterise"]
        return token.tag == "VBN" and token.dep == "acl" and (name or not clause)

    def read(self, node: int, lemma: str, kinds: tuple[str, ...]) -> Iterator[Cue]:
        """Cues of a passive verb of some kinds."""
        tree = self.tree
        agent = self.who.agent(node)
        if "quote" in kinds:
            yield from self.quoted_as(node, agent, tree.kid(node, "nsubjpass"))
            return
        if "accuse" in kinds or lemma in self.words["cues.announce"]:
            yield from self._stand(node, agent)
        content = tuple(tree.kids(node, "ccomp", "xcomp", "oprd"))
        if agent is not None and not content and lemma in self.words["cues.heard"]:
            # "was told by two aides that it leaked", which the parse hangs on the aides
            below = (c for c in tree.kids(agent, "relcl", "acl") if tree.kid(c, "nsubj"))
            content = tuple(c for c in below if tree.lemma(tree.subtree(c)[0]) == "that")[:1]
        likened = agent is not None and "characterise" in kinds and not content
        if (
            likened
            and self.said.finite(node)
            and charges.likens(tree, node, lemma, self.quoted, self.words)
        ):
            content = (node,)
        hedge = lemma in self.words["cues.passive_hedge"] and not self._eyed(lemma, content)
        told = agent is not None and bool(kinds)
        if not content or not (hedge or told or lemma in self.words["cues.passive_report"]):
            return
        xcomp = all(tree.dep(c) in {"xcomp", "oprd"} for c in content)
        heads = (node,) if xcomp else content
        scope = frozenset(n for head in heads for n in tree.subtree(head))
        if agent is not None:
            scope -= set(tree.subtree(tree.tokens[agent].head, content))
        yield Cue(
            node=node,
            kind="passive",
            voices=(self.who.group(agent),) if agent is not None else (),
            listeners=(),
            content=heads,
            scope=scope,
        )

    def _eyed(self, lemma: str, content: Sequence[int]) -> bool:
        """Tell whether something was seen with eyes: "was seen lying there"."""
        tree = self.tree
        return lemma in self.words["cues.perceived"] and all(
            tree.tokens[c].tag in {"VBG", "VBN"} for c in content
        )

    def _stand(self, node: int, agent: int | None) -> Iterator[Cue]:
        """Read "was accused of hurting", "a curfew was announced": told, by nobody named."""
        tree = self.tree
        content = [
            c
            for p in tree.kids(node, "prep")
            for c in tree.kids(p, "pcomp", "pobj")
            if tree.lemma(p) == "of"
        ]
        subject = tree.kid(node, "nsubjpass")
        if not content and subject is not None and not tree.kids(node, "ccomp", "xcomp"):
            content = [subject]
        if content:
            yield Cue(
                node=node,
                kind="attitude",
                voices=() if agent is None else (self.who.group(agent),),
                listeners=(),
                content=tuple(content),
                scope=frozenset(self.said.below(content, node)),
                weak=True,
            )

    def quoted_as(self, node: int, outer: int | None, inner: int | None) -> Iterator[Cue]:
        """Read "X quoted Y as saying that", "Y was quoted by X as saying that"."""
        tree = self.tree
        content: list[int] = []
        listeners: list[int] = []
        for prep in tree.kids(node, "prep", "advcl"):
            if tree.lemma(prep) != "as" and tree.dep(prep) == "prep":
                continue
            saying = prep if tree.dep(prep) == "advcl" else tree.kid(prep, "pcomp")
            if saying is not None and "say" in self.said.kinds(tree.lemma(saying)):
                if outer is None:
                    # "was quoted as saying by the Herald"
                    outer = self.who.quoter(saying)
                heard = tree.lemma(saying) in self.words["cues.heard"]
                content = tree.kids(saying, "ccomp", *(() if heard else ("dobj",)))
                # "was quoted as telling the Herald that"
                listeners = tree.kids(saying, "dobj", "dative") if heard else []
                if not content:
                    content = tree.kids(node, "ccomp")
        voices = [self.who.group(voice) for voice in (outer, inner) if voice is not None]
        if not content and inner is not None:
            # "cited reports that it leaks"
            content = [told for told in (self.said.that(inner),) if told is not None]
        scope = {n for c in content for n in tree.subtree(c)}
        if not content:
            scope = set(self.quoted)
            content = self.said.tops(scope)
        if voices and content:
            yield Cue(
                node=node, kind="quote", voices=tuple(voices), listeners=tuple(listeners),
                content=tuple(content), scope=frozenset(scope),
            )  # fmt: skip
