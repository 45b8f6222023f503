"""Named places that keep two reports apart."""

from firsthand.corroboration.context import Context
from firsthand.corroboration.deeds import crossing, is_drifted
from firsthand.corroboration.facts import Facts


def clashing_sites(a: Facts, b: Facts, context: Context) -> tuple[str, str] | None:
    """Return two named places that one preposition ties to the two predicates.

    Places that one sentence of the story names together may lie in one another, and are no conflict.
    """
    where = context.wordings["where"]
    mine = _sites(a, where)
    theirs = _sites(b, where) if mine else {}
    for role in sorted(mine.keys() & theirs.keys()):
        if context.sites_apart(mine[role], theirs[role]):
            return mine[role], theirs[role]
    return None


def _sites(facts: Facts, where: frozenset[str]) -> dict[str, str]:
    """The named places that prepositions tie to the predicate, in their own words."""
    found: dict[str, str] = {}
    for argument in facts.report.proposition.arguments:
        named = argument.role in where and argument.name[:1].isupper()
        if named and facts.names.issuperset(argument.name.lower().split()):
            found.setdefault(argument.role, argument.name)
    return found


def another_place(a: Facts, b: Facts, context: Context) -> str:
    """Tell whether two reports of one thing name other places."""
    found = clashing_sites(a, b, context)
    if not found or is_drifted(a, b) or not crossing(a, b):
        return ""
    return f"another place: {found[0]}; {found[1]}"
