"""A reader of made-up sentences."""

import pytest

from firsthand.claims import reader
from firsthand.lexicon import gazetteer, language, places
from firsthand.records import Article, Outlet, Report, Sentence
from firsthand.text import sentences
from firsthand.text.parts import body


def chains(text, reports):
    return {text[r.start : r.stop]: [voice.name for voice in r.chain] for r in reports}


def shown(text, reports):
    """Words of each report, with what they are about in front where it stands elsewhere."""
    return [
        (text[slice(*r.lead)] + " | " if r.lead else "") + text[r.start : r.stop] for r in reports
    ]


def chain(found):
    """Write a chain as one string, unnamed voices with a question mark."""
    return ">".join(voice.name + "?" * voice.anonymous for voice in found.chain)


def unparsed(text, code):
    """What is read of a text in a language without a parse."""
    article = Article(id="a", source="a", text=text, language=code)
    split = [
        Sentence(start=start, stop=stop, text=text[start:stop])
        for start, stop in sentences.split(text, language=code)
    ]
    known = {"gazetteer": gazetteer.load(), "places": places.load(code)}
    return article, split, {"words": language.load(code), **known}


def reports(text, code):
    article, split, known = unparsed(text, code)
    return reader.read(article, split, **known)


@pytest.fixture
def parsed(english):
    def parse(article: Article) -> list[Sentence]:
        spans = [
            s for begin, end in body(article) for s in sentences.split(article.text, begin, end)
        ]
        tokens = english.parse([article.text[begin:end] for begin, end in spans])
        return [
            Sentence(start=begin, stop=end, text=article.text[begin:end], tokens=found)
            for (begin, end), found in zip(spans, tokens, strict=True)
        ]

    return parse


@pytest.fixture
def read(parsed):
    def reports(text: str, *, outlet: str | None = None) -> list[Report]:
        article = Article(
            id="a", source="a", text=text, outlet=Outlet(name=outlet) if outlet else None
        )
        return reader.read(
            article,
            parsed(article),
            words=language.load(),
            gazetteer=gazetteer.load(),
            places=places.load(),
        )

    return reports
