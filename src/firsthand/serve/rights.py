"""What of an article may be shown: the one place that decides."""

from firsthand.records import Article

#: an owner's request was carried out, or the owner took the text back
_WITHDRAWN = frozenset({"removed"})


def in_full(article: Article) -> bool:
    """Tell whether the whole text may be shown.

    A page that the command line writes is for the one person who gave the texts, so all of them
    may be, but for those removed at their owner's request.
    """
    return article.status not in _WITHDRAWN
