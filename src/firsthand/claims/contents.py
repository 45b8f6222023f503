"""What is said: the words of a parsed sentence that a cue makes somebody's.

A clause ("said that it leaks"), the sentence around the cue ("It leaks, she said"), a quotation, or
a phrase ("denied the claims"). Nodes are token indexes of the sentence's tree.
"""

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: words between a subject and the verb that a parse has torn from it
MAX_TORN = 9


class Contents:
    """Finds what the cues of one sentence tell; ``quoted`` are its nodes in quotation marks."""

    def __init__(self, tree: Tree, words: Words, quoted: frozenset[int]) -> None:
        self.tree = tree
        self.words = words
        self.quoted = quoted

    def kinds(self, lemma: str) -> list[str]:
        kinds = ("quote", "deny", "accuse", "belief", "say", "characterise", "urge")
        return [kind for kind in kinds if lemma in self.words[f"cues.{kind}"]]

    def read(self, node: int, lemma: str, kind: str) -> tuple[list[int], set[int], bool]:
        """Heads and tokens of what is said, and whether the tie is loose."""
        tree = self.tree
        clauses = [c for c in tree.kids(node, "ccomp") if c not in self._adverbial(node)]
        if clauses and kind not in {"characterise", "accuse"}:
            return clauses, self.below(clauses, node), False
        heard = self._of_listener(node) if kind == "say" and not clauses else None
        if heard is not None:
            return [heard], set(tree.subtree(heard)), False
        torn = self.torn(node)
        if torn is not None and not clauses and kind in {"say", "belief"}:
            subject = tree.kids(node, "nsubj", "nsubjpass")[0]
            return [subject], set(tree.subtree(subject)), False
        around = self._around(node, kind)
        if around is not None:
            return [around], set(tree.subtree(around)) - set(tree.subtree(node)), True
        what = self._what(node, kind)
        if what is not None:
            return [what], set(tree.subtree(what)) - set(tree.subtree(node)), False
        strict = lemma in self.words["cues.needs_clause"]
        if kind == "say" and not strict and self._in_quotes(node):
            return self.tops(self._quotation(node)), self._quotation(node), True
        heads = self._phrases(node, lemma, kind)
        return heads, self.below(heads, node), False

    def that(self, node: int) -> int | None:
        """Head of the "that" clause of a noun."""
        tree = self.tree
        for clause in tree.kids(node, "acl", "ccomp", "relcl"):
            if any(tree.lemma(m) == "that" for m in tree.kids(clause, "mark")):
                return clause
        return None

    def _of_listener(self, node: int) -> int | None:
        """Head of "told the Herald that it leaks" where the parse hangs it on the one who heard it."""
        found = (self.that(listener) for listener in self.tree.kids(node, "dobj", "dative"))
        told = next((clause for clause in found if clause is not None), None)
        own = told is not None and self.tree.kid(told, "nsubj", "nsubjpass", "expl") is not None
        return told if own else None

    def unshifted(self, node: int) -> list[int]:
        """Verbs joined to a past one that cannot be: "said it is watching and will be ready"."""
        tree = self.tree
        if tree.tokens[node].tag != "VBD":
            return []
        return [
            verb
            for verb in tree.kids(node, "conj")
            if tree.kid(verb, "nsubj", "nsubjpass", "expl") is None
            and (
                tree.tokens[verb].tag in {"VBZ", "VBP"}
                or any(tree.tokens[c].tag in {"MD", "VBZ", "VBP"} for c in tree.kids(verb, "aux"))
            )
        ]

    def torn(self, node: int) -> int | None:
        """Head of a clause that the parse tore to a second subject: "No oil leaked, Quill said"."""
        tree = self.tree
        subjects = [n for n in tree.kids(node, "nsubj", "nsubjpass") if n < node]
        if len(subjects) < 2:
            return None
        below = tree.subtree(subjects[0])
        verbs = [
            n for n in below if tree.dep(n) in {"acl", "relcl"} and tree.tokens[n].tag != "VBG"
        ]
        return next((n for n in verbs if n - subjects[0] <= MAX_TORN), None)

    def below(self, heads: list[int], node: int) -> set[int]:
        """Tokens under the heads; of the cue itself not its asides ("denied it, blaming rebels")."""
        outside = ("advcl", "conj", "nsubj", "nsubjpass", "punct", "cc")
        asides = self.tree.kids(node, *outside) if heads == [node] else []
        asides.extend(
            n
            for n in self.tree.kids(node, "prep")
            if self.tree.tokens[n].text.lower() in self.words["attribution.according"]
        )
        asides.extend(
            n
            for head in heads
            for n in self.tree.kids(head, "advcl")
            if self.tree.lemma(n) in self.words["cues.quote"] and n != node
        )
        return {n for head in heads for n in self.tree.subtree(head, asides)} - {node}

    def _adverbial(self, node: int) -> set[int]:
        return {
            c
            for c in self.tree.kids(node, "ccomp")
            if any(
                self.tree.lemma(m) in {"as", "because", "while"} for m in self.tree.kids(c, "mark")
            )
        }

    def _around(self, node: int, kind: str) -> int | None:
        """Head of the clause that a cue is put into: "The train, he said, left"; "as X reported"."""
        tree = self.tree
        token = tree.tokens[node]
        if kind not in {"say", "belief"} or token.head == node or not tree.verbal(token.head):
            return None
        if token.dep == "parataxis":
            return token.head
        event = tree.kid(node, "dobj") is not None
        as_clause = (
            token.dep == "advcl"
            and not event
            and any(tree.lemma(m) == "as" for m in tree.kids(node, "mark", "advmod"))
        )
        joined = token.dep == "conj" and not tree.kids(token.head, "cc") and self.comma(node)
        own_subject = tree.kid(node, "nsubj") is not None
        apart = token.dep == "advcl" and not tree.kids(node, "mark", "advmod") and self.comma(node)
        if as_clause or ((joined or apart) and own_subject):
            return token.head
        return None

    def _what(self, node: int, kind: str) -> int | None:
        """Head of "what X says was an assault" where the parse makes the saying its subject."""
        tree = self.tree
        asks = any(tree.tokens[c].tag == "WP" for c in tree.kids(node))
        return (
            tree.tokens[node].head if kind == "say" and tree.dep(node) == "csubj" and asks else None
        )

    def comma(self, node: int) -> bool:
        first = self.tree.subtree(node)[0]
        before = self.tree.tokens[first - 1].text if first else ""
        return before in {",", "”", '"', "''", "’"}

    def _quotation(self, node: int) -> set[int]:
        return {n for n in self.quoted if n != node}

    def _in_quotes(self, node: int) -> bool:
        """Tell whether the cue stands outside a quotation that no other cue has."""
        tree = self.tree
        if not self.quoted or node in self.quoted or tree.kid(node, "nsubj") is None:
            return False
        return not any(
            tree.kid(n, "ccomp") is not None and self.kinds(tree.lemma(n))
            for n in range(len(tree.tokens))
            if n != node and n not in self.quoted and tree.verbal(n)
        )

    def opens_quotation(self, node: int) -> bool:
        """Tell whether a quotation follows right behind a verb: 'the mayor mocked, "..."'."""
        following = [t.text for t in self.tree.tokens[node + 1 : node + 2]]
        near = any(n in self.quoted for n in range(node + 2, node + 4))
        return following in ([","], [":"]) and near and node not in self.quoted

    def tops(self, nodes: set[int]) -> list[int]:
        return [
            n
            for n in sorted(nodes)
            if self.tree.tokens[n].head not in nodes or self.tree.tokens[n].head == n
        ][:4]

    def _phrases(self, node: int, lemma: str, kind: str) -> list[int]:
        """Content that is no clause of its own: "denied the claims", "vowed to fight"."""
        tree = self.tree
        strict = lemma in self.words["cues.needs_clause"]
        infinitive = [] if strict or kind == "urge" else tree.kids(node, "xcomp")
        if kind in {"say", "belief", "deny"} and infinitive:
            return [node]
        if kind == "belief" and lemma in self.words["cues.of_nouns"] and tree.kids(node, "dobj"):
            return [node]
        if kind == "deny" or (kind == "say" and lemma in self.words["cues.announce"]):
            done = kind == "deny" or self.finite(node)
            return [node] if done and tree.kid(node, "dobj") is not None else []
        if kind == "urge":
            return [node] if tree.kids(node, "xcomp", "ccomp") else []
        named = self._charges(node) if kind == "accuse" else self._likens(node, lemma)
        return [node] if named and kind in {"accuse", "characterise"} else []

    def _charges(self, node: int) -> bool:
        """Tell whether somebody is accused of something."""
        tree = self.tree
        named = tree.kid(node, "dobj") is not None
        return named and any(
            tree.lemma(p) in {"of", "for", "with", "on"} and tree.kids(p, "pcomp", "pobj")
            for p in tree.subtree(node)
            if tree.dep(p) == "prep" and p > node
        )

    def _likens(self, node: int, lemma: str) -> bool:
        """Tell whether something is called or taken for something."""
        tree = self.tree
        taken = [
            p
            for n in (node, *tree.kids(node, "dobj"))
            for p in tree.kids(n, "prep")
            if tree.lemma(p) == "as"
        ]
        if lemma == "attribute" and any(tree.lemma(p) == "to" for p in tree.kids(node, "prep")):
            return True
        if lemma in {"see", "view", "regard"}:
            return bool(taken) and not tree.kids(node, "oprd")
        direct = tree.kid(node, "dobj") is not None and lemma in {"condemn", "denounce"}
        return bool(tree.kids(node, "oprd") or taken) or direct

    def finite(self, node: int) -> bool:
        """Tell whether the verb tells of something done, not of what shall or may be done."""
        tree = self.tree
        helpers = [tree.tokens[c] for c in tree.kids(node, "aux")]
        ahead = any(helper.tag in {"MD", "TO"} for helper in helpers)
        return not ahead and (tree.tokens[node].tag != "VB" or bool(helpers))
