"""XML of others as a tree: nothing external, nothing expanded, sizes capped before."""

import re
from typing import Any

from firsthand.errors import Refused

#: sitemaps may have 50 MB, news sitemaps have 1,000 addresses; lists of feeds less
MAX_BYTES = 15_000_000
_MAX_ATTRIBUTES = 1_000
_BIG_TAG = re.compile(rb"<[^<>]{20000,}")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse(data: bytes, what: str) -> Any:
    """Root element of ``data``, damaged places passed over; ``Refused`` if there is none.

    ``what`` names the document in the reason ("sitemap").
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"the {what} has more than the {MAX_BYTES:,} bytes that are read")
    if any(tag.group().count(b"=") > _MAX_ATTRIBUTES for tag in _BIG_TAG.finditer(data)):
        raise Refused(f"an element of the {what} has thousands of attributes")
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise Refused(f"the {what} has a document type of its own, which none needs")
    from lxml import etree  # noqa: PLC0415 - start-up time

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"not a {what} ({error})") from error
    if root is None:
        raise Refused(f"not a {what}")
    return root


def name(element: Any) -> str:
    """Name of an element without its namespace, in lower case; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def words(element: Any) -> str:
    """Text directly in an element, on one line."""
    return " ".join((element.text or "").split())
