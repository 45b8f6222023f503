"""Names with a title behind them, in languages that mark who speaks by endings, without a parse."""

import re
from collections.abc import Sequence

from firsthand.claims.surnames import Nouns, Word

#: family names with a title that are looked up in one text
MAX_FAMILIES = 32
#: words of a name before or behind a body and a title
MAX_GIVEN = 3


class Titles:
    """The people whom one text names with their titles."""

    def __init__(self, text: str, nouns: Nouns) -> None:
        self.text, self.nouns, self.grammar = text, nouns, nouns.grammar
        self._families: dict[tuple[str, str], str] = {}

    def name(self, words: Sequence[Word]) -> str | None:
        """Name with its title behind it ("김한솔 시장"), a body between them or not; None without one."""
        titles = tuple(self.grammar["speakers.people"])
        if len(words) < 2 or not words[-1].form.endswith(titles):
            return None
        roles = self.grammar["speakers.people"] | self.grammar["speakers.former"]
        rest = [word for word in words[:-1] if word.form not in roles]
        bodies = [place for place, word in enumerate(rest) if self.nouns.common(word)]
        named = rest[-1:] if not bodies else rest[: bodies[0]] or rest[bodies[-1] + 1 :]
        name = " ".join(word.text for word in named)
        if not named or len(named) > MAX_GIVEN:
            return None
        # a family name alone: the one of that name who was named with the title, if there is one
        return name if len(name) > 1 else self._of_family(name, words[-1].text)

    def _of_family(self, name: str, title: str) -> str:
        """Full name of the only one of a family name with a title; both words where there are more."""
        if (name, title) not in self._families and len(self._families) < MAX_FAMILIES:
            pattern = (
                rf"(?<!\w){re.escape(name)}\w{{1,2}}(?= (?:\w{{2,}} ){{0,2}}\w*{re.escape(title)})"
            )
            known = set(re.findall(pattern, self.text)) - self.grammar["phrases.leading"]
            self._families[name, title] = known.pop() if len(known) == 1 else ""
        return self._families.get((name, title)) or f"{name} {title}"
