"""Invented news for measuring speed: stories of an invented country, told by several outlets.

Half of the articles about a story are put together from its facts, the other half are copies of an
agency's text with a sentence cut and a word changed: roughly what a day of real news holds. No run
of words of any length is common to all stories; what two articles share, they share by copying.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random

SYLLABLES = (
    "ba", "dor", "el", "fen", "gar", "hol", "is", "ka", "lun", "mar", "ner", "os", "pra",
    "quil", "ran", "sol", "tam", "ur", "vel", "wen",
)  # fmt: skip
KINDS = (
    "old", "new", "northern", "southern", "private", "public", "flooded", "empty", "narrow",
    "wooden", "disputed", "second",
)  # fmt: skip
THINGS = (
    "bridge", "reservoir", "ferry", "warehouse", "school", "tunnel", "store", "clinic", "dam",
    "station", "mill", "tower", "market", "mine",
)  # fmt: skip
BODIES = (
    "ministry", "coast guard", "water board", "police", "harbour office", "health service",
    "court", "fire service", "union", "council",
)  # fmt: skip
ACTIONS = (
    "closed", "opened", "inspected", "searched", "evacuated", "repaired", "seized", "surveyed",
    "sold", "guarded", "cleared", "fenced",
)  # fmt: skip
COUNTED = (
    "people", "workers", "houses", "lorries", "cows", "boats", "patients", "children",
    "tonnes of grain", "kilometers of pipe",
)  # fmt: skip
HEDGES = ("", "", "", "likely ", "probably ", "possibly ", "reportedly ")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRAMES = (
    "{claim}.",
    "{body} said that {claim}.",
    "{person} said {claim}.",
    '"{claim}," {person} told reporters.',
    "According to {body}, {claim}.",
    "Citing unnamed officials, {paper} reported that {claim}.",
    "{person} denied that {claim}.",
    "It was not clear whether {claim}, {paper} said.",
    "{claim}, {body} said, quoting {person}.",
    "{body} expects that {claim}.",
)
CLAIMS = (
    "{body} {hedge}{action} {thing} in {place} on {day}",
    "{thing} in {place} held {number} {counted}",
    "{number} {counted} were {hedge}moved to {place} on {day}",
    "{person} {action} {thing} near {place}",
    "{thing} was {hedge}{action} by {body} in {year}",
    "{person} of {place} counted {number} {counted} before {body} came",
)
START = datetime(2031, 3, 3, 6)  # noqa: DTZ001 (a wall clock of an invented country)
#: articles of a story, and sentences of an article: about those of a collection of wire news
TELLINGS = 10
LENGTH = 20


def write(path: Path, count: int, *, seed: int = 1) -> None:
    """Write ``count`` articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(article)}\n" for article in articles(count, seed=seed))


def articles(
    count: int, *, seed: int = 1, sizes: Sequence[int] = (TELLINGS,), own: int = 2
) -> Iterator[dict[str, str]]:
    """Give ``count`` articles, the same for the same seed; ``sizes`` of stories come round again.

    One in ``own`` is told in words of its own, the others are copies.
    """
    random = Random(seed)
    left = count
    for story, size in enumerate(cycle(sizes)):
        if not left:
            return
        yield from _story(random, story, min(size, left), own)
        left -= min(size, left)


def _story(random: Random, story: int, tellings: int, own: int) -> Iterator[dict[str, str]]:
    facts = [_fill(random, claim) for claim in random.choices(CLAIMS, k=LENGTH)]
    place = _name(random)
    wire = _told(random, facts)
    for telling in range(tellings):
        sentences = _edited(random, wire) if telling % own else _told(random, facts)
        text = "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))
        yield {
            "id": f"{story}-{telling}",
            "title": facts[telling % 2],
            "outlet": f"{_name(random)} Post",
            "published": (START + timedelta(hours=story % 200, minutes=7 * telling)).isoformat(),
            "text": f"{place.upper()} (Wen Wire) - {text}" if telling % own else text,
        }


def _told(random: Random, facts: Sequence[str]) -> list[str]:
    told = [_fill(random, random.choice(FRAMES), claim=fact) for fact in facts]
    return [sentence[0].upper() + sentence[1:] for sentence in told]


def _fill(random: Random, template: str, claim: str = "") -> str:
    return template.format(
        claim=claim,
        body=f"the {_name(random)} {random.choice(BODIES)}",
        person=f"{_name(random)} {_name(random)}",
        paper=f"the {_name(random)} Herald",
        place=_name(random),
        thing=f"the {random.choice(KINDS)} {random.choice(THINGS)}",
        action=random.choice(ACTIONS),
        hedge=random.choice(HEDGES),
        day=random.choice(DAYS),
        number=random.randint(2, 900),
        counted=random.choice(COUNTED),
        year=random.randint(1990, 2030),
    )


def _edited(random: Random, sentences: Sequence[str]) -> list[str]:
    kept = list(sentences)
    del kept[random.randrange(len(kept))]
    place = random.randrange(len(kept))
    kept[place] = kept[place].replace(" said", " stated").replace("likely ", "")
    return kept


def _name(random: Random) -> str:
    # shorter ones would come up in every story, and all stories would be one
    return "".join(random.choices(SYLLABLES, k=random.randint(3, 5))).capitalize()
