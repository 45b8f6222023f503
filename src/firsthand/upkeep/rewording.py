"""What stands at the place of a known article: another wording of it, another article, or neither.

Sites answer with success, too, when they have something else to say than the article: that they are out
of order, that one has to agree on something or to pay. Of that nothing may come over what was read.
"""

from firsthand.collect import gates, identity
from firsthand.lexicon import notices
from firsthand.records import Article

#: a text that has less than this share of the words of the known one is much shorter
_SHORT = 0.5


def related(article: Article, known: Article) -> bool:
    """Whether an article speaks of the same as a known one."""
    titles = article.title or "", known.title or ""
    return identity.related(titles, (article.text, known.text))


def lessened(article: Article, known: Article) -> str | None:
    """Say why what stands at the place of a known article is none, or less of it; None if it is not.

    Its words are others, and it is much shorter than the article or does not even say who wrote it and
    when, as the article did. What keeps the article's title keeps its date, too: then only the length
    tells. A notice in the place of an article is one of its wordings.
    """
    if identity.share(article.text, known.text) >= identity.RELATED:
        if _is_partial(article) and not _is_partial(known) and len(article.text) < len(known.text):
            return "only a part of it is shown now; what was read before is kept"
        return None
    if notices.find(article.text):
        return None
    short = len(article.text.split()) < _SHORT * len(known.text.split())
    if related(article, known):
        return "nothing of the article is shown at its place now" if short else None
    if not _is_signed(article) and (short or _is_signed(known)):
        return "something else is shown at its place now, and does not say that it is an article"
    return None


def _is_signed(article: Article) -> bool:
    """Whether an article says when or by whom it was written."""
    return bool(article.published.value or article.byline or article.credits)


def _is_partial(article: Article) -> bool:
    return any(flag.kind == gates.PARTIAL for flag in article.flags)
