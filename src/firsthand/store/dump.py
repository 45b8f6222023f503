"""The library as text in a fixed order, for comparing two of them.

Ids of stories depend on the history of a library; here a story is named by its first article by
id, so that libraries with the same articles and findings have the same dump. Which other stories one is
near to is left out: that is known as of when it was last looked at.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from firsthand.store import codec, findings
from firsthand.store.database import Database

_TABLES = ("dump_articles", "dump_readings", "dump_descents", "dump_seconds")


def lines(database: Database) -> Iterator[str]:
    """Yield one line of JSON for each article version, reading, lineage, membership and story."""
    for name in _TABLES:
        for row in database.all(name):
            yield json.dumps([name, *row], ensure_ascii=False)
    stories = findings.stories(database)
    names = {story.id: f"story of {min(story.articles)}" for story in stories}
    for row in database.all("dump_members"):
        yield json.dumps(["member", row["article"], names[row["story"]], row["published"]])
    for story in sorted(stories, key=lambda story: names[story.id]):
        yield codec.dumps(replace(story, id=names[story.id], related=()))
