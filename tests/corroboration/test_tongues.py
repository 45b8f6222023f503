"""One claim told in several languages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from firsthand.corroboration import tongues
from firsthand.lexicon.tongues import load
from firsthand.records import Article, Moment, Outlet, Proposition, Published, Report

DAY = datetime(2031, 5, 3, tzinfo=UTC)
#: clauses that say the same, by meaning; what is in no line is like nothing else
MEANINGS = (
    ("The ferry sank off Port Ash.", "El ferry se hundió frente a Port Ash", "Die Fähre sank vor Port Ash"),
    ("Six sailors drowned.", "seis marineros se ahogaron", "Sechs Seeleute ertranken", "ocho marineros se ahogaron"),
    ("The captain was not on board.", "el capitán no estaba a bordo", "el capitán estaba a bordo"),
)  # fmt: skip


def encode(texts):
    """A fixed direction for each meaning, one of its own for every other text."""
    known = {text: line for line, group in enumerate(MEANINGS) for text in group}
    vectors = np.zeros((len(texts), 512), np.float32)
    for row, text in enumerate(texts):
        vectors[row, known.get(text, 100 + row % 400)] = 1.0
    return vectors


@pytest.fixture
def merged(newsroom):
    """What is told in one claim, as sets of wordings."""

    def tell(*, english, others):
        newsroom.publish("Norland Post", *english)
        for code, text in others:
            _publish(newsroom, f"Gaceta {len(newsroom.articles)}", text, code)
        found = newsroom.corroborate(encode=encode)
        texts = {name: article.text for name, article in newsroom.articles.items()}
        return [
            {texts[r.article][r.start : r.stop] for r in claim.reports} for claim in found.claims
        ]

    return tell


def _publish(newsroom, name, text, code):
    """A report that was read by the sentence: nothing of its clauses is known."""
    published = Published(
        value="2031-05-03", earliest=DAY, latest=DAY + timedelta(hours=23), origin="metadata"
    )
    newsroom.articles[name] = Article(
        id=name,
        source=name,
        text=text,
        language=code,
        outlet=Outlet(name=name),
        published=published,
    )
    newsroom.reports.append(
        Report(
            article=name, start=0, stop=len(text), quote=False, chain=(), stance="certain",
            stance_words=(), firsthand=False, times=(), values=(),
            proposition=Proposition(
                predicate="", negated=False, tense="present", arguments=(),
                words=tuple(text.lower().split()), names=(),
            ),
        )
    )  # fmt: skip


def test_three_languages_tell_one_claim(merged):
    claims = merged(
        english=["The ferry sank off Port Ash."],
        others=[
            ("es", "El ferry se hundió frente a Port Ash"),
            ("de", "Die Fähre sank vor Port Ash"),
        ],
    )
    assert len(claims) == 1


def test_a_sentence_read_whole_stands_in_each_claim_that_it_tells(merged):
    sentence = "El ferry se hundió frente a Port Ash, seis marineros se ahogaron"
    claims = merged(
        english=["The ferry sank off Port Ash.", "Six sailors drowned."], others=[("es", sentence)]
    )
    assert sorted(len(claim) for claim in claims) == [2, 2]
    assert all(sentence in claim for claim in claims)


@pytest.mark.parametrize(
    ("told", "spanish"),
    [
        ("Six sailors drowned.", "ocho marineros se ahogaron"),
        ("The captain was not on board.", "el capitán estaba a bordo"),
    ],
)
def test_a_number_or_a_negation_keeps_languages_apart(merged, told, spanish):
    assert len(merged(english=[told], others=[("es", spanish)])) == 2


def test_a_negation_in_both_languages_is_one(merged):
    spanish = "el capitán no estaba a bordo"
    assert len(merged(english=["The captain was not on board."], others=[("es", spanish)])) == 1


def test_what_is_like_nothing_stays_alone(merged):
    claims = merged(
        english=["The ferry sank off Port Ash."],
        others=[("es", "Una panadería vendió todo su pan")],
    )
    assert len(claims) == 2


def test_another_day_keeps_languages_apart(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Port Ash on Monday.")
    _publish(newsroom, "Gaceta", "El ferry se hundió frente a Port Ash", "es")
    at = DAY + timedelta(days=8)
    last = newsroom.reports[-1]
    moment = Moment(
        start=0, stop=8, text="El ferry", value=None, earliest=at, latest=at + timedelta(hours=2)
    )
    newsroom.reports[-1] = replace(last, times=(moment,))

    def one_meaning(texts):
        vectors = np.zeros((len(texts), 512), np.float32)
        vectors[:, 0] = 1.0
        return vectors

    assert len(newsroom.corroborate(encode=one_meaning).claims) == 2


def test_one_language_encodes_nothing(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Port Ash.")
    newsroom.publish("Harbour Times", "The ferry has sunk off Port Ash.")

    def never(texts):
        raise AssertionError(texts)

    assert newsroom.corroborate(encode=never).claims


def test_buckets_hold_like_vectors_and_grow_with_their_number():
    draw = np.random.default_rng(5)
    vectors = draw.normal(size=(4 * tongues.BUCKET, 64)).astype(np.float32)
    near = vectors + 0.2 * draw.normal(size=vectors.shape).astype(np.float32)
    both = np.concatenate([vectors, near])
    both /= np.linalg.norm(both, axis=1, keepdims=True)
    together = set()
    size = 0
    for bucket in tongues._buckets(both):
        size += len(bucket)
        held = set(bucket)
        together |= {i for i in range(len(vectors)) if i in held and i + len(vectors) in held}
    assert len(together) > 0.95 * len(vectors)
    assert size == tongues.TABLES * len(both)


@pytest.mark.parametrize(
    ("code", "word"), [("en", "never"), ("es", "nunca"), ("de", "nie"), ("fr", "jamais")]
)
def test_a_language_knows_its_negations_and_numbers(code, word):
    assert word in load(code).no
    assert {"six", "seis", "sechs"} <= load(code).numbers.keys()


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("433 trabajadores fueron llevados al hotel", "754 trabajadores fueron llevados al hotel", 2),
        ("tres trabajadores fueron llevados al hotel", "3 trabajadores fueron llevados al hotel", 1),
        ("el puerto abre el lunes", "el puerto abre el lunes", 1),
    ],
)  # fmt: skip
def test_numbers_keep_claims_of_a_language_without_a_parse_apart(newsroom, one, other, count):
    for number, text in enumerate((one, other)):
        _publish(newsroom, f"Gaceta {number}", text, "es")
    assert len(newsroom.corroborate().claims) == count


def test_buckets_are_small_and_hold_what_is_near():
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(2_000, 64)).astype(np.float32)
    vectors[1_000:] = vectors[:1_000] + 0.1 * chance.normal(size=(1_000, 64))
    buckets = list(tongues._buckets(vectors))
    assert max(map(len, buckets)) <= tongues.BUCKET
    assert sum(map(len, buckets)) == tongues.TABLES * len(vectors)
    met = {i for held in map(set, buckets) for i in held if i < 1_000 and i + 1_000 in held}
    assert len(met) >= 990


def test_equal_vectors_stay_together():
    buckets = list(tongues._buckets(np.ones((1_000, 8), np.float32)))
    assert {len(bucket) for bucket in buckets} == {1_000}
