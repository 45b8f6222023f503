from dataclasses import replace

from firsthand.lineage.stemma import _acyclic, _nearest
from firsthand.records import Descent


def link(upstream, to, confidence=0.9):
    return Descent(
        upstream=upstream, to=to, relation="copy", coverage=1.0, confidence=confidence, why=()
    )


def test_the_least_sure_link_of_a_circle_goes():
    links = [link("a", "b"), link("b", "c"), link("c", "a", 0.5), link("c", "d")]
    assert {(d.upstream, d.to) for d in _acyclic(links)} == {("a", "b"), ("b", "c"), ("c", "d")}


def test_long_chains_are_kept_whole():
    chain = [link(f"{n:05}", f"{n + 1:05}") for n in range(20_000)]
    assert len(_acyclic(chain)) == len(chain)


def test_a_citation_gives_way_to_copied_words():
    cites = replace(link("c", "a", 0.95), relation="cites")
    links = [link("a", "b", 0.6), link("b", "c", 0.6), cites]
    assert cites not in _acyclic(links)


def test_of_two_ways_to_one_text_the_nearer_steps_are_kept():
    links = [link("a", "b"), link("b", "c"), link("a", "c")]
    assert {(d.upstream, d.to) for d in _nearest(links)} == {("a", "b"), ("b", "c")}
    more = [link("a", "b"), replace(link("b", "c"), coverage=0.4), link("a", "c")]
    assert len(_nearest(more)) == 3
