"""The text of a page whose browser makes it: kept as markup in a string of a script.

Such a page has no text in its own markup; what a script would put there is the longest string with
paragraphs among the data that come with the page.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

#: scripts of one page that are looked at, and characters of one
_MAX_SCRIPTS, _MAX_SIZE = 200, 5_000_000
#: characters of the shortest text, markup included
_SHORTEST = 400
#: a string as JSON and scripts write it; without an end it ends with the script, so that no place
#: is looked at twice
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"?', re.DOTALL)
_PARAGRAPH = re.compile(r"(?:<|\\u003c)p\b", re.IGNORECASE)


def markup(tree: Any) -> str:
    """Markup of the article among a page's data; empty if there is none."""
    scripts = tree.xpath("//script[not(@src)]")[:_MAX_SCRIPTS]
    found = (words for script in scripts for words in _strings(script.text_content()[:_MAX_SIZE]))
    return max(found, key=len, default="")


def _strings(script: str) -> Iterator[str]:
    """Yield the strings of a script that hold paragraphs."""
    for literal in _STRING.finditer(script):
        written = literal[1]
        if len(written) >= _SHORTEST and _PARAGRAPH.search(written):
            try:
                yield json.loads(f'"{written}"', strict=False)
            except ValueError:
                continue
