"""Chips: the marks of texts as a page shows them, with what they lead to."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from firsthand.serve.room import AMPLE
from firsthand.serve.views import View
from firsthand.serve.words import say

#: families with an ink of their own; every further one is grey
INKS = "abcdef"

#: leads to a text, at a place in it if one is given; None where it cannot be led to
Address = Callable[[str, int | None], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """The mark of a text."""

    mark: str
    #: class of its ink: "fA" to "fF", "fX"
    ink: str
    #: address of its name on the page, for those who hear it
    label: str
    #: address on the page, None where the text is not there
    href: str | None
    lost: bool


class Chips:
    """The chips of one story; ``prefix`` sets its addresses apart from those of other stories.

    ``texts`` are those that can be led to: on the page itself, or by ``address``.
    """

    def __init__(
        self,
        view: View,
        prefix: str,
        texts: Collection[str],
        address: Address | None = None,
        most: int = AMPLE.chips,
    ) -> None:
        self._view = view
        self.prefix = prefix
        self._texts = texts
        self._address = address
        self._most = most
        self._used: set[str] = set()
        letters = dict.fromkeys(name for _, name, n in sorted(view.sigla.order.values()) if n)
        self._inks = {name: f"f{ink.upper()}" for name, ink in zip(letters, INKS, strict=False)}
        #: texts with a row in the lineage on the page, and the one by which that row is named
        self.rows: dict[str, str] = {}
        #: places of texts on the page that can be led to, filled when the texts are set
        self.places: set[tuple[str, int]] = set()

    def has(self, node: str) -> bool:
        """Tell whether a text has a mark in this story."""
        return node in self._view.sigla.marks

    def anchor(self, node: str) -> str:
        """Name the address of a text."""
        return f"{self.prefix}{self._view.sigla.marks[node]}"

    def href(self, article: str, start: int | None = None) -> str | None:
        """Lead to a text, at a place if it is one that can be led to."""
        if article not in self._texts or not self.has(article):
            return None
        if self._address is not None:
            return self._address(article, start)
        at = f"-{start}" if start is not None and (article, start) in self.places else ""
        return f"#{self.anchor(article)}{at}"

    def ink(self, letter: str) -> str:
        """Name the class of a letter's ink."""
        return self._inks.get(letter, "fX")

    def letter(self, node: str) -> str:
        """Return the letter a text goes by."""
        return self._view.letters.get(node, "")

    def chip(self, node: str, start: int | None = None) -> Chip:
        """Make the chip of a text; one that is not here leads to its row in the lineage."""
        mark, lost = self._view.sigla.marks[node], node not in self._view.articles
        self._used.add(node)
        return Chip(
            mark=mark,
            ink=self.ink(self.letter(node)),
            label=f"n{self.prefix}{mark}",
            href=self._row(node) if lost else self.href(node, start),
            lost=lost,
        )

    def _row(self, node: str) -> str | None:
        return f"#{self.anchor(self.rows[node])}" if node in self.rows else None

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the name of every text that the chips made so far lead to, with its address."""
        view = self._view
        for node, mark in view.sigla.marks.items():
            if node not in self._used:
                continue
            if node in view.removed:
                name = say("chip.removed", mark=mark, name=view.outlet(node))
            elif node in self._texts:
                name = say("chip.report", mark=mark, name=view.outlet(node))
            elif node in self.rows and node not in view.articles:
                name = say("chip.lost", mark=mark, name=view.called.get(node, node))
            else:
                continue
            yield f"n{self.prefix}{mark}", name

    def row(self, nodes: Iterable[tuple[str, int | None]]) -> tuple[list[Chip], int]:
        """Make the chips of some texts in the order of their marks, as many as there is room for."""
        order = self._view.sigla.order
        known = sorted({n: at for n, at in nodes if self.has(n)}.items(), key=lambda n: order[n[0]])
        return [self.chip(*node) for node in known[: self._most]], len(known[self._most :])
