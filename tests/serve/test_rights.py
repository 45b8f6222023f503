"""What may be shown: one function decides."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import articles
from firsthand.reading import Reading
from firsthand.records import Claim, Range, Story
from firsthand.serve import rights

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


def test_a_short_claim_keeps_its_place():
    reading = rights.limit(_reading([(4, 45)]), public=True)
    assert reading.articles[0].text[4:45] == article_text()[4:45]
    assert not reading.articles[0].text[45:].strip()


def test_alone_all_is_shown_but_what_its_owner_took_back():
    assert rights.limit(_reading([(4, 45)]), public=False).articles[0].text == article_text()
    assert not rights.limit(_reading([(4, 45)], "removed"), public=False).articles[0].text.strip()
