"""Claims out of many reports."""

from dataclasses import replace

from firsthand.corroboration.group import group

FILLER = ("The mayor praised the choir.", "A bakery on the square sold out of bread.")


def _claims(newsroom):
    reports = newsroom.reports
    return [[reports[i].article for i in found] for found in group(reports, newsroom.context())]


def test_every_report_is_in_one_group(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Port Ash.", "The mayor praised the choir.")
    newsroom.publish("Harbour Times", "A ferry sank near Port Ash.", "Rain fell on the valley.")
    found = group(newsroom.reports, newsroom.context())
    assert sorted(i for members in found for i in members) == [0, 1, 2, 3]
    assert [0, 2] in found


def test_conflicting_values_do_not_meet_through_a_third(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors near Port Ash.")
    newsroom.publish("Harbour Times", "The storm killed sailors near Port Ash.")
    newsroom.publish("Valley Echo", "The storm killed nine sailors near Port Ash.")
    assert not any({"Norland Post", "Valley Echo"} <= set(members) for members in _claims(newsroom))


def test_two_clauses_of_one_article_stay_apart(newsroom):
    newsroom.publish("Norland Post", "The storm killed six sailors.", "The storm hurt a sailor.")
    assert _claims(newsroom) == [["Norland Post"], ["Norland Post"]]


def test_what_two_articles_tell_alike_one_article_hardly_tells_twice(newsroom):
    one = "The sailors repaired the old pump in Skell."
    other = "The old pump was built in Skell by the sailors of Vint."
    filler = (*FILLER, "The council will discuss the budget.")
    newsroom.publish("Norland Post", one, other)
    newsroom.publish("Valley Echo", *filler)
    assert ["Norland Post", "Norland Post"] not in _claims(newsroom)
    newsroom.reports.clear()
    newsroom.publish("Norland Post", one)
    newsroom.publish("Harbour Times", other)
    newsroom.publish("Valley Echo", *filler)
    assert ["Norland Post", "Harbour Times"] in _claims(newsroom)


def test_what_others_surely_tell_alike_an_article_may_tell_twice(newsroom):
    lead, detail = "It hit a freight truck in thick fog.", "A bus with pupils slammed into a truck."
    newsroom.publish("Norland Post", lead, detail)
    newsroom.publish("Harbour Times", "The school bus hit a freight truck near Skell in thick fog.")
    newsroom.publish(
        "Skell Gazette", "Near Skell a school bus with pupils slammed into a freight truck."
    )
    newsroom.publish("Valley Echo", *FILLER)
    told = ["Norland Post", "Norland Post", "Harbour Times", "Skell Gazette"]
    assert told in _claims(newsroom)


def test_grouping_does_not_depend_on_the_order_of_the_reports(newsroom):
    newsroom.publish("Norland Post", "The ferry sank off Port Ash.", "The mayor praised the choir.")
    newsroom.publish("Harbour Times", "A ferry sank near Port Ash.", "The choir was praised.")
    forward = {frozenset(newsroom.reports[i].article + str(newsroom.reports[i].start) for i in g)
               for g in group(newsroom.reports, newsroom.context())}  # fmt: skip
    newsroom.reports.reverse()
    backward = {frozenset(newsroom.reports[i].article + str(newsroom.reports[i].start) for i in g)
                for g in group(newsroom.reports, newsroom.context())}  # fmt: skip
    assert forward == backward


def test_a_thousand_copies_are_one_claim_in_little_time(newsroom):
    newsroom.publish("first", "The storm killed six sailors near Port Ash.")
    first = newsroom.reports[0]
    article = newsroom.articles["first"]
    for number in range(1_000):
        name = f"copy{number}"
        newsroom.articles[name] = type(article)(
            id=name, source=name, text=article.text, language="en", published=article.published
        )
        newsroom.reports.append(
            type(first)(**{**{f: getattr(first, f) for f in first.__slots__}, "article": name})
        )
    assert len(_claims(newsroom)) == 1


def _denying(newsroom, says, answers):
    """Two articles in which Bram Kessel tells one thing, each with an answer to it."""
    for name, answer in zip(("Norland Post", "Harbour Times"), answers, strict=True):
        newsroom.publish(name, "The ferry was making 14 knots in the harbour.", answer)
    for index, voice in enumerate(("Bram Kessel", "Solvan Line") * 2):
        stance = "denied" if "disputed" in answers[index // 2] and index % 2 else "certain"
        newsroom.reports[index] = replace(
            newsroom.reports[index], chain=(says(voice),), stance=stance
        )
    newsroom.publish("Valley Echo", *FILLER)
    return _claims(newsroom)


def test_denials_that_only_point_back_to_one_claim_are_one(newsroom, says):
    found = _denying(
        newsroom, says, ("Solvan Line disputed that figure.", "The owner contradicts Bram Kessel.")
    )
    assert found.count(["Norland Post", "Harbour Times"]) == 2


def test_a_denial_with_a_content_of_its_own_points_back_to_nothing(newsroom, says):
    found = _denying(
        newsroom,
        says,
        ("Solvan Line disputed that figure.", "The owner contradicts the old story of the lamps."),
    )
    assert found.count(["Norland Post", "Harbour Times"]) == 1


def test_whom_somebody_contradicts_must_have_said_it(newsroom, says):
    found = _denying(
        newsroom, says, ("Solvan Line disputed that figure.", "The owner contradicts Orla Vint.")
    )
    assert found.count(["Norland Post", "Harbour Times"]) == 1


def test_what_a_copy_changed_keeps_nothing_apart_from_what_it_was_copied_from(newsroom):
    """Two prints of one text differ in a day; what agrees with the one is their claim, too."""
    told = "The old ferry of the Vint line sank in the storm off the long pier of Port Ash on {}."
    newsroom.publish("Norland Post", told.format("Monday"))
    newsroom.publish("Harbour Times", told.format("Tuesday"))
    newsroom.publish("Echo", "The ferry sank off Port Ash on Tuesday.")
    newsroom.publish("Valley Echo", *FILLER)
    assert ["Norland Post", "Harbour Times", "Echo"] in _claims(newsroom)
