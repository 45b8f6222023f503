"""Figures on the pages: never more than what the gate holds, all of them explained."""

import json
import re
from pathlib import Path

import pytest

from firsthand.serve import measured
from firsthand.serve.words import TEMPLATES

FLOORS = json.loads(
    Path(__file__).parents[2].joinpath("evaluation/floors.json").read_text("utf-8")
)["sets"]


@pytest.mark.parametrize("figure", measured.figures().values(), ids=lambda figure: figure.name)
def test_a_page_promises_no_more_than_the_floor(figure):
    assert figure.right <= round(FLOORS[figure.set]["floors"][figure.measure] * 100)
    assert f"measured.{figure.name}" in TEMPLATES
    assert figure.count > 0


def test_each_part_of_a_page_has_its_figures():
    for part, said in measured.beside().items():
        known = [measured.figures()[name] for name in measured.BESIDE.get(part, (part,))]
        new = all(one.anew is not None for one in known)
        shown = [one.anew if new else one.right for one in known]
        bare = said.replace(" of 100 cases", "").replace("Of 100 differences", "")
        assert re.findall(r"\b\d+", bare) == [str(one) for one in shown]


def test_beside_a_story_stands_what_was_measured_on_stories_that_were_new():
    differ = measured.figures()["differ"]
    said = measured.beside()["differ"]
    assert f"{differ.anew} were found" in said
    assert str(differ.right) not in said
    assert measured.figures()["day"].new == "not measured"


def test_languages_that_are_not_read_are_said_to_be():
    said = {tongue.name: tongue for tongue in measured.tongues()}
    assert said["English"].claims != said["German"].claims
    assert said["Any other"].claims == "not read"
