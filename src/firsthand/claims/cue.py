"""A cue: the words that make somebody vouch for other words, as nodes of a sentence's tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """An attribution inside one sentence, as tree nodes."""

    node: int
    #: say | belief | deny | announce | accuse | characterise | urge | quote | according | passive |
    #: noun | silence | attitude
    kind: str
    #: nearest voice first; each a group of coordinated noun phrases
    voices: tuple[tuple[int, ...], ...]
    #: noun phrases that may be outlets which heard or carried it: nearer than all voices
    listeners: tuple[int, ...]
    #: heads of the content
    content: tuple[int, ...]
    #: every token that is said
    scope: frozenset[int]
    #: verb of the content where the parse has made it a modifier of its own subject
    torn: int | None = None
    #: the grammar gives a subject that may be a thing ("pictures show", "..., saying")
    weak: bool = False
