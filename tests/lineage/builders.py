"""Made-up articles for the tests of lineage."""

import random
from datetime import UTC, datetime

from firsthand.lexicon import gazetteer
from firsthand.records import Article, Credit, Outlet, Published

LINDHAVEN = """The ferry Marlene lost its engine off Lindhaven on Tuesday and drifted for six hours before two tugs reached it in heavy rain.
None of the 214 passengers was hurt, the harbour office reported, although several were treated for cold after the ship lay dark through most of the night.
The company that runs the line ordered its four other ships back to port and promised to replace a fuel pump that inspectors had called worn in a letter last spring.
Lindhaven's fishermen were the first to see the lights go out, and three of their boats stayed beside the ship until the tugs had made fast their lines.
The crossing to the islands is likely to stay closed until Friday while divers look at the hull, and about 900 travellers have been moved to buses and smaller boats.
It was the third failure on the line in two years, after a broken rudder in March and a fire in a galley that nobody has yet explained."""

MILL = """A paper mill above the village of Oberau shut its gates for good on Monday, and the last shift of forty workers walked down the hill behind a brass band.
The owners blame the price of pulp and an order book that has shrunk every year since the bridge was closed to lorries.
Town councillors want to turn the great hall into workshops, but the roof alone would cost more than the parish takes in five years.
At the inn the talk was of the first winter, when heating from the mill's boilers will no longer reach the school."""


def article(
    key: str, text: str, *, outlet: str | None = None, credit: str | None = None, **known
) -> Article:
    """Make an article; ``credit`` is put before the text as a credit in brackets."""
    credits_ = ()
    if credit is not None:
        words = f"({credit})"
        text = f"{words} - {text}"
        name = gazetteer.load().named(credit)
        credits_ = (
            Credit(agency=name.name if name else credit, start=0, stop=len(words), text=words),
        )
    return Article(
        id=key,
        source=key,
        text=text,
        outlet=Outlet(name=outlet) if outlet else None,
        credits=credits_,
        language="en",
        **known,
    )


def published(day: int) -> Published:
    moment = datetime(2031, 5, day, tzinfo=UTC)
    return Published(value=f"2031-05-{day:02}", earliest=moment, latest=moment, origin="metadata")


def edited(text: str, seed: int, words: int = 4) -> str:
    """Replace some words, as an editor's desk does."""
    chance = random.Random(seed)
    parts = text.split(" ")
    for place in chance.sample(range(len(parts)), words):
        parts[place] = f"word{chance.randrange(1000)}"
    return " ".join(parts)


def invented(seed: int, sentences: int = 6) -> str:
    """Make a text that shares nothing with another but chance."""
    chance = random.Random(seed)
    return "\n".join(
        " ".join(f"x{chance.randrange(9000)}" for _ in range(20)) + "." for _ in range(sentences)
    )
