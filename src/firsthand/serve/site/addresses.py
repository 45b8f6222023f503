"""Where things stand on the site."""

from urllib.parse import quote


def story(name: str) -> str:
    return f"/stories/{_plain(name)}"


def article(of: str, name: str, at: int | None = None) -> str:
    """An article on its page, at a place in it."""
    place = "" if at is None else f"#w-{at}"
    return f"{story(of)}/articles/{_plain(name)}{place}"


def claim(of: str, name: str) -> str:
    return f"{story(of)}/claims/{_plain(name)}"


def outlet(name: str) -> str:
    return f"/outlets/{_plain(name)}"


def api(address: str) -> str:
    """The same as data."""
    return f"/api{address}"


def _plain(name: str) -> str:
    return quote(name, safe="")
