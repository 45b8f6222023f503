"""The headline of a story: chosen from its members' own titles, never written."""

from collections.abc import Sequence

from firsthand.records import Article
from firsthand.stories.vector import Vector, Words, dot
from firsthand.text.parts import body
from firsthand.text.sentences import split

#: characters of a headline taken from a text without sentences
MAX_CHARACTERS = 200


def choose(members: Sequence[tuple[Article, Vector]], total: Words) -> tuple[str, str]:
    """(article id, words) of the title of the most central member, the earlier one on a tie.

    Only where no member has a title, the first sentence of the most central body is taken.
    """
    titled = [member for member in members if _title(member[0])] or list(members)
    best, _ = max(titled, key=lambda member: dot(member[1].words, total))
    return best.id, _title(best) or first_sentence(best)


def _title(article: Article) -> str:
    return (article.title or "").strip()


def first_sentence(article: Article) -> str:
    """First sentence of the body, word for word; the empty string for an empty article."""
    for start, stop in body(article):
        for begin, end in split(article.text, start, stop, language=article.read_as):
            return article.text[begin:end]
    return article.text.strip()[:MAX_CHARACTERS]
