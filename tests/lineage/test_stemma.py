from firsthand.lineage.stemma import _acyclic
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
