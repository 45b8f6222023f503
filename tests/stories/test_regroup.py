"""All anew: what is most alike comes together first, and ids go on with the larger part."""

from firsthand.stories import place
from firsthand.stories.gathering import Gathering
from firsthand.stories.place import RENEWALS, Placer
from firsthand.stories.regroup import agglomerate, inherit, new_id
from firsthand.stories.vector import Vector
from firsthand.stories.window import Window
from tests.stories.test_place import ELECTION, FERRY, FERRY_NEXT_PORT, article


def stories(*words: str) -> tuple[dict[int, Gathering], Window]:
    found, window = {}, Window()
    for number, held in enumerate(words):
        weight = len(held) ** -0.5
        vector = Vector(words=dict.fromkeys(held, weight), title={})
        found[number] = Gathering(number, f"s{number}")
        found[number].take(f"a{number}", vector, None, "en")
        window.note(number, vector.words)
    return found, window


def members(found: dict[int, Gathering]) -> list[list[str]]:
    return [sorted(story.articles) for story in found.values()]


def test_the_most_alike_come_together_first():
    # the middle one shares more with the last than with the first
    found, window = stories("abcd", "cdef", "defg")
    agglomerate(found, window, 0.4)
    assert members(found) == [["a0"], ["a1", "a2"]]


def test_many_copies_become_one_story():
    found, window = stories(*["abcd"] * 300, "wxyz")
    agglomerate(found, window, 0.5)
    assert sorted(map(len, members(found))) == [1, 300]


def test_an_id_goes_on_with_the_larger_part_and_none_is_given_twice():
    found, _ = stories("ab", "cd", "ef")
    found[1].absorb(found.pop(2))
    taken = {"old"}
    inherit(found, {"a0": "old", "a1": "old", "a2": "old"}, taken)
    assert found[1].id == "old"
    assert found[0].id == new_id("a0")
    assert taken == {"old", found[0].id}
    assert new_id("a0", taken) not in taken


def test_a_first_guess_is_taken_back_and_the_move_recorded(monkeypatch):
    # with next to nothing asked for, all fall together until everything is grouped anew
    placer = Placer()
    texts = [*FERRY, *FERRY_NEXT_PORT, *ELECTION, FERRY[0]]
    assert len(texts) in RENEWALS
    monkeypatch.setattr(place, "JOIN", 0.0)
    monkeypatch.setattr(place, "DOUBT", 0.0)
    for number, text in enumerate(texts[:-1]):
        first = placer.place(article(str(number), text))
    assert len(placer.groups()) == 1
    monkeypatch.undo()
    assert placer.place(article("7", texts[-1])) == first
    groups = {frozenset(ids) for ids in placer.groups().values()}
    assert groups == {frozenset("0127"), frozenset("34"), frozenset("56")}
    assert {move.article for move in placer.moves} == set("3456")
    assert {move.before for move in placer.moves} == {first}
    assert any(f"moved here from {first}" in why for why in placer.explain("5").reasons())
