"""Names with a title behind them, in languages that mark who speaks by endings, without a parse."""

import re
from collections.abc import Sequence

from firsthand.claims.surnames import Nouns, Word

#: family names with a title that are looked up in one text
MAX_FAMILIES = 32
#: words of a name before or behind a body and a title
MAX_GIVEN = 3
#: syllables of nearly all Korean names, of which the first is the family's
FULL = 3
#: syllables of a name, also of a foreign one: what is longer, or has capitals, is a body's
LONGEST = 5


class Titles:
    """The people whom one text names with their titles."""

    def __init__(self, text: str, nouns: Nouns) -> None:
        self.text, self.nouns, self.grammar = text, nouns, nouns.grammar
        self._families: dict[tuple[str, str], str] = {}
        self._endings = tuple(self.grammar["speakers.people"])
        beside = ("speakers.former", "phrases.demonstratives", "phrases.others")
        #: words beside a name and its title that are no part of it
        self._roles = self.grammar["speakers.people"].union(*map(self.grammar.__getitem__, beside))

    def name(self, words: Sequence[Word]) -> str | None:
        """Name with its title behind it ("김한솔 시장"), a body between them or not; None without one."""
        if len(words) < 2 or not words[-1].form.endswith(self._endings):
            return None
        rest = [word for word in words[:-1] if word.form not in self._roles]
        if not rest and words[0].text in self.grammar["speakers.families"]:
            # "전" is a family name as well as "former"
            return self._of_family(words[0].text, words[-1].text)
        bodies = [place for place, word in enumerate(rest) if self._body(word)]
        named = rest[: bodies[0]] or rest[bodies[-1] + 1 :] if bodies else rest
        if len(bodies) > 1:
            named = named or rest[bodies[0] + 1 : bodies[1]]
        # "강한솔 DS부문", but "도날드 투스크"
        unlike = any(
            len(word.text) > LONGEST or not word.text.isalpha() or word.capital for word in named
        )
        full = [word for word in named[:-1] if unlike and self._full(word)][:1]
        named = full or (named if bodies else named[-1:])
        name = " ".join(word.text for word in named)
        if not named or len(named) > MAX_GIVEN:
            return None
        # a family name alone: the one of that name who was named with the title, if there is one
        return name if len(name) > 1 else self._of_family(name, words[-1].text)

    def _body(self, word: Word) -> bool:
        """Tell a body or its land from a name: "존 커비 미 국방부 대변인"."""
        return self.nouns.common(word) or word.form in self.grammar["speakers.lands"]

    def _full(self, word: Word) -> bool:
        """Tell a full name, a family name and two syllables."""
        return len(word.text) == FULL and word.text[0] in self.grammar["speakers.families"]

    def _of_family(self, name: str, title: str) -> str:
        """Full name of the only one of a family name with a title; both words where there are more."""
        if (name, title) not in self._families and len(self._families) < MAX_FAMILIES:
            pattern = (
                rf"(?<!\w){re.escape(name)}\w{{1,2}}(?= (?:\w{{2,}} ){{0,2}}\w*{re.escape(title)})"
            )
            known = set(re.findall(pattern, self.text)) - self.grammar["phrases.leading"]
            self._families[name, title] = known.pop() if len(known) == 1 else ""
        return self._families.get((name, title)) or f"{name} {title}"
