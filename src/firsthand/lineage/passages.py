"""Aligned words as spans of both stored texts."""

from firsthand.lineage.comparison import Comparison, Piece
from firsthand.lineage.paraphrase import Likeness
from firsthand.lineage.reading import Reading
from firsthand.records import Passage, Span

#: Share of a sentence that stands in a passage from which on it is that passage.
_LISTED = 0.8


def passages(shared: Comparison, relation: str) -> tuple[Passage, ...]:
    """Aligned passages in the order of ``a``; retold sentences only where a text depends."""
    found = [_passage(shared, p.a, p.b, p.kind) for p in shared.pieces]
    if shared.translated is not None:
        texts = shared.a.article.text, shared.b.article.text
        return tuple(
            Passage(a=_place(texts[0], a), b=_place(texts[1], b), kind="translation")
            for a, b in shared.translated.sentences
        )
    if relation not in {"shared_quotes", "furniture", "independent"}:
        found += [
            _passage(shared, x.a, x.b, "paraphrase")
            for x in shared.retold
            if not any(_within(x, piece) for piece in shared.pieces)
        ]
    return tuple(sorted(found, key=lambda p: (p.a.start if p.a else 0, p.b.start, p.b.stop)))


def _within(told: Likeness, piece: Piece) -> bool:
    """Whether two like sentences are the words of a passage, listed already."""
    return all(
        min(one[1], other[1]) - max(one[0], other[0]) >= _LISTED * (one[1] - one[0])
        for one, other in ((told.a, piece.a), (told.b, piece.b))
    )


def _passage(shared: Comparison, a: tuple[int, int], b: tuple[int, int], kind: str) -> Passage:
    return Passage(a=_span(shared.a, a), b=_span(shared.b, b), kind=kind)


def _place(text: str, span: tuple[int, int]) -> Span:
    return Span(start=span[0], stop=span[1], text=text[span[0] : span[1]])


def _span(reading: Reading, span: tuple[int, int]) -> Span:
    start, stop = int(reading.starts[span[0]]), int(reading.stops[span[1] - 1])
    return Span(start=start, stop=stop, text=reading.article.text[start:stop])
