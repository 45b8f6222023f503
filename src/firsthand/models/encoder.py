"""Sentence vectors: texts of like meaning lie near one another, in whatever language.

The model is the multilingual Universal Sentence Encoder, version 3 (Yang et al. 2020), the
convolutional one; the forward pass is written here from its architecture and reads only data files
that the manifest knows. Its vectors say what a text is about, not what it asserts: "12 dead" and
"15 dead" are neighbours. They propose; words and numbers decide.
"""

import os
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.errors import ModelError
from firsthand.models import files
from firsthand.models.pieces import Pieces

#: characters of a text that are read; what a vector says of more is a blur
MAX_CHARACTERS = 4_000
#: pieces of texts that go through the network together; keeps what is at work in the cache
BATCH_PIECES = 512
#: pieces of texts among which each distinct one is looked at once, whatever stands around it
STRETCH_PIECES = 1 << 14
#: orders of the three convolutions, and how many pieces to the left of its own each looks at
ORDERS = ((2, 0), (3, 1), (5, 2))
#: the table of piece vectors is stored in parts; piece ``i`` is row ``i // PARTS`` of part ``i % PARTS``
PARTS = 17
DIMENSION = 512

Matrix = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Name, version and digest of the model: vectors of different ids do not compare."""
        ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text, as rows."""
        ...


class _Known(NamedTuple):
    """What the network makes of pieces by themselves; a row for each, and one of zeros for none.

    That is the whole of its first layer but the sum over a window: news says the same words again and
    again, so each is looked at once and not once in every text.
    """

    embedded: Matrix
    #: for each order where its convolution begins
    branches: list[Matrix]
    #: and what a piece adds to its first layer, by the place of a window that it stands at
    added: list[list[Matrix]]


class Multilingual:
    """The multilingual encoder, from the files that the manifest knows.

    Raises ModelError where the model is missing or not what it should be.
    """

    dimension = DIMENSION

    def __init__(self, *, threads: int = 1) -> None:
        # One thread: its matrices are small, and on a machine with other work two threads took
        # more than twice as long as one. More processes gain more than more threads.
        self._threads = min(threads, os.cpu_count() or 1)
        folder = files.locate("sentences") / "resources"
        self.id = files.known()["sentences"].id
        self._pieces = Pieces(folder / "sp.model")
        try:
            with np.load(folder / "weights.npz", allow_pickle=False) as stored:
                self._table = _table(stored)
                names = (name for name in stored.files if not name.startswith("q"))
                self._weights = {name: stored[name] for name in names}
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ModelError(f"the weights in {folder} cannot be read: {error}") from error
        self._eps = float(self._weights["eps"])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text, as rows; a text without words has one, too."""
        vectors = [np.empty((0, DIMENSION), np.float32)]
        cut = (self._pieces.encode(text[:MAX_CHARACTERS]) for text in texts)
        with _limited(self._threads):
            for stretch in _together(cut, STRETCH_PIECES):
                distinct, rows = np.unique(np.concatenate(stretch), return_inverse=True)
                known, start = self._know(distinct), 0
                for batch in _together(stretch, BATCH_PIECES):
                    lengths = np.array([len(ids) for ids in batch])
                    stop = start + int(lengths.sum())
                    vectors.append(self._forward(known, rows[start:stop], lengths))
                    start = stop
        return np.concatenate(vectors)

    def _know(self, ids: NDArray[Any]) -> _Known:
        """Look at pieces by themselves."""
        weights = self._weights
        embedded = self._embed(ids)
        inner = np.concatenate(
            [embedded @ weights[f"proj{n}"] + weights[f"proj_b{n}"] for n, _ in ORDERS], axis=1
        )
        gain = np.concatenate([weights[f"ln_g{n}"] for n, _ in ORDERS])
        shift = np.concatenate([weights[f"ln_b{n}"] for n, _ in ORDERS])
        level = self._level(inner) * gain + shift
        none = np.zeros((1, level.shape[1]), np.float32)
        branches = np.split(np.concatenate([level, none]), len(ORDERS), axis=1)
        added = [
            [branch @ part for part in np.split(weights[f"w1_{order}"], order)]
            for (order, _), branch in zip(ORDERS, branches, strict=True)
        ]
        return _Known(embedded, branches, added)

    def _forward(self, known: _Known, rows: NDArray[Any], lengths: NDArray[Any]) -> Matrix:
        weights = self._weights
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        convolved = self._convolve(known, rows, starts, lengths)
        features = self._level(np.concatenate([known.embedded[rows], *convolved], axis=1))
        sizes = lengths[:, None].astype(np.float32)
        # summed before they are brought to the learned gain and shift, as that is the same for each
        summed = np.add.reduceat(features, starts, axis=0)
        summed = summed * weights["ln_g"] + sizes * weights["ln_b"]
        pooled = (summed @ weights["cnn_W"] + sizes * weights["cnn_b"]) / np.sqrt(sizes)
        return self._project(pooled)

    def _embed(self, ids: NDArray[Any]) -> Matrix:
        """Vectors of the pieces, from bytes back to numbers."""
        part = ids % PARTS
        scale, low = self._weights["scale"][part, None], self._weights["lo"][part, None]
        embedded: Matrix = self._table[ids].astype(np.float32) * scale + low
        return embedded

    def _convolve(
        self, known: _Known, rows: NDArray[Any], starts: NDArray[Any], lengths: NDArray[Any]
    ) -> Iterator[Matrix]:
        """Two residual convolutions for each order, over the pieces of one text at a time."""
        weights = self._weights
        beyond = np.append(rows, -1)
        for (order, left), branches, added in zip(ORDERS, known.branches, known.added, strict=True):
            window = _window(starts, lengths, order, left)
            around = beyond[window]
            first = sum(part[around[:, place]] for place, part in enumerate(added))
            branch = branches[rows] + np.maximum(first + weights[f"b1_{order}"], 0)
            second = _gather(branch, window) @ weights[f"w2_{order}"]
            yield branch + np.maximum(second + weights[f"b2_{order}"], 0)

    def _level(self, rows: Matrix) -> Matrix:
        """Bring each row to mean 0 and variance 1."""
        centred = rows - rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", centred, centred)[:, None] / rows.shape[1]
        levelled: Matrix = centred / np.sqrt(variance + self._eps)
        return levelled

    def _project(self, pooled: Matrix) -> Matrix:
        """Pass through the dense layers at the end; unit length."""
        weights = self._weights
        first = np.maximum(pooled @ weights["d0"], 0)
        second = np.maximum(pooled @ weights["p1"] + first @ weights["d1"], 0)
        third = np.maximum(second @ weights["d2"], 0)
        vectors = np.tanh(second @ weights["p3"] + third @ weights["d3"])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Matrix = vectors / np.maximum(lengths, self._eps)
        return unit


def _table(stored: Any) -> NDArray[np.uint8]:
    """Piece vectors as stored bytes, one row a piece; a quarter of what floats would take."""
    rows = stored["q1"].shape[0]
    table = np.empty((PARTS * rows, DIMENSION), np.uint8)
    for part in range(PARTS):
        table[part::PARTS] = stored[f"q{part + 1}"]
    return table


def _together(texts: Iterable[list[int]], most: int) -> Iterator[list[list[int]]]:
    """Put texts together that have at most so many pieces between them; a longer one stays alone."""
    held: list[list[int]] = []
    size = 0
    for ids in texts:
        if held and size + len(ids) > most:
            yield held
            held, size = [], 0
        held.append(ids)
        size += len(ids)
    if held:
        yield held


def _window(starts: NDArray[Any], lengths: NDArray[Any], order: int, left: int) -> NDArray[Any]:
    """For each piece the indexes of the pieces around it; -1 beyond the ends of its text."""
    places = np.arange(int(lengths.sum()))[:, None] + np.arange(-left, order - left)
    first = np.repeat(starts, lengths)[:, None]
    after = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((places >= first) & (places < after), places, -1)


def _gather(rows: Matrix, window: NDArray[Any]) -> Matrix:
    """Rows of each window side by side, zeros where there is none."""
    padded = np.concatenate([rows, np.zeros((1, rows.shape[1]), rows.dtype)])
    gathered: Matrix = padded[window].reshape(len(rows), -1)
    return gathered


def _limited(threads: int) -> AbstractContextManager[Any]:
    """Matrix products on so many threads, where threadpoolctl is there to see to it."""
    try:
        from threadpoolctl import threadpool_limits  # noqa: PLC0415 (an extra)
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[Any] = threadpool_limits(threads)
    return limits


class Waiting:
    """The multilingual encoder, loaded when something is first encoded.

    Most readings are of one language and never encode anything; its weights take 0.9 s to load.
    """

    dimension = DIMENSION

    def __init__(self) -> None:
        self.id = files.known()["sentences"].id
        self._loaded: Encoder | None = None

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one unit vector a text. Raises ModelError where the model is not what it should be."""
        if self._loaded is None:
            self._loaded = load()
        return self._loaded.encode(texts)


def load() -> Encoder:
    """Load the multilingual encoder. Raises ModelError where it is not there."""
    return Multilingual()
