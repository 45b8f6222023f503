"""Where things stand on the site."""

from urllib.parse import quote, urlencode


def story(name: str) -> str:
    return f"/stories/{_plain(name)}"


def article(of: str, name: str, place: int | None = None) -> str:
    """An article on its page, at a place in it."""
    return at(f"{story(of)}/articles/{_plain(name)}", place)


def at(page: str, place: int | None) -> str:
    """A place on the page of an article."""
    return page if place is None else f"{page}#w-{place}"


def found_article(name: str) -> str:
    """An article by its name alone; leads to its story's."""
    return f"/articles/{_plain(name)}"


def claims(of: str) -> str:
    return f"{story(of)}/claims"


def differences(of: str) -> str:
    return f"{story(of)}/differences"


def lineage(of: str) -> str:
    return f"{story(of)}/lineage"


def timeline(of: str) -> str:
    return f"{story(of)}/timeline"


def rest(of: str) -> dict[str, str]:
    """Where all of a story stands of which its page has no room for more than some."""
    return {
        "claims": claims(of),
        "differences": differences(of),
        "lineage": lineage(of),
        "timeline": timeline(of),
    }


def claim(of: str, name: str) -> str:
    return f"{claims(of)}/{_plain(name)}"


def outlet(name: str) -> str:
    return f"/outlets/{_plain(name)}"


def search(**fields: str | int | None) -> str:
    """A search; what is empty or None is left out."""
    return f"/search?{urlencode({k: v for k, v in fields.items() if v})}"


def watch(number: int) -> str:
    return f"/watch/{number}"


def owners(request: int | None = None) -> str:
    """The record of owners' requests, or one of them."""
    return "/owners" if request is None else f"/owners/{request}"


def api(address: str) -> str:
    """The same as data."""
    return f"/api{address}"


def _plain(name: str) -> str:
    return quote(name, safe="")
