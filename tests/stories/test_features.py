"""Days of an article: what is known of its publication, and what only seems so."""

import math
from datetime import UTC, datetime

from firsthand.records import Article, Published
from firsthand.stories.features import read
from firsthand.stories.gathering import distance, span


def days(earliest=None, latest=None, *, origin="text", value=None, seen=None):
    published = Published(value=value, earliest=at(earliest), latest=at(latest), origin=origin)
    article = Article(id="a", source="a", text="It rained.", published=published, seen=at(seen))
    return read(article).days


def at(day):
    return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None


def test_an_article_that_tells_of_the_past_is_not_as_old_as_that():
    old = days("1963-08-30")
    assert (old.last, old.sure) == (math.inf, False)
    new = days("2031-03-04", "2031-03-04", origin="metadata", value="2031-03-04")
    assert distance(old, new) == distance(new, old) == 0.0
    # but it cannot have been published before what it tells of
    assert distance(days("2031-06-04"), new) > 0.05


def test_the_days_of_a_story_are_those_of_its_dated_articles():
    old = days("1963-08-30", "2031-03-09", seen="2031-03-09")
    new = days("2031-03-04", "2031-03-04", origin="metadata", value="2031-03-04")
    assert span(old, new) == span(new, old) == new
    later = days("2031-04-04", "2031-04-04", origin="metadata", value="2031-04-04")
    assert distance(span(old, new), later) == distance(new, later) > 0.05


def test_what_was_only_seen_has_the_day_of_first_sight():
    seen = days(origin="none", seen="2031-03-09")
    assert (seen.last - seen.first, seen.sure) == (0.0, True)
    assert days(origin="none") is None


def test_a_short_interval_is_as_good_as_a_day():
    assert days("2031-03-03", "2031-03-06", origin="metadata").sure
    assert days("2031-01-01", "2031-12-31", origin="metadata", value="2031").sure
    assert not days("2030-03-03", "2031-03-06", origin="dateline").sure


def test_a_day_that_is_named_is_one_word_in_any_language():
    def words(text, language):
        article = Article(id="a", source="a", text=f"Port Ash.\n{text}", language=language)
        return {word for word in read(article).counts if word[0].isdigit() and "-" in word}

    assert words("The ferry sank on May 8 off the pier, 90 aboard.", "en") == {"5-8"}
    assert words("Die Fähre sank am 8 Mai vor dem Hafen.", "de") == {"5-8"}
    assert words("El ferry: 8 mayo. May 800 be enough?", "es") == {"5-8"}
