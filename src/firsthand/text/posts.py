"""Posts of a network that a text shows: the words before "— Ada Quill (@quill) May 3, 2031"."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.records import Moment, Published
from firsthand.text import moments

#: characters of a post with its links; what is longer before a signature holds more than the post
MAX_POST = 700
#: characters of the name in a signature, with the dash before it
MAX_NAME = 64
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}\.?(?: de)? {_MONTH}(?:,?(?: de)? \d{{4}})?)"
)
#: behind the name: the account, with the day of the post or at the end of a line
_ACCOUNT = re.compile(rf"\(@[\w.@-]{{1,60}}\)(?:,? {_DAY}|[ .,]*(?=\n|$))")
#: language in which a network writes the day of a post, where the text has another one
_NETWORK = "en"
_DASH = re.compile(r"(?:^|(?<=\s))[—–-]{1,2} ?(?=[^\n@—–]{1,60}$)")
#: an address that a network writes into a post in the place of a picture or link
LINK = re.compile(r"(?:https?://t\.co/\w{1,10}|pic\.(?:twitter|x)\.com/\w{1,20})")
#: a text without any of these has no such address
LINK_CUES = ("//t.co/", "pic.twitter.com/", "pic.x.com/")


@dataclass(frozen=True, slots=True)
class Post:
    """The place of a post's words and of the signature behind them; some have no words."""

    start: int
    stop: int
    signed: int
    end: int


def find(text: str) -> Iterator[Post]:
    """Posts in order: the words before a signature in its line, or else the paragraph above.

    Words that announce a post ("He wrote:") are none, nor are as many as no post has.
    """
    before = 0
    for account in _ACCOUNT.finditer(text):
        line = max(before, account.start() - MAX_NAME)
        dash = _DASH.search(text, line, account.start())
        if dash is None:
            continue
        signed = dash.start()
        # so much more than the longest post that a longer one is seen to be none
        begin = max(before, signed - 2 * MAX_POST)
        above = text[begin:signed].rstrip()
        words, stop = above[above.rfind("\n") + 1 :], begin + len(above)
        announced = words.endswith(":") or len(words) > MAX_POST
        yield Post(stop if announced else stop - len(words.lstrip()), stop, signed, account.end())
        before = account.end()


def times(text: str, *, reference: Published, language: str) -> list[Moment]:
    """Time expressions of a text in order; those of a post are told from its own day, if it has one."""
    found = moments.find(text, reference=reference, language=language)
    for post in find(text):
        if (day := _day(text, post, reference, language)) is not None:
            first, last = (
                bisect_left(found, edge, key=lambda one: one.start)
                for edge in (post.start, post.stop)
            )
            found[first:last] = moments.find(
                text, reference=day, language=language, start=post.start, stop=post.stop
            )
    return found


def _day(text: str, post: Post, reference: Published, language: str) -> str | None:
    """Day in a signature."""
    for code in dict.fromkeys((language, _NETWORK)):
        found = moments.find(
            text, reference=reference, language=code, start=post.signed, stop=post.end
        )
        for moment in found:
            if moment.value is not None and len(moment.value) == len("2031-05-03"):
                return moment.value
    return None
