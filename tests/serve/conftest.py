"""A reading put together by hand, so that what is drawn does not hang on what is found."""

from datetime import UTC, datetime, timedelta

import pytest

from firsthand.errors import Refused
from firsthand.reading import Reading
from firsthand.records import (
    Article,
    Change,
    Claim,
    Credit,
    Descent,
    Drift,
    Event,
    Expectation,
    Merge,
    Moment,
    Node,
    Origin,
    Outlet,
    Proposition,
    Published,
    Question,
    Range,
    Report,
    Side,
    Stemma,
    Story,
    Voice,
)

NOTHING = Proposition(predicate="be", negated=False, tense="past", arguments=(), words=(), names=())

TEXTS = {
    "courier": (
        "ORVEN (Vell Wire) — The funicular likely slipped because of ice on the rail, local media said. "
        "Citing two officials of the transport office, the Orven Gazette reported that the brake "
        "was last tested in May. The office did not immediately confirm this. "
        "Service could resume as soon as Thursday, the operator said. Two people were hurt."
    ),
    "mirador": (
        "ORVEN (Vell Wire) — The cable railway slipped because of ice on the rail. "
        "Citing two officials of the transport office, the Orven Gazette reported that the brake "
        "was last tested in May. Three people were hurt."
    ),
    "bulletin": (
        "Ice on the rail presumably made the funicular slip, the mayor, Aud Kessel, told the Bulletin. "
        "A Bulletin reporter saw two people carried away on stretchers. "
        "The operator denied that the brake was last tested in May."
    ),
    "unknown": (
        "(vw/kh) The Orven Gazette reported that the brake was last tested in May. "
        "Service will resume on Friday, according to the operator."
    ),
}  # fmt: skip


def at(day, hour=0, minute=0):
    return datetime(2024, 2, day, hour, minute, tzinfo=UTC)


def whole(day):
    return {"earliest": at(day), "latest": at(day) + timedelta(days=1, seconds=-1)}


def place(article, words):
    start = TEXTS[article].index(words)
    return article, start, start + len(words)


def voice(name, kind="person", *, anonymous=False):
    return Voice(name=name, kind=kind, anonymous=anonymous)


def report(article, words, chain=(), stance="certain", *, firsthand=False, times=()):
    _, start, stop = place(article, words)
    return Report(
        article=article, start=start, stop=stop, quote=False, chain=tuple(chain), stance=stance,
        stance_words=(), firsthand=firsthand, times=tuple(times), values=(), proposition=NOTHING,
    )  # fmt: skip


def claim(number, reports, origins, counted, **more):
    first = reports[0]
    return Claim(
        id=f"c{number}", text=(first.article, first.start, first.stop), reports=tuple(reports),
        origins=tuple(Origin(name=n, kind="person", reports=(i,)) for i, n in enumerate(origins)),
        independent_origins=counted, **more,
    )  # fmt: skip


def moment(article, words, value, day):
    _, start, stop = place(article, words)
    return Moment(start=start, stop=stop, text=words, value=value, **whole(day))


def articles():
    def article(name, outlet, published, credit=None, language="en"):
        found = ()
        if credit:
            _, start, stop = place(name, credit)
            found = (Credit(agency="Vell Wire", start=start, stop=stop, text=credit),)
        return Article(
            id=name, source=f"in/{name}.txt", text=TEXTS[name], language=language, credits=found,
            title="Funicular slips above Orven, service halted" if name == "courier" else None,
            outlet=Outlet(name=outlet) if outlet else None, published=published,
        )  # fmt: skip

    return (
        article("courier", "Tarn Courier", Published(value="2024-02-06", origin="metadata", **whole(6)), "(Vell Wire)"),
        article(
            "mirador", "El Mirador de Orven",
            Published(value="2024-02-06", earliest=at(6, 10), latest=whole(6)["latest"], origin="text"),
            "(Vell Wire)",
        ),
        article(
            "bulletin", "Lake Bulletin",
            Published(value="2024-02-05T21:30", earliest=at(5, 9, 30), latest=at(6, 11, 30), origin="byline"),
        ),
        article("unknown", None, Published(value=None, earliest=at(6), latest=whole(7)["latest"], origin="story"), "(vw/kh)"),
    )  # fmt: skip


def claims():
    gazette = voice("Orven Gazette", "outlet")
    officials = voice("two officials of the transport office", "group", anonymous=True)
    brake = "the brake was last tested in May"
    thursday = moment("courier", "Thursday", "2024-02-08", 8)
    friday = moment("unknown", "Friday", "2024-02-09", 9)
    return (
        claim(1, [
            report("courier", "Two people were hurt"),
            report("bulletin", "two people carried away on stretchers", firsthand=True),
        ], ["Vell Wire", "Lake Bulletin"], Range(low=2, high=2)),
        claim(2, [
            report("courier", "The funicular likely slipped because of ice on the rail", [voice("local media", "group", anonymous=True)], "probable"),
            report("mirador", "The cable railway slipped because of ice on the rail"),
            report("bulletin", "Ice on the rail presumably made the funicular slip", [voice("Aud Kessel")], "probable"),
        ], ["local media", "Aud Kessel"], Range(low=1, high=2, merges=(
            Merge(members=("courier", "bulletin"), because="attribution", why="“local media” in the Courier may include the Bulletin"),
        )), drift=(Drift(report=1, upstream="courier", kind="hedge", words=("likely", "")),)),
        claim(3, [
            report("courier", brake, [gazette, officials]),
            report("mirador", brake, [gazette, officials]),
            report("unknown", brake, [gazette]),
        ], ["two officials of the transport office"], Range(low=1, high=1, merges=(
            Merge(members=("courier", "unknown"), because="attribution", why="both cite Orven Gazette"),
        ))),
        claim(4, [report("bulletin", "the brake was last tested in May", [voice("the operator", "organisation")], "denied")], ["the operator"], Range(low=1, high=1)),
        claim(5, [report("courier", "The office did not immediately confirm this", [voice("the transport office", "organisation")], "unconfirmed")], ["the transport office"], Range(low=1, high=1)),
        claim(6, [report("courier", "Service could resume as soon as Thursday", [voice("the operator", "organisation")], "possible", times=[thursday])], ["the operator"], Range(low=1, high=1),
              expectation=Expectation(outcome="unknown", **whole(8))),
        claim(7, [report("unknown", "Service will resume on Friday", [voice("the operator", "organisation")], times=[friday])], ["the operator"], Range(low=0, high=1),
              expectation=Expectation(outcome="pending", **whole(9))),
        claim(8, [report("mirador", "Three people were hurt")], ["Vell Wire"], Range(low=1, high=1)),
    )  # fmt: skip


def side(value, number, *reports):
    return Side(
        value=value,
        claims=(f"c{number}",),
        reports=reports,
        independent_origins=Range(low=1, high=1),
    )


def questions():
    brake = "the brake was last tested in May"
    return (
        Question(kind="time", verdict="conflict", why="both look ahead", sides=(
            side("Thursday", 6, place("courier", "Service could resume as soon as Thursday")),
            side("Friday", 7, place("unknown", "Service will resume on Friday")),
        )),
        Question(kind="number", verdict="update", sides=(
            side("Two", 1, place("courier", "Two people were hurt")),
            side("Three", 8, place("mirador", "Three people were hurt")),
        )),
        Question(kind="denial", verdict="conflict", sides=(
            side("said", 3, *(place(a, brake) for a in ("courier", "mirador", "unknown"))),
            side("denied", 4, place("bulletin", brake)),
        )),
    )  # fmt: skip


def stemma():
    nodes = [Node(id=name, kind="article", name=name) for name in TEXTS]
    nodes += [
        Node(id="lost:vw", kind="lost", name="Vell Wire"),
        Node(id="lost:gazette", kind="lost", name="Orven Gazette"),
    ]

    def link(upstream, to, relation, coverage=0.0, changes=()):
        return Descent(
            upstream=upstream, to=to, relation=relation, coverage=coverage, confidence=0.8,
            why=(), changes=changes,
        )  # fmt: skip

    return Stemma(nodes=tuple(nodes), links=(
        link("lost:vw", "courier", "version", 0.62),
        link("lost:vw", "mirador", "translation", 0.48, (
            Change(kind="number", before="Two", after="Three"),
            Change(kind="word", before="funicular", after="cable railway"),
        )),
        link("lost:gazette", "courier", "cites"),
        link("lost:gazette", "unknown", "cites"),
    ))  # fmt: skip


@pytest.fixture
def reading():
    """Return five reports of one event: two of a wire text never collected, one heard itself."""
    return Reading(
        articles=articles(),
        refused=(Refused("the file is empty", source="in/empty.txt"),),
        lineage=stemma(),
        stories=(
            Story(
                id="s1", articles=tuple(TEXTS), title=("courier", "Funicular slips above Orven, service halted"),
                independent_origins=Range(low=2, high=3, merges=(
                    Merge(members=("courier", "mirador"), because="text", why="31 runs of words in the same order, 48% of A1; both credit “(Vell Wire)”"),
                    Merge(members=("courier", "unknown"), because="attribution", why="A1 and C1 both cite the Orven Gazette"),
                )),
                claims=claims(), disagreements=questions(),
                timeline=(
                    Event(value="2024-02-05TEV", earliest=at(5, 17), latest=at(5, 21), claim="c2", first_article="bulletin", first_at=None),
                    Event(value="2024-02-05T18:10", earliest=at(5, 18, 10), latest=at(5, 18, 10), claim="c1", first_article="bulletin", first_at=None),
                    Event(value="2023-05", earliest=datetime(2023, 5, 1, tzinfo=UTC), latest=datetime(2023, 5, 31, 23, 59, tzinfo=UTC), claim="c3", first_article="courier", first_at=at(6)),
                    Event(value="2024-02-08", claim="c6", first_article="courier", first_at=at(6), **whole(8)),
                    Event(value="2024-02-09", claim="c7", first_article="unknown", first_at=None, **whole(9)),
                ),
            ),
        ),
    )  # fmt: skip
