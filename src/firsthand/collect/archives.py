"""Web archives: the HTTP answers in WARC files (ISO 28500), packed or not, damaged or not.

A record is believed where its length agrees with what follows it. Where it does not, or a packed
member is damaged, reading goes on at the next record that can be found, and the damage is a value
with its reason. Nothing is fetched; addresses that are no http(s) are refused.
"""

import hashlib
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from firsthand.collect import unpacking
from firsthand.collect.addresses import web
from firsthand.errors import Refused

#: bytes of one record, and of one answer unpacked; larger ones are skipped
MAX_RECORD = 16_000_000
MAX_HEAD = 64 * 1024
#: bytes that one packed member may unpack to while it is skipped over
_MAX_SKIPPED = 512_000_000
_PIECE = 64 * 1024
_GZIP = b"\x1f\x8b\x08"
_BLANK = re.compile(rb"\r?\n\r?\n")
#: where a record begins after a damaged one
_AGAIN = re.compile(rb"(?:^|\n)(?=WARC/\d\.\d\r?\n)")
_STATUS = re.compile(rb"HTTP/[12](?:\.\d)?\s+([1-5]\d\d)(?:\s|$)")
_FIRST_CAPTURE = datetime(1991, 8, 6, tzinfo=UTC)  # the first page of the web
_ONCE = frozenset({"warc-type", "warc-target-uri", "warc-date", "content-length"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One answer of a server, as it was archived. ``body`` is unpacked."""

    url: str
    #: when it was captured; None where the archive does not say so believably
    when: datetime | None
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    flags: tuple[str, ...] = ()

    @property
    def mime(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a WARC, packed or not."""
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def read(
    file: BinaryIO, *, source: str = "", latest: datetime | None = None
) -> Iterator[Capture | Refused]:
    """Give the captures of a seekable file in order, and what was refused in between.

    The same answer captured twice at one time is given once. ``latest`` is the time after which
    no capture can have been made.
    """
    seen: set[bytes] = set()
    empty = True
    for found in _records(file):
        if isinstance(found, Refused):
            yield Refused(found.reason, source=source)
            continue
        empty = False
        head, content = found
        try:
            capture = _capture(head, content, latest)
        except Refused as error:
            where = head.get("warc-target-uri", "a record")
            yield Refused(error.reason, source=f"{source}#{_printable(where)}")
            continue
        if capture is None:
            continue
        print_ = hashlib.sha256(f"{capture.url}\n{capture.when}\n".encode() + capture.body).digest()
        if print_ not in seen:
            seen.add(print_)
            yield capture
    if empty:
        yield Refused("no record of a web archive was found in it", source=source)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)[:200]


# --------------------------------------------------------------------------- records

_Head = Mapping[str, str]
_Record = tuple[_Head, bytes]


def _records(file: BinaryIO) -> Iterator[_Record | Refused]:
    start = file.tell()
    size = file.seek(0, io.SEEK_END)
    file.seek(start)
    head = file.read(_PIECE)
    file.seek(start)
    if not head.startswith(_GZIP) and (head.startswith(b"WARC/") or _GZIP not in head):
        yield from _of_segment(_Segment(_pieces(file), size - start))
        return
    while start < size:
        packed = _Packed(file, start, size)
        yield from _of_segment(_Segment(packed.pieces()))
        start = packed.place
        if packed.problem:
            yield Refused(
                f"the archive is damaged at byte {start:,} ({packed.problem}); read on after it"
            )
            start = _next_member(file, start + 1, size)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


class _Packed:
    """The gzip members of a file from ``place`` on, up to the first that is damaged."""

    def __init__(self, file: BinaryIO, place: int, size: int) -> None:
        self._file = file
        self._size = size
        #: first byte of the member that is being read, in the end of what was not
        self.place = place
        self.problem = ""

    def pieces(self) -> Iterator[bytes]:
        """Give what they unpack to; the last piece of a member only when its checksum is right."""
        try:
            while self.place < self._size:
                held = b""
                for piece in self._member():
                    if held:
                        yield held
                    held = piece
                if held:
                    yield held
        except (zlib.error, EOFError) as error:
            self.problem = str(error)

    def _member(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(31)
        given, place = 0, self.place
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail
            if not packed:
                self._file.seek(place)
                packed = self._file.read(_PIECE)
                place += len(packed)
                if not packed:
                    raise EOFError("it is cut short")
            piece = unpacker.decompress(packed, _PIECE)
            given += len(piece)
            if given > _MAX_SKIPPED:
                raise EOFError("it unpacks to more than is read")
            if piece:
                yield piece
        self.place = place - len(unpacker.unused_data)


def _next_member(file: BinaryIO, start: int, size: int) -> int:
    """Byte at which the next gzip member begins, from ``start`` on; the size if there is none."""
    while start < size:
        file.seek(start)
        piece = file.read(_PIECE)
        found = piece.find(_GZIP)
        if found >= 0:
            return start + found
        start += max(len(piece) - len(_GZIP) + 1, 1)
    return size


class _Segment:
    """Bytes that come in pieces, looked at through a buffer."""

    def __init__(self, pieces: Iterator[bytes], size: int | None = None) -> None:
        self._pieces = pieces
        self._size = size
        self._given = 0
        self.buffer = bytearray()

    def fill(self, count: int) -> int:
        """Have up to ``count`` bytes in the buffer; gives how many there are."""
        while len(self.buffer) < count:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self.buffer += piece
        return len(self.buffer)

    def drop(self, count: int) -> bool:
        """Pass over ``count`` bytes; False if there are not so many."""
        while count > len(self.buffer):
            count -= len(self.buffer)
            self._given += len(self.buffer)
            self.buffer.clear()
            if not self.fill(1):
                return False
        del self.buffer[:count]
        self._given += count
        return True

    def skip(self, count: int) -> None:
        """Pass over ``count`` bytes, or fewer if a packed member begins with a record before."""
        while count > len(self.buffer):
            count -= len(self.buffer)
            self._given += len(self.buffer)
            self.buffer.clear()
            if not self.fill(1) or self.buffer.startswith(b"WARC/"):
                return
        self.drop(count)

    def can_have(self, count: int) -> bool:
        """Whether so many bytes can follow, as far as the size is known."""
        return self._size is None or count <= self._size - self._given

    def near_record(self) -> bool:
        """Whether a record begins in what is buffered."""
        return _AGAIN.search(self.buffer) is not None

    def drop_to_record(self) -> None:
        """Pass over what comes before the next record, or over all if there is none."""
        while (match := _AGAIN.search(self.buffer)) is None:
            keep = min(len(self.buffer), 12)  # the head of a record may be cut by the pieces
            self.drop(len(self.buffer) - keep)
            if self.fill(keep + 1) <= keep:
                self.drop(keep)
                return
        self.drop(match.end())


def _of_segment(segment: _Segment) -> Iterator[_Record | Refused]:
    """Records of a member, or of a whole file that is not packed."""
    while segment.fill(1):
        if _blank_line(segment):
            continue
        head, problem = _head(segment)
        if head is None:
            yield Refused(problem)
            segment.drop(1)
            segment.drop_to_record()
            continue
        yield from _with_content(segment, head)


def _blank_line(segment: _Segment) -> bool:
    blank = bytes(segment.buffer[:1]) in {b"\r", b"\n"}
    return blank and segment.drop(1)


def _head(segment: _Segment) -> tuple[_Head | None, str]:
    segment.fill(MAX_HEAD)
    end = _BLANK.search(segment.buffer, 0, MAX_HEAD)
    if end is None or not segment.buffer.startswith(b"WARC/"):
        return None, "what should be a record is none; read on after it"
    lines = bytes(segment.buffer[: end.start()]).decode("utf-8", "replace").splitlines()[1:]
    segment.drop(end.end())
    head: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        low = name.strip().lower()
        if low in head and low in _ONCE:
            head["twice"] = low  # the parts of a record that disagree cannot be told apart
        head.setdefault(low, value.strip())
    return head, ""


def _with_content(segment: _Segment, head: _Head) -> Iterator[_Record | Refused]:
    length = head.get("content-length", "")
    told = int(length) if re.fullmatch(r"\d{1,18}", length) else None
    lies = (
        told is None or not segment.can_have(told) or (told > MAX_RECORD and segment.near_record())
    )
    if told is not None and told > MAX_RECORD and not lies:
        segment.skip(told)
        yield Refused(f"a record of {told:,} bytes is larger than the {MAX_RECORD:,} that are read")
        return
    if told is not None and not lies and _agrees(segment, told):
        content = bytes(segment.buffer[:told])
        segment.drop(told)
        yield head, content
        return
    yield Refused("a record is cut short, or not as long as it says; read on after it")
    segment.drop_to_record()


def _agrees(segment: _Segment, told: int) -> bool:
    """Whether after ``told`` bytes a record ends."""
    there = segment.fill(told + 16)
    after = bytes(segment.buffer[told : told + 16])
    return there >= told and after.lstrip(b"\r\n")[:5] in {b"", b"WARC/"}


# --------------------------------------------------------------------------- what was captured


def _capture(head: _Head, content: bytes, latest: datetime | None) -> Capture | None:
    if head.get("warc-type") not in {"response", "resource"}:
        return None
    if "twice" in head:
        raise Refused(f"the record gives {head['twice']!r} twice")
    uri = head.get("warc-target-uri", "").removeprefix("<").removesuffix(">")
    url = web("", uri.replace(" ", "%20")) if uri.isprintable() else None
    if url is None:
        raise Refused("the record has no http(s) address")
    when = _when(head.get("warc-date", ""), latest)
    flags = () if when else ("implausible capture date",)
    mime = head.get("content-type", "")
    if head["warc-type"] == "resource" or not mime.startswith("application/http"):
        told = {"content-type": mime}
        return Capture(url=url, when=when, status=200, headers=told, body=content, flags=flags)
    status, told, body = _http(content)
    return Capture(url=url, when=when, status=status, headers=told, body=body, flags=flags)


def _when(text: str, latest: datetime | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    bound = latest or datetime(2100, 1, 1, tzinfo=UTC)
    return at if _FIRST_CAPTURE <= at <= bound else None


def _http(content: bytes) -> tuple[int, dict[str, str], bytes]:
    end = _BLANK.search(content, 0, MAX_HEAD)
    status = _STATUS.match(content)
    if end is None or status is None:
        raise Refused("the record holds no HTTP answer")
    told: dict[str, str] = {}
    for line in content[: end.start()].decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            told.setdefault(name.strip().lower(), value.strip())
    body = content[end.end() :]
    if "chunked" in told.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    return int(status.group(1)), told, _unpacked(body, told.get("content-encoding", ""))


def _unpacked(body: bytes, encodings: str) -> bytes:
    """Body without its content encodings; archives often hold it unpacked in spite of the header."""
    packed = encodings.strip().lower() not in {"", "identity"}
    if not packed or ("gzip" in encodings and not body.startswith(b"\x1f\x8b")):
        return body
    return unpacking.unpack(io.BytesIO(body), encodings.split(","), MAX_RECORD)


def _unchunked(body: bytes) -> bytes:
    """Body out of its chunks; as it is where it has none, which some archives do."""
    parts: list[bytes] = []
    place = 0
    while size := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, place):
        count = int(size.group(1), 16)
        if count == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + count])
        place = size.end() + count
        place += 2 if body[place : place + 2] == b"\r\n" else 1
    return b"".join(parts) or body
