"""The words that stand for a claim."""

from dataclasses import replace

from firsthand.corroboration import wording


def _chosen(newsroom, *sentences):
    for number, sentence in enumerate(sentences):
        newsroom.publish(f"Paper {number}", sentence)
    report = wording.choose(newsroom.reports, newsroom.context(), newsroom.articles)
    return newsroom.articles[report.article].text


def test_a_full_clause_stands_before_one_that_hangs_on_another(newsroom):
    full = "The ferry to Port Ash sank in the storm on Monday."
    assert _chosen(newsroom, "which sank in the storm off Port Ash late on Monday", full) == full


def test_a_named_subject_stands_before_a_pronoun(newsroom):
    named = "Orla Vint opened the long bridge at Port Ash today."
    assert _chosen(newsroom, "She opened the long bridge at Port Ash on Monday.", named) == named


def test_of_equals_the_plainest(newsroom):
    plain = "The ferry to Port Ash sank in the storm on Monday."
    long = "The ferry to Port Ash, built by the Norland yard in 1990, sank in the storm on Monday."
    assert _chosen(newsroom, long, plain) == plain


def test_the_words_of_the_source_stand_before_those_of_a_copy(newsroom):
    newsroom.publish("Wire", "The ferry to Port Ash probably sank in the storm on Monday.")
    newsroom.publish("Paper", "The ferry to Port Ash sank in the storm on Monday.")
    source, copy = newsroom.reports
    reports = [source, replace(copy, inherited_from=source.article)]
    assert wording.choose(reports, newsroom.context(), newsroom.articles) == source


def test_in_the_language_of_most_reports(newsroom):
    """A translation has no pronoun where the words of most have one, and does not stand for them."""
    newsroom.publish("Wire", "I felt no brakes, only the blow.")
    newsroom.publish("Paper", "I felt no brakes, only the blow.")
    newsroom.publish("Diario", "No sentí ningún freno, solo el golpe.")
    newsroom.articles["Diario"] = replace(newsroom.articles["Diario"], language="es")
    *english, spanish = newsroom.reports
    chosen = wording.choose([spanish, *english], newsroom.context(), newsroom.articles)
    assert chosen in english
