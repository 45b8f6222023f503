"""What an article itself says, apart from its furniture."""

from firsthand.records import Article


def body(article: Article) -> list[tuple[int, int]]:
    """Places of the body in ``article.text``, in order, without the white space around them.

    Neighbours with only space between join. An article whose parts were never recognised is body
    from end to end.
    """
    if not article.parts:
        return _stripped(article.text, [(0, len(article.text))])
    spans: list[tuple[int, int]] = []
    for part in article.parts:
        if part.kind != "body":
            continue
        if spans and not article.text[spans[-1][1] : part.start].strip():
            spans[-1] = (spans[-1][0], part.stop)
        else:
            spans.append((part.start, part.stop))
    return _stripped(article.text, spans)


def _stripped(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = []
    for start, stop in spans:
        words = text[start:stop]
        begin = start + len(words) - len(words.lstrip())
        if words.strip():
            found.append((begin, begin + len(words.strip())))
    return found
