"""What leads up to a quotation without telling it: "Quill was furious: 'He never came to see us.'".

Whom such a clause is about speaks the quotation, unless a cue gives it to somebody. With a comma
the clause must be a telling: "..., urging voters, 'We shall hold it'".
"""

from collections.abc import Iterator, Mapping, Sequence

from firsthand.claims.contents import Contents
from firsthand.claims.cue import Cue
from firsthand.claims.parties import Parties
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

_SIGNS = frozenset({"“", '"', "``", "‘", "'", "''", "`", "«"})


def find(
    tree: Tree, words: Words, quoted: Mapping[int, int], found: Sequence[Cue]
) -> Iterator[Cue]:
    """Give a cue for each quotation of a sentence that is led up to and that none of ``found`` tells.

    ``quoted`` has the number of the quotation that a node stands in. The cue is the sign between.
    """
    told = {n for cue in found if cue.voices and cue.node not in quoted for n in cue.scope}
    said, who = Contents(tree, words, frozenset(quoted)), Parties(tree, words)
    for number in dict.fromkeys(quoted.values()):
        inside = {n for n in quoted if quoted[n] == number}
        spoken = any(tree.verbal(n) for n in inside)
        sign = _before(tree, min(inside))
        if sign is None or sign in quoted or not spoken or told & inside:
            continue
        verb = _leading(tree, said, [n for n in range(sign) if n not in quoted], sign)
        if verb is None:
            continue
        subject = _speaker(tree, who, verb)
        if subject is not None:
            yield Cue(
                node=sign, kind="say", voices=(who.group(subject),),
                listeners=tuple(who.listeners(verb, tree.lemma(verb), subject)),
                content=tuple(said.tops(inside)), scope=frozenset(inside), weak=True,
            )  # fmt: skip


def _before(tree: Tree, first: int) -> int | None:
    """Sign before the marks that open a quotation, if it leads up to it."""
    before = first - 1
    while before >= 0 and tree.tokens[before].text in _SIGNS:
        before -= 1
    return before if before > 0 and tree.tokens[before].text in {":", ","} else None


def _leading(tree: Tree, said: Contents, before: Sequence[int], sign: int) -> int | None:
    """Verb of the clause that leads up to a quotation."""
    if tree.tokens[sign].text == ":":
        own = (n for n in said.tops(set(before)) if tree.verbal(n))
        return next((n for n in own if tree.kid(n, "nsubj", "nsubjpass") is not None), None)
    verb = next((n for n in reversed(before) if tree.verbal(n)), None)
    if verb is None or tree.tokens[verb].tag != "VBG":
        return None
    return verb if {"say", "urge"} & set(said.kinds(tree.lemma(verb))) else None


def _speaker(tree: Tree, who: Parties, verb: int) -> int | None:
    """Whom a clause is about, or who does what is done there; None if it is nobody."""
    if tree.kid(verb, "auxpass") is not None:
        return who.agent(verb)
    return who.speaker(verb)
