"""Whether an article belongs to a story told in another language.

Three signs count together: the cosine of sentence vectors to the middle of the story's members in
that language, how much of the names that weigh most on one side stands on the other, and how far
the days of publication lie apart. Where the first two are very high that is enough; where they are
not, the story must stand out from all others in that language.
"""

from collections.abc import Callable, Sequence

from firsthand.stories.meaning import Neighbour

#: weight of the names beside the cosine. These numbers were set on the translations of 60 articles
#: on four companies (there no article of another event came within .1 of the right one) and on the
#: demo corpus, whose German text shares few words but most names with the others
NAMES_WEIGHT = 0.4
#: nearness that is enough alone
SURE = 0.98
#: nearness that is enough where the next story in the same language lies MARGIN below and
#: LEAST_NAMES of the names are shared. Where the right story was taken away, 9 % still joined a
#: wrong one by POSSIBLE and MARGIN; without MARGIN half of them did
POSSIBLE = 0.75
MARGIN = 0.15
LEAST_NAMES = 1 / 3


def choose(
    near: Sequence[Neighbour], names: Callable[[int], float], apart: Callable[[int], float]
) -> tuple[int, float] | None:
    """The story among ``near`` that tells of the same, with its nearness; None if there is none.

    ``names`` gives the share of names that is found again in a story, 0 to 1, and ``apart`` what the
    days between take from a likeness.
    """
    shared = {one.story: names(one.story) for one in near}
    scored = [
        (one.cosine + NAMES_WEIGHT * shared[one.story] - apart(one.story), one) for one in near
    ]
    if not scored:
        return None
    best, chosen = max(scored, key=lambda pair: (pair[0], -pair[1].story))
    rivals = (
        score
        for score, one in scored
        if one.language == chosen.language and one.story != chosen.story
    )
    lead = best - max(rivals, default=0.0)
    stands_out = lead >= MARGIN and shared[chosen.story] >= LEAST_NAMES
    return (chosen.story, best) if best >= SURE or (best >= POSSIBLE and stands_out) else None
