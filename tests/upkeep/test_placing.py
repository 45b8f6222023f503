"""Stories keep their ids, whatever the order and size of the library."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firsthand.records import Article
from firsthand.store import changes, findings, gatherings, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.stories import heirs
from firsthand.stories.place import Placer
from firsthand.upkeep import intake, placing

START = datetime(2031, 3, 3, 6, tzinfo=UTC)
SUBJECTS = {
    "ferry": "The ferry Silver Gull ran aground off Ostrand with 140 passengers aboard, the coast "
    "guard said. Tugs from Merrow pulled the ferry free in the evening. Captain Ida Brolin blamed "
    "fog and a broken radar for the grounding of the Silver Gull near the Ostrand lighthouse.",
    "dam": "Engineers found cracks in the Halvorn dam above Lindmark, according to the water board. "
    "Its reservoir will be lowered by nine meters. Villagers below Halvorn packed their belongings "
    "while divers inspected sluices and concrete, engineer Tomas Rehn told Lindmark radio.",
    "court": "Judges in Tarnholm sentenced banker Oskar Vell to six years for fraud. Vell moved "
    "savings of pensioners abroad, prosecutors proved with ledgers. His lawyer Petra Quist will "
    "appeal against the Vell verdict; pensioners in Tarnholm cheered outside.",
}
WORDS = ("early", "noon", "later", "evening", "night")


def article(subject, number):
    text = f"{SUBJECTS[subject]} {WORDS[number % 5].capitalize()} {subject} dispatch."
    return Article(
        id=f"{subject}-{number}", source="", text=text, title=f"{subject} {WORDS[number % 5]}",
        language="en", seen=START + timedelta(hours=number),
    )  # fmt: skip


@pytest.fixture
def database(tmp_path):
    return Database(tmp_path / "library.db")


def add(database, *articles):
    for one in articles:
        intake.take(database, one, Seen(at=START, place="x"))
    while placing.place(database, None):
        pass


def grouping(database):
    return {tuple(sorted(story.articles)): story.id for story in findings.stories(database)}


def test_one_by_one_in_any_order_equals_all_at_once(tmp_path):
    articles = [article(subject, n) for n in range(4) for subject in SUBJECTS]
    whole, single = Database(tmp_path / "whole.db"), Database(tmp_path / "single.db")
    add(whole, *articles)
    for one in reversed(articles):
        add(single, one)

    assert len(grouping(whole)) == 3
    assert grouping(single).keys() == grouping(whole).keys()


def test_what_comes_late_is_placed_where_it_belongs(database):
    """What is first of a story, and what words weigh when the next one comes, depends on it."""
    articles = [article(subject, n) for n in range(3) for subject in SUBJECTS]
    add(database, *articles[3:])
    add(database, *articles[:3])

    placed = [*database.memory[placing.Desk].numbers]
    assert placed == [one.id for one in sorted(articles, key=lambda one: (one.seen, one.id))]


def test_after_a_purge_the_rest_of_its_story_is_placed_anew(database):
    """Without it they may be no story any more."""
    articles = [article(subject, n) for n in range(3) for subject in SUBJECTS]
    add(database, *articles)
    numbers = shelf.numbers(database, [f"dam-{n}" for n in range(3)])

    intake.purge(database, numbers.pop("dam-1"), START)

    assert changes.get(database, "place") == sorted(numbers.values())
    # a placer keeps words
    assert not database.memory


def test_the_library_groups_as_its_placer_does(database):
    """Also where that merges stories, or groups all of its articles anew."""
    placer = Placer()
    articles = [article(subject, n) for n in range(14) for subject in sorted(SUBJECTS)]
    articles.sort(key=lambda one: (one.seen, one.id))
    for one in articles:
        # beginnings that are alike come apart later, or the other way round
        short = replace(one, text=one.text[: 60 + 40 * (len(placer.groups()) % 5)], title=None)
        add(database, short)
        placer.place(short)
        assert grouping(database).keys() == {tuple(sorted(g)) for g in placer.groups().values()}


def test_a_late_first_report_leaves_the_id(database):
    add(database, article("ferry", 5), article("ferry", 6))
    [before] = grouping(database).values()
    add(database, article("ferry", 1))

    assert grouping(database) == {("ferry-1", "ferry-5", "ferry-6"): before}
    assert findings.stories(database)[0].articles == ("ferry-1", "ferry-5", "ferry-6")


def test_members_outside_the_window_stay(database, monkeypatch):
    monkeypatch.setattr(placing, "WINDOW", 12)
    add(database, *(article(subject, n) for n in range(5) for subject in SUBJECTS))
    before = {story.id for story in findings.stories(database)}
    add(database, article("ferry", 9))

    stories = {story.id: story.articles for story in findings.stories(database)}
    assert stories.keys() == before
    assert sorted(map(len, stories.values())) == [5, 5, 6]


def told(database):
    """Stories without what depends on the way to them."""
    found = findings.stories(database)
    return sorted((story.articles, story.title) for story in found)


@pytest.mark.parametrize("restarts", [False, True])
def test_one_by_one_in_order_equals_all_at_once_beyond_the_window(tmp_path, monkeypatch, restarts):
    monkeypatch.setattr(placing, "WINDOW", 16)
    articles = [article(subject, n) for n in range(14) for subject in sorted(SUBJECTS)]
    articles.sort(key=lambda one: (one.seen, one.id))
    whole, single = Database(tmp_path / "whole.db"), Database(tmp_path / "single.db")
    add(whole, *articles)
    for one in articles:
        if restarts:
            single.memory.clear()
        add(single, one)

    assert len(told(whole)) >= 3
    assert told(single) == told(whole)


def test_what_another_process_wrote_is_noticed(tmp_path):
    one, other = Database(tmp_path / "library.db"), Database(tmp_path / "library.db")
    add(one, article("ferry", 1), article("dam", 1))
    add(other, article("court", 2))
    add(one, article("ferry", 3))

    assert grouping(one).keys() == {("ferry-1", "ferry-3"), ("dam-1",), ("court-2",)}
    [desk] = one.memory.values()
    assert set(desk.numbers) == {"ferry-1", "dam-1", "court-2", "ferry-3"}


def test_what_comes_late_in_a_large_library_joins_what_is_under_way(database, monkeypatch):
    monkeypatch.setattr(placing, "WINDOW", 14)
    add(database, *(article(subject, n) for n in range(1, 7) for subject in SUBJECTS))
    before = {story.id: set(story.articles) for story in findings.stories(database)}
    add(database, article("ferry", 0))

    after = {story.id: set(story.articles) for story in findings.stories(database)}
    assert after.keys() == before.keys()
    [joined] = [name for name in after if after[name] != before[name]]
    assert after[joined] - before[joined] == {"ferry-0"}


def test_related_stories_are_known_from_both_sides(database):
    add(database, article("ferry", 1), article("dam", 1))
    numbers = {row["id"]: row["number"] for row in database.all("all_stories")}
    [one, other] = numbers
    groups = {
        name: gatherings.of(database, findings.members(database, number))
        for name, number in numbers.items()
    }
    [here], [there] = (set(groups[name].values()) for name in (one, other))
    gatherings.describe(database, here, ("ferry-1", "x"), [(there, "earlier")])
    gatherings.describe(database, there, ("dam-1", "y"), [])

    related = {story.id: story.related for story in findings.stories(database)}
    assert [(r.story, r.kind) for r in related[one]] == [(other, "earlier")]
    assert [(r.story, r.kind) for r in related[other]] == [(one, "later")]


def test_what_was_removed_leaves_its_story(database):
    add(database, article("ferry", 1), article("ferry", 2), article("dam", 1))
    intake.judge(database, shelf.number_of(database, "ferry-1"), "removed", "asked", "2031")
    intake.judge(database, shelf.number_of(database, "dam-1"), "removed", "asked", "2031")
    placing.place(database, None)

    assert grouping(database).keys() == {("ferry-2",)}


def test_heirs():
    # group 0 has most of story 7, group 1 the rest of it and all of story 8
    found = heirs.find([[1, 2, 3], [4, 5]], {1: 7, 2: 7, 3: 7, 4: 7, 5: 8})
    assert found == {7: (0, True), 8: (1, True)}
    # two stories became one
    assert heirs.find([[1, 2, 3]], {1: 7, 2: 8, 3: 8}) == {8: (0, True), 7: (0, False)}


def told_elsewhere(database):
    """Article -> the words of its parts that tell of other stories, and the stories' articles."""
    numbers = [one["number"] for one in database.all("everything")]
    texts = {one.article.id: one.article.text for one in shelf.load(database, numbers)}
    stories = {story.id: story.articles[0] for story in findings.stories(database)}
    return {
        (row["article"], texts[row["article"]][row["start"] : row["stop"]], stories[row["story"]])
        for row in gatherings.seconds(database, numbers)
    }


def test_parts_that_tell_of_another_story_are_kept_and_follow_the_stories(tmp_path):
    both = replace(
        article("ferry", 9), id="both", text=f"{SUBJECTS['ferry']}\n{SUBJECTS['court']}", title=None
    )
    articles = [*(article(subject, n) for n in range(3) for subject in SUBJECTS), both]
    grown, rebuilt = Database(tmp_path / "grown.db"), Database(tmp_path / "rebuilt.db")
    for one in reversed(articles):
        add(grown, one)
    add(rebuilt, *articles)

    expected = {("both", SUBJECTS["court"], "court-0")}
    assert told_elsewhere(grown) == told_elsewhere(rebuilt) == expected
    rows = [[tuple(row) for row in database.all("dump_seconds")] for database in (grown, rebuilt)]
    assert rows[0] == rows[1]

    corrected = replace(both, text=SUBJECTS["ferry"], seen=both.seen + timedelta(hours=1))
    add(grown, corrected)
    assert told_elsewhere(grown) == set()
