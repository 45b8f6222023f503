"""Answers to what was asked after: which claim it is, who said it first, who stands behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from firsthand import sigla
from firsthand.inquiry import Answer, Found
from firsthand.records import Article, Question
from firsthand.serve.briefing import Line, Quote, Statement, Teller
from firsthand.serve.views import View, view
from firsthand.serve.words import say

#: characters of an assertion that is asked after, as it is shown
SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a claim that was found stands in: its story, who told it first, where reports differ."""

    teller: Teller
    #: "First reported by …", or that it was among the first
    first: str
    differing: tuple[Question, ...]

    @property
    def view(self) -> View:
        return self.teller.view


def known(found: Found) -> Known:
    """Join a claim that was found with its story."""
    texts = sigla.index(found.reading.articles, found.reading.lineage)
    seen = view(found.story, texts, as_of=found.reading.as_of)
    teller = Teller(seen, found.reading.lineage, by_outlet=True)
    return Known(
        teller=teller,
        first=teller.first(found.claim),
        differing=tuple(
            question
            for question in found.story.disagreements
            if any(found.claim.id in side.claims for side in question.sides)
        ),
    )


def to_text(asked: Article, answers: Sequence[Answer]) -> Iterator[str]:
    """Tell the answers line by line; what belongs to a line is indented under it."""
    for answer in answers:
        words = " ".join(asked.text[answer.report.start : answer.report.stop].split())
        yield f"“{words[:SHOWN]}”"
        if not answer.found:
            yield f"  {say('ask.none')}"
        for found in answer.found:
            yield from (f"  {line}" for line in _found(found))
        yield ""


def _found(found: Found) -> Iterator[str]:
    told, claim = known(found), found.claim
    teller = told.teller
    key = "ask.same" if found.match.same else "ask.near"
    yield " ".join([say(key, claim=claim.id), *map(_piece, teller.quotes(claim.text))])
    if not found.match.same:
        yield "  " + say("ask.but", why=found.match.reasons[0])
    yield f"  {told.first}"
    yield "  " + teller.behind(claim)
    for question in told.differing:
        for line in teller.difference(question):
            yield ("    " if line.under else "  ") + _line(line)
    yield "  " + say("ask.in", title=found.story.title[1], story=found.story.id)


def _line(line: Line) -> str:
    return " ".join(_piece(piece) for piece in line.pieces)


def _piece(piece: Quote | Statement) -> str:
    if isinstance(piece, Statement):
        return piece.text
    place = piece.cited.partition(":")[2]
    told = f"“{piece.text}”{' …' if piece.cut else ''} [{piece.article}:{place}]"
    return f"({told})" if piece.lead else told


def to_json(asked: Article, answers: Sequence[Answer]) -> dict[str, Any]:
    """Return the answers as data; claims and disagreements in the form of a reading's."""
    shown: dict[int, Any] = {}
    for answer in answers:
        for found in answer.found:
            shown.setdefault(id(found.reading), found.reading.to_json())
    return {
        "asked": [
            {
                "text": asked.text[answer.report.start : answer.report.stop],
                "start": answer.report.start,
                "stop": answer.report.stop,
                "found": [_data(found, shown[id(found.reading)]) for found in answer.found],
            }
            for answer in answers
        ]
    }


def _data(found: Found, shown: dict[str, Any]) -> dict[str, Any]:
    story = next(story for story in shown["stories"] if story["id"] == found.story.id)
    name = found.claim.id
    events = [event for event in story["timeline"] if event["claim"] == name]
    return {
        "story": found.story.id,
        "same": found.match.same,
        "score": found.match.score,
        "reasons": list(found.match.reasons),
        "claim": next(claim for claim in story["claims"] if claim["id"] == name),
        "first_reported": events[0]["first_reported"] if events else None,
        "disagreements": [
            question for question in story["disagreements"]
            if any(name in side["claims"] for side in question["sides"])
        ],
    }  # fmt: skip
