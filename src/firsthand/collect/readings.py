"""Articles in JSON: those of a reading that firsthand printed, a list of articles, one, or one a line."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from firsthand.errors import Refused
from firsthand.settings import DEFAULT

#: bytes that are read as one: a reading of over a thousand articles, which takes five times as much
#: memory (what is built to take most, twenty times); for more there are JSON Lines
LARGEST = 50_000_000
#: what is skipped of an over-long line is read in pieces of so many bytes
_CHUNK = 1 << 20


def whole(path: str) -> bytes:
    """What a file holds that is read as one. Raises ``Refused``."""
    size = Path(path).stat().st_size
    if size > LARGEST:
        raise Refused(f"{size:,} bytes are more than are read as one; give JSON Lines (.jsonl)")
    return Path(path).read_bytes()


def listed(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the fields of every article in JSON, as JSON Lines name them. Raises ``Refused``."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise Refused("the JSON is nested too deeply") from error
    except ValueError as error:
        raise Refused(f"not JSON in UTF-8 ({error})") from error
    if isinstance(found, dict):
        found = found.get("articles", [found])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Refused("neither an article, nor a list of them, nor what --format json printed")
    if not found:
        raise Refused("it holds no articles")
    return map(_fields, found)


def _fields(article: dict[str, Any]) -> dict[str, Any]:
    """Name what was given with an article; what was found in its text is found again."""
    outlet, published, credited = (article.get(key) for key in ("outlet", "published", "credits"))
    known = dict(article)
    if isinstance(outlet, dict):
        known["outlet"] = outlet.get("name")
        known.setdefault("owner", outlet.get("owner"))
    if isinstance(published, dict):
        given = published.get("from") == "metadata"
        known["published"] = published.get("value") if given else None
    if isinstance(credited, list):
        # one that stands nowhere in the text was given beside it
        apart = (
            one for one in credited if isinstance(one, dict) and one.get("start") == one.get("stop")
        )
        known.setdefault("credit", next((one.get("text") for one in apart), None))
    return known


# --------------------------------------------------------------------------- JSON Lines


def lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not blank; None for one that is too long, which is skipped over."""
    number = 0
    while line := file.readline(DEFAULT.max_line + 1):
        number += 1
        if len(line) > DEFAULT.max_line and not line.endswith(b"\n"):
            while (piece := file.readline(_CHUNK)) and not piece.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def has_lines(data: bytes) -> bool:
    """Whether of several lines one is an object of its own; of JSON that is cut off none is."""
    found = [written for _, written in lines(io.BytesIO(data))]
    return len(found) > 1 and any(written and _is_object(written) for written in found)


def _is_object(written: bytes) -> bool:
    try:
        line(written)
    except Refused:
        return False
    return True


def line(written: bytes) -> dict[str, Any]:
    """Read the fields that a line gives. Raises ``Refused``."""
    try:
        fields = json.loads(written.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Refused(
            f"not utf-8: byte 0x{written[error.start]:02x} at byte {error.start} of the line; save it as UTF-8"
        ) from error
    except RecursionError as error:
        raise Refused("the JSON is nested too deeply") from error
    except ValueError as error:
        raise Refused(f"not JSON ({error})") from error
    if not isinstance(fields, dict):
        raise Refused(
            "the line is not a JSON object; each line must be an object with the article's text"
        )
    return fields
