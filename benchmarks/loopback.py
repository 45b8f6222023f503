"""An invented web on the loopback: any 127.x.y.z is a site with a feed and pages, all different.

``python -m benchmarks.loopback PORT`` serves until it is killed. A feed has ``ITEMS`` items in some
30 kB. Each time that ``/next`` is asked, of any site, one site in five has one article more, another
fifth each time; the others answer 304 to those who know their feed. Sites whose number is in ``slow``
send a byte a second.
"""

import asyncio
import sys
from random import Random

ITEMS = 40
#: one site in so many has news in each round after the first
CHANGED = 5
SYLLABLES = "ba dor el fen gar hol is ka lun mar ner os pra quil ran sol tam ur vel wen".split()


def address(site: int) -> str:
    """Address of a site on the loopback."""
    return f"127.{1 + site // 62_500}.{site // 250 % 250}.{site % 250 + 1}"


def number(host: str) -> int:
    """Number of the site at an address."""
    _, a, b, c = (int(part) for part in host.split("."))
    return (a - 1) * 62_500 + b * 250 + c - 1


def words(seed: int, count: int) -> str:
    """Give sentences of invented words, the same for the same seed."""
    random = Random(seed)
    found = ["".join(random.choices(SYLLABLES, k=random.randint(1, 3))) for _ in range(count)]
    sentences = [" ".join(found[at : at + 12]).capitalize() for at in range(0, count, 12)]
    return ". ".join(sentences) + "."


def feed(site: int, base: str, more: int) -> str:
    """Feed of a site; it begins with so many ``more`` articles that were not there at first."""
    about = words(site, 80)
    items = "".join(
        f"<item><title>{about[:30]} number {n} of site {site}</title><link>{base}/{n}</link>"
        f"<guid>{site}-{n}</guid><pubDate>Mon, 03 Mar 2031 {n % 24:02}:00:00 GMT</pubDate>"
        f"<description>Number {n} of {site}. {about}</description></item>"
        for n in range(ITEMS - 1 + more, more - 1, -1)
    )
    return (
        "<?xml version='1.0'?><rss version='2.0'><channel>"
        f"<title>Site {site}</title><link>{base}/</link>{items}</channel></rss>"
    )


def page(site: int, n: int) -> str:
    """Page of an article."""
    title = f"{words(site, 60)[:30]} number {n} of site {site}"
    seed = 1_000 * site + n
    body = "".join(f"<p>{words(10 * seed + part, 60)}</p>" for part in range(5))
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1>{body}</article></body></html>"
    )


class Site:
    """Answers for all addresses; counts what was asked."""

    def __init__(self, slow: range = range(0)) -> None:
        self.slow, self.rounds, self.asked = slow, 0, 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            head, *lines = request.decode("latin-1").split("\r\n")
            told = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
            site = number(told["host"].partition(":")[0])
            self.asked += 1
            answer = self._answer(head.split()[1], site, told)
            pieces = [answer[at : at + 1] for at in range(len(answer))]
            for piece in pieces if site in self.slow else [answer]:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(site in self.slow)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            writer.close()

    def _answer(self, path: str, site: int, told: dict[str, str]) -> bytes:
        base = f"http://{told['host']}"
        if path == "/robots.txt":
            return _reply("404 Not Found", "")
        if path == "/next":
            self.rounds += 1
            return _reply("200 OK", "")
        if path == "/feed":
            more = (self.rounds + site % CHANGED) // CHANGED
            tag = f'"{site}-{more}"'
            if told.get("if-none-match") == tag:
                return _reply("304 Not Modified", "", tag)
            return _reply("200 OK", feed(site, base, more), tag, "application/rss+xml")
        if path[1:].isdigit():
            return _reply("200 OK", page(site, int(path[1:])), f'"{path}"', "text/html")
        return _reply("404 Not Found", "")


def _reply(status: str, body: str, tag: str = "", kind: str = "text/plain") -> bytes:
    data = body.encode()
    etag = f"ETag: {tag}\r\n" if tag else ""
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n{etag}"
        f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    ).encode() + data


async def run(port: int, slow: range) -> None:
    server = await asyncio.start_server(Site(slow).serve, "0.0.0.0", port, backlog=1_000)  # noqa: S104 -- all of 127/8
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    first, count = (int(text) for text in (sys.argv[2:] or ["0", "0"]))
    asyncio.run(run(int(sys.argv[1]), range(first, first + count)))
