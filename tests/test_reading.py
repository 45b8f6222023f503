"""The JSON form: complete, valid against its schema, with offsets that lead back to the words."""

import json
from datetime import UTC, datetime
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.errors import Refused
from firsthand.reading import SCHEMA, Reading
from firsthand.records import (
    DEPENDING,
    Article,
    Change,
    Claim,
    Credit,
    Descent,
    Drift,
    Event,
    Expectation,
    Flag,
    Link,
    Merge,
    Moment,
    Node,
    Origin,
    Outlet,
    Part,
    Passage,
    Primary,
    Proposition,
    Published,
    Quantity,
    Question,
    Range,
    Related,
    Report,
    Side,
    Span,
    Stemma,
    Story,
    Voice,
)
from firsthand.serve.words import TEMPLATES

DOCUMENT = json.loads(
    files("firsthand").joinpath("schema/firsthand-1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(DOCUMENT)

NOTHING = Proposition(predicate="", negated=False, tense="past", arguments=(), words=(), names=())
#: astral characters are two units in other languages' strings: offsets count code points
WORDS = st.text(st.sampled_from("ab é𝔉中\n😀"), min_size=4, max_size=12)
NAMES = st.text(max_size=6)
MAYBE = st.none() | NAMES
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
SHARES = st.floats(0, 1)
BOUND = st.floats(allow_nan=False)
RELATIONS = "copy trimmed version excerpt rewrite translation shared_quotes cites"


def several(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


def one_of(values):
    return st.sampled_from(values.split())


@st.composite
def places(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


def placed(record, text, **fields):
    """Build a record with a place and its words."""
    return places(text).flatmap(
        lambda p: st.builds(
            record,
            start=st.just(p[0]),
            stop=st.just(p[1]),
            text=st.just(text[p[0] : p[1]]),
            **fields,
        )
    )


ranges = st.builds(
    Range,
    low=st.integers(0, 3),
    high=st.integers(0, 3),
    merges=several(
        st.builds(
            Merge,
            members=several(NAMES),
            because=one_of("text credit attribution owner"),
            why=NAMES,
        )
    ),
)


@st.composite
def articles(draw, name):
    text = draw(WORDS)
    start, stop = draw(places(text))
    fixed = {"start": st.just(start), "stop": st.just(stop)}
    return draw(
        st.builds(
            Article, id=st.just(name), source=NAMES, text=st.just(text), title=MAYBE, url=MAYBE, canonical=MAYBE,
            outlet=st.none() | st.builds(Outlet, name=NAMES, domain=MAYBE, owner=MAYBE), byline=several(NAMES),
            credits=several(placed(Credit, text, agency=NAMES)), language=one_of("en de und"), seen=TIMES,
            published=st.builds(Published, value=MAYBE, earliest=TIMES, latest=TIMES, origin=one_of("metadata text story none")),
            version_of=MAYBE, status=one_of("live corrected retracted removed gone"),
            parts=several(st.builds(Part, kind=one_of("body dateline form footer"), **fixed)),
            links=several(st.builds(Link, url=NAMES, kind=one_of("source related self other"), **fixed)),
            flags=several(st.builds(Flag, kind=NAMES, why=NAMES)),
        )
    )  # fmt: skip


def reports(article):
    text = article.text
    voices = st.builds(
        Voice, name=NAMES, kind=one_of("person organisation outlet agency group document place"),
        anonymous=st.booleans(), start=st.none() | st.just(0), stop=st.none() | st.just(1), url=MAYBE,
    )  # fmt: skip
    return places(text).flatmap(
        lambda p: st.builds(
            Report, article=st.just(article.id), start=st.just(p[0]), stop=st.just(p[1]),
            lead=st.none() | st.just(p), quote=st.booleans(),
            chain=several(voices), stance=one_of("certain probable possible unconfirmed denied"),
            stance_words=several(st.just(p)), firsthand=st.booleans(),
            times=several(placed(Moment, text, value=MAYBE, earliest=TIMES, latest=TIMES)),
            values=several(placed(Quantity, text, number=st.floats(0, 9), unit=NAMES, low=BOUND, high=BOUND)),
            proposition=st.just(NOTHING), inherited_from=MAYBE,
        )
    )  # fmt: skip


@st.composite
def claims(draw, article):
    found = tuple(draw(st.lists(reports(article), min_size=1, max_size=2)))
    where = article.id, found[0].start, found[0].stop
    because = several(st.just(where))
    return draw(
        st.builds(
            Claim, id=NAMES, text=st.just(where), reports=st.just(found), independent_origins=ranges,
            origins=several(st.builds(Origin, name=NAMES, kind=NAMES, reports=st.just((0,)))),
            drift=several(st.builds(Drift, report=st.just(0), upstream=NAMES, kind=one_of("hedge word"), words=st.tuples(NAMES, NAMES))),
            expectation=st.none() | st.builds(Expectation, earliest=TIMES, latest=TIMES, outcome=one_of("pending met missed unknown"), because=because),
        )
    )  # fmt: skip


@st.composite
def stories(draw, article):
    found = tuple(draw(st.lists(claims(article), max_size=2)))
    side = st.builds(
        Side,
        value=NAMES,
        claims=several(NAMES),
        reports=st.just(((article.id, 0, 1),)),
        independent_origins=ranges,
    )
    return draw(
        st.builds(
            Story, id=NAMES, articles=st.just((article.id,)), title=st.tuples(st.just(article.id), NAMES),
            related=several(st.builds(Related, story=NAMES, kind=one_of("earlier later same_subject"))),
            independent_origins=ranges, claims=st.just(found),
            disagreements=several(
                st.builds(
                    Question, kind=one_of("time number place person denial unconfirmed other"),
                    verdict=one_of("conflict compatible update tension"), sides=st.tuples(side, side), why=NAMES,
                )
            ),
            timeline=several(st.builds(Event, value=NAMES, earliest=TIMES, latest=TIMES, claim=NAMES, first_article=NAMES, first_at=TIMES)),
        )
    )  # fmt: skip


@st.composite
def readings(draw):
    article = draw(articles("a"))
    span = placed(Span, article.text)
    link = st.builds(
        Descent, upstream=NAMES, to=NAMES, relation=one_of(RELATIONS), coverage=SHARES, confidence=SHARES, why=several(NAMES),
        passages=several(st.builds(Passage, a=st.none() | span, b=span, kind=one_of("verbatim edited furniture"))),
        changes=several(st.builds(Change, kind=one_of("number name date hedge attribution denial word"), before=NAMES, after=NAMES)),
    )  # fmt: skip
    primary = st.builds(
        Primary, kind=one_of("article lost self unknown"), name=NAMES, node=MAYBE, url=MAYBE, path=several(NAMES),
        coverage=SHARES, confidence=SHARES, why=several(NAMES),
    )  # fmt: skip
    nodes = st.builds(
        Node, id=NAMES, kind=one_of("article lost document tombstone"), name=NAMES, url=MAYBE
    )
    lineage = st.builds(
        Stemma,
        nodes=several(nodes),
        links=several(link),
        primary=st.fixed_dictionaries({"a": several(primary)}),
    )
    return Reading(
        articles=(article,), stories=draw(several(stories(article))), lineage=draw(lineage), as_of=draw(TIMES),
        refused=draw(several(st.builds(lambda r, s: Refused(r, source=s), NAMES, NAMES))),
    )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings())
def test_any_reading_is_valid_json_whose_offsets_lead_back(reading):
    shown = json.loads(json.dumps(reading.to_json(), allow_nan=False))

    VALIDATOR.validate(shown)
    text = {article["id"]: article["text"] for article in shown["articles"]}["a"]
    assert text == reading.articles[0].text
    with_words = list(shown["articles"][0]["credits"])
    for story in shown["stories"]:
        for claim in story["claims"]:
            for report in claim["reports"]:
                with_words += report["times"] + report["values"]
    for found in with_words:
        assert text[found["start"] : found["stop"]] == found["text"]


def test_an_empty_reading_has_every_key():
    assert Reading().to_json() == {
        "schema": SCHEMA,
        "as_of": None,
        "articles": [],
        "refused": [],
        "lineage": {"nodes": [], "links": []},
        "stories": [],
    }


def test_times_are_in_utc():
    moment = datetime.fromisoformat("2024-02-06T10:00:00+09:00")

    assert Reading(as_of=moment).to_json()["as_of"] == "2024-02-06T01:00:00Z"


@pytest.mark.parametrize("key", sorted(DOCUMENT["required"]))
def test_a_missing_key_is_found_out(key):
    shown = Reading().to_json()
    del shown[key]

    assert not VALIDATOR.is_valid(shown)


def test_whatever_links_two_texts_is_named_in_the_schema_and_has_words():
    named = DOCUMENT["$defs"]["link"]["properties"]["relation"]["enum"]

    assert named == RELATIONS.split()
    assert {*named} > DEPENDING
    assert all(f"relation.{one}" in TEMPLATES for one in named)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(DOCUMENT)
