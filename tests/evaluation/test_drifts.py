"""Drift of the keys is found on reports, by what they say and by who says it."""

from types import SimpleNamespace

import pytest

from evaluation import drifts

TEXTS = {"a": "The pump probably failed.", "b": "Some sources say that the pump failed."}


def _report(article, words, voice=None, hedge=None):
    text = TEXTS[article]
    start = text.index(words)
    chain = []
    if voice:
        at = text.index(voice)
        chain.append({"name": voice, "start": at, "stop": at + len(voice)})
    spans = [[text.index(hedge), text.index(hedge) + len(hedge)]] if hedge else []
    return {
        "article": article, "start": start, "stop": start + len(words), "chain": chain,
        "stance_words": spans,
    }  # fmt: skip


class Output:
    def __init__(self, drift):
        reports = [
            _report("a", "The pump probably failed", hedge="probably"),
            _report("b", "the pump failed", voice="Some sources"),
        ]
        self.claims = {"c": {"reports": reports, "drift": drift}}
        self.reports = {r["article"]: [(r["start"], r["stop"], "c", r)] for r in reports}


class Match:
    """Finds a report whose clause holds the words, as the scorer does."""

    def __init__(self, key, output):
        self.key, self.output = key, output

    def places(self, number, words):
        article = self.key["articles"][number]
        start = TEXTS[article].index(words)
        return article, [(start, start + len(words))]

    def reports(self, number, words):
        article, [(start, stop)] = self.places(number, words)
        return [
            (1.0, 0, claim, report)
            for first, last, claim, report in self.output.reports[article]
            if first <= start and stop <= last
        ]


def _score(items, drift):
    key = {"articles": ["a", "b"], "drift": items}
    scorer = SimpleNamespace(load_key=lambda _: key, Match=Match, Output=Output)
    return drifts.score(scorer, drift, ["storm.yaml"])


ITEM = {"kind": "dropped_hedge", "from": [0, "probably failed"], "to": [1, "Some sources say"]}


@pytest.mark.parametrize(
    ("drift", "found", "of_its_kind"),
    [
        ([], 0.0, 0.0),
        ([{"report": 1, "kind": "hedge"}], 1.0, 1.0),
        ([{"report": 0, "kind": "hedge"}], 1.0, 1.0),
        ([{"report": 1, "kind": "word"}], 1.0, 0.0),
    ],
)
def test_an_item_is_found_on_either_report(drift, found, of_its_kind):
    assert _score([ITEM], drift) == {"found": found, "of its kind": of_its_kind}


def test_an_item_without_two_texts_is_left_out():
    items = [ITEM, {**ITEM, "from": None}]
    assert _score(items, [{"report": 1, "kind": "hedge"}])["found"] == 1.0
    assert _score(items[1:], [])["found"] is None
