"""Dates narrowed by the story: never widened, never overridden, a value only where one day is left."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firsthand.records import Article, Part, Published
from firsthand.stories.narrow import narrow

NONE = Published(value=None, earliest=None, latest=None, origin="none")
#: 14 June 2021 was a Monday
ANCHOR = "The mayor of Tarnfeld said Wednesday that the harbour bridge collapsed on Monday evening."


def on(day):
    start = datetime.combine(day, datetime.min.time(), UTC)
    return Published(
        value=day.isoformat(),
        earliest=start,
        latest=start + timedelta(hours=23, minutes=59),
        origin="metadata",
    )


def article(name, text, published=NONE, head=0):
    parts = (
        Part(kind="dateline", start=0, stop=head),
        Part(kind="body", start=head, stop=len(text)),
    )
    return Article(id=name, source=name, text=text, language="en", published=published, parts=parts)


def dates(*articles):
    return {a.id: a.published for a in narrow(articles)}


def test_a_dateline_takes_its_year_from_the_story():
    head = "Tarnfeld, Jun 17 (Halden).- "
    found = dates(
        article("a", ANCHOR, on(date(2021, 6, 16))),
        article("b", head + "It rained.", head=len(head)),
    )
    assert (found["b"].value, found["b"].origin) == ("2021-06-17", "story")


def test_weekdays_leave_the_days_they_can_be_told_on():
    text = "The mayor said Thursday that divers would search the river until Friday."
    found = dates(
        article("a", ANCHOR, on(date(2021, 6, 16))),
        article("b", text, replace_early(date(2021, 6, 12))),
    )
    assert found["b"].value is None
    assert (found["b"].earliest.date(), found["b"].latest.date()) == (
        date(2021, 6, 17),
        date(2021, 6, 18),
    )


def replace_early(day):
    return Published(
        value=None,
        earliest=datetime.combine(day, datetime.min.time(), UTC),
        latest=None,
        origin="text",
    )


def test_an_event_told_in_the_same_words_settles_the_week():
    text = "The harbour bridge of Tarnfeld collapsed on Monday evening, police said Tuesday."
    found = dates(article("a", ANCHOR, on(date(2021, 6, 16))), article("b", text))
    assert found["b"].earliest.date() >= date(2021, 6, 14)
    assert found["b"].latest.date() <= date(2021, 6, 20)
    assert found["b"].earliest.date() <= date(2021, 6, 15) <= found["b"].latest.date()


def test_what_is_dated_is_left_alone():
    given_ = article("b", "The mayor said Friday it rained.", on(date(2020, 1, 1)))
    assert dates(article("a", ANCHOR, on(date(2021, 6, 16))), given_)["b"] == given_.published


def test_without_a_dated_member_nothing_changes():
    articles = [article("a", ANCHOR), article("b", ANCHOR)]
    assert narrow(articles) == articles


def test_a_wrongly_dated_member_does_not_move_the_window():
    crawled = [article(f"c{n}", "It rained.", on(date(2021, 6, 15 + n))) for n in range(3)]
    found = dates(
        *crawled,
        article("x", "It rained.", on(date(2024, 1, 1))),
        article("b", "The mayor said Wednesday it rained."),
    )
    assert found["b"].latest.year == 2021


TEXTS = st.sampled_from(
    [
        ANCHOR,
        "It rained.",
        "Aides said Friday that he will go on Sunday.",
        "He went on June 12.",
        "The harbour bridge collapsed on Monday.",
    ]
)
DAYS = st.dates(date(2021, 6, 1), date(2021, 6, 30))


@given(st.lists(st.tuples(TEXTS, st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=6))
def test_no_date_is_overridden_and_no_interval_widened(rows):
    articles = []
    for number, (text, day, early) in enumerate(rows):
        known = on(day) if day else replace_early(early) if early else NONE
        articles.append(article(str(number), text, known))
    for before, after in zip(articles, narrow(articles), strict=True):
        old, new = before.published, after.published
        assert old.value is None or new == old
        assert old.earliest is None or new.earliest >= old.earliest
        assert old.latest is None or new.latest <= old.latest
        assert (
            new.value is None
            or new.earliest.date() <= date.fromisoformat(new.value[:10]) <= new.latest.date()
        )


@given(st.permutations(range(4)))
def test_the_order_of_the_members_does_not_matter(order):
    texts = [
        ANCHOR,
        "The harbour bridge of Tarnfeld collapsed on Monday evening, police said Tuesday.",
        "It rained.",
        "Aides said Friday that he will go on Sunday.",
    ]
    articles = [
        article(str(n), texts[n], on(date(2021, 6, 16)) if n == 0 else NONE) for n in range(4)
    ]
    expected = {a.id: a for a in narrow(articles)}
    assert {a.id: a for a in narrow([articles[n] for n in order])} == expected
