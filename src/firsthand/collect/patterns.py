"""Patterns of paths, as robots.txt (RFC 9309) and TDMRep have them: ``*`` and, at the end, ``$``."""


def fits(pattern: str, path: str) -> bool:
    """Whether the pattern fits the head of ``path``: its pieces in order, each at the first place."""
    anchored = pattern.endswith("$")
    pieces = (pattern[:-1] if anchored else pattern).split("*")
    if not path.startswith(pieces[0]):
        return False
    place = len(pieces[0])
    if len(pieces) == 1:
        return not anchored or place == len(path)
    for piece in pieces[1:-1]:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    last = pieces[-1]
    if anchored:
        return len(path) - len(last) >= place and path.endswith(last)
    return path.find(last, place) >= 0
