"""Telling at work: seconds for one story, the larger the story, and how they grow.

``python -m benchmarks.corroboration [--sizes 500 1000 2000 5000] [--tongues en de es] [--plain] [--kept]``.
Made-up articles on one event, in three languages: each tells facts of its own and some that others have
told, in another frame or language; one in four is a copy with edits of one before it. With ``--mixed`` all
tell the same facts instead (see ``articles``), and the sizes are numbers of articles. The texts are read and
their lineage is traced unmeasured. Vectors of sentences are shown apart; ``--plain`` goes without, ``--kept``
has them from a telling before. Seconds are those of the processor. ``growth`` is the power of the number of
reports with which the seconds have grown since the size before: 1.0 is linear.
"""

import argparse
import gc
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import articles
from benchmarks.clock import Clock, peak
from firsthand import narration, pipeline
from firsthand.collect.articles import make
from firsthand.corroboration import group, questions
from firsthand.lineage.trace import Lineage
from firsthand.models.encoder import Encoder
from firsthand.records import Article, Outlet, Report, Story

SIZES = (500, 1_000, 2_000, 5_000)
#: facts that an article tells first, facts that it tells after others, and the share of copies
NEW, AGAIN, COPIED = 25, 8, 0.25
START = datetime(2031, 3, 3, 6, tzinfo=UTC)
ROW = "{:>7} {:>9} {:>8} {:>7} {:<12} {:>8} {:>7} {:>8}"
#: what is timed, by the name that it is shown under
STAGES = {
    narration: {"gather": "gather", "corroborate": "corroborate"},
    group: {"group": "  grouping"},
    questions: {"find": "  questions"},
}

#: what is told, the same fact on the same line of each language
CLAIMS = {
    "en": (
        "the {body} {act} the {what} {thing} in {place} on {day}",
        "{number} {counted} were moved from {what} to {place}",
        "{person} left the {what} near {place} on {day}",
        "the {what} {thing} in {place} holds {number} {counted}",
        "the {body} in {place} had warned {person} of the {what}",
        "the {what} {thing} in {place} was not {act}",
    ),
    "de": (
        "{body} hat am {day} {thing} {what} in {place} {act}",
        "{number} {counted} wurden von {what} nach {place} gebracht",
        "{person} hat {what} bei {place} am {day} verlassen",
        "{thing} {what} in {place} fasst {number} {counted}",
        "{body} in {place} hatte {person} vor {what} gewarnt",
        "{thing} {what} in {place} wurde nicht {act}",
    ),
    "es": (
        "{body} {act} {thing} {what} en {place} el {day}",
        "{number} {counted} fueron trasladados de {what} a {place}",
        "{person} salió de {what} cerca de {place} el {day}",
        "{thing} {what} en {place} tiene {number} {counted}",
        "{body} en {place} había advertido a {person} de {what}",
        "{thing} {what} en {place} no fue {act}",
    ),
}
FRAMES = {
    "en": (
        "{claim}.",
        "{speaker} said that {claim}.",
        "According to {speaker}, {claim}.",
        "{speaker} denied that {claim}.",
        "It was not confirmed that {claim}.",
        "{claim}, unnamed officials said.",
    ),
    "de": ("{claim}.", "{claim}, sagte {speaker}.", "Laut {speaker}: {claim}."),
    "es": ("{claim}.", "Según {speaker}, {claim}.", "{speaker} dijo que {claim}."),
}
WORDS = {
    "en": {
        "body": ("police", "water board", "ministry", "court", "fire service", "union", "council"),
        "act": ("closed", "opened", "searched", "evacuated", "repaired", "seized", "cleared"),
        "thing": ("bridge", "tunnel", "ferry", "school", "dam", "station", "market", "mine"),
        "counted": ("workers", "houses", "boats", "patients", "children"),
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    },
    "de": {
        "body": (
            "die Polizei", "das Wasserwerk", "das Ministerium", "das Gericht", "die Feuerwehr",
            "die Gewerkschaft", "der Rat",
        ),
        "act": (
            "geschlossen", "geöffnet", "durchsucht", "geräumt", "repariert", "beschlagnahmt",
            "freigegeben",
        ),
        "thing": (
            "die Brücke", "den Tunnel", "die Fähre", "die Schule", "den Damm", "den Bahnhof",
            "den Markt", "die Mine",
        ),
        "counted": ("Arbeiter", "Häuser", "Boote", "Patienten", "Kinder"),
        "day": (
            "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
        ),
    },
    "es": {
        "body": (
            "la policía", "la compañía de aguas", "el ministerio", "el tribunal", "los bomberos",
            "el sindicato", "el consejo",
        ),
        "act": ("cerró", "abrió", "registró", "evacuó", "reparó", "incautó", "despejó"),
        "thing": (
            "el puente", "el túnel", "el ferry", "la escuela", "la presa", "la estación",
            "el mercado", "la mina",
        ),
        "counted": ("trabajadores", "casas", "barcos", "pacientes", "niños"),
        "day": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    },
}  # fmt: skip
SYLLABLES = ("ba", "dor", "el", "fen", "gar", "hol", "is", "ka", "lun", "mar", "ner", "quil", "ran")


class Fact(NamedTuple):
    """A thing that happened: which sentence tells it, and with which words."""

    line: int
    picks: dict[str, int]
    names: dict[str, str]


class Event:
    """Facts of one event, and articles that tell them; the same in every run."""

    def __init__(self, claims: int, tongues: Sequence[str], seed: int = 1) -> None:
        self._random, self._tongues = Random(seed), tongues
        self._facts = [self._fact() for _ in range(claims)]
        # an event has few places and few people, and they come up again and again
        self._places = [self._name() for _ in range(max(5, claims // 50))]

    def _fact(self) -> Fact:
        random = self._random
        picks = {kind: random.randrange(len(of)) for kind, of in WORDS["en"].items()}
        names = {
            "place": self._name(),
            "what": self._name().lower(),
            "person": f"{self._name()} {self._name()}",
            "number": str(random.randint(2, 900)),
        }
        return Fact(random.randrange(len(CLAIMS["en"])), picks, names)

    def _name(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=4)).capitalize()

    def articles(self) -> Iterator[Article]:
        """Give articles until every fact was told."""
        texts: list[tuple[str, str]] = []
        for number, told in enumerate(range(0, len(self._facts), NEW)):
            if texts and self._random.random() < COPIED:
                tongue, text = self._edited(*self._random.choice(texts))
                yield _article(f"{number:05}c", tongue, text, number)
            tongue = self._tongues[number % len(self._tongues)]
            facts = self._facts[told : told + NEW]
            facts += self._random.sample(self._facts[: told + 1], k=min(AGAIN, told))
            text = self._text(facts, tongue)
            texts.append((tongue, text))
            yield _article(f"{number:05}", tongue, text, number)

    def _text(self, facts: Sequence[Fact], tongue: str) -> str:
        told = [self._sentence(fact, tongue) for fact in facts]
        return "\n\n".join(" ".join(told[at : at + 3]) for at in range(0, len(told), 3))

    def _sentence(self, fact: Fact, tongue: str) -> str:
        words = {kind: WORDS[tongue][kind][pick] for kind, pick in fact.picks.items()}
        claim = CLAIMS[tongue][fact.line].format(**words, **fact.names)
        speaker = f"{self._random.choice(self._places)} {self._random.choice(self._places)}"
        told = self._random.choice(FRAMES[tongue]).format(claim=claim, speaker=speaker)
        return told[0].upper() + told[1:]

    def _edited(self, tongue: str, text: str) -> tuple[str, str]:
        paragraphs = text.split("\n\n")
        del paragraphs[self._random.randrange(len(paragraphs))]
        return tongue, "\n\n".join(paragraphs)


def _article(key: str, tongue: str, text: str, number: int) -> Article:
    at = START + timedelta(minutes=20 * number)
    outlet = Outlet(name=f"Paper {number % 97}")
    return make(text, id=key, language=tongue, outlet=outlet, published=at)


class Scene(NamedTuple):
    """A story ready to be corroborated."""

    articles: dict[str, Article]
    reports: list[Report]
    lineage: Lineage


def prepare(made: Iterable[Article]) -> Scene:
    """Read made-up articles."""
    tools = pipeline.equip()
    told = {one.id: one for one in made}
    reports = [found for one in told.values() for found in pipeline.report(one, tools)]
    return Scene(told, reports, Lineage(told.values(), gazetteer=tools.gazetteer))


def mixed(count: int) -> Iterator[Article]:
    """Give articles that all tell the same: half in words of their own, half copies with edits."""
    for row in articles.articles(count, sizes=(count,)):
        yield make(
            row["text"], id=row["id"], title=row["title"], outlet=row["outlet"],
            published=row["published"], language="en",
        )  # fmt: skip


class Kept:
    """An encoder that keeps its vectors, as a library does."""

    def __init__(self, encoder: Encoder, clock: Clock) -> None:
        self._encode = clock.timed("  vectors", encoder.encode)
        self._known: dict[str, NDArray[np.float32]] = {}
        self.id, self.dimension = encoder.id, encoder.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encode(new), strict=True))
        return np.array([self._known[text] for text in texts], dtype=np.float32)


def measure(scene: Scene, encoder: Encoder | None, *, again: bool = False) -> tuple[Story, Clock]:
    """Tell a story, or tell it ``again`` with its vectors kept, and show where the seconds went."""
    clock, known = Clock(), list(scene.articles)
    encoder = Kept(encoder, clock) if encoder else None
    story = Story(id="s", articles=tuple(known), title=(known[0], ""))
    reports: dict[str, list[Report]] = {name: [] for name in known}
    for report in scene.reports:
        reports[report.article].append(report)
    with ExitStack() as stack:
        for module, names in STAGES.items():
            stack.enter_context(clock.on(module, names))
        for _ in range(1 + again):
            clock.seconds.clear()
            gc.collect()
            told = clock.timed("whole", narration.tell_story)(
                story, scene.articles, reports, scene.lineage, None, encoder
            )
    return told, clock


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="facts of the story")
    parser.add_argument("--tongues", nargs="+", choices=sorted(CLAIMS), default=["en", "de", "es"])
    parser.add_argument("--plain", action="store_true", help="without the model of vectors")
    parser.add_argument(
        "--kept", action="store_true", help="told again, with vectors that were kept"
    )
    parser.add_argument(
        "--mixed", action="store_true", help="sizes are articles that tell the same"
    )
    options = parser.parse_args()
    encoder = None if options.plain else pipeline.equip().encoder
    names = "size", "articles", "reports", "claims", "stage", "seconds", "growth", "peak MB"
    print(ROW.format(*names))
    before: tuple[int, dict[str, float]] = (0, {})
    for size in options.sizes:
        made = mixed(size) if options.mixed else Event(size, options.tongues).articles()
        scene = prepare(made)
        story, clock = measure(scene, encoder, again=options.kept)
        count = len(scene.reports)
        for stage, seconds in clock.seconds.items():
            grown = _growth(before, count, stage, seconds)
            print(
                ROW.format(
                    size, len(scene.articles), count, len(story.claims), stage,
                    f"{seconds:.2f}", grown, f"{peak():.0f}",
                ),
                flush=True,
            )  # fmt: skip
        before = count, clock.seconds


def _growth(before: tuple[int, dict[str, float]], count: int, stage: str, seconds: float) -> str:
    earlier, spent = before
    if not earlier or earlier == count or not spent.get(stage):
        return ""
    return f"{math.log(seconds / spent[stage]) / math.log(count / earlier):.2f}"


if __name__ == "__main__":
    main()
