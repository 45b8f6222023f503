"""Names in noun phrases: which words of a phrase are the name, and how it is shown."""

import re

from firsthand.claims import unions
from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words

#: words of a name as shown; longer noun phrases are cut
MAX_NAME_WORDS = 8
#: tokens that a proper name is followed back over; more is a list without commas, or an attack
MAX_NAME_TOKENS = 24
_NAME_JOIN = re.compile(r"\s+")
#: what may stand for a noun
_STANDING = frozenset({"ADJ", "NUM", "DET", "VERB", "PRON"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def nominal(tree: Tree, node: int, words: Words) -> bool:
    """Tell a noun, or what stands for one: "somebody", as a subject "the wounded", "two"."""
    token, form = tree.tokens[node], tree.tokens[node].text.lower()
    if token.pos in _NOUNS or form in words["names.anybody"]:
        return True
    if token.dep not in {"nsubj", "nsubjpass"} or token.pos not in _STANDING:
        return False
    fixed = tree.kid(node, "det", "poss") is not None
    return fixed or (token.tag in {"CD", "JJ", "DT"} and form not in words["names.pointing"])


def core(tree: Tree, node: int, words: Words) -> list[int]:
    """Tokens of a noun phrase without clauses and asides that hang on it."""
    skip: list[int] = []
    for child in tree.kids(node):
        dep = tree.dep(child)
        late = child > node
        if dep == "punct" and _hyphen(tree, child):
            continue
        if dep in {"relcl", "acl", "appos", "punct", "conj", "cc", "ccomp", "advcl", "preconj"} or (
            dep == "prep" and (tree.lemma(child) not in words["names.after"] or not late)
        ):
            skip.append(child)
        elif dep == "prep":
            skip.extend(_clauses(tree, child))
    nodes = tree.subtree(node, skip)
    return _contiguous(nodes, node)


def _clauses(tree: Tree, node: int) -> list[int]:
    return [
        n
        for n in tree.subtree(node)
        if tree.dep(n) in {"relcl", "acl", "appos", "punct"} and not _hyphen(tree, n)
    ]


def _hyphen(tree: Tree, node: int) -> bool:
    """Tell a hyphen inside a word ("Skell-style") from a dash."""
    token = tree.tokens[node]
    return token.tag == "HYPH" and node > 0 and tree.tokens[node - 1].stop == token.start


def _contiguous(nodes: list[int], node: int) -> list[int]:
    """Stretch of ``nodes`` without a gap that holds ``node`` (hyphens inside names allowed)."""
    place = nodes.index(node)
    first = last = place
    while first > 0 and nodes[first] - nodes[first - 1] <= 2:
        first -= 1
    while last + 1 < len(nodes) and nodes[last + 1] - nodes[last] <= 1:
        last += 1
    return nodes[first : last + 1]


def name_nodes(tree: Tree, node: int, words: Words) -> list[int]:
    """Tokens of the proper name that ends at ``node``; empty if its head is no name."""
    if tree.tokens[node].tag not in {"NNP", "NNPS"}:
        return []
    # "Weld Jae-in": the capital stands before the hyphen
    begins = node - 2 if node > 1 and _hyphen(tree, node - 1) else node
    if not (tree.tokens[node].text[:1].isupper() or tree.tokens[begins].text[:1].isupper()):
        return []
    first = node
    while first > max(0, node - MAX_NAME_TOKENS) and _names(tree, first - 1, first, node, words):
        first -= 1
    while first < node and not tree.tokens[first].text[:1].isupper():
        first += 1
    last = node
    while last > first and tree.tokens[last].text.lower().rstrip(".") in words["voices.not_names"]:
        # "told Quill Monday": the day is none of hers
        last -= 1
    return list(range(first, last + 1))


def _names(tree: Tree, place: int, following: int, last: int, words: Words) -> bool:
    """Tell whether the token at ``place`` belongs to the name that goes on to ``last``."""
    token, after = tree.tokens[place], tree.tokens[following]
    if token.stop == after.start and ("-" in token.text or "-" in after.text):
        return True
    if token.text.lower() in words["names.particles"] or unions.is_inside(token):
        # "Abu Skell", of which nothing stands before
        return token.text[:1].isupper() or tree.tokens[place - 1].tag == "NNP"
    if not token.text[:1].isupper():
        return False
    if token.text.lower() in words["names.leading"]:
        # "told All Vint Airways": a capital inside a sentence is the name's own
        return place > 0 and token.text.lower() in words["names.quantities"]
    if token.dep == "pobj":
        # "Secretary of State Ada Quill": what "of" holds is no part of her name
        return False
    inside = following <= token.head <= last and token.pos in {"ADJ", "NOUN", "ADV"}
    return token.tag in {"NNP", "NNPS"} or (inside and place > 0)


def role_nodes(tree: Tree, node: int) -> list[int]:
    """Return the nouns that say what the named one is: before the name or set beside it."""
    found = [
        c
        for c in tree.kids(node, "compound", "nmod", "amod")
        if tree.tokens[c].pos in {"NOUN", "PROPN"}
    ]
    found.extend(c for c in tree.kids(node, "appos"))
    head = tree.tokens[node].head
    if tree.dep(node) == "appos":
        found.append(head)
    return found


def bare(tree: Tree, nodes: list[int], titles: frozenset[str]) -> list[int]:
    """Tokens of a name behind the titles before it, unless it is nothing but titles."""
    forms = [tree.tokens[node].text.lower().rstrip(".") for node in nodes]
    last = (i for i, form in enumerate(forms[:-1]) if form in titles)
    return nodes[max(last, default=-1) + 1 :]


def joined(tree: Tree, nodes: list[int], titles: frozenset[str]) -> str:
    """Words of a name without the titles before it, unless it is nothing but titles."""
    return _NAME_JOIN.sub(" ", tree.words(bare(tree, nodes, titles)))


def strip_leading(tree: Tree, nodes: list[int], words: Words) -> str:
    while len(nodes) > 1 and tree.tokens[nodes[0]].text.lower() in words["names.leading"]:
        first, following = (tree.tokens[node] for node in nodes[:2])
        if (len(nodes) == 2 and first.text.lower() == "both") or first.stop == following.start:
            # "both men", "two-fifths of them"
            break
        nodes = nodes[1:]
    return _NAME_JOIN.sub(" ", tree.words(nodes)).lstrip(", ").partition(", ")[0]


def clip(name: str, words: Words) -> str:
    """First words of a name, without those at their end that only lead to more ("with knowledge of the")."""
    parts = name.split()
    kept = parts[:MAX_NAME_WORDS]
    small = words["phrases.prepositions"] | words["names.leading"]
    while len(parts) > MAX_NAME_WORDS and len(kept) > 1 and kept[-1].lower() in small:
        kept.pop()
    return " ".join(kept)
