"""A reader of made-up sentences."""

import pytest

from firsthand.claims import reader
from firsthand.errors import ModelError
from firsthand.lexicon import gazetteer, language, places
from firsthand.models import parser
from firsthand.records import Article, Outlet, Report, Sentence
from firsthand.text import sentences
from firsthand.text.parts import body


@pytest.fixture(scope="session")
def english():
    """Return the English parser, or skip: without its model there is no parse to read."""
    try:
        found = parser.load("en")
        tokens = found.parse(["It is here."])[0]
    except ModelError as error:
        pytest.skip(str(error))
    if not tokens:
        pytest.skip("the English model is not installed")
    return found


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
