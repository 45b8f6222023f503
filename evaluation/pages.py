"""What a page says of itself: title, day, authors and body of real pages in some forty countries."""

import gzip
import json
import re
import tarfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from statistics import fmean
from typing import Any

import firsthand
from evaluation import shared
from evaluation.measures import Labelled, Measure
from firsthand.records import Article
from firsthand.text import parts
from firsthand.text.folding import fold_words

#: its key is wrong: the day on which the page was taken stands for the day of publication
_WRONG_DATES = frozenset({"de/KlasseGegenKlasse"})
#: soft hyphens and spaces of no width would cut words in two
_UNSEEN = dict.fromkeys((0xAD, 0x200B))
_PAGE = re.compile(r"(?P<outlet>.+)_\d{4}_\d\d_\d\d\.html\.gz")


class Pages(Labelled):
    name = "pages"
    unit = "pages"
    needs = ("firsthand:extract",)
    path = "extraction/fundus_parser_fixtures.tar"
    measures = (
        Measure("title", "title", held=True),
        Measure("day", "day", held=True),
        Measure("day not silently wrong", "sure", held=True),
        Measure("authors F1", "authors", held=True),
        Measure("body F1", "body", held=True, reference="trafilatura .919"),
        Measure("title, not English", "title"),
        Measure("day, not English", "day"),
        Measure("authors F1, not English", "authors"),
        Measure("body F1, not English", "body"),
    )

    @cached_property
    def _keys(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Unit ("de/Outlet V1") -> name of its page and its key.

        The versions of a parser and the days of its pages stand in the same order.
        """
        pages: dict[str, list[str]] = defaultdict(list)
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        with tarfile.open(self.files()[0]) as archive:
            for name in sorted(archive.getnames()):
                if match := _PAGE.fullmatch(name):
                    pages[match["outlet"]].append(name)
            for outlet, names in pages.items():
                key = json.loads(shared.packed(archive, f"{outlet}.json"))
                unit = "/".join(outlet.split("/")[-2:])
                for name, version in zip(names, sorted(key), strict=True):
                    found[f"{unit} {version}"] = (name, key[version])
        return found

    def units(self) -> list[str]:
        return sorted(self._keys)

    def predict(self) -> dict[str, Mapping[str, float]]:
        """Give the figures of each page, and under "english" whether it is in English."""
        return {unit: self._judge(unit, article) for unit, article in self._read()}

    def _read(self) -> Iterator[tuple[str, Article | None]]:
        with tarfile.open(self.files()[0]) as archive:
            for unit, (name, _) in self._keys.items():
                html = gzip.decompress(shared.packed(archive, name)).decode("utf-8", "replace")
                try:
                    yield unit, firsthand.extract(html)
                except firsthand.Refused:
                    yield unit, None

    def _judge(self, unit: str, article: Article | None) -> Mapping[str, float]:
        key = self._keys[unit][1]
        if article is None:
            return dict.fromkeys(("title", "day", "authors", "body"), 0.0) | {"sure": 1.0}
        told = article.published.value
        right = same_day(told, key["publishing_date"]) or unit.split(maxsplit=1)[0] in _WRONG_DATES
        return {
            "title": float(_plain(article.title) == _plain(key["title"])),
            "day": float(right),
            "sure": float(right or told is None),
            "authors": set_f1(article.byline, key.get("authors") or ()),
            "body": _body_f1(article, key["body"]),
            "english": float(article.language == "en"),
        }

    def score(
        self, answer: dict[str, Mapping[str, float]], kept: Collection[str]
    ) -> Mapping[str, float]:
        return {
            measure.name: fmean(
                answer[unit][measure.where]
                for unit in kept
                if "not English" not in measure.name or not answer[unit].get("english")
            )
            for measure in self.measures
        }

    def misses(self, answer: dict[str, Mapping[str, float]]) -> Iterable[str]:
        for unit, article in self._read():
            key, got = self._keys[unit][1], answer[unit]
            wanted = {
                "title": (key["title"], article and article.title),
                "day": (key["publishing_date"], article and article.published.value),
                "authors": (key.get("authors"), article and article.byline),
            }
            for field, (told, said) in wanted.items():
                if got[field] < 1:
                    yield f"{unit}\t{field} {got[field]:.2f}\t{told!r}\t{said!r}"
            if got["body"] < 0.9:
                yield f"{unit}\tbody {got['body']:.2f}"


def same_day(told: str | None, key: str) -> bool:
    """Whether a value names the day of the key, by its own clock or by that of Greenwich."""
    if told is None or len(told) < len("2024-01-01"):
        return False
    wanted = datetime.fromisoformat(key)
    if date.fromisoformat(told[:10]) == wanted.date():
        return True
    said = datetime.fromisoformat(told)
    if said.tzinfo is None or wanted.tzinfo is None:
        return False
    return said.astimezone(UTC).date() == wanted.astimezone(UTC).date()


def set_f1(said: Iterable[str], wanted: Iterable[str]) -> float:
    """Give the F1 of two sets of names; two empty sets agree."""
    ours, theirs = set(map(_plain, said)), set(map(_plain, wanted))
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 1.0


def _body_f1(article: Article, key: Mapping[str, Any]) -> float:
    """F1 of four-word shingles of the body against the key's paragraphs.

    The key's summary stands above them on the page; its headings of sections are no body here.
    """
    lines = [*key["summary"], *(line for part in key["sections"] for line in part["paragraphs"])]
    shingles = shared.scorer("score_extraction").shingles
    said = "\n".join(article.text[start:stop] for start, stop in parts.body(article))
    ours, theirs = (shingles(words.translate(_UNSEEN)) for words in (said, "\n".join(lines)))
    common = sum((ours & theirs).values())
    return float(2 * common / max(1, sum(ours.values()) + sum(theirs.values())))


def _plain(words: str | None) -> str:
    """Without what cannot be seen, and with plain quotation marks and dashes."""
    return fold_words(words or "")
