"""Which reports are compared: those that share the rarest words."""

from firsthand.corroboration import candidates

SHIPS = ("Gull", "Heron", "Petrel", "Plover", "Curlew", "Avocet")
PORTS = ("Ash", "Brim", "Calder")


def _fleet(newsroom):
    for number, ship in enumerate(SHIPS):
        port = PORTS[number % len(PORTS)]
        newsroom.publish(f"paper {number}", f"The ferry {ship} sank off Port {port}.")
    newsroom.publish("Valley Echo", "A bakery sold out of bread.")


def _shared(context, reports, one, other):
    """Weight of what two reports both have, added up as plainly as can be."""
    mine, theirs = (context.of(reports[index]).held for index in (one, other))
    return sum(context.weights[name] for name in mine & theirs)


def test_pairs_share_a_word_and_each_comes_once(newsroom):
    _fleet(newsroom)
    context, reports = newsroom.context(), newsroom.reports
    found = candidates.pairs(reports, context, 10)
    together = {
        (one, other)
        for other in range(len(reports))
        for one in range(other)
        if _shared(context, reports, one, other)
    }
    assert together
    assert found == sorted(together)


def test_only_the_weightiest_few_of_each_are_taken(newsroom):
    _fleet(newsroom)
    context, reports = newsroom.context(), newsroom.reports
    ships = range(len(SHIPS))
    best = set()
    for node in ships:
        others = [index for index in ships if index != node]
        nearest = max(others, key=lambda index: (_shared(context, reports, node, index), -index))
        best.add((min(node, nearest), max(node, nearest)))
    assert candidates.pairs(reports, context, 1) == sorted(best)


def test_a_word_that_all_have_is_looked_up_nearby_only(newsroom, monkeypatch):
    monkeypatch.setattr(candidates, "MAX_VISITS", 2)
    for number in range(9):
        newsroom.publish(f"paper {number}", "The ferry sank.")
    found = candidates.pairs(newsroom.reports, newsroom.context(), 10)
    assert found
    assert max(other - one for one, other in found) <= 2


def test_without_reports_there_is_nothing_to_compare(newsroom):
    assert candidates.pairs([], newsroom.context(), 10) == []
