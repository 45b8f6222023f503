"""Undoing content encodings piece by piece, never more than was allowed."""

import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

import brotli

from firsthand.errors import Refused

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: bytes taken in one step, and so what a cap can be overrun by
PIECE = 64 * 1024
#: encodings are undone at most so many deep; servers apply one
_MAX_LAYERS = 3
#: streams in one layer: each takes its time, though it may hold nothing. Of a file that is packed in
#: blocks of 64 kB there are as many in 600 MB
_MAX_STREAMS = 10_000
#: memory that a Zstandard stream may ask for: 8 MB, as RFC 9659 has it for HTTP
_WINDOW: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
#: bytes by which data are told from what a server says of them
_HEAD = 64
_MAGIC = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}
_LONGEST_MAGIC = 4
#: what a frame of Zstandard that is passed over has behind its first byte, which is 0x50 to 0x5f
_SKIPPED = b"\x2a\x4d\x18"
_SPACES = frozenset(b"\t\n\r\f")


class Readable(Protocol):
    def read(self, size: int, /) -> bytes:
        """Give up to ``size`` bytes, none at the end."""


class TooLarge(Refused):
    """There is more than was allowed; nothing of it is kept."""


class _Peeked:
    """A stream of which the beginning is known before it is read."""

    def __init__(self, raw: Readable) -> None:
        self._raw = raw
        self.head = raw.read(_HEAD)

    def read(self, size: int, /) -> bytes:
        if not self.head:
            return self._raw.read(size)
        piece, self.head = self.head[:size], self.head[size:]
        return piece


class _Capped:
    """A stream that ends in an error once it has given more than ``cap`` bytes."""

    def __init__(self, raw: Readable, cap: int) -> None:
        self._raw = raw
        self._cap = cap
        self.given = 0

    def read(self, size: int = -1, /) -> bytes:
        piece = self._raw.read(min(size, PIECE) if size >= 0 else PIECE)
        self.given += len(piece)
        if self.given > self._cap:
            raise TooLarge(f"more than the {self._cap:,} bytes that are read")
        return piece


class _Zlib:
    """A decompressor of zlib, asked as one of Zstandard is."""

    def __init__(self, bits: int) -> None:
        self._one = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._one.eof

    @property
    def needs_input(self) -> bool:
        return not self._one.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._one.unused_data

    def decompress(self, packed: bytes, size: int) -> bytes:
        return self._one.decompress(self._one.unconsumed_tail + packed, size)


class _Streams:
    """Streams one after the other, as gzip and Zstandard have them; what else follows is left off."""

    def __init__(
        self, raw: Readable, begin: Callable[[], Any], begins: Callable[[bytes], bool]
    ) -> None:
        self._raw = raw
        self._begin, self._begins = begin, begins
        self._one, self._rest, self._count = begin(), b"", 1

    def read(self, size: int, /) -> bytes:
        piece = b""
        while not piece and (not self._one.eof or self._goes_on()):
            packed = self._rest or (self._raw.read(PIECE) if self._one.needs_input else b"")
            self._rest = b""
            hungry = self._one.needs_input and not packed
            piece = self._one.decompress(packed, size)
            if hungry and not piece and not self._one.eof:
                raise EOFError("the stream is cut short")
        return piece

    def _goes_on(self) -> bool:
        """Begin the next stream, if there is one; between two there may be zeros."""
        rest = self._one.unused_data.lstrip(b"\0")
        while len(rest) < _LONGEST_MAGIC and (more := self._raw.read(PIECE)):
            rest = (rest + more).lstrip(b"\0")
        if not self._begins(rest):
            return False
        self._count += 1
        if self._count > _MAX_STREAMS:
            raise Refused(f"the content is packed in more than {_MAX_STREAMS:,} streams")
        self._one, self._rest = self._begin(), rest
        return True


class _Inflated(_Streams):
    """``deflate``, with the header that the standard asks for or without, as some servers send."""

    def __init__(self, raw: Readable) -> None:
        super().__init__(raw, partial(_Zlib, zlib.MAX_WBITS), lambda _: False)
        self._first = True

    def read(self, size: int, /) -> bytes:
        if self._first:
            self._first, self._rest = False, self._raw.read(PIECE)
            try:
                zlib.decompressobj().decompress(self._rest, 1)
            except zlib.error:
                self._one = _Zlib(-zlib.MAX_WBITS)
        return super().read(size)


class _Brotli:
    def __init__(self, raw: Readable) -> None:
        self._raw = raw
        self._one: Any = brotli.Decompressor()
        self._left = b""

    def read(self, size: int, /) -> bytes:
        # what was left of the last step comes first; a step may give more than it is asked for
        piece = self._left or self._step(b"", size)
        while not piece and not self._one.is_finished():
            packed = self._raw.read(PIECE)
            if not packed:
                raise EOFError("the stream is cut short")
            piece = self._step(packed, size)
        self._left = piece[size:]
        return piece[:size]

    def _step(self, packed: bytes, size: int) -> bytes:
        if self._one.is_finished():
            return b""
        piece: bytes = self._one.process(packed, output_buffer_limit=size)
        return piece


def _gzip(raw: Readable) -> Readable:
    return _Streams(
        raw, partial(_Zlib, 16 + zlib.MAX_WBITS), lambda head: head.startswith(_MAGIC["gzip"][:2])
    )


def _zstandard(raw: Readable) -> Readable:
    def begins(head: bytes) -> bool:
        return head.startswith(_MAGIC["zstd"]) or (head[1:4] == _SKIPPED and head[0] >> 4 == 5)

    return _Streams(raw, partial(zstd.ZstdDecompressor, options=_WINDOW), begins)


_LAYERS: Mapping[str, Callable[[Readable], Readable]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _Inflated,
    "br": _Brotli,
    "zstd": _zstandard,
}
#: the encodings to ask a server for
ACCEPTED = ", ".join(name for name in _LAYERS if not name.startswith("x-"))


def unpack(raw: Readable, encodings: Sequence[str], cap: int, *, cut: bool = False) -> bytes:
    """Read ``raw`` to its end through its encodings, as Content-Encoding lists them.

    Where the data begin as another encoding or as plain markup, that is believed. With ``cut`` what is
    beyond the cap is left off. Raises ``TooLarge`` as soon as any layer gives more than ``cap`` bytes,
    ``Refused`` for an encoding that is not read or data that is damaged or cut short.
    """
    peeked = _Peeked(raw)
    if not peeked.head:
        return b""  # an answer without a body may name the encoding that it would have had
    told = (name.strip().lower() for name in encodings)
    names = _really([name for name in told if name and name != "identity"], peeked.head)
    unknown = [name for name in names if name not in _LAYERS]
    if unknown or len(names) > _MAX_LAYERS:
        raise Refused(f"the content encoding {', '.join(unknown or names)} is not read")
    stream = _Capped(peeked, cap)
    for name in reversed(names):
        stream = _Capped(_LAYERS[name](stream), cap)
    data = bytearray()
    try:
        # to be cut is to stop in time, to be refused is to have asked for one byte too many
        while (size := min(PIECE, cap - len(data) + (not cut))) > 0:
            piece = stream.read(size)
            if not piece:
                break
            data += piece
    except TooLarge:
        if not cut:
            raise
    except (EOFError, zlib.error, brotli.error, zstd.ZstdError) as error:
        raise Refused(f"the packed content is damaged or cut short ({error})") from error
    return bytes(data[:cap])


def _really(names: Sequence[str], head: bytes) -> Sequence[str]:
    """Encodings as the data themselves show them, where a server names others."""
    if not names:
        return names
    for name, magic in _MAGIC.items():
        if head.startswith(magic):
            return [*names[:-1], name]
    plain = head.lstrip()[:1] in {b"<", b"{"} and not any(
        byte < 32 and byte not in _SPACES for byte in head
    )
    return [] if plain else names
