"""What only looks like a time: names that hold a word of time, counts, ages and sums.

"Mar-a-Lago" is no March, "USA Today" no today, "Black Friday" no day of this week, "Windows 2000" no year.
Each rule looks at the words right beside the expression, never at a parse.
"""

from collections.abc import Sequence

from firsthand.lexicon.moments import Cues
from firsthand.text.patterns import Found, Token

#: what a joined word is where both are of one time: "May-June", "Friday-evening"
_TIMELY = frozenset({"month", "weekday", "part", "edge", "year", "day"})

#: names of days that are cut so short are words of other things too
_LETTERS = 2
#: rules of quarters, of the year or of a game
_QUARTERS = frozenset({"quarter", "thequarter"})
#: what is counted is often such a number
_ROUND = 100
#: words of a game, or of a forecast, by which a text shows that it is one
_SHOWN = 2


def is_other(found: Found, tokens: Sequence[Token], short: frozenset[str], cues: Cues) -> bool:
    """Whether what a rule has found is no time; ``short`` are names of times written with a stop."""
    if (
        _is_titled(found, tokens, cues)
        or _is_joined(found, tokens, short)
        or _is_years_of_life(found, tokens, cues)
    ):
        return True
    before = tokens[found.first - 1] if found.first else None
    after = tokens[found.last] if found.last < len(tokens) else None
    alone = found.last - found.first == 1
    if found.rule == "weekday":
        return _is_no_day(tokens[found.first : found.last], before, short, cues)
    if found.rule == "duration":
        return _is_age(tokens, found.last, cues) or (
            before is not None and "money" in before.values
        )
    if found.rule in {"season", "holiday"}:
        return after is not None and _is_called(found, tokens, cues)
    if alone and found.rule == "month":
        return _is_no_month(tokens[found.first], before, after, short, cues)
    if alone and found.rule == "clock":
        word = tokens[found.first]
        noon = "noon" in word.values and _describes(before, after, cues)
        # how long a clip is; in English no hour is 0, elsewhere "0:30" is one
        clip = cues.capitals_name and word.form.startswith("0:")
        return noon or clip or (before is not None and before.form == "|")
    if alone and found.rule == "year":
        year = found.slots["year"]
        named = _is_sum(found.first, tokens) or _ends_name(found.first, tokens, cues)
        return named or not _is_year(year, before, after, cues)
    return False


def unlike(found: Sequence[Found], tokens: Sequence[Token], cues: Cues) -> list[Found]:
    """Leave out what is no time in the text as a whole: quarters of a game, degrees of a forecast."""
    forms: set[str] = set()
    if any(one.rule in _QUARTERS or one.rule == "decade" for one in found):
        forms = {token.form for token in tokens}
    played = len(cues.games & forms) >= _SHOWN
    measured = len(cues.weather & forms) >= _SHOWN
    return [
        one
        for one in found
        if not (played and one.rule in _QUARTERS and "year" not in one.slots)
        and not (one.rule == "decade" and _is_degrees(one, tokens, cues, measured=measured))
    ]


def _is_degrees(found: Found, tokens: Sequence[Token], cues: Cues, *, measured: bool) -> bool:
    """Tell "in the upper 40s", and in a forecast "in the 40s"; "the '60s" and "the 1960s" are years."""
    word = tokens[found.last - 1].form
    levelled = bool(found.first) and tokens[found.first - 1].form in cues.levels
    return word[:1].isdigit() and not word[:4].isdigit() and (levelled or measured)


def _is_titled(found: Found, tokens: Sequence[Token], cues: Cues) -> bool:
    """Tell a word of time in the name of a medium: "Daily Mail", "Sunday Times", "USA Today"."""
    if not tokens[found.last - 1].capital:
        return False
    if found.rule == "today" and found.first and tokens[found.first - 1].form in cues.journals:
        return True
    if found.last >= len(tokens):
        return False
    after = tokens[found.last]
    if after.form in cues.shows:
        return after.capital or found.rule == "today"
    return after.capital and after.form in cues.mastheads


def _is_joined(found: Found, tokens: Sequence[Token], short: frozenset[str]) -> bool:
    """Tell the first part of a name: "Mar-a-Lago", "Sun-Maid"; "May-June" is none."""
    word, behind = tokens[found.last - 1], tokens[found.last : found.last + 2]
    if found.rule not in {"month", "weekday"} or len(behind) < 2 or "dash" not in behind[0].values:
        return False
    dash, other = behind
    joined = dash.start == word.stop and other.start == dash.stop and other.form.isalpha()
    return joined and (other.capital or word.form in short) and _TIMELY.isdisjoint(other.values)


def _is_no_month(
    word: Token, before: Token | None, after: Token | None, short: frozenset[str], cues: Cues
) -> bool:
    """Tell a name or a verb: "June said", "In Jan Brewer's", "Kim Jun.", "and August Wilson"."""
    named = after is not None and after.capital
    if word.form in short:
        tied = before is not None and before.form in cues.light
        if word.stop - word.start > len(word.form):
            return before is not None and before.capital and not tied
        return named or not tied
    if word.form not in cues.names:
        return False
    if (word.capital and word.form in cues.small) or before is None:
        return True
    tied = before.form in cues.light | cues.since | cues.toward | cues.whereof
    return not tied and (named or before.form not in cues.breaks)


def _is_no_day(
    words: Sequence[Token], before: Token | None, short: frozenset[str], cues: Cues
) -> bool:
    """Tell a day that has a name ("Black Friday"), and "Sun" the company; "Sun." is a day, "the Sun." is not."""
    if before is not None and before.capital and before.form in cues.feasts:
        return True
    word = words[0]
    if len(words) > 1 or len(word.form) > 3 or word.form not in short:
        return False
    stopped = word.stop - word.start > len(word.form)
    if stopped and len(word.form) == _LETTERS:  # "4 Mrd. Fr." are francs, "am Fr." is a day
        return before is None or before.form not in cues.light
    return not stopped or (before is not None and before.form in cues.whereof)


def _describes(before: Token | None, after: Token | None, cues: Cues) -> bool:
    """Whether a word stands before what it describes: "her midnight snack", "midnight blue"."""
    ties = cues.light | cues.since | cues.toward | cues.breaks
    if after is None or after.form in ties | cues.past | cues.future or not after.form.isalpha():
        return False
    tied = before is not None and (before.form in ties - cues.whereof or "shift" in before.values)
    return not tied and _is_plain(after)


def _is_plain(word: Token) -> bool:
    """Whether no rule knows the word but by itself."""
    return word.values.keys() == {f"'{word.form}'"}


def _is_called(found: Found, tokens: Sequence[Token], cues: Cues) -> bool:
    """Tell a word that means something else: "the Winter Games", "Easter Island", "the fall of the city"."""
    word, after = tokens[found.last - 1], tokens[found.last]
    if found.rule == "holiday" and not cues.capitals_name:
        return False
    before = tokens[found.first - 1].form if found.first else ""
    tied = before in cues.light or "shift" in found.slots
    moves = after.form in cues.whence and not tied
    return moves or after.form == "of" or (word.capital and after.capital)


def _is_age(tokens: Sequence[Token], last: int, cues: Cues) -> bool:
    after = [t.form for t in tokens[last : last + 2]]
    return not cues.aged.isdisjoint(after[1:] if after[:1] == ["-"] else after[:1])


def _is_years_of_life(found: Found, tokens: Sequence[Token], cues: Cues) -> bool:
    """Tell how old somebody is: "in his 30s", "in her early 40s"."""
    if found.rule != "decade":
        return False
    at = found.first
    while at and tokens[at - 1].values.keys() & {"edge", "dash"}:
        at -= 1
    return at > 0 and tokens[at - 1].form in cues.owners


def _ends_name(at: int, tokens: Sequence[Token], cues: Cues) -> bool:
    """Tell the number of a name: "Windows 2000"; what opens a sentence ("Throughout 2012") is none."""
    if not cues.capitals_name or at < 2 or not tokens[at - 2].form[-1:].isalnum():
        return False
    before = tokens[at - 1]
    return before.capital and _is_plain(before) and before.form not in cues.light | cues.dated


def _is_sum(at: int, tokens: Sequence[Token]) -> bool:
    """Tell a sum of money with its country before it: "$US1850"."""
    glued = at > 1 and tokens[at - 1].stop == tokens[at].start
    return glued and "money" in tokens[at - 2].values


def _is_year(year: int, before: Token | None, after: Token | None, cues: Cues) -> bool:
    if not 1400 <= year <= 2100:
        return False
    if before is not None and before.values.keys() & {"money", "hour", "approximately"}:
        return False
    if before is not None and before.values.get("num", 1) != 1:
        return False  # "a 1994 treaty" counts nothing
    if after is None:
        return True
    # "1500 soldiers" is a count, and of "the 2001 attacks" no round number is
    if cues.nouns_capital:
        counted = year % _ROUND == 0 and after.capital and _is_plain(after)
    else:
        counted = after.form.endswith("s") and not after.capital and len(after.form) > 3
    named = cues.dated | (cues.whereof if year % _ROUND else frozenset())
    dated = before is not None and before.form in named
    return dated or not (counted or after.values.keys() & {"percent", "money"})
