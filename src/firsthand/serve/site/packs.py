"""Evidence packs: a story or a claim with its words, addresses, times and hashes, to be passed on."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from firsthand.reading import Reading
from firsthand.records import Article, Claim, Report
from firsthand.serve import markdown, page, reasons, rights, times
from firsthand.serve.links import owned
from firsthand.serve.markdown import escape, inner
from firsthand.serve.views import View
from firsthand.serve.words import count, origins, say

#: the same reading always makes the same bytes
_TIME = (1980, 1, 1, 0, 0, 0)


def write(reading: Reading, sums: Mapping[str, str], *, public: bool = False) -> bytes:
    """Write a zip: the story as data, as a page and as text, and a list of hashes (SHA-256).

    The list names each file, and of each article the hash of its text as it was collected, which
    ``sums`` gives by its id. Where files lay on this computer is not passed on.
    """
    passed_on = tuple(
        replace(one, source=rights.place(one.source, public=True)) for one in reading.articles
    )
    reading = replace(reading, articles=passed_on)
    files = {
        "story.json": _data(reading.to_json()),
        "story.html": page.draw(reading, public=public),
        "story.md": markdown.draw(reading, public=public),
    }
    return _zipped(files, {article.id: sums[article.id] for article in reading.articles})


def write_claim(view: View, claim: Claim, sums: Mapping[str, str]) -> bytes:
    """Write a zip: a claim as data and as text, every report of it with its words, and hashes.

    What is said of each of its articles is where it stands, whose it is, when it was published and
    seen, and the hash of all its text, which ``sums`` gives by its id.
    """
    names = dict.fromkeys(report.article for report in claim.reports)
    files = {
        "claim.json": _data(_claim(view, claim, names, sums)),
        "claim.md": "\n".join(_told(view, claim, sums)) + "\n",
    }
    return _zipped(files, {name: sums[name] for name in names})


def _zipped(files: Mapping[str, str], sums: Mapping[str, str]) -> bytes:
    lines = [f"{hashlib.sha256(text.encode()).hexdigest()}  {name}" for name, text in files.items()]
    lines += [f"{found}  article {name}" for name, found in sums.items()]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**files, "SHA256SUMS": "\n".join(lines) + "\n"}.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _data(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _claim(
    view: View, claim: Claim, names: Iterable[str], sums: Mapping[str, str]
) -> dict[str, Any]:
    own = replace(view.story, claims=(claim,), disagreements=(), timeline=())
    [told] = Reading(articles=(), stories=(own,)).to_json()["stories"]
    return {
        "schema": "firsthand/1",
        "story": {"id": view.story.id, "title": view.story.title[1]},
        "claim": told["claims"][0],
        "words": [_span(view, report) for report in claim.reports],
        "articles": [_article(view, view.articles[name], sums) for name in names],
    }


def _span(view: View, report: Report) -> dict[str, Any]:
    return {
        "article": report.article, "start": report.start, "stop": report.stop,
        "text": view.articles[report.article].text[report.start : report.stop],
    }  # fmt: skip


def _article(view: View, article: Article, sums: Mapping[str, str]) -> dict[str, Any]:
    published = article.published
    return {
        "id": article.id, "outlet": view.outlet(article.id), "title": article.title,
        "url": owned(article), "seen": article.seen and article.seen.isoformat(),
        "published": {
            "earliest": published.earliest and published.earliest.isoformat(),
            "latest": published.latest and published.latest.isoformat(),
            "from": published.origin,
        },
        "sha256": sums[article.id],
    }  # fmt: skip


def _told(view: View, claim: Claim, sums: Mapping[str, str]) -> Iterator[str]:
    counted = claim.independent_origins
    reports = count("report", len({report.article for report in claim.reports}))
    yield f"# “{escape(inner(view.words(claim.text)))}”"
    yield ""
    yield f"**{origins(counted.low, counted.high)}**, {reports} · {escape(view.story.title[1])}"
    yield ""
    for why in (*reasons.spread(counted, view), *reasons.corrected(claim.corrected_by)):
        yield f"- {escape(why)}"
    yield ""
    for report in claim.reports:
        yield from _report(view, report, sums)


def _report(view: View, report: Report, sums: Mapping[str, str]) -> Iterator[str]:
    article = view.articles[report.article]
    published = times.published(article.published)
    words = view.words((article.id, report.start, report.stop))
    url = owned(article)
    yield f"> “{escape(inner(words))}”" if words else f"> {say('text.elsewhere')}"
    yield ""
    stance = say(f"stance.{report.stance}")
    lines = [
        f"*{stance}* {escape(view.chain(report))}",
        f"{view.marks([article.id])} {escape(view.outlet(article.id))}, {published}",
        f"<{url}>" if url else "",
        say("pack.place", start=report.start, stop=report.stop),
        f"SHA-256 `{sums[article.id]}`",
    ]
    yield from (f"- {line}" for line in filter(None, lines))
    yield ""
