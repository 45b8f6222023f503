"""Clauses of a parsed sentence: the grain of a report.

A clause is a verb with what belongs to it, less the clauses inside it that carry an assertion of
their own. "The train left on Sunday and Kim, who was aboard, waved" has three.
"""

from dataclasses import dataclass, replace

from firsthand.claims import leads, substance
from firsthand.claims.cues import Cue
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: an aside of fewer words ("he said", "asked why") asserts nothing of its own
MIN_WORDS = 2
MIN_ASIDE_WORDS = 3
#: "producing artillery systems" only says which; a long one is read as an assertion
MIN_RESTRICTIVE_WORDS = 5
#: clauses read in one sentence; beyond it is a list or an attack
MAX_CLAUSES = 40
_OWN = frozenset({"ROOT", "ccomp", "parataxis", "dep", "csubj"})
_ASIDES = frozenset({"advcl", "relcl", "acl"})
_EDGE = frozenset({"cc", "punct", "preconj"})
#: what brings a clause or a noun, and says nothing where that was cut off
_BRINGING = frozenset({"prep", "mark", "agent", "advcl", "amod"})
_PARTING = frozenset({",", "-", "–", "—", "--", "("})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its head and its own tokens, in order, edges trimmed."""

    head: int
    nodes: tuple[int, ...]
    #: tokens of what it says something of, where that stands outside it ("Pell, who sells
    #: herring", "the ferry turned and hit the pier"); empty where it can be read alone
    lead: tuple[int, ...] = ()
    #: its subject where that is a pronoun, inside it or not
    pronoun: int | None = None


def find(tree: Tree, cues: list[Cue], words: Words) -> list[Clause]:
    """Clauses of the sentence that carry an assertion, in order of their heads.

    The words of a cue whose content is a clause ("X said", "according to X") belong to no clause.
    """
    contents = {head for cue in cues for head in cue.content}
    silent = _silent(tree, cues, contents, words)
    heads = [n for n in range(len(tree.tokens)) if _is_head(tree, n, contents, words)][:MAX_CLAUSES]
    torn = {cue.torn for cue in cues if cue.torn is not None}
    untold = torn | {
        c
        for cue in cues
        if cue.kind == "silence"
        for c in tree.kids(cue.node, "ccomp", "advcl")
        if c in cue.scope
    }
    heads = [
        n
        for n in heads
        if n not in untold and (n in contents or n in silent or _enough(tree, n, heads, words))
    ]
    heads = _standing(tree, heads, contents, silent, words)
    cut = set(heads) | silent
    kept = _kept(tree, cues, silent)
    found = []
    for head in heads:
        if head in silent or _frame(tree, head, cut, words) or substance.asks(tree, head):
            continue
        if substance.hollow(tree, head, cut) or substance.echoes(tree, head, words):
            continue
        nodes = _trim(tree, tree.subtree(head, cut - kept - {head}), head)
        lead = leads.find(tree, head, set(nodes), told=head in contents, words=words)
        beside = tree.dep(tree.tokens[head].head) == "appos"
        if substance.says(
            tree, [*(lead if beside else ()), *nodes], words
        ) and not substance.wishes(tree, head, words):
            pronoun = leads.pronoun(tree, head, told=head in contents, words=words)
            found.append(Clause(head, tuple(nodes), lead, pronoun))
    return _whole(tree, found, silent)


def _standing(
    tree: Tree, heads: list[int], contents: set[int], silent: set[int], words: Words
) -> list[int]:
    """Heads less those of clauses that cannot stand alone: they stay with the clause around them.

    A clause without a subject of its own needs to be sure of another; "if it rains" and what then
    follows are one.
    """
    conditional = {
        below
        for head in heads
        if head in contents and _conditional(tree, head, words)
        for below in tree.subtree(head)
        if below != head
    }
    parents = set(heads) - silent
    return [
        head
        for head in heads
        if head not in conditional
        and not (head not in contents and _held(tree, head, parents))
        and not (tree.dep(head) == "conj" and _slight(tree, head, heads, words))
        and (
            head in contents
            or head in silent
            or not any(above in parents for above in tree.ancestors(head))
            or not _needy(tree, head)
            or leads.of(tree, head, told=False, words=words) is not None
        )
    ]


def _slight(tree: Tree, head: int, heads: list[int], words: Words) -> bool:
    """Tell whether a joined clause says too little for itself: "it fell and did nothing"."""
    return not substance.says(tree, tree.subtree(head, set(heads) - {head}), words)


def _held(tree: Tree, head: int, parents: set[int]) -> bool:
    """Tell whether a clause is what another asks: "they look into whether it leaked".

    Or what it holds, and says nothing without: "they knew that it leaked".
    """
    above = tree.tokens[head].head
    if above in parents and tree.dep(head) == "ccomp" and substance.hollow(tree, above, {head}):
        return True
    asks = any(tree.lemma(m) in {"whether", "if"} for m in tree.kids(head, "mark"))
    subject = tree.kid(above, "nsubj", "nsubjpass")
    return asks and above in parents and subject is not None and tree.tokens[subject].pos != "PRON"


def _conditional(tree: Tree, head: int, words: Words) -> bool:
    return any(tree.lemma(m) in words["clauses.conditions"] for m in tree.kids(head, "mark"))


def _needy(tree: Tree, head: int) -> bool:
    """Tell whether a clause has no subject that could be read without the words around it."""
    own = tree.kid(head, "nsubj", "nsubjpass", "expl", "csubj")
    hangs = tree.dep(head) in {"relcl", "acl", "conj"}
    if own is not None and tree.lemma(own) == "which" and _set_off(tree, head):
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
        before = kept[-1] if kept else None
        if torn and before is not None and _next(tree, before.nodes[-1], clause.nodes[0]):
            kept[-1] = replace(before, nodes=(*before.nodes, *clause.nodes))
        else:
            kept.append(clause)
    return sorted(kept, key=lambda clause: clause.head)


def _next(tree: Tree, last: int, first: int) -> bool:
    """Tell whether only marks stand between two places."""
    return last < first and all(tree.dep(n) == "punct" for n in range(last + 1, first))


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
    if not _is_verb(tree, clause.head):
        return any(_is_verb(tree, n) for n in clause.nodes)
    own = tree.kid(clause.head, "nsubj", "nsubjpass", "expl", "csubj", "aux", "auxpass")
    return own is not None or tree.tokens[clause.head].tag not in {"VB", "VBN", "VBG"}


def _silent(tree: Tree, cues: list[Cue], contents: set[int], words: Words) -> set[int]:
    """Heads of words that only attribute: "X said", "according to X", "citing sources"."""
    found = {
        cue.node
        for cue in cues
        if cue.node not in cue.content and cue.kind not in {"noun", "vantage"}
    }
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
    return found - {
        n for n in contents if tree.lemma(n) not in words["cues.quote"] and n not in found
    }


def _carries(tree: Tree, noun: int, verb: int, words: Words) -> bool:
    """Tell whether a verb only brings the noun whose content is the report: "there are fears that"."""
    if tree.kid(verb, "expl") is not None:
        return tree.dep(noun) == "attr"
    of = tree.tokens[noun].head
    if of != verb:
        return tree.lemma(of) == "of" and tree.lemma(verb) == "be" and tree.dep(of) == "prep"
    return tree.dep(noun) == "dobj" and tree.lemma(verb) in words["clauses.bringing"]


def _frame(tree: Tree, head: int, cut: set[int], words: Words) -> bool:
    """Tell whether a clause only frames another: "it was unclear whether", "this was reported by"."""
    subject = tree.kid(head, "nsubj", "nsubjpass", "expl")
    empty = subject is not None and tree.lemma(subject) in {"it", "there"}
    if subject is not None and tree.lemma(subject) in {"this", "that"} and tree.kid(head, "agent"):
        return tree.lemma(head) in words["cues.say"]
    inner = [c for n in (head, *tree.kids(head, "acomp")) for c in tree.kids(n, "ccomp", "csubj")]
    return empty and any(c in cut for c in inner)


def _enough(tree: Tree, head: int, heads: list[int], words: Words) -> bool:
    """Tell whether a clause has words enough to assert something of its own."""
    nodes = tree.subtree(head, set(heads) - {head})
    count = sum(tree.tokens[n].pos != "PUNCT" for n in nodes)
    dep = tree.dep(head)
    beside = tree.dep(tree.tokens[head].head) == "appos"
    if dep in {"relcl", "acl"} and not (_set_off(tree, head) or beside):
        if dep == "acl" and count >= MIN_ASIDE_WORDS and _counts(tree, head, words):
            return True
        return dep == "relcl" and count >= MIN_RESTRICTIVE_WORDS and _relative(tree, head)
    return count >= (MIN_ASIDE_WORDS if dep in _ASIDES or dep == "conj" else MIN_WORDS)


def _counts(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a participle counts something of one thing: "a ferry carrying 40 people"."""
    about, held = tree.tokens[head].head, tree.kid(head, "dobj")
    if tree.tokens[head].tag != "VBG" or held is None or tree.kid(held, "nummod") is None:
        return False
    fixed = tree.kids(about, "det", "nummod", "poss")
    one = tree.tokens[about].tag in {"NN", "NNP"} or bool(fixed)
    return one and not any(tree.lemma(c) in words["clauses.any"] for c in fixed)


def _relative(tree: Tree, head: int) -> bool:
    """Tell whether a relative clause has its "who"; one without ("the train Kim used") only says which."""
    first = tree.subtree(head)[:2]
    return any(tree.tokens[n].tag in {"WP", "WDT", "WRB", "WP$", "IN"} for n in first)


def _set_off(tree: Tree, head: int) -> bool:
    """Tell whether a comma or dash stands before the clause: it adds, where one without it only tells apart."""
    first = tree.subtree(head)[0]
    return first > 0 and tree.tokens[first - 1].text in _PARTING


def _is_head(tree: Tree, node: int, contents: set[int], words: Words) -> bool:
    token = tree.tokens[node]
    if node in contents or token.dep == "ROOT":
        return True
    if not _is_verb(tree, node):
        return False
    if _nominal(tree, node) or token.text.lower() in words["clauses.prepositions"]:
        return False
    if token.dep in _ASIDES:
        if any(tree.lemma(m) in words["clauses.conditions"] for m in tree.kids(node, "mark")):
            return False
        return not any(tree.lemma(c) == "to" for c in tree.kids(node, "aux"))
    if token.dep in _OWN:
        bare = token.dep == "ccomp" and token.tag in {"VBN", "VBG"}
        return (
            (token.tag != "VB" and not (bare and tree.kid(node, "aux", "auxpass") is None))
            or any(tree.tokens[c].tag == "MD" for c in tree.kids(node, "aux"))
            or tree.kid(node, "mark", "neg") is not None
        )
    joined = token.dep == "conj" and _is_verb(tree, token.head) and _substantial(tree, node)
    return joined and token.head < node and _is_head(tree, token.head, contents, words)


def _nominal(tree: Tree, node: int) -> bool:
    """Tell a clause that only names something: "selling shells is hard", "to show that it holds"."""
    token = tree.tokens[node]
    subject = token.dep == "csubj" and token.tag == "VBG"
    aim = token.dep == "ccomp" and tree.tokens[token.head].tag == "VB"
    return subject or aim or (token.dep == "advcl" and _of_noun(tree, node))


def _of_noun(tree: Tree, node: int) -> bool:
    """Tell a gerund with its noun ("interested in them selling shells"), which asserts nothing alone."""
    token, before = tree.tokens[node], tree.tokens[node - 1] if node else None
    own = tree.kid(node, "mark", "aux", "nsubj", "nsubjpass") is not None
    return (
        token.tag == "VBG"
        and not own
        and before is not None
        and before.pos in {"NOUN", "PROPN", "PRON"}
        and tree.subtree(node)[0] == node
    )


def _is_verb(tree: Tree, node: int) -> bool:
    return tree.verbal(node) or tree.tokens[node].tag.startswith("VB")


def _substantial(tree: Tree, node: int) -> bool:
    """Tell whether a joined verb has words of its own ("and wounding dozens", not "and went")."""
    return any(tree.dep(c) not in {"cc", "punct", "conj"} for c in tree.kids(node))


def _trim(tree: Tree, nodes: list[int], head: int) -> list[int]:
    """Drop punctuation, "and" and a leading "that" at the edges, and what lies beyond a gap."""
    while len(nodes) > 1 and nodes[0] != head and _edge(tree, nodes[0]):
        nodes = nodes[1:]
    while len(nodes) > 1 and nodes[-1] != head and _loose(tree, nodes[-1], nodes):
        nodes = nodes[:-1]
    return nodes


def _loose(tree: Tree, node: int, nodes: list[int]) -> bool:
    """Tell whether a last word belongs to something that was cut off: "and", "with", "meaning"."""
    dep = tree.dep(node)
    behind = [c for c in tree.kids(node) if c > node and tree.dep(c) != "punct"]
    if dep in {"advcl", "amod"}:
        behind = [c for c in behind if tree.dep(c) in {"ccomp", "xcomp"}]
    alone = dep in _BRINGING and bool(behind) and not set(behind) & set(nodes)
    orphan = dep in {"npadvmod", "advmod", "mark"} and tree.tokens[node].head not in nodes
    return dep in _EDGE or alone or orphan


def _edge(tree: Tree, node: int) -> bool:
    that = tree.dep(node) == "mark" and tree.lemma(node) == "that"
    return tree.dep(node) in _EDGE or that
