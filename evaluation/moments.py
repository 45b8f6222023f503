"""Which time is meant: against TempEval-3 (English), KRAUTS (German), Recognizers-Text (seven)."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import firsthand
from evaluation import shared
from evaluation.documents import Documents
from evaluation.measures import Labelled, Measure

Answer = dict[str, list[tuple[int, int, str]]]


def _measures(published: str) -> tuple[Measure, ...]:
    return (
        Measure("value F1", r"all: .*value ([\d.]+)", held=True, reference=published),
        Measure("strict F1", r"all: F1 strict ([\d.]+)", held=True),
        Measure("relaxed F1", r"all: .*relaxed ([\d.]+)", held=True),
        Measure("dates, value F1", r"dates: .*value ([\d.]+)", held=True),
        Measure("dates, relaxed F1", r"dates: .*relaxed ([\d.]+)"),
    )


class Moments(Documents):
    name = "moments"
    needs = ("firsthand:find_moments",)
    measures = _measures("HeidelTime .776 (other part)")
    path = "timex/tempeval3_train_tbaq.jsonl.gz"
    tool = "score_moments"

    def found(self, row: dict[str, Any]) -> list[tuple[int, int, str]]:
        found = firsthand.find_moments(row["text"], reference=row["dct"], language=self.language)
        return [(moment.start, moment.stop, moment.value or "") for moment in found]

    def misses(self, answer: Answer) -> Iterable[str]:
        scorer = shared.scorer(self.tool)
        for row in self.rows():
            head = f"{row['id']} {row['dct']}"
            key = [
                (t["begin"], t["end"], t["value"], t["type"])
                for t in row["timex"]
                if t["begin"] is not None
            ]
            pairs = scorer.figures(key, answer[row["id"]])
            for gold, said in pairs:
                if gold[2] != said[2] or gold[:2] != said[:2]:
                    kind = "value" if gold[2] != said[2] else "span"
                    yield f"{head}\t{kind}\t{_around(row['text'], *gold[:2])}\twant {gold[2]}\tgot {said[2]} {row['text'][said[0] : said[1]]!r}"
            for gold in sorted(set(key) - {pair[0] for pair in pairs}):
                yield f"{head}\tmissed\t{_around(row['text'], *gold[:2])}\twant {gold[2]}"
            for said in sorted(set(answer[row["id"]]) - {pair[1] for pair in pairs}):
                yield f"{head}\tnot in the key\t{_around(row['text'], *said[:2])}\tgot {said[2]}"


def _around(text: str, start: int, stop: int) -> str:
    before, after = text[max(0, start - 60) : start], text[stop : stop + 60]
    return " ".join(f"{before}[{text[start:stop]}]{after}".split())


class GermanMoments(Moments):
    name = "moments-de"
    measures = _measures("HeidelTime .63-.80")
    path = "timex/krauts_de.jsonl.gz"
    language = "de"


#: languages of the short inputs, by the names they have there
_TONGUES = {
    "English": "en",
    "French": "fr",
    "Spanish": "es",
    "German": "de",
    "Korean": "ko",
    "Italian": "it",
    "Portuguese": "pt",
    "Dutch": "nl",
}
_DATED = frozenset({"datetimeV2.date", "datetimeV2.daterange"})
#: values that name one stretch of the calendar; the year may have been left open
_STRETCH = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?|-W\d\d(?:-WE)?)?")
_YEAR = re.compile(r"\d{4}")


class ShortMoments(Labelled):
    """Short inputs to assistants: of the days, weeks, months and years told, how many have their value.

    What is told as a range, or without a day of reference or a year, is left out; either direction
    is right where the key gives both. Spans are not scored, and neither is what is no time.
    """

    name = "moments-short"
    unit = "expressions"
    needs = ("firsthand:find_moments",)
    measures = tuple(
        Measure(f"{tongue}, dates", code, held=True) for tongue, code in _TONGUES.items()
    )
    path = "timex/recognizers_text_datetime.jsonl.gz"

    def units(self) -> list[str]:
        return [row["id"] for row in self._rows()]

    def _rows(self) -> list[dict[str, Any]]:
        return [row for row in shared.rows(self.data / self.path) if any(_wanted(row))]

    def predict(self) -> dict[str, list[bool]]:
        return {row["id"]: [right for *_, right in _asked(row)] for row in self._rows()}

    def score(self, answer: dict[str, list[bool]], kept: Collection[str]) -> Mapping[str, float]:
        said: dict[str, list[bool]] = {}
        for unit in kept:
            said.setdefault(unit.split("-")[1], []).extend(answer[unit])
        return {
            measure.name: sum(said[tongue]) / len(said[tongue])
            for tongue, measure in zip(_TONGUES, self.measures, strict=True)
            if said.get(tongue)
        }

    def misses(self, answer: dict[str, list[bool]]) -> Iterable[str]:
        del answer
        for row in self._rows():
            for words, accepted, got, right in _asked(row):
                if not right:
                    yield (
                        f"{row['id']} {row['reference']}\t{row['input']!r}\t{words!r}\t"
                        f"want {sorted(accepted)}\tgot {got}"
                    )


def _asked(row: dict[str, Any]) -> Iterable[tuple[str, set[str], list[str], bool]]:
    """Give each time of an input: its words, the values that are right, those given, and whether one is."""
    reference, language = row["reference"], _TONGUES[row["lang"]]
    found = firsthand.find_moments(
        row["input"], reference=reference and reference[:10], language=language
    )
    for words, accepted in _wanted(row):
        start = row["input"].lower().index(words)
        got = [m.value or "" for m in found if m.start < start + len(words) and m.stop > start]
        yield words, accepted, got, not accepted.isdisjoint(got)


def _wanted(row: dict[str, Any]) -> Iterable[tuple[str, set[str]]]:
    """Give the words of each time that is asked of an input, and the values that are right."""
    if row["lang"] not in _TONGUES:
        return
    for gold in row["results"]:
        words = gold["text"].strip().lower()  # offsets of the key are not always right
        known = row["reference"] or _YEAR.search(words)
        if gold.get("type") in _DATED and known and words and words in row["input"].lower():
            accepted = {value for x in gold["values"] if (value := _stretch(x))}
            if accepted:
                yield words, accepted


def _stretch(value: dict[str, str]) -> str | None:
    """Give one reading as TIMEX3; None for ranges and what was not resolved."""
    timex, first = value.get("timex", ""), value.get("value") or value.get("start") or ""
    if not _STRETCH.fullmatch(timex) or first == "not resolved":
        return None
    return timex if not timex.startswith("XXXX") else first[: len(timex)] or None
