"""Whether one text is known again in another language, or translated twice into one.

``python -m evaluation.translations`` measures all languages of the translated news, which takes
minutes of encoding; the gate runs what is quick.
"""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

import firsthand
from evaluation import shared
from evaluation.measures import Labelled, Measure
from firsthand.lineage import Lineage
from firsthand.records import DEPENDING, Article

WMT = "wmt_translated_news/docs.jsonl.gz"


class Translations(Labelled):
    """Versions of documents; two of one document are one text, all others strangers."""

    unit = "documents"
    needs = ("firsthand:trace_lineage",)
    measures = (
        Measure("pair F1", "", held=True, reference="embedding alone .86"),
        Measure("pair P", ""),
        Measure("pair R", "", held=True),
    )

    def versions(self) -> Iterator[tuple[str, Article]]:
        """Give document and version, as often as there are versions."""
        raise NotImplementedError

    def wanted(self, a: Article, b: Article) -> bool:
        """Whether the pair is asked for."""
        raise NotImplementedError

    def units(self) -> list[str]:
        return sorted({document for document, _ in self.versions()})

    def predict(self) -> dict[str, list[tuple[str, bool]]]:
        """Per document: pairs that were asked for with what was said, and false ones as ("", True).

        False are links between documents, in the whole collection.
        """
        made = list(self.versions())
        document = {article.id: name for name, article in made}
        articles = {article.id: article for _, article in made}
        traced = firsthand.trace_lineage(articles.values())
        found: dict[str, list[tuple[str, bool]]] = {name: [] for name in document.values()}
        for name, group in _grouped(made).items():
            for a, b in combinations(group, 2):
                if self.wanted(a, b):
                    near = traced.pair(a.id, b.id).relation in DEPENDING
                    found[name].append((f"{a.id} {b.id}", near))
        for one, other in self._false(traced, document, articles):
            found[document[one]].append((f"{one} {other}", True))
        return found

    def _false(
        self, traced: Lineage, document: Mapping[str, str], articles: Mapping[str, Article]
    ) -> Iterator[tuple[str, str]]:
        for link in traced.links:
            one, other = link.upstream, link.to
            if one not in document or document[one] == document[other]:
                continue
            if self.wanted(articles[one], articles[other]) and link.relation != "excerpt":
                yield one, other

    def score(
        self, answer: dict[str, list[tuple[str, bool]]], kept: Collection[str]
    ) -> Mapping[str, float]:
        names = set(kept)
        right = wrong = missed = 0
        for name, pairs in answer.items():
            for pair, said in pairs if name in names else ():
                true = self._of_one(pair)
                right, wrong = right + (said and true), wrong + (said and not true)
                missed += true and not said
        return {
            "pair F1": 2 * right / max(1, 2 * right + wrong + missed),
            "pair P": right / max(1, right + wrong),
            "pair R": right / max(1, right + missed),
        }

    def _of_one(self, pair: str) -> bool:
        a, b = pair.split(" ")
        return a.partition("|")[0] == b.partition("|")[0]

    def misses(self, answer: dict[str, list[tuple[str, bool]]]) -> Iterable[str]:
        for pairs in answer.values():
            for pair, said in pairs:
                if said != self._of_one(pair):
                    yield f"{'false' if said else 'missed'}\t{pair}"


def _grouped(made: Iterable[tuple[str, Article]]) -> dict[str, list[Article]]:
    groups: dict[str, list[Article]] = defaultdict(list)
    for name, article in made:
        groups[name].append(article)
    return groups


class InEnglish(Translations):
    """Two translations of one article into English, by people and by machines."""

    name = "lineage-twice"
    path = WMT
    measures = (
        Measure("pair F1", "", held=True),
        Measure("pair P", "", held=True),
        Measure("pair R", "", held=True, reference="containment .75"),
    )

    def versions(self) -> Iterator[tuple[str, Article]]:
        for row in shared.rows(self.files()[0]):
            if row["tgt_lang"] == "en":
                yield from _versions(row, sources=False)

    def wanted(self, a: Article, b: Article) -> bool:
        return a.language == b.language


class Parallel(Translations):
    """News with translations by hand into Spanish, Italian and Dutch."""

    name = "lineage-meantime"
    path = "meantime/meantime.jsonl.gz"

    def versions(self) -> Iterator[tuple[str, Article]]:
        for row in shared.rows(self.files()[0]):
            identity = f"{row['parallel_id']}|{row['lang']}"
            made = firsthand.article(row["text"], id=identity, language=row["lang"])
            yield row["parallel_id"], made

    def wanted(self, a: Article, b: Article) -> bool:
        return a.language != b.language


class Across(Translations):
    """Source, one reference and one system of every translated article; not in the gate."""

    name = "lineage-across"
    path = WMT

    def versions(self) -> Iterator[tuple[str, Article]]:
        for row in shared.rows(self.files()[0]):
            found = list(_versions(row, sources=True))
            kept = [next((v for v in found if f"|{kind}" in v[1].id), None) for kind in _KINDS]
            yield from (version for version in kept if version is not None)

    def wanted(self, a: Article, b: Article) -> bool:
        return a.language != b.language


_KINDS = ("src", "ref", "hyp")


def _versions(row: Mapping[str, str], *, sources: bool) -> Iterator[tuple[str, Article]]:
    texts = {f"{kind}{key}": text for kind in ("ref", "hyp") for key, text in _of(row, kind)}
    languages = dict.fromkeys(texts, row["tgt_lang"])
    if sources:
        texts["src"], languages["src"] = row["src"], row["src_lang"]
    for kind, text in texts.items():
        identity = f"{row['id']}|{kind}"
        yield row["id"], firsthand.article(text, id=identity, language=languages[kind])


def _of(row: Mapping[str, str], kind: str) -> list[tuple[str, str]]:
    found: Mapping[str, str] = row[f"{kind}s"]  # type: ignore[assignment]
    return list(found.items())


if __name__ == "__main__":
    root = shared.root()
    if root is None:
        sys.exit(shared.ABSENT)
    across = Across(root / "data")
    said = across.predict()
    for name, figure in across.score(said, across.units()).items():
        print(f"{name}: {figure:.3f}")
