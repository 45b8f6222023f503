"""Whether the clause around an expression looks back or ahead, from cue words alone.

Newswire names days without saying which: "said Monday" lies behind, "will meet Monday" ahead. The
nearest verb decides, a modal more than the participle it governs ("will be shown"); without a
parse this is right often enough, and the words are data (``lexicon/moments_*.toml``).
"""

from collections.abc import Sequence
from itertools import islice

from firsthand.lexicon.moments import Cues
from firsthand.text.patterns import Token

PAST, FUTURE, NONE = "past", "future", "none"
#: words looked at to the left and to the right of the expression: about a clause; set by judgement,
#: not swept
LEFT, RIGHT = 14, 9
#: behind a time that opens its sentence the verb may stand this far: "Until Friday, Odessa, a port …, had"
SENTENCE = 30


def tense(tokens: Sequence[Token], first: int, last: int, cues: Cues) -> str:
    """Tense of the clause around tokens ``first:last``."""
    near = _before(tokens, first, cues)
    if near != NONE:
        return near
    verb = _verb(tokens, first, last, cues)
    if not first or tokens[first - 1].form not in cues.toward:
        return verb
    if verb == NONE and _opens(tokens, first, cues):
        verb = _ahead(tokens, last, cues, SENTENCE)
    return FUTURE if verb == NONE or _is_term(tokens, first, cues) else verb


def lies_before(tokens: Sequence[Token], first: int, cues: Cues) -> bool:
    """Tell whether the clause lies before the past that its text tells of ("had struck at 7")."""
    for at in range(first - 1, max(-1, first - 1 - LEFT), -1):
        if _hard(tokens[at]):
            return False
        after = tokens[at + 1]
        if tokens[at].form in cues.earlier and after.form not in cues.infinitive | {
            "a",
            "an",
            "no",
        }:
            return not after.values.keys() & {"det", "num"}
    return False


def _verb(tokens: Sequence[Token], first: int, last: int, cues: Cues) -> str:
    if _is_dated(tokens, first, cues):
        return PAST
    after = tokens[last] if last < len(tokens) else None
    if after is not None and _kind(after, cues) != NONE:
        return _ahead(tokens, last, cues)
    if cues.verb_last or _opens(tokens, first, cues):
        return _first(_ahead(tokens, last, cues), _back(tokens, first, cues))
    return _first(_back(tokens, first, cues), _ahead(tokens, last, cues))


def _is_dated(tokens: Sequence[Token], first: int, cues: Cues) -> bool:
    """Whether a time stands right behind a participle that it dates: "le plan approuvé mardi"."""
    form = tokens[first - 1].form if first else ""
    if len(form) <= cues.stem or not form.endswith(cues.participle_endings):
        return False  # and "sera approuvé mardi" lies ahead
    return all(_kind(token, cues) != FUTURE for token in tokens[max(0, first - 3) : first - 1])


def _is_term(tokens: Sequence[Token], first: int, cues: Cues) -> bool:
    """Tell a time that is set ahead whatever the verb: "told them to leave by Friday", "bailed until May"."""
    for at in range(first - 2, max(-1, first - 1 - LEFT), -1):
        if _hard(tokens[at]):
            return False
        if tokens[at].form in cues.deferring:
            return True
        after = tokens[at + 1]
        if tokens[at].form in cues.infinitive and not after.capital | (after.form in cues.whereof):
            return at > 0 and tokens[at - 1].form not in cues.achieved
        if _kind(tokens[at], cues) == PAST:
            return False
    return False


def _first(one: str, other: str) -> str:
    return one if one != NONE else other


def _kind(token: Token, cues: Cues) -> str:
    form = token.form
    if "month" in token.values:
        return NONE  # "May", which is no modal here
    if form in cues.future:
        return FUTURE
    if form in cues.past:
        return PAST
    if len(form) <= cues.stem:
        return NONE
    if form.endswith(cues.future_endings):
        return FUTURE
    return PAST if form.endswith(cues.past_endings) else NONE


def _before(tokens: Sequence[Token], first: int, cues: Cues) -> str:
    form = tokens[first - 1].form if first else ""
    if form in cues.alike and first > 1 and tokens[first - 2].form in cues.eager:
        return FUTURE
    return FUTURE if form in cues.until else PAST if form in cues.since else NONE


def _opens(tokens: Sequence[Token], first: int, cues: Cues) -> bool:
    """Whether the expression stands at the head of its clause."""
    at = first - 1
    while at >= 0 and tokens[at].form in cues.light:
        at -= 1
    return at < 0 or _hard(tokens[at]) or tokens[at].form in cues.breaks or tokens[at].form == ","


def _hard(token: Token) -> bool:
    return token.form in {".", "!", "?", ";", ":", "\n", "“", "”", '"', "(", ")"}


def _ahead(tokens: Sequence[Token], last: int, cues: Cues, reach: int = RIGHT) -> str:
    for at in range(last, min(len(tokens), last + reach)):
        if _hard(tokens[at]):
            return NONE
        kind = _kind(tokens[at], cues)
        if kind == FUTURE and _perfect(tokens, at, cues):
            return PAST
        if kind != NONE:
            return kind
    return NONE


def _perfect(tokens: Sequence[Token], modal: int, cues: Cues) -> bool:
    return any(t.form in cues.perfect for t in islice(tokens, modal + 1, modal + 3))


def _back(tokens: Sequence[Token], first: int, cues: Cues) -> str:
    for at in range(first - 1, max(-1, first - 1 - LEFT), -1):
        if _hard(tokens[at]):
            return NONE
        kind = _cue(tokens, at, cues)
        if kind != NONE:
            return kind
    return NONE


def _cue(tokens: Sequence[Token], at: int, cues: Cues) -> str:
    form = tokens[at].form
    if form in cues.infinitive and at + 1 < len(tokens) and not tokens[at + 1].capital:
        # "were called to a house" is no infinitive
        verb = tokens[at + 1].form not in cues.whereof
        return FUTURE if verb and at and tokens[at - 1].form in cues.governors else NONE
    kind = _kind(tokens[at], cues)
    if kind == PAST and form not in cues.past and at and "det" in tokens[at - 1].values:
        return NONE  # "der drittgrößten Stadt": what stands behind an article is no verb
    if kind == PAST and any(t.form in cues.helpers for t in tokens[max(0, at - 2) : at]):
        return NONE
    if kind == FUTURE and (_perfect(tokens, at, cues) or _unable(tokens, at, cues)):
        return PAST
    return kind


def _unable(tokens: Sequence[Token], modal: int, cues: Cues) -> bool:
    """Tell whether somebody was not able to: "could not be reached on Monday"."""
    negated = any(t.form in cues.negations for t in islice(tokens, modal + 1, modal + 2))
    return tokens[modal].form in cues.unable and negated
