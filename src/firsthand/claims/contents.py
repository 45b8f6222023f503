"""What is said: the words of a parsed sentence that a cue makes somebody's.

A clause ("said that it leaks"), the sentence around the cue ("It leaks, she said"), a quotation, or
a phrase ("denied the claims"). Nodes are token indexes of the sentence's tree.
"""

from firsthand.claims import bonds, charges, conjuncts
from firsthand.claims.tree import FINITE, Tree
from firsthand.lexicon.language import Words

#: words between a subject and the verb that a parse has torn from it
MAX_TORN = 9
#: words of a phrase between a verb and what is told ("said in a note mailed to the Herald that")
MAX_BETWEEN = 24
#: tokens that a sentence has before "officials said" at its end
MIN_TOLD = 4


class Contents:
    """Finds what the cues of one sentence tell; ``quoted`` are its nodes in quotation marks."""

    def __init__(self, tree: Tree, words: Words, quoted: frozenset[int]) -> None:
        self.tree = tree
        self.words = words
        self.quoted = quoted

    def kinds(self, lemma: str) -> tuple[str, ...]:
        """Kinds of cue that a verb is."""
        return self.words.cues.get(lemma, ())

    def read(self, node: int, lemma: str, kind: str) -> tuple[list[int], set[int]]:
        """Heads and tokens of what is said."""
        tree = self.tree
        clauses = [
            c
            for c in tree.kids(node, "ccomp")
            if not (self._apart(c, node) or self._small(c, lemma) or self._beyond(node, lemma, c))
            and not (self._sensed(lemma, c) or self._unmarked(lemma, c))
        ]
        if clauses[1:] and clauses[0] < node < clauses[-1]:
            # "two in ten said it leaks, eight said it holds": what stands before is told by others
            clauses = [c for c in clauses if c > node or not self._told(c)]
        told = self._asserted(clauses, node, lemma, kind)
        if told != clauses or (clauses and kind not in {"characterise", "accuse"}):
            apart = conjuncts.apart(tree, node, clauses, self.words)
            return told, self.below(told, node) - apart
        heard = self._held_below(node) if kind == "say" else None
        if heard is not None:
            return [heard], set(tree.subtree(heard))
        torn = self.torn(node)
        if torn is not None and kind in {"say", "belief"}:
            subject = tree.kids(node, "nsubj", "nsubjpass")[0]
            return [subject], set(tree.subtree(subject))
        around = self._around(node, kind)
        if around is not None:
            return [around], set(tree.subtree(around)) - set(tree.subtree(node))
        strict = lemma in self.words["cues.needs_clause"]
        what = None if strict else self._what(node, kind)
        if what is not None:
            return [what], set(tree.subtree(what)) - set(tree.subtree(node))
        if kind == "say" and (not strict or self._closes(node)) and self._in_quotes(node):
            return self.tops(self._quotation(node)), self._quotation(node)
        heads = self._phrases(node, lemma, kind)
        if not heads and kind == "say" and not strict and self._ends(node, lemma):
            first = tree.subtree(tree.kids(node, "nsubj")[0])[0]
            before = {n for n in range(first) if tree.dep(n) != "punct"}
            return self.tops(before), before
        return heads, self.below(heads, node)

    def _asserted(self, clauses: list[int], node: int, lemma: str, kind: str) -> list[int]:
        """Heads of what is asserted: the clauses, or the telling with them where they are not so alone."""
        if not clauses or lemma in self.words["clauses.inquiring"] or kind == "deny":
            return clauses
        if bonds.disbelieves(self.tree, node, self.words):
            return clauses  # it is told as denied
        # "did not say that it leaked": not that it did
        denied = self.tree.negated(node) and all(c > node for c in clauses)
        if denied or all(self._open(c, node, kind) for c in clauses):
            return [node] if denied or self.finite(node) else []
        return clauses

    def _open(self, clause: int, node: int, kind: str) -> bool:
        """Tell what is not asserted without its telling: "explained why it sank", "demanded that it be sold"."""
        tree = self.tree
        opening = bonds.asking(tree, clause)
        if opening is not None and opening > node:
            # "showed how it sank": that it did
            return tree.lemma(opening) != "how" or tree.tokens[opening].head != clause
        helpers = tree.kids(clause, "aux", "auxpass")
        first = helpers[0] if helpers else clause
        base = tree.tokens[first].tag == "VB" or (kind == "urge" and tree.bare(first))
        return base and "that" in tree.lemmas(clause, "mark")

    def _told(self, clause: int) -> bool:
        """Tell whether a clause is a telling with somebody of its own who tells."""
        own = self.tree.kid(clause, "nsubj") is not None and self.tree.kid(clause, "ccomp")
        return bool(own) and bool(self.kinds(self.tree.lemma(clause)))

    def _ends(self, node: int, lemma: str) -> bool:
        """Tell whether "..., officials told Reuters" ends a sentence whose parse gives it no content."""
        tree = self.tree
        own = tree.kid(node, "nsubj")
        heard = {"dobj", "dative"} if lemma in self.words["cues.heard"] else set()
        behind = [c for c in tree.kids(node) if c > node]
        last = max((n for c in behind for n in tree.subtree(c)), default=node)
        if own is None or own > node or last + 1 < len(tree.tokens) - 1:
            return False
        if any(tree.dep(c) not in {"punct", "npadvmod", "prep", "advmod", *heard} for c in behind):
            return False
        first = tree.subtree(own)[0]
        # "a blast in Skell killed two, officials said": the parse takes the verb for what the blast is
        verbs = any(
            tree.tokens[n].tag in FINITE or (tree.tokens[n].tag == "VBN" and tree.dep(n) == "acl")
            for n in range(first)
        )
        return first > MIN_TOLD and tree.tokens[first - 1].text == "," and verbs

    def whole(self, head: int) -> int:
        """Verb over a clause with all that is told with it: what ends a sentence is said of it all.

        Of what it is joined to or hangs on, and of a telling around that.
        """
        tree = self.tree
        for above in tree.ancestors(head):
            told = tree.dep(head) == "ccomp" and "say" in self.kinds(tree.lemma(above))
            if not told and tree.dep(head) not in {"conj", "advcl"}:
                break
            head = above
        return head

    def that(self, node: int) -> int | None:
        """Head of the "that" clause of a noun."""
        tree = self.tree
        held = tree.kids(node, "acl", "ccomp", "relcl")
        verb = tree.tokens[node].head
        if tree.dep(node) == "nsubj" and tree.lemma(verb) == "be" and not tree.negated(verb):
            # "their fear is that it leaks"
            held.extend(tree.kids(verb, "ccomp"))
        for clause in held:
            if "that" in tree.lemmas(clause, "mark"):
                return clause
        return None

    def _held_below(self, node: int) -> int | None:
        """Head of what is told where the parse hangs it on a word between.

        On the one who heard it ("told the Herald that it leaks"), or on what it was said in ("said
        in a call that it leaks", "in a note mailed to the Herald that it leaks").
        """
        tree = self.tree
        between = [n for n in tree.kids(node, "dobj", "dative") if n > node]
        for prep in tree.kids(node, "prep"):
            below = tree.subtree(prep)[:MAX_BETWEEN] if prep > node else []
            between.extend(n for n in below if not self._tells(n))
        for holder in between:
            told = self.that(holder)
            if told is not None:
                return told
        return None

    def _tells(self, node: int) -> bool:
        """Tell whether a word below a cue is a cue of its own."""
        if self.tree.verbal(node):
            return bool(self.kinds(self.tree.lemma(node)))
        return self.tree.lemma(node) in self.words["nouns.content"] and not self.by_way(node)

    def by_way(self, node: int) -> bool:
        """Tell whether a noun only says how it was told: "told the Herald in a statement that"."""
        tree = self.tree
        tie = tree.tokens[node].head
        verb = tree.tokens[tie].head
        inside = (
            tree.dep(node) == "pobj" and tree.lemma(tie) in self.words["nouns.ways"] and verb < tie
        )
        return inside and "say" in self.kinds(tree.lemma(verb)) and tree.subject(verb) is not None

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
            if self.tree.lemma(n) in self.words["cues.quote"]
        )
        return {n for head in heads for n in self.tree.subtree(head, asides)} - {node}

    def _apart(self, clause: int, node: int) -> bool:
        """Tell whether a semicolon, or a colon before a quotation, parts a clause from the verb behind it."""
        led = node in self.quoted and clause not in self.quoted
        signs = {";", ":"} if led else {";"}
        return clause < node and any(t.text in signs for t in self.tree.tokens[clause:node])

    def _beyond(self, node: int, lemma: str, clause: int) -> bool:
        """Tell what goes on behind a told noun: "when he announced the plan we came down"."""
        tree = self.tree
        nouns = [n for n in tree.kids(node, "dobj") if node < n < tree.subtree(clause)[0]]
        apart = (clause in self.quoted) != (node in self.quoted)
        marked = apart or tree.kid(clause, "mark") is not None
        return bool(nouns) and lemma in self.words["cues.announce"] and not marked

    def _small(self, clause: int, lemma: str) -> bool:
        """Tell whether what a verb holds has no verb: "the states will find them unlawful"."""
        tree = self.tree
        own = tree.kid(clause, "nsubj")
        verb = tree.verbal(clause) or tree.kid(clause, "aux", "cop", "mark") is not None
        state = lemma in self.words["cues.needs_clause"] and tree.tokens[clause].pos == "ADJ"
        return own is not None and not verb and (state or tree.tokens[own].pos == "PRON")

    def _sensed(self, lemma: str, clause: int) -> bool:
        """Tell what was heard or seen with the senses: "they heard the boat coming"."""
        sense = lemma in self.words["perception.verbs"]
        return sense and self.tree.tokens[clause].tag == "VBG" and not self.tree.kids(clause, "aux")

    def _unmarked(self, lemma: str, clause: int) -> bool:
        """Tell whether a verb that tells only with "that" has none: "accepted [that] it leaked"."""
        bare = "that" not in self.tree.lemmas(clause, "mark")
        return lemma in self.words["cues.needs_that"] and bare

    def _around(self, node: int, kind: str) -> int | None:
        """Head of the clause that a cue is put into: "The train, he said, left"; "as X reported"."""
        tree = self.tree
        token = tree.tokens[node]
        if kind not in {"say", "belief"} or token.head == node:
            return None
        if token.dep == "parataxis":
            # "the bus hit a pole, Quill said, then turned over"
            over = self.whole(token.head) if token.head > node else token.head
            return over if over < node else token.head
        if not tree.verbal(token.head):
            return None
        heard = tree.lemma(node) in self.words["cues.heard"]
        event = tree.kid(node, "dobj") is not None and not heard
        as_clause = (
            token.dep == "advcl" and not event and "as" in tree.lemmas(node, "mark", "advmod")
        )
        more = as_clause or event or tree.kid(node, "xcomp") is not None
        if more and tree.lemma(node) in self.words["cues.lasting"]:
            return None
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
        edge = first if self.tree.dep(first) == "punct" else max(first - 1, 0)
        return self.tree.tokens[edge].text in {",", "”", '"', "''", "’"}

    def _quotation(self, node: int) -> set[int]:
        return {n for n in self.quoted if n != node}

    def _in_quotes(self, node: int) -> bool:
        """Tell whether the cue stands outside a quotation that no other cue has."""
        tree = self.tree
        if not self.quoted or node in self.quoted:
            return False
        if tree.kid(node, "nsubj") is None and not self.opens_quotation(node):
            return False
        beside = any(tree.lemma(m) != "as" for m in tree.kids(node, "mark"))
        if beside and not self.quoted & set(tree.subtree(node)):
            # "after the Herald reported on it": the quotation stands in another clause
            return False
        return not any(
            tree.kid(n, "ccomp") is not None and self.kinds(tree.lemma(n))
            for n in range(len(tree.tokens))
            if n != node and n not in self.quoted and tree.verbal(n)
        )

    def _closes(self, node: int) -> bool:
        """Tell whether the teller stands right behind a quotation: '..., it sank," Quill wrote'."""
        own = self.tree.kid(node, "nsubj")
        if own is None or own > node or self.tree.tokens[own].tag in {"WDT", "WP"}:
            return False
        first = self.tree.subtree(own)[0]
        return first > 1 and self.tree.tokens[first - 1].tag == "''" and node not in self.quoted

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
            # "have seen it threaten to fire": what it did
            told = tree.tokens[node].tag != "VB" or tree.kid(node, "aux") is not None
            return [node] if told else []
        tie = lemma.partition("_")[2]
        if kind == "say" and tie in tree.lemmas(node, "prep"):
            return [node] if self.finite(node) else []
        if kind == "belief" and lemma in self.words["cues.of_nouns"] and tree.kids(node, "dobj"):
            return [node]
        if kind == "deny" or (kind == "say" and lemma in self.words["cues.announce"]):
            done = kind == "deny" or self.finite(node)
            return [node] if done and tree.kid(node, "dobj") is not None else []
        if kind == "urge":
            # 'urged Skell "to open the lock"': the mark parts what the verb holds
            marked = any(
                c in self.quoted and "to" in tree.lemmas(c, "aux") for c in tree.kids(node, "advcl")
            )
            return [node] if marked or tree.kids(node, "xcomp", "ccomp") else []
        named = (kind == "accuse" and charges.some(tree, node)) or (
            kind == "characterise" and charges.likens(tree, node, lemma, self.quoted, self.words)
        )
        return [node] if named else []

    def finite(self, node: int) -> bool:
        """Tell whether the verb tells of something done, not of what shall or may be done."""
        tree = self.tree
        helpers = [tree.tokens[c] for c in tree.kids(node, "aux")]
        ahead = any(helper.tag in {"MD", "TO"} for helper in helpers)
        return not ahead and (tree.tokens[node].tag != "VB" or bool(helpers))
