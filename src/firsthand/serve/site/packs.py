"""Evidence packs: a story with its words, addresses, times and hashes, to be kept or passed on."""

import hashlib
import io
import json
import zipfile

from firsthand.reading import Reading
from firsthand.serve import markdown, page

#: the same reading always makes the same bytes
_TIME = (1980, 1, 1, 0, 0, 0)


def write(reading: Reading) -> bytes:
    """Write a zip: the story as data, as a page and as text, and a list of hashes (SHA-256).

    The list names each file, and of each article the hash of its text as it was collected.
    """
    files = {
        "story.json": json.dumps(reading.to_json(), ensure_ascii=False, indent=1),
        "story.html": page.draw(reading),
        "story.md": markdown.draw(reading),
    }
    lines = [f"{_hash(text)}  {name}" for name, text in files.items()]
    lines += [f"{_hash(article.text)}  article {article.id}" for article in reading.articles]
    files["SHA256SUMS"] = "\n".join(lines) + "\n"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, _TIME), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
