"""A reader of made-up sentences."""

import pytest

from firsthand.claims import reader
from firsthand.lexicon import gazetteer, language, places
from firsthand.records import Article, Outlet, Report, Sentence
from firsthand.text import sentences
from firsthand.text.parts import body


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
