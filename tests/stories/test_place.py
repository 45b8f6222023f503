"""Placing: what joins, what stays apart, and what does not depend on anything but the articles."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.records import Article, Part, Published
from firsthand.stories.place import Placer, group

FERRY = (
    (
        "The ferry Solveig sank off Varnholm on Monday night with 212 people aboard, the Ardanian coast"
        " guard said. Captain Ilmo Terrask sent a distress call at 23:40 before the ship listed."
    ),
    (
        "Rescuers pulled 187 survivors of the Solveig from the sea near Varnholm, the coast guard of"
        " Ardania said. The ferry went down after water entered the car deck, Captain Terrask told them."
    ),
    (
        "Ardania mourns the victims of the ferry Solveig. Divers searched the wreck off Varnholm, where"
        " the ship sank on Monday; 25 passengers are missing, the coast guard said."
    ),
)
FERRY_NEXT_PORT = (
    (
        "The ferry Kestrel ran aground near Port Ostrey on Tuesday with 90 people aboard. All were taken"
        " off by lifeboats, the harbour master Dagna Fell said; the hull is leaking diesel."
    ),
    (
        "Diesel leaks from the stranded ferry Kestrel at Port Ostrey. Harbour master Fell said booms were"
        " laid around the hull after all 90 passengers had left by lifeboat."
    ),
)
ELECTION = (
    (
        "President Marek Sollano won the election in Tervania with 54 percent of the vote, the electoral"
        " commission said. His rival Ines Quarrel conceded in the capital, Dorvik."
    ),
    (
        "Ines Quarrel conceded defeat in Tervania after the commission gave Marek Sollano 54 percent."
        " Supporters of the president celebrated in Dorvik until morning."
    ),
)


def article(
    name: str, text: str, title: str | None = None, day: int | None = None, **more
) -> Article:
    when = None if day is None else datetime(2031, 3, 1, tzinfo=UTC) + timedelta(days=day)
    published = Published(
        value=None, earliest=when, latest=when, origin="metadata" if when else "none"
    )
    return Article(id=name, source=name, text=text, title=title, published=published, **more)


def articles() -> list[Article]:
    texts = {"ferry": FERRY, "kestrel": FERRY_NEXT_PORT, "vote": ELECTION}
    return [article(f"{name}-{i}", text) for name, ts in texts.items() for i, text in enumerate(ts)]


def groups(stories) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story in stories}


EXPECTED = {
    frozenset({"ferry-0", "ferry-1", "ferry-2"}),
    frozenset({"kestrel-0", "kestrel-1"}),
    frozenset({"vote-0", "vote-1"}),
}


def test_reports_of_one_event_meet_and_look_alikes_of_the_week_stay_apart():
    assert groups(group(articles())) == EXPECTED


def test_the_order_of_arrival_does_not_matter_where_events_are_clear():
    given_order = articles()
    for turn in range(len(given_order)):
        assert groups(group(given_order[turn:] + given_order[:turn])) == EXPECTED
    assert groups(group(given_order[::-1])) == EXPECTED


def test_placing_is_online_the_future_does_not_change_where_an_article_first_went():
    given_order = articles()
    whole = Placer()
    first_places = [whole.place(one) for one in given_order]
    for stop in range(1, len(given_order)):
        part = Placer()
        assert [part.place(one) for one in given_order[:stop]] == first_places[:stop]


def test_an_id_comes_from_the_first_article_and_stays():
    ids = {story.articles[0]: story.id for story in group(articles())}
    assert ids["ferry-0"] == group(articles()[:1])[0].id
    assert len(set(ids.values())) == 3


def test_an_article_that_comes_twice_is_placed_once():
    placer = Placer()
    ids = {placer.place(article("a", FERRY[0])) for _ in range(3)}
    assert len(ids) == 1
    assert [story.articles for story in placer.stories()] == [("a",)]


def test_the_headline_is_one_that_a_member_has():
    told = [
        article("1", FERRY[0]),
        article("2", FERRY[1], "Ferry Solveig sinks off Varnholm"),
        article("3", FERRY[2], "Ardania mourns"),
    ]
    (story,) = group(told)
    assert story.title in {("2", "Ferry Solveig sinks off Varnholm"), ("3", "Ardania mourns")}


def test_without_any_title_the_first_sentence_of_a_body_stands_for_it():
    text = "By Odda Renn\n" + FERRY[0]
    parts = (
        Part(kind="byline", start=0, stop=13),
        Part(kind="body", start=13, stop=len(text)),
    )
    (story,) = group([article("1", text, parts=parts)])
    name, words = story.title
    assert name == "1"
    assert words.startswith("The ferry Solveig sank")
    assert words in text


def test_furniture_brings_nobody_together():
    form = "Subscribe to the Varnholm Courier newsletter. Terms of the Varnholm Courier apply. " * 3
    told = []
    for name, text in (("1", FERRY[0]), ("2", ELECTION[0])):
        parts = (
            Part(kind="form", start=0, stop=len(form)),
            Part(kind="body", start=len(form), stop=len(form) + len(text)),
        )
        told.append(article(name, form + text, parts=parts))
    assert len(group(told)) == 2


def test_the_same_words_years_apart_are_less_alike():
    near, far = Placer(), Placer()
    for placer, day in ((near, 1), (far, 900)):
        placer.place(article("1", FERRY[0], day=0))
        placer.place(article("2", FERRY[1], day=day))
    assert near.explain("2").days_apart == 1
    assert far.explain("2").days_apart == 900
    likeness = [one.explain("2").likeness or one.explain("2").nearest[1] for one in (near, far)]
    assert likeness[0] > likeness[1]


def test_an_explanation_names_what_is_shared_and_the_next_story():
    placer = Placer()
    for one in articles():
        placer.place(one)
    why = placer.explain("ferry-1")
    assert why.likeness is not None
    assert why.likeness >= why.needed
    assert {"solveig", "varnholm"} <= set(why.names)
    assert why.nearest is not None
    assert why.nearest[0] != why.story
    assert why.nearest[1] < why.needed
    assert any("solveig" in reason for reason in why.reasons())


def test_an_explanation_names_the_next_story_by_its_headline_or_says_that_none_is_near():
    placer = Placer()
    for one in articles():
        placer.place(replace(one, title=f"Report {one.id}"))
    nearest = placer.explain("ferry-1").nearest
    assert nearest.title in {"Report kestrel-0", "Report kestrel-1"}
    reasons = placer.explain("ferry-1").reasons()
    named = f"nearest other story: “{nearest.title}” ({nearest.story}), likeness"
    assert any(said.startswith(named) for said in reasons)
    alone = Placer()
    alone.place(article("1", FERRY[0]))
    alone.place(article("2", FERRY[1]))
    assert "no other story is like it" in alone.explain("1").reasons()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 0), "published within the days of the others"),
        ((0, 1), "published 1 day from the others"),
        ((0, 9), "published 9 days from the others"),
    ],
)
def test_an_explanation_tells_the_days_between(days, said):
    placer = Placer()
    for name, day in enumerate(days):
        placer.place(article(str(name), FERRY[0], day=day))
    assert said in placer.explain("1").reasons()


def test_days_that_may_lie_between_are_not_told():
    placer = Placer()
    told_of = datetime(2031, 3, 1, tzinfo=UTC)
    only_after = Published(value=None, earliest=told_of, latest=None, origin="text")
    placer.place(article("1", FERRY[0], day=2))
    placer.place(replace(article("2", FERRY[0]), published=only_after))
    assert placer.explain("2").days_apart is None
    assert not any("published" in said for said in placer.explain("2").reasons())


def test_an_article_alone_says_so():
    placer = Placer()
    placer.place(article("1", FERRY[0]))
    assert placer.explain("1").likeness is None
    assert placer.explain("1").reasons() == ("it is the only article of its story",)
    with pytest.raises(KeyError):
        placer.explain("2")


def test_stories_that_became_alike_are_merged_and_the_merge_is_recorded():
    # The first two share too little; what comes between them holds the words of both.
    ends = (
        "Smoke rose over the Gallen refinery in Ostmark. Workers ran to the gates, Peder Lunn said.",
        "Minister Ravna Thole ordered an inquiry into tank pressure; unions want the plans published.",
    )
    between = " ".join(ends)
    placer = Placer()
    placer.place(article("1", ends[0]))
    placer.place(article("2", ends[1]))
    assert len(placer.stories()) == 2
    first = placer.place(article("3", between))
    for number in range(4, 9):
        placer.place(article(str(number), between))
    (story,) = placer.stories()
    assert story.id == first == group([article("1", ends[0])])[0].id
    (merge,) = placer.merges
    assert merge.kept == story.id
    assert merge.absorbed == group([article("2", ends[1])])[0].id


def test_a_thousand_copies_are_one_story_and_hide_no_other():
    told = [article(f"copy-{i:04}", FERRY[0]) for i in range(1_000)]
    told += [article("v1", ELECTION[0]), article("late", FERRY[1]), article("v2", ELECTION[1])]
    found = groups(group(told))
    assert len(found) == 2
    assert frozenset({"v1", "v2"}) in found


def test_a_script_without_spaces_is_read():
    told = [
        article(
            "1",
            "北の港町ヴァルンホルムで月曜日にフェリーが沈没し、二百人が救助された。",
            language="ja",
        ),
        article(
            "2", "フェリー沈没、ヴァルンホルム港の沖で二百人を救助。月曜日の夜。", language="ja"
        ),
        article("3", "大統領選挙は現職が勝利し、首都では支持者が朝まで祝った。", language="ja"),
    ]
    assert groups(group(told)) == {frozenset({"1", "2"}), frozenset({"3"})}


class Dictionary:
    """An encoder that knows three subjects by their words in two languages."""

    subjects = (("ferry", "Fähre"), ("election", "Wahl"), ("bridge", "Brücke"))

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        found = [
            [float(any(w in text for w in words)) for words in self.subjects] for text in texts
        ]
        rows = np.array(found, np.float32).reshape(len(texts), 3) + np.float32(0.01)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


GERMAN = (
    article("de-1", "Vor Varnholm ist in der Nacht eine Fähre gesunken.", language="de"),
    article("de-2", "Nach der Wahl gab die Verliererin auf.", language="de"),
    article("de-3", "Eine neue Brücke wurde eröffnet.", language="de"),
)


def test_with_an_encoder_languages_meet():
    english = [
        article("en-1", FERRY[0], language="en"),
        article("en-2", ELECTION[0], language="en"),
    ]
    for order in ([*english, *GERMAN], [*GERMAN, *english]):
        assert groups(group(order, encoder=Dictionary())) == {
            frozenset({"en-1", "de-1"}),
            frozenset({"en-2", "de-2"}),
            frozenset({"de-3"}),
        }
        assert len(group(order)) == 5


def test_in_one_language_the_encoder_is_not_even_asked():
    class Silent:
        def encode(self, texts):
            raise AssertionError(texts)

    assert group(articles(), encoder=Silent()) == group(articles())


def test_the_weekday_of_the_event_tells_look_alikes_apart():
    words = "A lorry hit the gate of the Varnholm depot on {}, the harbour office said; nobody was hurt."
    told = [article(day, words.format(day), language="en") for day in ("Monday", "Friday")]
    story = Placer()
    for one in told:
        story.place(one)
    same = Placer()
    same.place(told[0])
    same.place(article("again", words.format("Monday"), language="en"))
    placers = ((story, "Friday"), (same, "again"))
    apart, together = (one.explain(name).likeness for one, name in placers)
    assert together - apart > 0.04


def test_a_printed_day_counts_for_more_than_one_of_metadata():
    likeness = {}
    for origin in ("metadata", "byline"):
        placer = Placer()
        for day in (0, 3):
            one = article(f"day-{day}", FERRY[0], day=day)
            placer.place(replace(one, published=replace(one.published, origin=origin)))
        likeness[origin] = placer.explain("day-0").likeness
    assert likeness["byline"] < likeness["metadata"] - 0.05


def test_of_a_few_short_reports_a_shared_town_makes_no_story():
    told = [
        article(
            "crane",
            "Two men were hurt on Monday when a crane fell onto the quay in Port Linden, police said.",
            "Two hurt as dock crane falls in Port Linden",
        ),
        article(
            "school",
            "A school in Port Linden has won a national prize for its garden, the ministry said.",
            "Port Linden school wins prize",
        ),
        article(
            "fares",
            "Ferry fares between Port Linden and the islands will rise by 8 percent from April.",
            "Ferry fares in Port Linden to rise",
        ),
    ]
    for order in (told, told[::-1], told[:2]):
        placer = Placer()
        for one in order:
            placer.place(one)
        assert len(placer.groups()) == len(order)


def test_related_stories_know_which_came_first():
    told = [article(f"f{i}", text, day=0) for i, text in enumerate(FERRY)]
    told += [
        article(
            "later",
            "A court in Ardania charged Captain Ilmo Terrask over the loss of the Solveig. The trial"
            " may open in autumn, prosecutor Hedda Morn said; unions of seamen protested.",
            day=40,
        )
    ]
    first, second = group(told)
    assert [(one.story, one.kind) for one in first.related] == [(second.id, "later")]
    assert [(one.story, one.kind) for one in second.related] == [(first.id, "earlier")]


@given(
    st.lists(
        st.tuples(
            st.text(max_size=80), st.none() | st.text(max_size=20), st.sampled_from([None, 0, 9])
        ),
        max_size=12,
    )
)
@settings(max_examples=60)
def test_every_article_stands_in_exactly_one_story_whatever_it_holds(given_texts):
    told = [article(str(i), text, title, day) for i, (text, title, day) in enumerate(given_texts)]
    stories = group(told)
    placed = [name for story in stories for name in story.articles]
    assert sorted(placed) == sorted(one.id for one in told)
    assert len({story.id for story in stories}) == len(stories)
    assert stories == group(told)
    known = {story.id for story in stories}
    assert all(one.story in known - {story.id} for story in stories for one in story.related)
