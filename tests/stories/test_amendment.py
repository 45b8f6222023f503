"""Acts carried out on groups: what is asked for holds, and the later act counts."""

import random
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Act, Article, Named, Related, Story
from firsthand.stories.amendment import amend, restory

AT = datetime(2031, 3, 4, tzinfo=UTC)
GROUPS = ("ab", "cde", "f")


def act(number, kind, these, those, **known):
    """Make an act; articles are single letters, "-" is one that was purged."""
    sides = [tuple(Named(article=None if x == "-" else x) for x in side) for side in (these, those)]
    return Act(number=number, kind=kind, these=sides[0], those=sides[1], at=AT, **known)


def grouped(*acts, groups=GROUPS):
    return {"".join(group) for group in amend(groups, acts).groups}


def test_a_merge_makes_the_stories_of_two_articles_one():
    assert grouped(act(1, "merge", "b", "c")) == {"abcde", "f"}


def test_a_move_takes_one_article_and_leaves_the_others():
    assert grouped(act(1, "move", "c", "a")) == {"abc", "de", "f"}


def test_a_split_takes_articles_out_together():
    assert grouped(act(1, "split", "de", "c")) == {"ab", "c", "de", "f"}


def test_a_split_lets_be_what_came_apart_without_it():
    # "d" left "c" by itself and met "x"; "e" follows it there
    assert grouped(act(1, "split", "de", "c"), groups=("ce", "dx")) == {"c", "dex"}


def test_what_is_pinned_follows_its_story_when_that_is_grouped_anew():
    assert grouped(act(1, "pin", "d", "ce"), groups=("ab", "c", "d", "e")) == {"ab", "cd", "e"}


def test_of_two_that_contradict_one_another_the_later_one_counts():
    merge, split = act(1, "merge", "a", "c"), act(2, "split", "cde", "ab")
    assert grouped(merge, split) == {"ab", "cde", "f"}
    assert grouped(act(2, "split", "b", "a"), act(3, "merge", "b", "a")) == set(GROUPS)
    assert grouped(act(1, "move", "f", "a"), act(2, "move", "f", "c")) == {"ab", "cdef"}


def test_an_article_that_is_gone_is_stood_in_for_and_else_does_nothing():
    assert grouped(act(1, "merge", "-b", "zd")) == {"abcde", "f"}
    assert grouped(act(1, "merge", "-", "d"), act(2, "move", "z", "a")) == set(GROUPS)
    assert grouped(act(1, "split", "-e", "c")) == {"ab", "cd", "e", "f"}
    assert grouped(act(1, "split", "e", "-z")) == set(GROUPS)


def test_marks_stand_where_something_was_decided():
    acts = [act(1, "merge", "a", "b"), act(2, "split", "d", "c"), act(3, "move", "f", "a")]
    amended = amend(GROUPS, acts)
    marks = {
        "".join(group): [one.number for one in marks]
        for group, marks in zip(amended.groups, amended.marks, strict=True)
    }
    # the first one is so without the act
    assert marks == {"abf": [3], "ce": [2], "d": [2]}


LETTERS = "abcdefgh"
SIDES = st.lists(st.sampled_from(LETTERS + "z-"), min_size=1, max_size=3).map("".join)
ACTS = st.lists(
    st.tuples(st.sampled_from(("merge", "split", "move", "pin")), SIDES, SIDES), max_size=6
)
PARTITIONS = st.lists(st.integers(0, 3), min_size=8, max_size=8)


def partition(homes):
    groups = {}
    for letter, home in zip(LETTERS, homes, strict=True):
        groups.setdefault(home, []).append(letter)
    return list(groups.values())


@given(homes=PARTITIONS, acts=ACTS, seed=st.integers(0, 99))
def test_the_result_is_a_partition_whatever_the_order_of_groups_articles_and_acts(
    homes, acts, seed
):
    groups = partition(homes)
    made = [act(number, *one) for number, one in enumerate(acts)]
    expected = amend(groups, made)
    assert sorted("".join(map("".join, expected.groups))) == sorted(LETTERS)

    random_ = random.Random(seed)
    shuffled = [random_.sample(group, len(group)) for group in groups]
    random_.shuffle(shuffled)
    assert amend(shuffled, random_.sample(made, len(made))) == expected


@given(homes=PARTITIONS, acts=ACTS, a=st.sampled_from(LETTERS), b=st.sampled_from(LETTERS))
def test_the_last_act_holds_whatever_was_decided_before(homes, acts, a, b):
    before = [act(number, *one) for number, one in enumerate(acts)]
    for kind, together in (("merge", True), ("move", True), ("split", a == b)):
        amended = amend(partition(homes), [*before, act(9, kind, a, b)])
        home = next(group for group in amended.groups if a in group)
        assert (b in home) == together


@given(homes=PARTITIONS, acts=ACTS, extra=st.integers(0, 3))
def test_another_act_changes_only_what_it_names(homes, acts, extra):
    """A new article does not matter to stories that it does not stand in."""
    made = [act(number, *one) for number, one in enumerate(acts)]
    groups = partition(homes)
    without = amend(groups, made).groups
    late = amend([*groups, ["q"]], made).groups
    assert set(late) == {*without, ("q",)}


# --------------------------------------------------------------------------- stories


def story(name, articles, *related):
    near = tuple(Related(story=one, kind="earlier") for one in related)
    return Story(
        id=name, articles=tuple(articles), title=(articles[0], f"of {articles[0]}"), related=near
    )


ARTICLES = {x: Article(id=x, source="", text=f"Text {x}.", title=f"Title {x}") for x in "abcdef"}


def test_a_story_keeps_its_id_where_most_of_it_stays():
    stories = [story("one", "ab", "three"), story("two", "cde"), story("three", "f", "two")]
    merged = restory(stories, [act(1, "merge", "a", "c", who="Ida")], ARTICLES)
    assert [(s.id, "".join(s.articles), s.title) for s in merged] == [
        ("two", "abcde", ("c", "of c")),
        ("three", "f", ("f", "of f")),
    ]
    assert [one.story for one in merged[0].related] == ["three"]
    assert [(mark.act, mark.who) for mark in merged[0].corrected_by] == [("merge", "Ida")]
    assert merged[1].corrected_by == ()

    parted = restory(stories, [act(1, "split", "cd", "e")], ARTICLES)
    assert [("".join(s.articles), s.title) for s in parted][1:3] == [
        ("cd", ("c", "of c")),
        ("e", ("e", "Title e")),
    ]
    assert parted[1].id == "two"
    assert len({s.id for s in parted}) == 4


def test_without_acts_stories_are_as_they_were():
    stories = [story("one", "ab"), story("two", "cd")]
    assert restory(stories, [act(1, "not-a-copy", "a", "b")], ARTICLES) == stories
