"""Evidence packs: a story with its words, addresses, times and hashes, to be kept or passed on."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace

from firsthand.reading import Reading
from firsthand.serve import markdown, page, rights

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
        "story.json": json.dumps(reading.to_json(), ensure_ascii=False, indent=1),
        "story.html": page.draw(reading, public=public),
        "story.md": markdown.draw(reading, public=public),
    }
    lines = [f"{hashlib.sha256(text.encode()).hexdigest()}  {name}" for name, text in files.items()]
    lines += [f"{sums[article.id]}  article {article.id}" for article in reading.articles]
    files["SHA256SUMS"] = "\n".join(lines) + "\n"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
