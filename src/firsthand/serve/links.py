"""Links that a page may carry: http and https only, whoever wrote them."""

from urllib.parse import urlsplit

from firsthand.records import Article


def safe_url(url: str | None) -> str | None:
    """Return an address that a page may link to: http and https only, without odd characters."""
    if not url or not url.isprintable() or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def owned(article: Article) -> str | None:
    """Return where an article stands with its owner."""
    return safe_url(article.canonical) or safe_url(article.url)


def file(source: str) -> str:
    """Name a file without its folders, which are nobody's business on a page that is passed on."""
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]
