import gzip
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect import archives
from firsthand.errors import Refused

PAGE = b"<html><body><p>The ferry lay at the pier.</p></body></html>"


def record(number, *, body=PAGE, length=None, uri=None, date="2026-03-02T09:00:00Z", **more):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    http += b"".join(
        f"{name.replace('_', '-')}: {value}\r\n".encode() for name, value in more.items()
    )
    content = http + b"\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Date: {date}\r\nWARC-Target-URI: {uri or f'https://o.example/{number}'}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def packed(*records):
    return b"".join(gzip.compress(one) for one in records)


def read(data):
    found = list(archives.read(io.BytesIO(data), source="a.warc"))
    good = [one.url[-1] for one in found if not isinstance(one, Refused)]
    return "".join(good), [str(one) for one in found if isinstance(one, Refused)]


@pytest.mark.parametrize(
    "pack", [lambda *r: b"".join(r), packed, lambda *r: gzip.compress(b"".join(r))]
)
def test_packed_or_not(pack):
    data = pack(record(1), record(2))
    assert read(data) == ("12", [])
    assert archives.is_archive(data[:100])
    assert not archives.is_archive(PAGE)


def test_what_is_captured():
    (found,) = archives.read(io.BytesIO(record(1)))
    assert (found.url, found.status, found.body) == ("https://o.example/1", 200, PAGE)
    assert found.when == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert found.mime == "text/html"


def test_damaged_members_cost_only_themselves():
    parts = [gzip.compress(record(n)) for n in (1, 2, 3)]
    flipped = bytearray(parts[1])
    flipped[-6] ^= 1
    for middle in (bytes(flipped), parts[1][:-40], b"rubbish" * 30):
        good, refused = read(parts[0] + middle + parts[2])
        assert good == "13"
        assert "damaged at byte" in refused[0]


@pytest.mark.parametrize("length", ["5", "100000", "-3", "x", str(10**15), ""])
def test_lengths_that_lie_cost_only_their_record(length):
    for pack in (packed, lambda *r: b"".join(r)):
        good, refused = read(pack(record(1), record(2, length=length), record(3)))
        assert good == "13"
        assert len(refused) == 1


def test_large_records_are_passed_over():
    big = record(2, body=b"\0" * (archives.MAX_RECORD + 1))
    bomb = record(3, body=gzip.compress(b"\0" * (archives.MAX_RECORD + 1)), Content_Encoding="gzip")
    good, refused = read(packed(record(1), big, bomb, record(4)))
    assert good == "14"
    assert len(refused) == 2


def test_what_unpacks_without_end_is_left_where_it_is(monkeypatch):
    monkeypatch.setattr(archives, "_MAX_SKIPPED", 1_000_000)
    bomb = record(2, body=b"\0" * 2_000_000)
    good, refused = read(packed(record(1), bomb, record(3)))
    assert good == "13"
    assert "unpacks to more than is read" in refused[-1]


@pytest.mark.parametrize(
    "uri", ["file:///etc/passwd", "javascript:x()", "https://a.example/\r\nWARC-Type: metadata"]
)
def test_addresses_that_are_none(uri):
    assert read(packed(record(1), record(2, uri=uri), record(3)))[0] == "13"


def test_the_same_capture_counts_once_and_impossible_dates_are_told():
    assert read(packed(record(1), record(1)))[0] == "1"
    for date in ("2999-01-01T00:00:00Z", "yesterday", "1970-01-01T00:00:00Z"):
        (found,) = archives.read(io.BytesIO(record(1, date=date)))
        assert (found.when, found.flags) == (None, ("implausible capture date",))


def test_chunks_are_joined_and_bodies_without_them_kept():
    chunked = b"5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n"
    for body, text in ((chunked, b"hello world"), (PAGE, PAGE)):
        (found,) = archives.read(io.BytesIO(record(1, body=body, Transfer_Encoding="chunked")))
        assert found.body == text


@given(st.integers(0, 600), st.binary(min_size=1, max_size=20))
def test_any_damage_leaves_what_lies_beyond(place, junk):
    whole = packed(record(1))
    place %= len(whole)
    damaged = whole[:place] + junk + whole[place + len(junk) :]
    assert read(damaged + packed(record(2)))[0][-1:] == "2"
