"""What changed from one version of a text to the next, at the word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: changes that are shown, and words of one that are compared; beyond it is set as a whole
CHANGES, WORDS = 40, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of a version, and whether the other has others for them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """A place where two versions differ: what stood there, and what stands there now."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]


def rewordings(diff: Iterable[str]) -> Iterator[Rewording]:
    """Set the hunks of a unified diff without context, at most ``CHANGES``."""
    gone: list[str] = []
    came: list[str] = []
    shown = 0
    for line in [*diff, "@@"]:
        if line.startswith("@@"):
            if (gone or came) and shown < CHANGES:
                yield _compared(" ".join(gone).split(), " ".join(came).split())
                shown += 1
            gone, came = [], []
        elif line.startswith("-") and line.strip() != "---":
            gone.append(line[1:])
        elif line.startswith("+") and line.strip() != "+++":
            came.append(line[1:])


def _compared(before: Sequence[str], after: Sequence[str]) -> Rewording:
    if not before or not after or max(len(before), len(after)) > WORDS:
        return Rewording(before=_run(before, changed=True), after=_run(after, changed=True))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return Rewording(
        before=tuple(r for kind, a, b, _, _ in codes for r in _run(before[a:b], kind != "equal")),
        after=tuple(r for kind, _, _, a, b in codes for r in _run(after[a:b], kind != "equal")),
    )


def _run(words: Sequence[str], changed: bool) -> tuple[Run, ...]:
    return (Run(text=" ".join(words), changed=changed),) if words else ()
