"""Which words of a page are the article: main text against an open benchmark of real pages."""

import gzip
import json
import tarfile
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import firsthand
from evaluation import shared
from evaluation.measures import Labelled, Measure, read_off
from firsthand.text import parts


class Extraction(Labelled):
    name = "extraction"
    unit = "pages"
    needs = ("firsthand:extract",)
    path = "extraction/scrapinghub_aeb.tar"
    measures = (
        Measure("F1", r"F1 ([\d.]+)", held=True, reference="trafilatura .959, readability .940"),
        Measure("P", r"\(P ([\d.]+)"),
        Measure("R", r" R ([\d.]+)\)"),
    )

    @cached_property
    def _truth(self) -> dict[str, Any]:
        with tarfile.open(self.files()[0]) as archive:
            truth: dict[str, Any] = json.loads(shared.packed(archive, "ground-truth.json"))
            present = {Path(name).name.removesuffix(".html.gz") for name in archive.getnames()}
        return {page: item for page, item in truth.items() if page in present}

    def units(self) -> list[str]:
        return sorted(self._truth)

    def predict(self) -> dict[str, str]:
        return {page: _text(html, self._truth[page].get("url")) for page, html in self._pages()}

    def _pages(self) -> Iterator[tuple[str, str]]:
        with tarfile.open(self.files()[0]) as archive:
            for page in self.units():
                html = gzip.decompress(shared.packed(archive, f"html/{page}.html.gz"))
                yield page, html.decode("utf-8", "replace")

    def score(self, answer: dict[str, str], kept: Collection[str]) -> Mapping[str, float]:
        with tempfile.TemporaryDirectory() as folder:
            truth, said = Path(folder, "truth.json"), Path(folder, "said.json")
            truth.write_text(
                json.dumps({page: self._truth[page] for page in kept}), encoding="utf-8"
            )
            said.write_text(json.dumps(answer), encoding="utf-8")
            return read_off(
                self.measures,
                shared.printed(shared.scorer("score_extraction").main, str(truth), str(said)),
            )

    def misses(self, answer: dict[str, str]) -> Iterable[str]:
        for page in self.units():
            value = self.score(answer, [page]).get("F1", 0.0)
            if value < 0.9:
                yield f"{page}\tF1 {value:.3f}\t{self._truth[page].get('url')}"


def _text(html: str, url: str | None) -> str:
    """Give the body of the page: the key leaves titles, captions and furniture out."""
    try:
        article = firsthand.extract(html, url=url)
    except firsthand.Refused:
        return ""
    return "\n".join(article.text[start:stop] for start, stop in parts.body(article))
