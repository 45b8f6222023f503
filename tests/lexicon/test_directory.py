from collections import Counter

from firsthand.collect import addresses, identity
from firsthand.lexicon import directory

KINDS = {"agency", "public", "newspaper", "magazine", "broadcaster", "organisation"}


def test_every_source_is_whole():
    for source in directory.load():
        assert source.name.strip() == source.name
        assert source.kind in KINDS
        assert len(source.language) == 2
        assert source.language.islower()
        assert len(source.country) == 2
        assert source.country.isupper()
        for url in (source.feed, source.site):
            assert addresses.read(url).scheme == "https"


def test_no_feed_twice_and_many_languages():
    sources = directory.load()
    assert max(Counter(identity.key(source.feed) for source in sources).values()) == 1
    assert max(Counter((source.name, source.language) for source in sources).values()) == 1
    assert len(sources) >= 40
    assert len({source.language for source in sources}) >= 12
