"""Named places that keep two reports apart."""

from collections.abc import Collection

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import crossing, is_drifted
from firsthand.corroboration.facts import Facts


def clashing_sites(
    a: Facts, b: Facts, context: Context, roles: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return two named places that one preposition, of ``roles`` if there are any, ties to the predicates.

    Places that one sentence of the story names together may lie in one another, and are no conflict.
    """
    mine, theirs = a.sites, b.sites
    for role in sorted(mine.keys() & theirs.keys()):
        if (not roles or role in roles) and context.sites_apart(mine[role], theirs[role]):
            return mine[role], theirs[role]
    return None


def another_place(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether two reports of one thing name other places."""
    found = clashing_sites(a, b, context)
    if not found or is_drifted(a, b) or not crossing(a, b):
        return ""
    return f"another place: {found[0]}; {found[1]}"
