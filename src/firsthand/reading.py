"""A reading: what firsthand found in some articles, and its public JSON form.

The JSON form is the one of ``schema/firsthand-1.schema.json``: every key is always there, ``null``
stands where something is not known, times are ISO 8601 in UTC, offsets are code points into
``articles[].text``. Keys may be added in later versions, never renamed.
"""

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from firsthand.errors import Refused
from firsthand.records import (
    Act,
    Article,
    Claim,
    Corrected,
    Descent,
    Event,
    Expectation,
    Moment,
    Primary,
    Quantity,
    Question,
    Range,
    Report,
    Side,
    Span,
    Stemma,
    Story,
    Voice,
)

#: name and version of the JSON form
SCHEMA = "firsthand/1"

#: kinds of part that the public form has no name of its own for: a headline in the text is a line
#: set off from it, as a teaser is; the label of a turn and the signature of a post name whose words
#: follow or stand before
_PUBLIC_PARTS = {"title": "teaser", "speaker": "byline", "signature": "byline"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The articles that were read, the stories they tell, and what was refused."""

    articles: tuple[Article, ...] = ()
    stories: tuple[Story, ...] = ()
    #: one for each input that could not be read, with its reason
    refused: tuple[Refused, ...] = ()
    lineage: Stemma = field(default_factory=Stemma)
    #: the moment as of which the articles were read; None is "everything that was given"
    as_of: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the public form: plain dicts, lists, strings and numbers, ready for ``json``."""
        primary = self.lineage.primary
        return {
            "schema": SCHEMA,
            "as_of": _time(self.as_of),
            "articles": [_article(a, primary.get(a.id, ())) for a in self.articles],
            "refused": [_pick(refused, "source", "reason") for refused in self.refused],
            "lineage": {
                "nodes": [_pick(node, "id", "kind", "name", "url") for node in self.lineage.nodes],
                "links": [_descent(link) for link in self.lineage.links],
            },
            "stories": [_story(story) for story in self.stories],
        }


# --------------------------------------------------------------------------- small things


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _pick(record: object, *names: str) -> dict[str, Any]:
    """Take the fields whose name and form are the public ones; a tuple becomes a list."""
    found = ((name, getattr(record, name)) for name in names)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in found}


def _bounds(record: Moment | Event | Expectation) -> dict[str, Any]:
    return {"earliest": _time(record.earliest), "latest": _time(record.latest)}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.stop]


def _range(count: Range) -> dict[str, Any]:
    merges = [_pick(merge, "members", "because", "why") for merge in count.merges]
    return {"low": count.low, "high": count.high, "merges": merges}


def _marks(marks: tuple[Corrected, ...]) -> list[dict[str, Any]]:
    """Say which acts of an analyst decided."""
    return [
        {**_pick(mark, "act", "number", "who"), "when": _time(mark.when), "why": mark.why}
        for mark in marks
    ]


def act_json(act: Act) -> dict[str, Any]:
    """Return the public form of an act."""
    places = ("article", "start", "stop")
    return {
        "number": act.number,
        "act": act.kind,
        "these": [_pick(one, *places) for one in act.these],
        "those": [_pick(one, *places) for one in act.those],
        **_pick(act, "who", "why"),
        "at": _time(act.at),
        "undone": _time(act.undone),
        **_pick(act, "undone_by", "undone_why", "effect"),
    }


# --------------------------------------------------------------------------- articles, lineage


def _article(article: Article, primary: tuple[Primary, ...]) -> dict[str, Any]:
    outlet, published = article.outlet, article.published
    return {
        **_pick(article, "id", "source", "url", "canonical"),
        "outlet": None if outlet is None else _pick(outlet, "name", "domain", "owner"),
        **_pick(article, "title", "byline"),
        "credits": [_pick(c, "agency", "start", "stop", "text") for c in article.credits],
        **_pick(article, "language", "text"),
        "seen": _time(article.seen),
        **_pick(article, "version_of", "status"),
        "published": {
            "value": published.value,
            "earliest": _time(published.earliest),
            "latest": _time(published.latest),
            "from": published.origin,
        },
        "parts": [
            {**_pick(part, "start", "stop"), "kind": _PUBLIC_PARTS.get(part.kind, part.kind)}
            for part in article.parts
        ],
        "links": [_pick(link, "start", "stop", "url", "kind") for link in article.links],
        "flags": [_pick(flag, "kind", "why", "start", "stop", "story") for flag in article.flags],
        "primary_sources": [_primary(source) for source in primary],
    }


def _primary(source: Primary) -> dict[str, Any]:
    return _pick(source, "kind", "name", "node", "url", "path", "coverage", "confidence", "why")


def _descent(link: Descent) -> dict[str, Any]:
    return {
        "from": link.upstream,
        **_pick(link, "to", "relation", "coverage", "confidence", "why"),
        "passages": [
            {"from": _span(passage.a), "to": _span(passage.b), "kind": passage.kind}
            for passage in link.passages
        ],
        "changes": [
            {"kind": change.kind, "from": change.before, "to": change.after}
            for change in link.changes
        ],
        "corrected_by": _marks(link.corrected_by),
    }


# --------------------------------------------------------------------------- stories, claims


def _story(story: Story) -> dict[str, Any]:
    article, text = story.title
    return {
        "id": story.id,
        "title": {"article": article, "text": text},
        "articles": list(story.articles),
        "related": [_pick(related, "story", "kind") for related in story.related],
        "independent_origins": _range(story.independent_origins),
        "claims": [_claim(claim) for claim in story.claims],
        "disagreements": [_question(question) for question in story.disagreements],
        "timeline": [_event(event) for event in story.timeline],
        "corrected_by": _marks(story.corrected_by),
        "removed": [
            {**_pick(one, "id", "request"), "removed": _time(one.removed)} for one in story.removed
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    article, start, stop = claim.text
    return {
        "id": claim.id,
        "text": {"article": article, "start": start, "stop": stop},
        "reports": [_report(report) for report in claim.reports],
        "origins": [_pick(origin, "name", "kind", "reports") for origin in claim.origins],
        "independent_origins": _range(claim.independent_origins),
        "drift": [
            {**_pick(d, "report"), "from": d.upstream, **_pick(d, "kind", "words")}
            for d in claim.drift
        ],
        "expectation": None if claim.expectation is None else _expectation(claim.expectation),
        "corrected_by": _marks(claim.corrected_by),
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        **_pick(report, "article", "start", "stop", "lead", "quote"),
        "chain": [_voice(voice) for voice in report.chain],
        "stance": report.stance,
        "stance_words": [list(place) for place in report.stance_words],
        "firsthand": report.firsthand,
        "times": [_moment(moment) for moment in report.times],
        "values": [_quantity(quantity) for quantity in report.values],
        "inherited_from": report.inherited_from,
    }


def _voice(voice: Voice) -> dict[str, Any]:
    return _pick(voice, "name", "kind", "anonymous", "start", "stop", "url")


def _moment(moment: Moment) -> dict[str, Any]:
    return {**_pick(moment, "start", "stop", "text", "value"), **_bounds(moment)}


def _quantity(quantity: Quantity) -> dict[str, Any]:
    shown = _pick(quantity, "start", "stop", "text", "number", "unit", "low", "high")
    # JSON has no infinity: an interval without end has no bound
    return {k: None if v in {math.inf, -math.inf} else v for k, v in shown.items()}


def _expectation(expectation: Expectation) -> dict[str, Any]:
    return {
        "due": _bounds(expectation),
        "outcome": expectation.outcome,
        "because": [list(place) for place in expectation.because],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        **_pick(question, "kind", "verdict", "why"),
        "sides": [_side(side) for side in question.sides],
        "history": [
            {"at": _time(turn.at), "verdict": turn.verdict, "because": turn.why}
            for turn in question.history
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        **_pick(side, "value", "claims"),
        "reports": [list(place) for place in side.reports],
        "independent_origins": _pick(side.independent_origins, "low", "high"),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "value": event.value,
        **_bounds(event),
        "claim": event.claim,
        "first_reported": {"article": event.first_article, "at": _time(event.first_at)},
    }
