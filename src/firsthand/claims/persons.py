"""Full names of the persons of one article, for the short forms that come later."""

import re
from collections.abc import Iterator

from firsthand.claims.tree import Tree
from firsthand.lexicon.language import Words
from firsthand.lexicon.places import Places

#: letters that a part of a name needs to stand for all of it
MIN_PART = 2
#: words of a full name
FULL = 2
_CAPTION_NAME = re.compile(r"\b[A-Z][a-z’'-]+(?: [A-Z][a-z]?\.)?(?: [A-Z][\w’'-]+){1,2}")


class Names:
    """The full names that an article has used so far."""

    def __init__(self, words: Words, places: Places) -> None:
        self._words = words
        self._places = places
        #: part of a name -> the name
        self._persons: dict[str, str] = {}
        self._fulls: set[str] = set()
        #: surname -> the full names with it
        self._families: dict[str, set[str]] = {}
        #: surnames that have stood alone
        self._used: set[str] = set()
        #: surnames of two who were named in full before one stood alone ("Ada and Tom Quill")
        self._shared: set[str] = set()
        #: names that something is in, which are no persons
        self._sites: set[str] = set()

    def known(self, word: str) -> str | None:
        """Return the name that a word is a part of."""
        return self._persons.get(word)

    def full(self, name: str, gender: str = "") -> str | None:
        """Full form of a person's name seen before: "Quill" is "Ada Quill".

        ``gender`` is f or m where a title shows it: "Mr. Quill" is none of hers, and from then on
        "Quill" may be either.
        """
        if gender and name in self._families:
            family = {full for full in self._families[name] if self._gender(full) in {gender, ""}}
            if family != self._families[name]:
                self._shared.add(name)
                return family.pop() if len(family) == 1 else None
        if " " in name and name not in self._fulls:
            known = self._persons.get(name.rsplit(maxsplit=1)[-1])
            if known is not None and set(name.split()) <= set(known.split()):
                return known
        if name in self._shared:
            return None
        if name in self._persons:
            self._used.add(name)
        return self._persons.get(name)

    def shorter(self, name: str) -> str:
        """Shorter form of a full name by which the article calls that person: "Ada Quill" for "Ada M. Quill"."""
        known = self._persons.get(name.rsplit(maxsplit=1)[-1], name)
        return known if set(known.split()) < set(name.split()) else name

    def learn(self, name: str) -> None:
        """Remember a full name; a single word is none, nor is a firm with what it makes."""
        firm = name.partition(" ")[0].lower() in self._words["names.bodies"]
        if " " in name and not firm:
            self._fulls.add(name)
            last = name.rsplit(maxsplit=1)[-1]
            self._families.setdefault(last, set()).add(name)
            other = self._persons.get(last, name)
            same = other.rsplit(maxsplit=1)[-1] == last and not _alike(other, name)
            if same and last not in self._used:
                self._shared.add(last)
            for part in name.split():
                if len(part) >= MIN_PART and part.lower() not in self._words["names.particles"]:
                    self._note(part, name)

    def _gender(self, full: str) -> str:
        """Gender that a first name shows: f, m, or "" where it does not."""
        first = full.partition(" ")[0].lower()
        if first in self._words["voices.feminine_names"]:
            return "f"
        return "m" if first in self._words["voices.masculine_names"] else ""

    def _note(self, part: str, name: str) -> None:
        """Let a part of a name stand for it; a first name, or a family's that comes first, for the last so named."""
        known = self._persons.get(part)
        ends = (full.rsplit(maxsplit=1)[-1] == part for full in (name, known or name))
        if known is None or not (any(ends) or _alike(known, name)):
            self._persons[part] = name

    def site(self, name: str) -> bool:
        """Tell whether a name is that of a place, as far as the article has shown."""
        return name in self._sites and name.rsplit(maxsplit=1)[-1] not in self._persons

    def learn_site(self, tree: Tree, node: int, name: str) -> None:
        """Remember a name if something is in it: "in Skell", "the member for Skell"."""
        tie = tree.tokens[node].head
        above, words = tree.tokens[tie].head, self._words
        if tree.lemma(tie) in {"of", "for"}:
            body = tree.tokens[above].pos == "PROPN" and tree.lemma(tie) == "of"
            found = body or tree.lemma(above) in words["voices.seats"]
        else:
            trusts = tree.lemma(above) in words["voices.trusting"]
            found = tree.lemma(tie) in words["voices.sites"] and not trusts
        if found:
            self._sites.add(name)

    def of_caption(self, text: str) -> Iterator[str]:
        """Names of the persons in a caption, remembered; captions are not parsed."""
        words = self._words
        bodies = words["voices.organisations"] | words["voices.media"] | words["names.mastheads"]
        for match in _CAPTION_NAME.finditer(text):
            forms = match.group().split()
            while len(forms) > FULL and forms[0].lower().rstrip(".") in words["voices.titles"]:
                forms = forms[1:]
            name = " ".join(forms)
            parts = {part.lower().rstrip(".") for part in forms}
            if name.lower() not in self._places and not parts & (
                bodies | words["voices.not_names"] | self._places.peoples.keys()
            ):
                self.learn(name)
                yield name


def _alike(one: str, other: str) -> bool:
    """Tell whether one name may be a longer form of another ("Ada M. Quill")."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a
