import gzip
import socket
import ssl
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from firsthand.collect import fetch
from firsthand.collect.fetch import Fetcher, Limits, Unreachable
from firsthand.collect.unpacking import TooLarge
from firsthand.errors import Refused
from tests.collect.conftest import reply

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TLS = Path(__file__).with_name("tls")

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def moved(to, status="302 Found", **headers):
    return reply(status=status, location=to, **headers)


def test_a_page_comes_whole_with_its_headers(server, fetcher):
    server.answers["/a"] = [
        reply("Harbor shut", content_type="text/html; charset=utf-8", etag='W/"7"')
    ]
    answer = fetcher.get(f"{server.url}/a")
    assert (answer.status, answer.body, answer.mime) == (200, b"Harbor shut", "text/html")
    assert answer.headers["etag"] == 'W/"7"'


def test_the_loopback_is_closed_unless_allowed(server):
    with pytest.raises(Refused, match="--allow-net"):
        Fetcher().get(f"{server.url}/a")
    assert server.asked == []


def test_a_server_that_is_away_is_told_in_words(server, fetcher):
    server.close()
    with pytest.raises(Unreachable) as told:
        fetcher.get(server.url)
    assert told.value.reason == "it cannot be reached: Connection refused"


def test_the_address_that_was_checked_is_connected_to_and_the_name_is_sent(server, fetcher):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    named = replace(fetcher, resolver=lambda host, port: next(answers))
    server.answers["/"] = [reply("one")]
    assert named.get(f"http://harbor.example:{server.port}/").body == b"one"
    assert server.asked[0][1]["host"] == f"harbor.example:{server.port}"
    with pytest.raises(Refused, match="not a public"):
        named.get(f"http://harbor.example:{server.port}/")


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "//10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://127.0.0.2/"]
)
def test_every_hop_is_guarded(server, fetcher, to):
    server.answers["/a"] = [moved("/b")]
    server.answers["/b"] = [moved(to)]
    with pytest.raises(Refused):
        fetcher.get(f"{server.url}/a")
    assert [path for path, _ in server.asked] == ["/a", "/b"]


def test_redirects_end(server, fetcher):
    server.answers["/self"] = [moved("/self")]
    server.answers |= {f"/{n}": [moved(f"/{n + 1}")] for n in range(30)}
    for start in ("/self", "/0"):
        server.asked.clear()
        with pytest.raises(Refused, match="without end"):
            fetcher.get(server.url + start)
        assert len(server.asked) <= fetch.MAX_HOPS


def test_only_redirects_that_are_permanent_move_a_source(server, fetcher):
    server.answers["/a"] = [moved("/b", "301 Moved Permanently")]
    server.answers["/b"] = [moved("/c")]
    server.answers["/c"] = [reply("x")]
    answer = fetcher.get(f"{server.url}/a")
    assert answer.moved == f"{server.url}/b"
    assert answer.url == f"{server.url}/c"


def test_credentials_stay_with_their_origin(server, fetcher):
    named = replace(fetcher, resolver=lambda host, port: ["127.0.0.1"])
    server.answers["/a"] = [moved(f"http://other.example:{server.port}/b")]
    server.answers["/b"] = [moved(f"http://harbor.example:{server.port}/c")]
    server.answers["/c"] = [reply("x", set_cookie="a=b")]
    answer = named.get(
        f"http://harbor.example:{server.port}/a", secret={"Authorization": "Basic eA=="}
    )
    assert ["authorization" in headers for _, headers in server.asked] == [True, False, False]
    assert "set-cookie" not in answer.headers


def test_validators_go_back_byte_for_byte(server, fetcher):
    server.answers["/f"] = [reply(status="304 Not Modified")]
    told = fetch.conditions('W/"a,b "', "Mon,  02 Mar 2026 09:00:00 gmt")
    assert fetcher.get(f"{server.url}/f", headers=told).status == 304
    headers = server.asked[0][1]
    assert headers["if-none-match"] == 'W/"a,b "'
    assert headers["if-modified-since"] == "Mon,  02 Mar 2026 09:00:00 gmt"
    assert fetch.conditions(None, "") == {}


def test_headers_cannot_be_smuggled(server, fetcher):
    with pytest.raises(Refused, match="cannot be sent"):
        fetcher.get(f"{server.url}/a", headers={"X": "1\r\nY: 2"})


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("gzip, deflate", lambda data: zlib.compress(gzip.compress(data))),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
    ],
)
def test_packed_bodies_are_unpacked_up_to_the_cap(server, fetcher, encoding, pack):
    server.answers["/a"] = [reply(pack(b"ab" * 1000), content_encoding=encoding)]
    server.answers["/bomb"] = [reply(pack(b"\0" * 20_000_000), content_encoding=encoding)]
    server.answers["/cut"] = [reply(pack(b"ab" * 1000)[:-9], content_encoding=encoding)]
    assert fetcher.get(f"{server.url}/a").body == b"ab" * 1000
    with pytest.raises(TooLarge):
        fetcher.get(f"{server.url}/bomb")
    with pytest.raises(Refused, match=r"cut short|damaged"):
        fetcher.get(f"{server.url}/cut")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_an_answer_without_a_body_may_name_a_packing(server, fetcher, encoding):
    server.answers["/a"] = [moved("/b", content_encoding=encoding)]
    server.answers["/b"] = [reply(content_encoding=encoding)]
    answer = fetcher.get(f"{server.url}/a")
    assert (answer.url, answer.body) == (f"{server.url}/b", b"")


def test_headers_and_cookies_without_end_are_neither_read_nor_kept(server, fetcher):
    many = "".join(f"X-{n}: {n}\r\n" for n in range(20_000))
    server.answers["/many"] = [f"HTTP/1.1 200 OK\r\n{many}\r\nbody".encode()]
    server.answers["/long"] = [b"HTTP/1.1 200 OK\r\nX: " + b"y" * 20_000_000 + b"\r\n\r\nbody"]
    for path in ("/many", "/long"):
        with pytest.raises(Refused):
            fetcher.get(server.url + path)
    # what lets in only those who bring its cookie back lets nobody in
    server.answers["/gate"] = [moved("/gate", set_cookie="visited=1; Path=/")]
    with pytest.raises(Refused, match="redirects"):
        fetcher.get(f"{server.url}/gate")
    assert not any("cookie" in headers for _, headers in server.asked)


def endless(head, piece):
    def pieces():
        yield head
        while True:
            yield piece

    return pieces


def test_what_does_not_end_is_cut_off(server, fetcher):
    chunk = b"1000\r\n" + b"x" * 4096 + b"\r\n"
    server.answers["/body"] = endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk
    )
    server.answers["/head"] = endless(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 9000 + b"\r\n")
    server.answers["/continue"] = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n")
    # what comes behind the last piece is no part of the body, and so no part of what is unpacked
    server.answers["/behind"] = endless(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n",
        b"X: " + b"y" * 9000 + b"\r\n",
    )
    for path in ("/body", "/head", "/behind"):
        with pytest.raises(TooLarge):
            fetcher.get(server.url + path)
    with pytest.raises((TooLarge, Unreachable)):  # newer Pythons count these themselves
        fetcher.get(f"{server.url}/continue")
    cut = replace(fetcher.limits, cut=True)
    assert len(fetcher.get(f"{server.url}/body", limits=replace(cut, unpacked=5_000)).body) == 5_000


def drips(head):
    def pieces():
        yield head
        for _ in range(40):
            time.sleep(0.05)
            yield b"x"

    return pieces


def test_one_deadline_holds_for_all(server, fetcher):
    server.answers["/body"] = drips(b"HTTP/1.1 200 OK\r\n\r\n")
    server.answers["/head"] = drips(b"HTTP/1.1 200 OK\r\nX: ")
    for path in ("/body", "/head"):
        begin = time.monotonic()
        with pytest.raises(Unreachable, match=r"within 0\.3 s"):
            fetcher.get(server.url + path, limits=Limits(seconds=0.3))
        assert time.monotonic() - begin < 1.5


def test_a_slow_look_up_is_left_behind(fetcher):
    slow = replace(fetcher, resolver=lambda host, port: time.sleep(1.0) or ["127.0.0.1"])
    with pytest.raises(Unreachable):
        slow.get("http://harbor.example/", limits=Limits(seconds=0.1))


def test_lengths_that_lie(server, fetcher):
    server.answers["/less"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef"]
    server.answers["/more"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc"]
    assert fetcher.get(f"{server.url}/less").body == b"abc"
    with pytest.raises(Unreachable, match="shorter"):
        fetcher.get(f"{server.url}/more")


def test_what_a_server_says_stays_on_one_line(server, fetcher):
    server.answers["/a"] = [b"HTTP/1.1 200 \x1b[31mOK\r\nContent-Length: \x1b[1m\r\n\r\n"]
    server.answers["/b"] = [b"\x1b[31mFTP\r\nevil: line\r\n\r\n"]
    with pytest.raises(Unreachable) as caught:
        fetcher.get(f"{server.url}/b")
    assert "\x1b" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_address_is_not_asked_by_many_at_once(server, fetcher):
    patient = replace(fetcher, limits=Limits(seconds=0.2))
    server.answers["/a"] = [reply("x")]
    address = fetch.addresses.check(
        fetch.addresses.read(server.url), ["127.0.0.1"], patient.allowed
    )[0]
    with patient.turns.of(address, 1.0), patient.turns.of(address, 1.0), pytest.raises(Unreachable):
        patient.get(f"{server.url}/a")
    assert patient.get(f"{server.url}/a").body == b"x"


@pytest.fixture
def secure(server):
    """Let the server speak TLS, with a certificate made for harbor.example and believed by no one."""
    server.secure(TLS / "cert.pem", TLS / "key.pem")
    return server


def test_tls_is_spoken_with_the_name_that_was_asked_for(secure, fetcher):
    secure.answers["/a"] = [reply("x" * 100_000)]
    trust = ssl.create_default_context(cafile=TLS / "cert.pem")
    named = replace(fetcher, resolver=lambda host, port: ["127.0.0.1"], trust=trust)
    assert len(named.get(f"https://harbor.example:{secure.port}/a").body) == 100_000
    with pytest.raises(Unreachable, match="certificate"):
        named.get(f"https://other.example:{secure.port}/a")
    with pytest.raises(Unreachable, match="certificate"):
        replace(named, trust=None).get(f"https://harbor.example:{secure.port}/a")


def test_a_handshake_has_the_same_deadline(fetcher):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begin = time.monotonic()
        with pytest.raises(Unreachable, match="within"):
            fetcher.get(f"https://127.0.0.1:{silent.getsockname()[1]}/", limits=Limits(seconds=0.3))
        assert time.monotonic() - begin < 1.5
