"""Clauses of a parsed sentence: the grain of a report.

A clause is a verb with what belongs to it, less the clauses inside it that carry an assertion of
their own. "The train left on Sunday and Kim, who was aboard, waved" has three.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from firsthand.claims import bonds, edges, heads, leads, silences, substance
from firsthand.claims.cue import Cue
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its head and its own tokens, in order, edges trimmed."""

    head: int
    nodes: tuple[int, ...]
    #: its tokens with the clauses that say which one is meant ("a deal that ends it"): what is
    #: shown, while those are reports of their own as well
    shown: tuple[int, ...]
    #: tokens of what it says something of, where that stands outside it ("Pell, who sells
    #: herring", "the ferry turned and hit the pier"); empty where it can be read alone
    lead: tuple[int, ...] = ()
    #: its subject where that is a pronoun, inside it or not
    pronoun: int | None = None


def find(
    tree: Tree, cues: list[Cue], words: Words, known: Callable[[int], bool] = lambda _: True
) -> list[Clause]:
    """Clauses of the sentence that carry an assertion, in order of their heads.

    ``known`` tells of a pronoun whether it can be shown what it stands for.
    The words of a cue whose content is a clause ("X said", "according to X") belong to no clause.
    """
    return _Reading(tree, cues, words, known).clauses()


class _Reading:
    """The clauses of one sentence, with what stays with another one."""

    def __init__(
        self, tree: Tree, cues: list[Cue], words: Words, known: Callable[[int], bool]
    ) -> None:
        self.tree, self.words = tree, words
        self.contents = {
            head
            for cue in cues
            for head in cue.content
            if not (
                tree.lemma(cue.node) in words["clauses.inquiring"]
                and bonds.asked(tree, head, words)
            )
        }
        #: "Ada Quill, 40, and Tom Brack, 12, according to police"
        self.listed = {head for cue in cues if cue.kind == "according" for head in cue.content}
        self.silent = _silent(tree, cues, words)
        self.tellings = self.silent | {cue.node for cue in cues if cue.voices}
        candidates = self._candidates(cues)
        beside = [n for n in candidates if n not in self.contents | self.silent]
        self.vague = {n for n in beside if bonds.vague(tree, n, words, known)}
        loose = self.vague | {n for n in beside if bonds.stays(tree, n, words)}
        #: what has lost its subject says nothing, alone or with another
        lost = {n for n in beside if bonds.bereft(tree, n)}
        told = [n for n in candidates if n not in loose | lost]
        self.heads = _standing(tree, told, self.contents, self.silent, words)
        #: what is shown with the clause it hangs on, and is no part of what that asserts
        self.tied = loose | {n for n in told if tree.dep(n) == "advcl" and n not in self.heads}
        self.tied |= {n for n in self.heads if n in beside and bonds.defines(tree, n, words)}
        self.cut = set(self.heads) | self.silent | self.tied | lost
        self.kept = _kept(tree, cues, self.silent)

    def _candidates(self, cues: list[Cue]) -> list[int]:
        """Heads of clauses, less what the parse tore off and what nobody would tell."""
        tree, words = self.tree, self.words
        untold = {cue.torn for cue in cues if cue.torn is not None} | {
            c
            for cue in cues
            if cue.kind == "silence"
            for c in tree.kids(cue.node, "ccomp", "advcl")
            if c in cue.scope
        }
        # "did not say that it leaked": not that it did
        denied = (cue.node for cue in cues if cue.node in cue.content and tree.negated(cue.node))
        untold |= {c for n in denied for c in tree.kids(n, "ccomp")} - self.contents
        asked = (n for n in range(len(tree.tokens)) if silences.prompts(tree, n, words))
        untold |= {c for n in asked for c in tree.kids(n, "ccomp")}
        untold |= {n for cue in cues for n in _ways(tree, cue)} - {cue.node for cue in cues}
        untold |= {n for n in self.contents if bonds.supposed(tree, n, words)}
        named = (cue.node for cue in cues if cue.node in cue.content and cue.kind != "announce")
        untold |= {n for n in named if bonds.names(tree, n)}
        self.contents -= untold
        sure = self.contents | self.silent
        found = heads.find(tree, self.contents, words)
        return [
            n
            for n in found
            if n not in untold and (n in sure or heads.enough(tree, n, found, words))
        ]

    def clauses(self) -> list[Clause]:
        """Clauses that say something, in order of their heads."""
        found = [clause for head in self.heads if (clause := self._clause(head)) is not None]
        shown = {n for clause in found for n in clause.shown}
        # what is about somebody unknown stands alone where nothing is left to stand with
        alone = (self._clause(head) for head in sorted(self.vague - shown))
        found.extend(clause for clause in alone if clause is not None)
        return _whole(self.tree, found, self.silent)

    def _clause(self, head: int) -> Clause | None:
        """Clause of a head; None where it says nothing."""
        tree, words, told = self.tree, self.words, head in self.contents
        if self._empty(head):
            return None
        apart = self.cut - self.kept - {head}
        nodes = self._trimmed(head, apart)
        frame = self._framed(head)
        whole = (
            self._trimmed(frame, apart - self.tied - {frame})
            if self.tied or frame != head
            else nodes
        )
        whole = edges.completed(tree, whole, self.silent)
        lead = leads.find(tree, head, set(nodes), told=told, words=words)
        beside = tree.dep(tree.tokens[head].head) == "appos"
        if not substance.says(tree, [*(lead if beside else ()), *whole], words):
            return None
        if head not in self.listed and substance.verbless(tree, head, whole, told=told):
            return None
        pronoun = leads.pronoun(tree, head, told=told, words=words)
        return Clause(head, tuple(nodes), tuple(whole), lead, pronoun)

    def _framed(self, head: int) -> int:
        """Head of the frame that an open question is shown with ("it is unclear whether"), else its own."""
        tree, above = self.tree, self.tree.tokens[head].head
        above = tree.tokens[above].head if tree.dep(above) == "acomp" else above
        return (
            above if bonds.opens(tree, head) and _frame(tree, above, {head}, self.words) else head
        )

    def _trimmed(self, head: int, apart: set[int]) -> list[int]:
        """Tokens of a clause without those of other ones, and without what hangs on at its edges."""
        nodes = edges.trim(self.tree, self.tree.subtree(head, apart), head, self.words)
        return edges.unhung(self.tree, nodes, self.cut)

    def _empty(self, head: int) -> bool:
        """Tell whether a clause only tells, frames, asks, wishes, repeats or has lost its subject."""
        tree, words = self.tree, self.words
        return (
            head in self.silent
            or _frame(tree, head, self.cut, words)
            or (bonds.slight(tree, head, words) and not self.tied & set(tree.kids(head)))
            or substance.asks(tree, head)
            or substance.orders(tree, head, words)
            or substance.tells(tree, head, words)
            or substance.hollow(tree, head, self.cut)
            or substance.breaks_off(tree, head)
            or substance.lies(tree, head, words)
            or substance.echoes(tree, head, words)
            or substance.brings(tree, head, words)
            or substance.wishes(tree, head, words)
            or substance.amends(tree, head, words)
            or self._aside(head)
        )

    def _aside(self, head: int) -> bool:
        """Tell what a speaker does while he speaks: "he said, referring to Quill", "Quill, speaking in".

        Or how he was reached: "Quill, interviewed at home, said".
        """
        tree, above = self.tree, self.tree.tokens[head].head
        if tree.dep(head) == "acl":
            # beside the speaker, or beside what he is
            noun = tree.tokens[above].head if tree.dep(above) == "appos" else above
            above = tree.tokens[noun].head if tree.dep(noun) == "nsubj" else noun
        elif tree.dep(head) != "advcl":
            return False
        acts = tree.tokens[head].tag == "VBG"
        beside = self.words["clauses.asides" if acts else "clauses.reached"]
        alone = tree.kid(head, "nsubj") is None
        return alone and tree.lemma(head) in beside and above in self.tellings


def _ways(tree: Tree, cue: Cue) -> list[int]:
    """Verbs between a telling and what is told: "said in a note mailed to the Herald that"."""
    above = (tree.tokens[head].head for head in cue.content if tree.dep(head) == "ccomp")
    return [n for n in above if n > cue.node and tree.verbal(n) and tree.dep(n) in {"acl", "conj"}]


def _standing(
    tree: Tree, told: list[int], contents: set[int], silent: set[int], words: Words
) -> list[int]:
    """Heads less those of clauses that cannot stand alone: they stay with the clause around them.

    A clause without a subject of its own needs to be sure of another; "if it rains" and what then
    follows are one.
    """
    conditional = {
        below
        for head in told
        if head in contents and bonds.conditional(tree, head, words)
        for below in tree.subtree(head)
        if below != head
    }
    parents = set(told) - silent
    return [
        head
        for head in told
        if head not in conditional
        and not (head not in contents and _held(tree, head, parents, words))
        and not (tree.dep(head) == "conj" and _slight(tree, head, told, words))
        and not _shares(tree, head)
        and (
            head in contents
            or head in silent
            or not any(above in parents for above in tree.ancestors(head))
            or not _needy(tree, head)
            or leads.of(tree, head, told=False, words=words) is not None
        )
    ]


def _shares(tree: Tree, head: int) -> bool:
    """Tell whether a verb shares what follows with the one it is joined to: "met and talked with"."""
    above = tree.tokens[head].head
    tags = {tree.tokens[head].tag, tree.tokens[above].tag}
    bare = tags == {"VB"}
    # "had seen and searched the man"
    past = len(tags) == 1 or tags == {"VBD", "VBN"}
    helped = tree.kid(head, "aux") is not None or tree.kid(above, "auxpass") is not None
    held = past and not helped and tree.kid(head, "dobj") is not None
    between = range(above + 1, head)
    near = bool(between) and all(tree.dep(node) == "cc" for node in between)
    return tree.dep(head) == "conj" and (bare or held) and near


def _slight(tree: Tree, head: int, told: list[int], words: Words) -> bool:
    """Tell whether a joined clause says too little for itself: "it fell and did nothing"."""
    return not substance.says(tree, tree.subtree(head, set(told) - {head}), words)


def _held(tree: Tree, head: int, parents: set[int], words: Words) -> bool:
    """Tell whether a clause is what another asks: "they look into whether it leaked".

    Or what it holds, and says nothing without: "they knew that it leaked".
    """
    above = tree.tokens[head].head
    if above in parents and tree.dep(head) == "ccomp" and substance.hollow(tree, above, {head}):
        return not substance.emerges(tree, above, words)
    asks = above in parents and bonds.wonders(tree, head)
    subject = tree.kid(above, "nsubj", "nsubjpass")
    return asks and subject is not None and tree.tokens[subject].pos != "PRON"


def _needy(tree: Tree, head: int) -> bool:
    """Tell whether a clause has no subject that could be read without the words around it."""
    own = tree.kid(head, "nsubj", "nsubjpass", "expl", "csubj")
    hangs = tree.dep(head) in {"relcl", "acl", "conj", "advcl"}
    if tree.dep(head) == "relcl" and tree.lemma(tree.subtree(head)[0]) == "where":
        return True
    if own is not None and tree.lemma(own) == "which" and bonds.set_off(tree, head):
        # it takes up the whole sentence: "two more died, which brings the toll to five"
        finite = next(iter(tree.kids(head, "aux", "auxpass")), head)
        return tree.tokens[finite].tag not in {"VBZ", "VBD"}
    return hangs and (own is None or tree.tokens[own].tag in {"WP", "WDT"})


def _whole(tree: Tree, found: list[Clause], silent: set[int]) -> list[Clause]:
    """Clauses, of which one that the parse tore from what is told goes back to it.

    "He warned, 'trucks carrying sand, pose a danger'": what the verb cannot share with "warned".
    """
    kept: list[Clause] = []
    for clause in sorted(found, key=lambda clause: clause.nodes[0]):
        torn = (
            not clause.lead
            and tree.dep(clause.head) == "conj"
            and tree.tokens[clause.head].head in silent
            and tree.kid(clause.head, "nsubj", "nsubjpass", "expl") is None
        )
        before = kept[-1] if torn and kept else None
        gap = range(before.shown[-1] + 1, clause.nodes[0]) if before is not None else range(0)
        if before is not None and gap and all(tree.dep(n) == "punct" for n in gap):
            kept[-1] = replace(
                before,
                nodes=(*before.nodes, *clause.nodes),
                shown=(*before.shown, *clause.shown),
            )
        else:
            kept.append(clause)
    return sorted(kept, key=lambda clause: clause.head)


def _kept(tree: Tree, cues: list[Cue], silent: set[int]) -> set[int]:
    """Heads of what a noun holds that another clause needs: "driven by the belief that it leaks"."""
    nouns = [cue for cue in cues if cue.kind == "noun"]
    return {
        head
        for cue in nouns
        for head in cue.content
        if not any(node in silent for node in _above(tree, cue.node))
    }


def _above(tree: Tree, noun: int) -> tuple[int, ...]:
    """The verb that a noun belongs to, directly or by a preposition."""
    head = tree.tokens[noun].head
    return (head, tree.tokens[head].head) if tree.dep(head) == "prep" else (head,)


def reports(tree: Tree, clause: Clause, words: Words) -> bool:
    """Tell whether words that nobody is quoted with report something.

    What addresses the reader ("You can watch live"), asks something of him ("Sign up") or has no
    verb of its own ("Posted by ...", "Unlimited access") is no news.
    """
    if any(tree.tokens[n].text.lower() in words["clauses.addressed"] for n in clause.nodes):
        return False
    if tree.dep(clause.head) != "ROOT":
        return True
    if not tree.verbal(clause.head):
        return any(tree.verbal(n) for n in clause.nodes)
    own = tree.kid(clause.head, "nsubj", "nsubjpass", "expl", "csubj", "aux", "auxpass")
    return own is not None or tree.tokens[clause.head].tag not in {"VB", "VBN", "VBG"}


def _silent(tree: Tree, cues: list[Cue], words: Words) -> set[int]:
    """Heads of words that only attribute: "X said", "according to X", "citing sources"."""
    found = {cue.node for cue in cues if cue.node not in cue.content and cue.kind != "noun"}
    silences = {cue.node for cue in cues if cue.kind == "silence"}
    for cue in cues:
        found.update(
            c for c in tree.kids(cue.node, "advcl", "prep") if tree.lemma(c) in words["cues.quote"]
        )
        if cue.kind == "noun":
            found.update(
                verb
                for verb in _above(tree, cue.node)
                if verb in silences or _carries(tree, cue.node, verb, words)
            )
    for node in list(found):
        above = tree.tokens[node].head
        if tree.dep(node) == "xcomp" and tree.kid(above, "dobj", "nsubjpass") is None:
            # "he tried to explain his remark that", "was quick to say that": all of it only attributes
            found.add(tree.tokens[above].head if tree.dep(above) == "acomp" else above)
        on = tree.lemma(above) == "go" and tree.kid(above, "prt") is not None
        if on and tree.dep(node) == "advcl" and tree.bare(node):
            # "went on to say that"
            found.add(above)
    return found


def _carries(tree: Tree, noun: int, verb: int, words: Words) -> bool:
    """Tell whether a verb only brings the noun whose content is the report: "there are fears that"."""
    if tree.kid(verb, "expl") is not None:
        return tree.dep(noun) == "attr"
    of = tree.tokens[noun].head
    if of != verb:
        # "is of the view that"
        return tree.lemma(of) == "of" and tree.lemma(verb) == "be"
    return tree.dep(noun) == "dobj" and tree.lemma(verb) in words["clauses.bringing"]


def _frame(tree: Tree, head: int, cut: set[int], words: Words) -> bool:
    """Tell whether a clause only frames another: "it was unclear whether", "the fact is that".

    "This was reported by" and "it is interesting to note" as well.
    """
    subject = tree.kid(head, "nsubj", "nsubjpass", "expl")
    empty = subject is not None and tree.lemma(subject) in {"it", "there"}
    bidden = [c for n in (head, *tree.kids(head, "acomp")) for c in tree.kids(n, "xcomp")]
    if empty and any(tree.lemma(c) in words["clauses.considering"] for c in bidden):
        return True
    if subject is not None and tree.lemma(subject) in {"this", "that"} and tree.kid(head, "agent"):
        return tree.lemma(head) in words["cues.say"]
    if subject is not None and tree.tokens[subject].tag == "NN" and tree.lemma(head) == "be":
        told = (c for c in tree.kids(head, "ccomp") if c in cut)
        return not tree.negated(head) and any("that" in tree.lemmas(c, "mark") for c in told)
    inner = [c for n in (head, *tree.kids(head, "acomp")) for c in tree.kids(n, "ccomp", "csubj")]
    # "it is not clear when it sank": what is asked, though the parse takes it for a time
    open_ = words["stance.known_adjectives"] | words["hedges.unconfirmed"]
    known = [n for n in tree.kids(head, "acomp") if tree.lemma(n) in open_]
    asked = (c for n in (head, *known) for c in tree.kids(n, "advcl")) if known else ()
    inner += [c for c in asked if bonds.asking(tree, c) is not None]
    # "it was old, it was heavy": what stands before is joined, whatever the parse says
    return empty and any(c in cut and c > head for c in inner)
