"""Acts in a library: what is done live is what a rebuild gives, and undoing it leaves nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import UsageError
from firsthand.lineage.trace import Lineage
from firsthand.pipeline import Tools
from firsthand.records import Article, Outlet
from firsthand.store import acts, changes, dump, findings, gatherings, shelf
from firsthand.store.database import Database
from firsthand.store.shelf import Seen
from firsthand.upkeep import amending, correcting, intake, placing, rounds

START = datetime(2031, 3, 3, 6, tzinfo=UTC)
TOOLS = Tools()
SUBJECTS = {
    "barge": "The barge Linnea struck a lock gate at Tarnholm and sank within the hour. Skipper Arne "
    "Vik and a cook swam ashore. The canal office closed the Tarnholm lock and sent divers to the "
    "Linnea, whose cargo of gravel lies across the gate.",
    "choir": "Singers of the Merrow choir refused a new hall that the council had bought for them. "
    "Conductor Hedda Roos called its echo unbearable. Councillor Pell promised curtains; the choir "
    "will rehearse at Saint Olav until spring, Roos told Merrow radio.",
    "bees": "Beekeepers around Ostrand lost half of their hives to a mite, inspector Ulla Brandt "
    "found. Orchards at Ostrand rent hives from the south this year. Brandt asked keepers to burn "
    "infested frames before the lime trees flower.",
}
WORDS = ("early", "noon", "later", "evening")


def article(subject, number, **known):
    # no claims are read in Swedish, which keeps this quick; the words decide where it stands
    text = f"{SUBJECTS[subject]} {WORDS[number % 4].capitalize()} {subject} dispatch {number}."
    return Article(
        id=f"{subject}{number}", source="", text=text, title=f"{subject} {WORDS[number % 4]}",
        language="sv", seen=START + timedelta(hours=number), outlet=Outlet(name=f"Paper {number}"),
        **known,
    )  # fmt: skip


ARTICLES = [article(subject, number) for number in range(3) for subject in SUBJECTS]
NAMES = [one.id for one in ARTICLES]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Make an empty library."""
    folder = tmp_path_factory.mktemp("amending")
    made = []

    def make():
        made.append(Database(folder / f"{len(made)}.db"))
        return made[-1]

    yield make
    for database in made:
        database.close()


def add(database, *articles):
    for one in articles:
        intake.take(database, one, Seen(at=START, place=one.id))
    rounds.settle(database, TOOLS)


def correct(database, kind, *names, **known):
    at = known.pop("at", START)
    number = correcting.correct(
        database, kind, names, who=known.get("who"), why=known.get("why", ""), at=at
    )
    rounds.settle(database, TOOLS)
    return acts.get(database, number)


def undo(database, number):
    correcting.undo(database, number, who=None, why="", at=START)
    rounds.settle(database, TOOLS)


def stories(database):
    return {frozenset(story.articles): story.id for story in findings.stories(database)}


def lines(database):
    return list(dump.lines(database))


def rebuilt(database):
    rounds.rebuild(database, TOOLS)
    return lines(database)


def same_after_rebuild(database):
    return lines(database) == rebuilt(database)


def ids(subject, *numbers):
    return frozenset(f"{subject}{number}" for number in numbers or range(3))


def test_each_act_does_what_it_says_and_can_be_undone(fresh):
    database = fresh()
    add(database, *ARTICLES)
    before, known = lines(database), stories(database)
    assert known.keys() == {ids("barge"), ids("choir"), ids("bees")}
    for kind, names, after in (
        ("merge", ("barge0", "choir1"), {ids("barge") | ids("choir"), ids("bees")}),
        ("split", ("bees0", "bees2"), {ids("barge"), ids("choir"), ids("bees", 0, 2), ids("bees", 1)}),
        ("move", ("bees0", "choir0"), {ids("barge"), ids("choir") | {"bees0"}, ids("bees", 1, 2)}),
        ("move", ("bees0", known[ids("choir")]), {ids("barge"), ids("choir") | {"bees0"}, ids("bees", 1, 2)}),
    ):  # fmt: skip
        act = correct(database, kind, *names, who="Ida Brolin")
        assert act.effect
        assert stories(database).keys() == after
        assert findings.story_of(database, names[0]).corrected_by[0].who == "Ida Brolin"
        assert same_after_rebuild(database)
        undo(database, act.number)
        assert lines(database) == before
        assert stories(database).keys() == known.keys()


def test_ids_stay_where_most_stays_and_come_back_when_it_is_undone(fresh):
    database = fresh()
    add(database, *ARTICLES, article("barge", 3))
    known = stories(database)
    act = correct(database, "merge", "choir0", "barge0")
    merged = stories(database)
    assert merged[ids("barge", 0, 1, 2, 3) | ids("choir")] == known[ids("barge", 0, 1, 2, 3)]
    assert findings.story(database, known[ids("choir")])[1].id == known[ids("barge", 0, 1, 2, 3)]
    undo(database, act.number)
    assert stories(database) == known


def test_what_comes_later_goes_where_the_act_leads(fresh):
    database = fresh()
    add(database, *ARTICLES)
    correct(database, "merge", "barge0", "choir0")
    correct(database, "move", "bees1", "choir2")
    add(database, article("barge", 3), article("choir", 0, url="https://merrow.example/late"))
    together = ids("barge", 0, 1, 2, 3) | ids("choir") | {"bees1", "choir0-2"}
    assert stories(database).keys() == {together, ids("bees", 0, 2)}
    assert same_after_rebuild(database)


def test_the_later_act_wins(fresh):
    database = fresh()
    add(database, *ARTICLES)
    before = stories(database)
    merge = correct(database, "merge", "barge0", "choir0")
    correct(database, "split", *sorted(ids("choir")))
    assert stories(database).keys() == before.keys()
    correct(database, "merge", "barge1", "choir1")
    assert stories(database).keys() == {ids("barge") | ids("choir"), ids("bees")}
    undo(database, merge.number)
    assert stories(database).keys() == {ids("barge") | ids("choir"), ids("bees")}


def test_a_pin_holds_an_article_although_it_is_written_anew(fresh):
    database = fresh()
    add(database, *ARTICLES)
    act = correct(database, "pin", "barge1")
    assert not act.effect
    changed = article("barge", 1)
    other = SUBJECTS["choir"] + " The barge Linnea at Tarnholm is no more: a correction follows."
    add(
        database,
        Article(
            id="barge1",
            source="",
            text=other,
            title="choir later",
            language="sv",
            seen=changed.seen,
        ),
    )
    assert "barge1" in next(one for one in stories(database) if "barge0" in one)
    assert acts.get(database, act.number).effect
    undo(database, act.number)
    assert "barge1" in next(one for one in stories(database) if "choir0" in one)


def test_a_story_that_cannot_be_told_is_left_as_it_was(fresh, monkeypatch):
    database = fresh()
    add(database, *ARTICLES)
    before = [dict(row) for row in database.all("all_stories")]
    with monkeypatch.context() as patched:
        patched.setattr(findings, "appraise", lambda *_: 1 / 0)
        changes.mark(database, "tell", [row["number"] for row in before])
        for row in before:
            database._connection.execute(
                "update story set title = 'x' where number = ?", (row["number"],)
            )
        rounds.settle(database, TOOLS)
    assert len(changes.failures(database)) == len(before)
    # nothing of what was worked out is kept by half
    assert {row["title"] for row in database.all("stories", most=9, after=0)} == {"x"}
    changes.replay(database)
    rounds.settle(database, TOOLS)
    assert "x" not in {row["title"] for row in database.all("stories", most=9, after=0)}


# --------------------------------------------------------------------------- what is gone


@pytest.mark.parametrize("gone", ["barge0", "choir0"])
def test_an_act_outlives_the_purge_of_an_article_that_it_names(fresh, gone):
    database = fresh()
    add(database, *ARTICLES)
    act = correct(database, "merge", "barge0", "choir0")
    intake.purge(database, shelf.number_of(database, gone), START)
    rounds.settle(database, TOOLS)
    assert stories(database).keys() == {(ids("barge") | ids("choir")) - {gone}, ids("bees")}
    kept = acts.get(database, act.number)
    assert None in {kept.these[0].article, kept.those[0].article}
    assert same_after_rebuild(database)


def test_an_act_whose_articles_are_purged_decides_nothing(fresh):
    database = fresh()
    add(database, *ARTICLES)
    act = correct(database, "move", "bees0", "choir0")
    intake.purge(database, shelf.number_of(database, "bees0"), START)
    rounds.settle(database, TOOLS)
    assert stories(database).keys() == {ids("barge"), ids("choir"), ids("bees", 1, 2)}
    kept = acts.get(database, act.number)
    assert (kept.effect, kept.these[0].article, kept.these[0].digest) == (False, None, None)
    assert "(purged) with choir0" in kept.about
    assert same_after_rebuild(database)


def test_no_word_of_a_purged_article_is_left_in_groups(fresh):
    database = fresh()
    add(database, *ARTICLES, article("choir", 3))
    correct(database, "move", "choir0", "bees0")
    for name in ("choir0", "choir1", "choir2", "choir3"):
        intake.purge(database, shelf.number_of(database, name), START)
    rounds.settle(database, TOOLS)
    database.forget()
    left = b"".join(
        file.read_bytes() for file in database.path.parent.glob(database.path.name + "*")
    )
    assert b"choir" not in left


def test_removing_and_restoring_an_article(fresh):
    database = fresh()
    add(database, *ARTICLES)
    before = lines(database)
    # the one that is named stands alone, so that nothing can stand in for it
    add(database, article("choir", 9, status="live"))
    correct(database, "split", "choir9")
    correct(database, "merge", "choir9", "bees0")
    together = lines(database)
    number = shelf.number_of(database, "choir9")
    intake.judge(database, number, "removed", "asked", "2031")
    rounds.settle(database, TOOLS)
    assert [line for line in lines(database) if "choir9" not in line] == before
    intake.judge(database, number, "live", "an error", "2031")
    rounds.settle(database, TOOLS)
    assert lines(database) == together


# --------------------------------------------------------------------------- any acts in any order

KINDS = st.sampled_from(("merge", "split", "move", "pin"))
STEPS = st.lists(st.tuples(KINDS, st.permutations(NAMES)), min_size=1, max_size=4)


def carry_out(database, kind, names):
    """Try an act on the first of some names; there may be nothing to decide."""
    count = {"merge": 2, "move": 2, "pin": 1, "split": 1}[kind]
    try:
        return correct(database, kind, *names[:count]).number
    except UsageError:
        return None


@settings(max_examples=12, deadline=None)
@given(
    arrival=st.permutations(ARTICLES),
    steps=STEPS,
    at=st.integers(4, 9),
    gone=st.sampled_from(NAMES),
)
def test_live_is_what_a_rebuild_gives(fresh, arrival, steps, at, gone):
    database = fresh()
    add(database, *arrival[:at])
    for kind, names in steps:
        carry_out(database, kind, names)
    add(database, *arrival[at:])
    assert same_after_rebuild(database)
    if gone in {one.id for one in arrival[:at]}:
        intake.purge(database, shelf.number_of(database, gone), START)
        rounds.settle(database, TOOLS)
        assert same_after_rebuild(database)
    assert changes.failures(database) == []


@settings(max_examples=8, deadline=None)
@given(first=st.permutations(ARTICLES), steps=STEPS, late=st.permutations(range(3, 6)))
def test_neither_the_order_of_arrival_nor_what_was_undone_shows(fresh, first, steps, late):
    one, other = fresh(), fresh()
    for database, articles, rest in ((one, ARTICLES, (3, 4, 5)), (other, first, late)):
        add(database, *articles)
        for number in rest:
            add(database, article("barge", number))
    before = lines(one)
    assert lines(other) == before
    made = [[carry_out(database, *step) for step in steps] for database in (one, other)]
    assert made[0] == made[1]
    assert lines(one) == lines(other)
    for number in filter(None, made[0]):
        undo(one, number)
    assert lines(one) == before


def test_acts_reach_back_beyond_the_window(fresh, monkeypatch):
    monkeypatch.setattr(placing, "WINDOW", 14)
    database = fresh()
    for number in range(6):
        add(database, *(article(subject, number) for subject in SUBJECTS))
    before = stories(database)
    oldest, newest = (next(one for one in before if name in one) for name in ("barge0", "choir5"))
    assert oldest != newest
    act = correct(database, "merge", "barge0", "choir5")
    assert oldest | newest in stories(database)
    undo(database, act.number)
    assert stories(database) == before

    correct(database, "merge", "barge0", "choir5")
    add(database, *(article(subject, 6) for subject in SUBJECTS))
    assert any(oldest | newest <= one for one in stories(database))
    # beneath it is grouped as it would be without
    groups = gatherings.of(database, [shelf.number_of(database, n) for n in ("barge0", "choir5")])
    assert len(set(groups.values())) == 2


# --------------------------------------------------------------------------- one article more


def test_one_article_more_looks_at_no_other_of_its_story(fresh, monkeypatch):
    database = fresh()
    add(database, *(article("barge", number) for number in range(5)))

    def fail(*_):
        raise AssertionError("all of the group was looked at")

    with monkeypatch.context() as patched:
        patched.setattr(amending, "_Step", fail)
        add(database, article("barge", 5))
    assert ids("barge", *range(6)) in stories(database)
    assert not database.all("quarantined")
    [heading] = findings.headings(database, most=9)
    assert (heading.articles, heading.latest) == (6, shelf.stamp(START + timedelta(hours=5)))
    assert same_after_rebuild(database)


def test_one_article_more_goes_where_an_act_leads_its_group(fresh):
    database = fresh()
    add(database, *ARTICLES)
    correct(database, "merge", "barge0", "choir0")
    add(database, article("barge", 7))

    assert {"barge7", "barge0", "choir0"} <= next(
        one for one in stories(database) if "barge7" in one
    )
    assert same_after_rebuild(database)


# --------------------------------------------------------------------------- lineage across stories

ORIGINAL = (
    "The ferry Marlene drifted off Lindhaven for 14 hours with 214 passengers, Captain Odalys Brandt "
    "told the Ulvering Courier. Two tugs from Merrow reached the Marlene at night. Harbour master "
    "Istvan Pellmar closed the crossing to Tarnholm until 25 March, when 37 divers of Ostrand arrive."
)
#: a translation into a language for which there is no encoder, so that names and numbers decide
TRANSLATED = (
    "Lauttaa Marlene ajelehti Lindhaven edustalla 14 tuntia, kyydissä 214 matkustajaa, kertoi kapteeni "
    "Odalys Brandt lehdelle Ulvering Courier. Kaksi hinaajaa Merrow satamasta saavutti yöllä Marlene "
    "aluksen. Satamapäällikkö Istvan Pellmar sulki reitin Tarnholm saarelle 25 päivään asti, jolloin "
    "37 sukeltajaa Ostrand saarelta saapuu."
)


def test_a_translation_is_linked_across_stories_as_it_would_be_among_all(fresh):
    database = fresh()
    pair = [
        Article(id="en", source="", text=ORIGINAL, language="en", seen=START),
        Article(id="fi", source="", text=TRANSLATED, language="fi", seen=START),
    ]
    add(database, *pair, *ARTICLES)
    if any({"en", "fi"} <= one for one in stories(database)):
        correct(database, "split", "fi")
    assert not any({"en", "fi"} <= one for one in stories(database))

    found = Lineage([*pair, *ARTICLES], gazetteer=TOOLS.gazetteer).links
    expected = {
        (link.upstream, link.to, link.relation) for link in found if link.to in {"en", "fi"}
    }
    assert expected
    numbers = list(shelf.numbers(database, ["en", "fi"]).values())
    kept = {
        (link.upstream, link.to, link.relation)
        for traced in findings.descents(database, numbers)
        for link in traced.links
    }
    assert kept == expected
    assert same_after_rebuild(database)
