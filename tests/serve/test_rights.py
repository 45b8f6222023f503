"""What may be shown: one function decides."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import articles
from firsthand.reading import Reading
from firsthand.records import (
    Change,
    Claim,
    Corrected,
    Descent,
    Flag,
    Link,
    Node,
    Passage,
    Primary,
    Question,
    Range,
    Side,
    Span,
    Stemma,
    Story,
    Turn,
)
from firsthand.serve import markdown, page, rights, terminal
from firsthand.upkeep.showing import History, Version

TEXT = "The dredger Otter left Lindal harbour at noon, the pilot said. " * 12


def _reading(spans, status="live"):
    article = replace(articles.make(TEXT, id="a"), status=status)
    claims = tuple(
        Claim(
            id=f"c{n}", text=("a", start, stop), independent_origins=Range(low=1, high=1),
            reports=(), origins=(),
        )
        for n, (start, stop) in enumerate(spans)
    )  # fmt: skip
    story = Story(id="s", articles=("a",), title=("a", "x"), claims=claims)
    return Reading(articles=(article,), stories=(story,))


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 400)), max_size=8))
def test_in_public_a_share_of_the_words_at_most(places):
    spans = [(a, min(a + n, len(article_text()))) for a, n in places]
    shown = rights.limit(_reading([s for s in spans if s[0] < s[1]]), public=True).articles[0].text
    assert len(shown) == len(article_text())
    assert sum(not sign.isspace() for sign in shown) <= rights.MOST_SHARE * len(shown)
    assert all(a in {b, " "} for a, b in zip(shown, article_text(), strict=True))


def article_text():
    return _reading([]).articles[0].text


def _shown(text, stop, status="live"):
    """Return what is left in public of a text that is told as one claim up to ``stop``."""
    given = _reading([(0, stop)], status)
    given = replace(given, articles=(replace(given.articles[0], text=text),))
    return rights.limit(given, public=True).articles[0].text


@pytest.mark.parametrize(("words", "shown"), [(40, True), (41, False)])
def test_in_public_a_span_of_forty_words_at_most(words, shown):
    text = "boat " * 1000
    assert bool(_shown(text, 5 * words - 1).strip()) is shown


@pytest.mark.parametrize(("letters", "shown"), [(150, True), (151, False)])
def test_in_public_fifteen_in_a_hundred_at_most(letters, shown):
    assert bool(_shown("x" * 1000, letters).strip()) is shown


#: a word of the text that no claim holds
SECRET = "quaggaword"


def _telling():
    """Make a reading whose every part that may say words of a text says one that nobody may see."""
    said, quoted = f"{TEXT}The {SECRET} sank. {TEXT}", f"it has “the {SECRET} sank”"
    start = said.index(SECRET)
    place = ("a", start, start + len(SECRET))
    span = Span(start=start, stop=start + len(SECRET), text=SECRET)
    reading = _reading([(4, 45)])
    one, other = (
        replace(
            reading.articles[0], id=name, text=said, title=None,
            flags=(Flag(kind="quotation", why=quoted),),
            links=(Link(start=0, stop=3, url=f"https://x.example/{SECRET}", kind="related"),),
        )
        for name in "ab"
    )  # fmt: skip
    count = Range(low=1, high=1)
    question = Question(
        kind="other", verdict="conflict", why=f"{SECRET} against “ship”",
        sides=tuple(
            Side(value=SECRET, claims=("c0",), reports=(place,), independent_origins=count)
            for _ in range(2)
        ),
        history=(Turn(at=datetime(2031, 5, 6, tzinfo=UTC), verdict="conflict", why=SECRET),),
    )  # fmt: skip
    link = Descent(
        upstream="b", to="a", relation="copy", coverage=1.0, confidence=0.9, why=(quoted,),
        passages=(Passage(a=span, b=span, kind="verbatim"),),
        changes=(Change(kind="word", before=SECRET, after="ship"),),
    )  # fmt: skip
    primary = Primary(
        kind="article", name="b", node="b", url=None, path=("a", "b"), coverage=1.0, confidence=0.9,
        why=(quoted,),
    )  # fmt: skip
    lineage = Stemma(
        nodes=tuple(Node(id=name, kind="article", name=f"The {SECRET} sank") for name in "ab"),
        links=(link,), primary={"a": (primary,)},
    )  # fmt: skip
    story = replace(reading.stories[0], disagreements=(question,), articles=("a", "b"))
    return Reading(articles=(one, other), stories=(story,), lineage=lineage)


def test_in_public_no_part_says_a_word_that_no_claim_holds():
    given = _telling()
    limited = rights.limit(given, public=True)

    assert json.dumps(given.to_json()).count(SECRET) == 15
    assert SECRET not in json.dumps(limited.to_json())
    assert limited.lineage.links[0].passages == ()
    assert SECRET not in json.dumps([one.name for one in limited.lineage.nodes])
    for draw in (terminal.draw, markdown.draw, page.draw):
        assert SECRET in draw(given)
        assert SECRET not in draw(limited)


def test_a_headline_goes_with_an_article_that_was_taken_back():
    given = _telling()
    gone = replace(given.articles[0], title=f"The {SECRET} sank", status="removed")
    left = replace(given.articles[1], title="Otter sails")
    story = replace(given.stories[0], title=("a", f"The {SECRET} sank"))
    given = replace(given, articles=(gone, left), stories=(story,))

    for public in (True, False):
        assert rights.limit(given, public=public).stories[0].title == ("b", "Otter sails")


def test_first_words_that_stand_for_a_title_are_words_of_the_text():
    given = _telling()
    story = replace(given.stories[0], title=("a", f"The {SECRET} sank."))
    limited = rights.limit(replace(given, stories=(story,)), public=True)

    (name, start, stop) = story.claims[0].text
    assert limited.stories[0].title == (name, given.articles[0].text[start:stop])
    assert rights.limit(replace(given, stories=(story,)), public=False).stories[0] == story


def test_a_short_claim_keeps_its_place():
    reading = rights.limit(_reading([(4, 45)]), public=True)
    assert reading.articles[0].text[4:45] == article_text()[4:45]
    assert not reading.articles[0].text[45:].strip()


def test_alone_all_is_shown_but_what_its_owner_took_back():
    assert rights.limit(_reading([(4, 45)]), public=False).articles[0].text == article_text()
    assert not rights.limit(_reading([(4, 45)], "removed"), public=False).articles[0].text.strip()


def test_what_repeats_words_elsewhere_is_limited_too(reading):
    """Changes, values, times, reasons and names of texts hold no word that the texts do not show."""
    limited = rights.limit(reading, public=True)
    shown = " ".join(a.text for a in limited.articles) + " ".join(
        a.title or "" for a in limited.articles
    )
    voices = {v.name for s in reading.stories for c in s.claims for r in c.reports for v in r.chain}
    kept = _words(f"{shown} {' '.join(voices)}")
    hidden = _words(" ".join(a.text for a in reading.articles)) - kept
    found = [hidden & _words(text) for text in _strings(_bare(limited.to_json()))]
    assert len(hidden) > 20
    assert not set().union(*found) - {"said", "denied"}  # sides, in words of firsthand


def _words(text):
    return set(re.findall(r"[A-Za-z]{3,}", text))


def _bare(form):
    """Leave out what firsthand says itself, and the names of houses."""
    if isinstance(form, dict):
        own = {
            "merges",
            "outlet",
            "byline",
            "credits",
            "language",
            "name",
            "members",
            "relation",
            "kind",
        }
        return {k: _bare(v) for k, v in form.items() if k not in own}
    return [_bare(one) for one in form] if isinstance(form, list) else form


def _strings(form):
    if isinstance(form, str):
        yield form
    for one in form.values() if isinstance(form, dict) else form if isinstance(form, list) else ():
        yield from _strings(one)


@pytest.mark.parametrize(
    ("said", "shown", "titled"),
    [
        ('noarchive, says the page (meta "robots")', True, True),
        ('nosnippet, says the page (meta "robots")', False, True),
        ('max-snippet: 20, says the page (meta "robots")', False, True),
        ('noindex, says the page (meta "robots")', False, False),
    ],
)
def test_an_owner_may_ask_for_less(said, shown, titled):
    reading = _reading([(4, 45)])
    article = replace(
        reading.articles[0], title="Otter sails", flags=(Flag(kind="rights", why=said),)
    )
    given = replace(reading, articles=(article,))
    limited = rights.limit(given, public=True).articles[0]
    assert bool(limited.text.strip()) is shown
    assert bool(limited.title) is titled
    assert rights.limit(given, public=False) == given


def test_who_corrected_something_and_why_is_for_those_who_keep_the_library(reading):
    act = Corrected(
        act="merge", number=1, who="Ada Holm", when=datetime(2024, 2, 7, tzinfo=UTC),
        why="the same slip",
    )  # fmt: skip
    [story] = reading.stories
    marked = replace(
        reading,
        stories=(
            replace(
                story, corrected_by=(act,),
                claims=tuple(replace(claim, corrected_by=(act,)) for claim in story.claims),
            ),
        ),
        lineage=replace(
            reading.lineage,
            links=tuple(replace(link, corrected_by=(act,)) for link in reading.lineage.links),
        ),
    )  # fmt: skip
    others = json.dumps(rights.limit(marked, public=True).to_json())
    assert "Ada Holm" not in others
    assert "the same slip" not in others
    assert others.count('"act": "merge"') == 1 + len(story.claims) + len(reading.lineage.links)
    assert "Ada Holm" in json.dumps(rights.limit(marked, public=False).to_json())
    for draw in (terminal.draw, markdown.draw, page.draw):
        assert draw(marked).count("corrected by Ada Holm, Wed 7 Feb 2024") > 2
        assert "Ada Holm" not in draw(rights.limit(marked, public=True))


def test_of_older_wordings_others_learn_that_there_are_some():
    article = _reading([]).articles[0]
    version = Version(
        ordinal=1, title="Otter sails", text=SECRET, first_seen="2031", last_seen="2031",
        diff=(f"-{SECRET}",),
    )  # fmt: skip
    marks = (("corrected", f"says “{SECRET}”", "2031"),)
    found = History(versions=(version,), marks=marks, sightings=(("/home/ann/k1.txt", "2031"),))

    limited = rights.history(found, article, public=True)
    assert [(one.title, one.text, one.diff) for one in limited.versions] == [
        ("Otter sails", "", ())
    ]
    assert limited.marks == (("corrected", "says “…”", "2031"),)
    assert limited.sightings == ()
    gone = rights.history(found, replace(article, status="removed"), public=False)
    assert [(one.title, one.text, one.diff) for one in gone.versions] == [(None, "", ())]
    assert rights.history(found, article, public=False) == found


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("https://reader.example/feed?key=k1", "https://reader.example/feed"),
        ("https://reader.example/feed#key=k1", "https://reader.example/feed"),
        ("https://ann:k1@reader.example:8443/a@b", "https://reader.example:8443/a@b"),
        ("https://reader.example?key=k1", "https://reader.example"),
        ("/home/ann/k1.txt", ""),
    ],
)
def test_others_learn_no_key_of_where_something_was_found(named, shown):
    assert rights.place(named, public=True) == shown
    assert rights.place(named, public=False) == named
