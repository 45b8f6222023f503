"""Arcs of a parse, before it is read as a tree: what hangs on what, and how far a phrase reaches."""

from collections.abc import Iterator, Sequence

from firsthand.records import Token

Tokens = tuple[Token, ...]

#: rounds in which the reach of a phrase is found; deeper nesting is damage
MAX_NESTED = 20
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


def kids(tokens: Sequence[Token], node: int) -> list[int]:
    """Tokens that hang on one, in order."""
    return [n for n, token in enumerate(tokens) if token.head == node != n]


def subject(tokens: Tokens, verb: int) -> int | None:
    return next((n for n in kids(tokens, verb) if tokens[n].dep in SUBJECTS), None)


def heads(tokens: Sequence[Token], node: int) -> Iterator[int]:
    """A token and the heads above it, nearest first; a circle is left after one round."""
    for _ in range(len(tokens)):
        yield node
        if tokens[node].head == node:
            return
        node = tokens[node].head


def rooted(tokens: Sequence[Token], node: int) -> bool:
    """Tell whether the heads above a token lead to a root, and not in a circle."""
    return any(tokens[n].head == n for n in heads(tokens, node))


def whole(tokens: Sequence[Token]) -> bool:
    """Tell whether what was changed is still a tree."""
    return all(rooted(tokens, node) for node in range(len(tokens)))


def firsts(tokens: Tokens) -> list[int]:
    """Of each token the first that hangs on it, or itself."""
    first = list(range(len(tokens)))
    for place, token in enumerate(tokens):
        first[token.head] = min(first[token.head], place)
    return first


def lasts(tokens: Sequence[Token]) -> list[int]:
    """Of each token the last that hangs on it, at any depth, or itself."""
    last = list(range(len(tokens)))
    for _ in range(MAX_NESTED):
        before = list(last)
        for place, token in enumerate(tokens):
            last[token.head] = max(last[token.head], last[place])
        if last == before:
            break
    return last
