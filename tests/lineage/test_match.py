from firsthand.lineage.match import NEIGHBOURS, find
from firsthand.lineage.reading import QUOTED
from tests.lineage.builders import LINDHAVEN, MILL, article, edited, invented

TUG = "we towed her in with one engine and a good deal of luck"


def test_neighbours_share_words_and_strangers_do_not():
    found = find([article("a", LINDHAVEN), article("b", edited(LINDHAVEN, 1)), article("c", MILL)])
    assert [{x, y} for x, y, _ in found.neighbours] == [{"a", "b"}]


def test_the_same_body_is_held_once():
    found = find([article("b", LINDHAVEN), article("a", LINDHAVEN), article("c", LINDHAVEN + "\n")])
    assert set(found.same.values()) == {"a"}
    assert found.neighbours == ()


def test_words_quoted_elsewhere_are_third_party_words_without_marks_too():
    quoting = article("a", f'{MILL}\nThe captain of the tug said: "{TUG}".')
    bare = article("b", f"{LINDHAVEN}\nAs the tug's captain had it, {TUG}.")
    reading = find([quoting, bare]).readings["b"]
    start = reading.forms(0, len(reading)).index("towed")
    assert (reading.kinds[start : start + 8] == QUOTED).all()
    assert "towed" not in find([bare]).readings["b"].forms(0, 5)
    assert (find([bare]).readings["b"].kinds != QUOTED).all()


def test_hot_text_is_seen_and_its_neighbours_stay_few():
    copies = [article(f"c{n}", edited(LINDHAVEN, n)) for n in range(200)]
    found = find([*copies, *(article(f"x{n}", invented(n)) for n in range(5))])
    assert len(found.neighbours) <= NEIGHBOURS * 200
    assert {y for _, y, _ in found.neighbours} | {found.neighbours[0][0]} == {c.id for c in copies}


def test_nothing_is_found_in_nothing():
    assert find([]).neighbours == ()
    assert find([article("a", "")]).neighbours == ()
    assert find([article("a", "Two words"), article("b", "Two words")]).same == {"a": "a", "b": "a"}
