"""Trees: whatever the labels of a parse, its tokens hang on a root."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims.tree import Tree
from firsthand.records import Sentence, Token

WORDS = st.tuples(
    st.sampled_from(["Per", "Quill", "mayor", "said", ",", "for"]),
    st.sampled_from(["IN", "NNP", "NN", "VBD", "VBN"]),
    st.sampled_from(["prep", "pobj", "nsubj", "compound", "conj", "acl", "ROOT"]),
    st.integers(0, 100),
    st.integers(0, 100),
)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_what_is_mended_in_a_parse_makes_no_circle(words):
    # every head comes before in some order of the tokens, from which any tree can be had
    order = sorted(range(len(words)), key=lambda index: words[index][4])
    above_of = {index: order[words[index][3] % (n or 1)] for n, index in enumerate(order)}
    tokens, at = [], 0
    for index, (text, tag, dep, _, _) in enumerate(words):
        above = above_of[index]
        tokens.append(
            Token(text=text, start=at, stop=at + len(text), lemma=text.lower(),
                  pos="VERB" if tag in {"VBD", "VBN"} else "NOUN", tag=tag, dep=dep, head=above)
        )  # fmt: skip
        at += len(text) + 1
    sentence = Sentence(start=0, stop=at, text=" ".join(w[0] for w in words), tokens=tuple(tokens))
    tree = Tree(sentence)
    covered = sorted(node for root in tree.roots for node in tree.subtree(root))
    assert covered == list(range(len(tokens)))


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The crew neither saw the lights nor heard the horn.", {"saw"}),
        ("The ferry will never sail.", {"sail"}),
        ("Nobody of the crew saw the lights.", {"saw"}),
        ("No ship sailed.", {"sailed"}),
        ("The crew saw the lights.", set()),
    ],
)
def test_what_did_not_happen(english, text, negated):
    [tokens] = english.parse([text])
    tree = Tree(Sentence(start=0, stop=len(text), text=text, tokens=tokens))
    verbs = [node for node in range(len(tree.tokens)) if tree.verbal(node) and tree.negated(node)]
    assert {tree.words([node]) for node in verbs} == negated
