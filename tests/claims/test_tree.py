"""Trees: whatever the labels of a parse, its tokens hang on a root."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.claims.tree import Tree
from firsthand.records import Sentence, Token

WORDS = st.tuples(
    st.sampled_from(["Per", "Quill", "mayor", "said", ",", "for"]),
    st.sampled_from(["IN", "NNP", "NN", "VBD"]),
    st.sampled_from(["prep", "pobj", "nsubj", "compound", "ROOT"]),
    st.integers(0, 100),
)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_names_that_look_like_prepositions_make_no_circle(words):
    tokens, at = [], 0
    for index, (text, tag, dep, head) in enumerate(words):
        above = head % index if index else 0  # every head stands before: a tree
        tokens.append(
            Token(text=text, start=at, stop=at + len(text), lemma=text.lower(),
                  pos="VERB" if tag == "VBD" else "NOUN", tag=tag, dep=dep, head=above)
        )  # fmt: skip
        at += len(text) + 1
    sentence = Sentence(start=0, stop=at, text=" ".join(w[0] for w in words), tokens=tuple(tokens))
    tree = Tree(sentence)
    covered = sorted(node for root in tree.roots for node in tree.subtree(root))
    assert covered == list(range(len(tokens)))
