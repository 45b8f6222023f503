"""Packed content as servers send it, whole and hostile."""

import gzip
import io
import random
import struct
import time
import zlib

import brotli
import pytest

from firsthand.collect.unpacking import TooLarge, unpack, zstd
from firsthand.errors import Refused

TEXT = b"The ferry lay at the pier of Port Aldan all day on Monday. " * 40
PACK = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
#: a frame of Zstandard that holds nothing to be read
NOTE = struct.pack("<II", 0x184D2A50, 5) + b"hello"
MEGABYTES = 1_000_000


def unpacked(body, *encodings, cap=20 * MEGABYTES, cut=False):
    return unpack(io.BytesIO(body), encodings, cap, cut=cut)


def bare(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize("encoding", PACK)
def test_no_body_is_empty_whatever_it_is_said_to_be_packed_with(encoding):
    assert unpacked(b"", encoding) == unpacked(PACK[encoding](b""), encoding) == b""


@pytest.mark.parametrize("encoding", PACK)
def test_what_is_cut_short_is_refused(encoding):
    body = PACK[encoding](TEXT)
    for length in (1, len(body) // 2, len(body) - 1):
        with pytest.raises(Refused, match="damaged or cut short"):
            unpacked(body[:length], encoding)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
@pytest.mark.parametrize("more", [b"<!-- 0.3 s -->", b"\0" * 700, b"\x1f", b"\x28\xb5\x2f"])
def test_what_stands_behind_the_end_is_left_off(encoding, more):
    assert unpacked(PACK[encoding](TEXT) + more, encoding) == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_several_streams_are_one_text(encoding):
    body = PACK[encoding](TEXT)
    assert (
        unpacked(body + body, encoding) == unpacked(body + b"\0" * 99 + body, encoding) == 2 * TEXT
    )
    # the second begins where a piece of what is read ends, or beside it
    for length in range(64 * 1024 - 8, 64 * 1024 + 8):
        first = PACK[encoding](random.Random(3).randbytes(length - len(PACK[encoding](b""))))
        assert unpacked(first + body, encoding).endswith(TEXT)


def test_frames_that_hold_nothing_are_passed_over():
    body = PACK["zstd"](TEXT)
    assert unpacked(NOTE + body + NOTE + NOTE + body + NOTE, "zstd") == 2 * TEXT
    assert unpacked(NOTE, "zstd") == b""
    with pytest.raises(Refused, match="cut short"):
        unpacked(struct.pack("<II", 0x184D2A50, 0xFFFFFFFF) + b"x" * 1000, "zstd")


@pytest.mark.parametrize("nothing", [NOTE, zstd.compress(b""), gzip.compress(b"")])
def test_streams_without_end_that_hold_nothing_cost_little(nothing):
    begin = time.process_time()
    with pytest.raises(Refused, match="more than 10,000 streams"):
        unpacked(nothing * 300_000, "gzip" if nothing[0] == 0x1F else "zstd")
    assert time.process_time() - begin < 3


@pytest.mark.parametrize("log", [24, 27, 31])
def test_a_stream_that_asks_for_much_memory_is_refused(log):
    options = {zstd.CompressionParameter.window_log: log}
    packer = zstd.ZstdCompressor(options=options)
    body = packer.compress(TEXT * 10) + packer.flush()
    with pytest.raises(Refused, match="too much memory"):
        unpacked(body, "zstd")


def test_a_large_window_of_brotli_is_read_and_larger_ones_are_refused():
    assert unpacked(brotli.compress(TEXT, lgwin=24), "br") == TEXT
    # as its extension for large windows begins, here of 2 to the 30th
    with pytest.raises(Refused, match="damaged"):
        unpacked(bytes([0x11, 30]) + brotli.compress(TEXT), "br")


@pytest.mark.parametrize(
    ("body", "encodings"),
    [
        (gzip.compress(bytes(200 * MEGABYTES)), ["gzip"]),
        (zstd.compress(bytes(200 * MEGABYTES)), ["zstd"]),
        (brotli.compress(bytes(200 * MEGABYTES), quality=1), ["br"]),
        (brotli.compress(zstd.compress(bytes(200 * MEGABYTES))), ["zstd", "br"]),
        (gzip.compress(brotli.compress(bytes(200 * MEGABYTES), quality=1)), ["br", "gzip"]),
        (zstd.compress(bytes(MEGABYTES)) * 3, ["zstd"]),
    ],
    ids=["gzip", "zstd", "br", "zstd in br", "br in gzip", "frames"],
)
def test_what_unpacks_without_end_is_refused_or_cut_to_the_byte(body, encodings):
    with pytest.raises(TooLarge):
        unpacked(body, *encodings, cap=2 * MEGABYTES + 7)
    assert unpacked(body, *encodings, cap=2 * MEGABYTES + 7, cut=True) == bytes(2 * MEGABYTES + 7)


def test_layers_are_undone_in_their_order_and_not_too_many():
    body = gzip.compress(zstd.compress(brotli.compress(TEXT)))
    assert unpacked(body, "br", " ZSTD ", "gzip") == TEXT
    with pytest.raises(Refused, match="is not read"):
        unpacked(gzip.compress(body), "br", "zstd", "gzip", "gzip")


@pytest.mark.parametrize("pack", [*PACK.values(), bare])
def test_the_end_of_a_text_may_fall_on_that_of_a_piece(pack):
    """Of what is packed without a sum at its end, the last bytes are given when all was taken in."""
    encoding = next((name for name, one in PACK.items() if one is pack), "deflate")
    for length in (*range(65_530, 65_545), *range(65_545, 66_000, 13), 131_072, 200_000):
        text = bytes(length)
        assert unpacked(pack(text), encoding, cap=length) == text
        assert unpacked(pack(text), encoding, cap=length - 1, cut=True) == text[:-1]


def test_damage_in_the_middle_is_told():
    body = bytearray(gzip.compress(TEXT))
    body[len(body) // 2] ^= 0xFF
    with pytest.raises(Refused, match="damaged"):
        unpacked(bytes(body), "gzip")
