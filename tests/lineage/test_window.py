"""Articles one at a time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.lexicon import gazetteer
from firsthand.lineage import trace_lineage
from firsthand.lineage.window import Window
from tests.lineage.builders import LINDHAVEN, MILL, article, edited, invented

COPIES = [
    article(f"c{n}", edited(LINDHAVEN, n), outlet=f"Paper {n}", credit="AP") for n in range(6)
]


def window(**known):
    return Window(gazetteer=gazetteer.load(), **known)


def test_a_copy_is_linked_as_it_comes():
    kept = window()
    assert kept.add(article("x", MILL, outlet="Valley Sheet")) == ()
    (first,) = kept.add(COPIES[0])
    (second,) = kept.add(COPIES[1])
    assert first.upstream == second.upstream == "lost:Associated Press:c0"
    assert second.relation in {"copy", "version"}
    assert kept.neighbours("c1") == {"c0"}


def test_the_same_body_again_is_a_copy_of_the_whole():
    kept = window()
    kept.add(article("a", LINDHAVEN, outlet="Coast Daily"))
    (link,) = kept.add(article("b", LINDHAVEN, outlet="Inland Post"))
    assert (link.to, link.relation, link.coverage) == ("b", "copy", 1.0)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)), st.integers(1, 6))
def test_the_final_word_does_not_depend_on_the_order(order, together):
    kept = window()
    articles = [COPIES[n] for n in order]
    for start in range(0, 6, together):
        kept.extend(articles[start : start + together])
    assert kept.lineage().stemma == trace_lineage(COPIES).stemma


def test_the_runs_of_many_copies_take_little_room():
    copies, strangers = window(), window()
    copies.extend([article(f"c{n}", edited(LINDHAVEN, n)) for n in range(300)])
    strangers.extend([article(f"x{n}", invented(n, sentences=9)) for n in range(300)])
    assert copies.room < strangers.room / 4


def test_old_articles_are_forgotten_and_found_no_more():
    kept = window(limit=8)
    kept.add(article("a", LINDHAVEN, outlet="Coast Daily"))
    for n in range(12):
        kept.add(article(f"x{n}", invented(n)))
    assert len(kept) <= 10
    assert kept.add(article("b", edited(LINDHAVEN, 1), outlet="Inland Post")) == ()


def test_an_id_is_taken_once():
    kept = window()
    kept.add(article("a", MILL))
    with pytest.raises(ValueError, match="added before"):
        kept.add(article("a", LINDHAVEN))
