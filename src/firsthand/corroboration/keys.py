"""Keys of reports: those that have one key go back to one origin, each with the reason.

They have it by their voices (both quote one spokesman), or by their texts (both print one, or words of
one).
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from firsthand.corroboration.context import Context, Place
from firsthand.corroboration.newsrooms import Newsrooms, cited_room, first_of_rooms
from firsthand.corroboration.speakers import Speaker, hear, is_joint, is_named, is_one
from firsthand.corroboration.terms import Term
from firsthand.corroboration.voices import farthest, voice_key
from firsthand.lexicon import wordings
from firsthand.records import Article, Report, Voice

#: a key, the index of a report that has it, and why those that have it are of one origin
Key = tuple[str, int, str]

#: clauses of so many words that agree to this degree (percent) were not written twice
COPY, COPY_WORDS = 85, 7
#: nor so many that are all the same
SAME_WORDS = 5
#: nor so many in a row: clauses of one claim in 17 stories that had them were of one text or voice as far
#: as could be read; with one word less three were not
RUN = 8
#: distinct voices or wordings of one claim that are compared with one another
MAX_VOICES = 50
#: why words are of one origin that were taken over from one another, or from a third text
TAKEN = "the words of one were taken over from the other"
LOST = "both texts go back to one that was not collected"


def is_named_source(report: Report) -> bool:
    """Whether the farthest voice has a name."""
    return bool(report.chain) and is_named(report.chain[-1])


def source(report: Report, newsrooms: Newsrooms) -> Voice | None:
    """The farthest named voice; of a party's own statement that party."""
    room = newsrooms.of[report.article]
    if not report.chain and room in newsrooms.speaking:
        return Voice(name=room, kind="organisation")
    return report.chain[-1] if is_named_source(report) else None


def is_open(report: Report) -> bool:
    """Whether it goes back to a public document, which every newsroom can read."""
    return bool(report.chain) and not voice_key(report.chain[-1]).isdisjoint(
        wordings.load()["open_texts"]
    )


def by_voice(
    reports: Sequence[Report], articles: Mapping[str, Article],
    newsrooms: Newsrooms, context: Context,
) -> Iterator[Key]:  # fmt: skip
    """Name for each report its farthest voice.

    Spellings of one name, and a body and the person who speaks for it, are one voice.
    """
    #: each voice with the name under which it is counted
    known: dict[tuple[str, Term], tuple[Speaker, str]] = {}
    heard: dict[tuple[str, str, Term], tuple[str, ...]] = {}
    for index, report in enumerate(reports):
        voice = source(report, newsrooms)
        if voice is None or is_open(report):
            continue
        speaker = hear(voice, articles[report.article], context)
        if not speaker.key:
            continue
        # prints of one text name the same voice in the same words
        if speaker.told not in heard:
            heard[speaker.told] = _counted_as(speaker, known.values())
        names = heard[speaker.told] or (voice.name,)
        if len(known) < MAX_VOICES and (voice.name, speaker.near) not in known:
            known[voice.name, speaker.near] = (speaker, names[0])
            heard.clear()
        as_told = "" if voice.name.lower() in map(str.lower, names) else f", here “{voice.name}”"
        yield from ((name.lower(), index, f"both go back to {name}{as_told}") for name in names)
    for index, report in enumerate(reports):
        # who tells it elsewhere tells here what others said
        for voice in report.chain[:-1]:
            if is_named(voice):
                speaker = hear(voice, articles[report.article], context)
                for name in _counted_as(speaker, known.values()):
                    yield name.lower(), index, f"both are told by {name}"


def _counted_as(speaker: Speaker, known: Iterable[tuple[Speaker, str]]) -> tuple[str, ...]:
    """Names under which the voices are counted that are one with a speaker."""
    return tuple(dict.fromkeys(name for one, name in known if is_one(speaker, one)))


def by_wording(
    reports: Sequence[Report], shared: Container[Place], context: Context
) -> Iterator[Key]:
    """Give reports with nearly the same words one key: words do not agree by chance at length.

    Of words that are several voices' it is not told whose they are elsewhere.
    """
    seen: list[tuple[tuple[str, ...], int]] = []
    for index, report in enumerate(reports):
        forms = context.of(report).forms
        if len(forms) < SAME_WORDS or report.place in shared:
            continue
        least = COPY if len(forms) >= COPY_WORDS else 100
        same = next(
            (n for held, n in seen if fuzz.ratio(held, forms, score_cutoff=least) >= least), None
        )
        if same is None:
            same = index
            if len(seen) < MAX_VOICES:
                seen.append((forms, index))
        yield str(same), index, "nearly the same words"


def by_run(reports: Sequence[Report], shared: Container[Place], context: Context) -> Iterator[Key]:
    """Give reports that have many words in a row alike one key, whatever stands around these."""
    for index, report in enumerate(reports):
        forms = context.of(report).forms if report.place not in shared else ()
        for at in range(len(forms) - RUN + 1):
            yield " ".join(forms[at : at + RUN]), index, "many words in a row are the same"


def shared_places(reports: Sequence[Report]) -> set[Place]:
    """Places whose words several voices say ("both ministries said")."""
    voices: dict[Place, set[Term]] = {}
    for report in reports:
        voices.setdefault(report.place, set()).add(farthest(report.chain))
    return {at for at, found in voices.items() if len(found) > 1}


def by_joint_word(
    reports: Sequence[Report], shared: Container[Place],
    articles: Mapping[str, Article], context: Context,
) -> Iterator[Key]:  # fmt: skip
    """Give reports of one place one key where its voices speak together ("in a joint statement")."""
    for index, report in enumerate(reports):
        if report.place in shared and (
            report.quote or is_joint(report, articles[report.article], context)
        ):
            yield str(report.place), index, "said by several together"


def by_upstream(
    reports: Sequence[Report], shared: Container[Place], context: Context
) -> Iterator[Key]:
    """Give a report whose words were taken over the key of the report that they were taken from.

    Where the upstream text tells the claim more than once, that is the one most alike.
    """
    held: dict[str, list[int]] = {}
    first: dict[str, str] = {}
    for index, report in enumerate(reports):
        held.setdefault(report.article, []).append(index)
        if report.inherited_from is not None:
            first.setdefault(report.inherited_from, report.article)
    for index, report in enumerate(reports):
        node = report.inherited_from
        if node is None or report.place in shared:
            continue
        # the first print stands for a text that was not collected
        stands = node if node in held else first[node]
        forms = context.of(report).forms
        rivals = held[stands][:MAX_VOICES]
        best = max(rivals, key=lambda i: (fuzz.ratio(forms, context.of(reports[i]).forms), -i))
        why = TAKEN if node in held else LOST
        yield str(best), best, why
        yield str(best), index, why


def by_text(reports: Sequence[Report], newsrooms: Newsrooms) -> Iterator[Key]:
    """Name for each report in an outlet's own voice the newsroom that its words go back to.

    One that cites a newsroom whose own report is here goes back to that report.
    """
    rooms = first_of_rooms(reports, newsrooms)
    for index, report in enumerate(reports):
        cited = cited_room(report, rooms)
        if cited is not None and cited != index:
            why = f"both go back to {newsrooms.of[reports[cited].article]}"
            yield f"\0{cited}", cited, why
            yield f"\0{cited}", index, why
        name = newsrooms.of[report.article]
        if report.chain and not is_named_source(report):
            # prints of one text that give the same unnamed voice have it from that text
            yield (
                f"{name}\0{sorted(voice_key(report.chain[-1]))}",
                index,
                f"both texts go back to {name}",
            )
        if not report.chain or is_open(report):
            shown = "one text that was not collected" if name.startswith("lost:") else name
            yield name, index, f"both texts go back to {shown}"
