"""Clauses of a parsed sentence: the grain of a report.

A clause is a verb with what belongs to it, less the clauses inside it that carry an assertion of
their own. "The train left on Sunday and Kim, who was aboard, waved" has three.
"""

from dataclasses import dataclass

from firsthand.claims.cues import Cue
from firsthand.claims.names import core
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
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
#: a clause of content words fewer than these says nothing by itself
MIN_CONTENT = 2
_EDGE = frozenset({"cc", "punct", "preconj"})
#: prepositions whose names are places
_FROM = frozenset({"from", "in", "at"})
_PARTING = frozenset({",", "-", "–", "—", "--", "("})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its head and its own tokens, in order, edges trimmed."""

    head: int
    nodes: tuple[int, ...]
    #: tokens of what it says something of, where that stands outside it ("Pell, who sells
    #: herring", "the ferry turned and hit the pier"); empty where it can be read alone
    lead: tuple[int, ...] = ()


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
    cut = set(heads) | silent
    kept = _kept(tree, cues, silent)
    found = []
    for head in heads:
        if head in silent or _frame(tree, head, cut, words) or _asks(tree, head):
            continue
        nodes = _trim(tree, tree.subtree(head, cut - kept - {head}), head)
        lead = _lead(tree, head, set(nodes), told=head in contents, words=words)
        beside = tree.dep(tree.tokens[head].head) == "appos"
        if _says(tree, [*(lead if beside else ()), *nodes], words) and not _wishes(
            tree, head, words
        ):
            found.append(Clause(head, tuple(nodes), lead))
    return found


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


def _lead(tree: Tree, head: int, nodes: set[int], *, told: bool, words: Words) -> tuple[int, ...]:
    """Tokens of the noun phrase that a clause is about and does not hold."""
    own = tree.kid(head, "nsubj", "nsubjpass", "expl", "csubj")
    hangs = tree.dep(head) == "relcl" and not told
    if hangs or (tree.dep(head) == "acl" and own is None):
        about: int | None = _someone(tree, head)
    elif own is None:
        about = _perceived(tree, head, words) or tree.subject(head)
    else:
        return ()
    if about is None or about in nodes or tree.tokens[about].pos not in {"NOUN", "PROPN"}:
        return ()
    return tuple(core(tree, about, words))


def _perceived(tree: Tree, head: int, words: Words) -> int | None:
    """Find who is seen to do it: "saw the bus turn and hit the wall", whose form is that of both."""
    token = tree.tokens[head]
    saw = token.head
    both = token.dep == "conj" and token.text.lower() == tree.lemma(head)
    if not both or tree.lemma(saw) not in words["perception.verbs"]:
        return None
    seen = (c for c in tree.kids(saw, "ccomp") if tree.tokens[c].tag == "VB" and c < head)
    return next((s for c in seen for s in tree.kids(c, "nsubj")), None)


def _someone(tree: Tree, head: int) -> int:
    """Return what a relative clause hangs on; for "a nurse from Skell who" that is no place."""
    about = tree.tokens[head].head
    tie = tree.tokens[about].head
    who = any(tree.tokens[n].tag == "WP" for n in tree.kids(head, "nsubj", "nsubjpass"))
    place = tree.tokens[about].pos == "PROPN" and tree.lemma(tie) in _FROM
    above = tree.tokens[tie].head
    return above if who and place and tree.tokens[above].pos in {"NOUN", "PROPN"} else about


def subject(tree: Tree, clause: Clause, words: Words) -> tuple[int, ...]:
    """Tokens of what a clause says something of: its subject, wherever that stands."""
    own = tree.kid(clause.head, "nsubj", "nsubjpass")
    if own is None or tree.tokens[own].pos not in {"NOUN", "PROPN"}:
        return clause.lead
    return tuple(core(tree, own, words))


def _wishes(tree: Tree, head: int, words: Words) -> bool:
    """Tell whether a clause stands in a wish: "our thoughts are with those who lost friends"."""
    for node in (head, *tree.ancestors(head)):
        for subject in tree.kids(node, "nsubj"):
            own = [tree.tokens[c].text.lower() for c in tree.kids(subject, "poss")]
            if tree.lemma(subject) in words["clauses.wishes"] and {"our", "my"} & set(own):
                return True
    return False


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


def _says(tree: Tree, nodes: list[int], words: Words) -> bool:
    """Tell whether the words say something by themselves ("what's more" and "us get along" don't).

    That a source would not be named says nothing of the matter either.
    """
    if any(tree.lemma(n) == "anonymity" for n in nodes) or _unnamed(tree, nodes, words):
        return False
    content = {
        n
        for n in nodes
        if tree.tokens[n].pos in _CONTENT and tree.lemma(n) not in words["clauses.empty"]
    }
    return len(content) >= MIN_CONTENT or (bool(content) and _has_subject(tree, nodes, words))


def _unnamed(tree: Tree, nodes: list[int], words: Words) -> bool:
    """Tell whether somebody "asked not to be named", "refused to be identified"."""
    return any(
        tree.lemma(c) in words["clauses.naming"] and tree.kid(c, "auxpass") is not None
        for n in nodes
        for c in tree.kids(n, "xcomp", "ccomp")
        if tree.lemma(n) in words["clauses.asking"]
    )


def _has_subject(tree: Tree, nodes: list[int], words: Words) -> bool:
    """Tell whether the words have a subject of their own: somebody, or "there is"."""
    return any(
        tree.dep(n) == "expl"
        or (
            tree.dep(n) in {"nsubj", "nsubjpass"}
            and tree.lemma(n) not in words["clauses.no_subjects"]
        )
        for n in nodes
    )


def _asks(tree: Tree, head: int) -> bool:
    """Tell whether the clause is the main one of a question, which asserts nothing."""
    last = max(tree.subtree(head))
    following = [token.text for token in tree.tokens[last : last + 3]]
    return tree.dep(head) == "ROOT" and "?" in following


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
    if _nominal(tree, node):
        return False
    if token.dep in _ASIDES:
        if any(tree.lemma(m) in words["clauses.conditions"] for m in tree.kids(node, "mark")):
            return False
        return not any(tree.lemma(c) == "to" for c in tree.kids(node, "aux"))
    if token.dep in _OWN:
        return (
            token.tag != "VB"
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
    while len(nodes) > 1 and nodes[-1] != head and _hangs(tree, nodes[-1], nodes):
        nodes = nodes[:-1]
    return nodes


def _hangs(tree: Tree, node: int, nodes: list[int]) -> bool:
    """Tell whether a last word joins something that was cut off: "and", "with"."""
    alone = tree.dep(node) in {"prep", "mark", "agent"} and bool(tree.kids(node))
    return tree.dep(node) in _EDGE or (alone and not set(tree.kids(node)) & set(nodes))


def _edge(tree: Tree, node: int) -> bool:
    that = tree.dep(node) == "mark" and tree.lemma(node) == "that"
    return tree.dep(node) in _EDGE or that
