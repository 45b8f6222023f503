"""A briefing as CommonMark and as one page of HTML; every quotation with its place behind it."""

from collections.abc import Iterator

from markupsafe import Markup

from firsthand.serve import page
from firsthand.serve.briefing import Brief, Line, Quote, Source, Statement
from firsthand.serve.links import owned
from firsthand.serve.markdown import escape, inner
from firsthand.serve.words import say


def to_markdown(brief: Brief) -> str:
    """Draw a briefing as CommonMark."""
    lines = [f"# {_title(brief.title)}", "", " ".join(_stated(one) for one in brief.head), ""]
    for head, told in brief.sections:
        lines += [f"## {head}", "", *map(_line, told), ""]
    lines += [f"## {say('brief.sources')}", "", *map(_source, brief.sources), ""]
    lines += ["---", "", escape(say("brief.words"))]
    return "\n".join(lines) + "\n"


def _title(title: Quote | str) -> str:
    return escape(title) if isinstance(title, str) else f"{escape(title.text)} [{title.cited}]"


def _line(line: Line) -> str:
    said = (_quoted(one) if isinstance(one, Quote) else _stated(one) for one in line.pieces)
    return f"{'  ' if line.under else ''}- {' '.join(said)}"


def _quoted(quote: Quote) -> str:
    cut = " …" if quote.cut else ""
    told = f"“{escape(inner(quote.text))}”{cut} [{quote.cited}]"
    return f"({told})" if quote.lead else told


def _stated(told: Statement) -> str:
    return f"{escape(told.text)} [{told.basis}]"


def _source(source: Source) -> str:
    url = owned(source.article)
    rest = [escape(source.about), escape(source.title), f"<{url}>" if url else ""]
    name = source.article.id.replace("`", "'")
    return f"- {source.mark} `{name}` · " + " · ".join(filter(None, rest))


def to_html(brief: Brief) -> str:
    """Draw a briefing as one self-contained page; what comes from outside is escaped."""
    title = brief.title if isinstance(brief.title, str) else brief.title.text
    fields = {
        "brief": brief,
        "title": say("page.one", title=title),
        "is_quote": lambda one: isinstance(one, Quote),
        "inner": inner,
        "sources": list(_linked(brief)),
        "style": Markup(style()),  # noqa: S704 -- the package's own stylesheet
        "digest": page.digest(style()),
    }
    return page.tidy(page.environment().get_template("brief.html").render(fields))


def style() -> str:
    """Return the stylesheet of a briefing."""
    return page.style() + "\n" + page.style("brief.css")


def _linked(brief: Brief) -> Iterator[tuple[Source, str | None]]:
    for source in brief.sources:
        yield source, owned(source.article)
