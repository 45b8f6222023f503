"""Two articles alone: titles and vectors decide, for words alone cannot."""

import numpy as np
import pytest

from firsthand.records import Article
from firsthand.stories import scarcity
from firsthand.stories.features import read
from firsthand.stories.place import FEW, group
from firsthand.stories.rarity import Rarity

FORECAST = (
    "Forecasters of Ardania expect strong wind from the sea and temperatures of about twelve degrees"
    " in the province of Varnholm. Drivers are asked to take care; the ferries will run as planned."
)


class Fixed:
    """An encoder that gives all texts vectors of one cosine to one another."""

    def __init__(self, cosine: float) -> None:
        self._cosine = cosine

    def encode(self, texts):
        own = np.array([[float(place == len(text) % 50) for place in range(50)] for text in texts])
        rows = np.hstack(
            [np.full((len(texts), 1), self._cosine**0.5), own * (1 - self._cosine) ** 0.5]
        )
        return rows.astype(np.float32)


def article(name: str, title: str, text: str = FORECAST, language: str = "en") -> Article:
    return Article(
        id=name, source=name, text=text + " And so on." * int(name), title=title, language=language
    )


def share(first: str, second: str) -> float:
    a, b = read(article("1", first, first)), read(article("2", second, second))
    return scarcity.titled(a, b, Rarity())


def test_a_title_is_found_whatever_the_endings():
    assert share("Паром затонул у Варнхольма", "Паромы затонули возле Варнхольм") > 0.9
    assert share("Ferry sinks", "Election won") == 0.0
    assert share("", "") == 0.0


@pytest.mark.parametrize(
    ("first", "second", "cosine", "stories"),
    [
        ("Weather in Varnholm on 8 November", "Weather in Varnholm on 8 November", 0.7, 1),
        # the same words throughout, but neither title stands in the other text
        ("Kestrel harbour gale", "Solveig pier drizzle", 0.7, 2),
        ("Weather in Varnholm on 8 November", "Weather in Varnholm on 8 November", 0.2, 2),
    ],
)
def test_two_titled_articles_alone(first, second, cosine, stories):
    pair = [article("1", first), article("2", second)]
    assert len(group(pair, encoder=Fixed(cosine))) == stories


def test_without_titles_words_decide():
    pair = [article("1", ""), article("2", "")]
    assert len(group(pair, encoder=Fixed(0.0))) == 1


def test_when_more_are_known_words_decide():
    few = [article(str(n), f"Kestrel {n} gale {n * 7}") for n in range(FEW)]
    assert len(group(few[:2], encoder=Fixed(0.3))) == 2
    assert len(group(few, encoder=Fixed(0.3))) == 1
