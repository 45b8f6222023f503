from evaluation import incremental


def test_differences_are_counted_by_kind_and_written_down(tmp_path, capsys):
    ours = ['["dump_articles", "a"]', '{"id": "story of a"}', "same"]
    theirs = ['["dump_articles", "b"]', "same"]
    assert incremental._told(tmp_path, "grown", ours, theirs) == 3
    assert len((tmp_path / "grown.txt").read_text("utf-8").splitlines()) == 3
    assert "3 of 2 lines differ {'dump_articles': 2, 'story': 1}" in capsys.readouterr().out
    assert incremental._told(tmp_path, "grown", ours, ours) == 0


def test_the_demo_is_its_own_collection():
    articles = incremental.collection(5, demo=True)
    assert len({one.id for one in articles}) == len(articles) > 5
    assert incremental._shuffled(articles, 1) != incremental._shuffled(articles, 2)
