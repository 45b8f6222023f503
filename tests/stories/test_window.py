"""Looking up stories by words: who is found, who is forgotten, whom a hot story does not crowd out."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.stories.window import CANDIDATES, STORIES_A_WORD, Window

WEIGHTS = {"solveig": 0.8, "varnholm": 0.5, "ferry": 0.2}


def test_those_that_share_the_weightiest_words_come_first():
    window = Window()
    window.note(0, ["ferry"])
    window.note(1, ["ferry", "solveig"])
    window.note(2, ["ferry", "varnholm"])
    window.note(3, ["election"])
    assert window.near(WEIGHTS) == [1, 2, 0]


def test_a_question_leaves_no_trace():
    window = Window()
    for story in range(50):
        window.note(story, ["ferry"])
    assert window.near(WEIGHTS) == window.near(WEIGHTS) == list(range(CANDIDATES))


def test_what_is_forgotten_is_not_found():
    window = Window()
    window.note(0, ["ferry", "solveig"])
    window.note(1, ["ferry"])
    window.forget(0, ["ferry", "solveig", "never heard"])
    assert window.near(WEIGHTS) == [1]


def test_a_story_that_used_a_word_twice_is_forgotten_whole():
    """What one language has noted is not known to be there when another one notes it."""
    window = Window()
    window.note(0, ["solveig"])
    window.note(1, ["solveig"])
    window.note(0, ["solveig"])
    window.forget(0, ["solveig"])
    assert window.near(WEIGHTS) == [1]


def test_a_story_told_ten_thousand_times_crowds_nobody_out():
    window = Window()
    window.note(7, ["ferry"])
    for turn in range(10_000):
        window.note(turn % 2, ["ferry"], known=["ferry"] if turn > 1 else ())
    assert window.near(WEIGHTS) == [0, 1, 7]


def test_the_stories_that_used_a_word_last_are_the_ones_that_are_asked():
    window = Window()
    for story in range(3 * STORIES_A_WORD):
        window.note(story, ["ferry"])
    window.note(0, ["ferry"], known=["ferry"])
    assert window.near(WEIGHTS)[0] == 0
    assert min(window.near(WEIGHTS)[1:]) == 2 * STORIES_A_WORD + 1


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sets(st.sampled_from("abcdefgh"), min_size=1))),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 9), max_size=8),
)
def test_the_nearest_are_those_that_counting_finds(notes, asked):
    window, holding = Window(), {}
    for story, words in notes:
        window.note(story, sorted(words), known=holding.get(story, ()))
        holding.setdefault(story, set()).update(words)
    scores = {s: sum(asked[w] ** 2 for w in held if w in asked) for s, held in holding.items()}
    expected = sorted((s for s in scores if scores[s]), key=lambda s: (-scores[s], s))
    assert window.near(asked) == expected[:CANDIDATES]
