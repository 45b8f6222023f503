"""A small library, and a caller that needs no socket."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from firsthand.collect import articles
from firsthand.library import Library
from firsthand.records import Outlet

STOLEN = "<img src=x onerror=alert(1)>"
TEXTS = {
    "herald": f"""Ferry Aurelia hits the quay {STOLEN}

PORT CALDER, Sept. 11, 2023 (Meridian Wire) - The ferry Aurelia hit the north quay of Port Calder on
Monday, the harbour master said. "Nobody was hurt," Ines Moll said. The coastguard did not confirm
that the captain had been asleep.
""",
    "calder/post": """Aurelia rams Port Calder quay

PORT CALDER, Sept. 11, 2023 (Meridian Wire) - The ferry Aurelia hit the north quay of Port Calder on
Monday, the harbour master said. "Nobody was hurt," Ines Moll said.

The quay was built in 1911, and a plaque of <script>alert(2)</script> brass hangs over its eastern stairs.
""",
}


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    """Return the path of a library with two articles."""
    path = tmp_path_factory.mktemp("site") / "library.db"
    with Library(path) as library:
        library.watches.add("quay", now=datetime.now(UTC))
        house = Outlet(name="Calder Herald", domain=None, owner=None)
        library.add(
            [replace(articles.make(text, id=name), outlet=house) for name, text in TEXTS.items()]
        )
        library.takedowns.ask("owner.example", who="Ada Holm", now=datetime(2031, 3, 4, tzinfo=UTC))
    return path


@pytest.fixture(scope="session")
def places(shelf):
    """Name every address of the site that the small library has, by its route."""
    with Library(shelf) as library:
        story = library.stories()[0].id
        claim = library.story(story).stories[0].claims[0].id
    here = f"/stories/{story}"
    return {
        "/": "/",
        "/stories/{story}": here,
        "/stories/{story}/claims": f"{here}/claims",
        "/stories/{story}/differences": f"{here}/differences",
        "/stories/{story}/lineage": f"{here}/lineage",
        "/stories/{story}/timeline": f"{here}/timeline",
        "/stories/{story}/claims/{claim}": f"{here}/claims/{claim}",
        "/stories/{story}/articles/{article:path}": f"{here}/articles/calder%2Fpost",
        "/stories/{story}/pack.zip": f"{here}/pack.zip",
        "/stories/{story}/claims/{claim}/pack.zip": f"{here}/claims/{claim}/pack.zip",
        "/stories/{story}/claims.csv": f"{here}/claims.csv",
        "/stories/{story}/reports.csv": f"{here}/reports.csv",
        "/stories/{story}/reports.atom": f"{here}/reports.atom",
        "/stories/{story}/reports.json": f"{here}/reports.json",
        "/search.csv": "/search.csv?q=quay",
        "/articles/{article:path}": "/articles/calder%2Fpost",
        "/claims/{claim}": f"/claims/{claim}",
        "/outlets/{outlet:path}": "/outlets/Calder%20Herald",
        "/api/outlets/{outlet:path}": "/api/outlets/Calder%20Herald",
        "/search": "/search?q=quay",
        "/start": "/start",
        "/correct": f"/correct?act=merge&name={story}",
        "/corrections": "/corrections",
        "/corrections/undo": "/corrections/undo",
        "/measured": "/measured",
        "/owners": "/owners",
        "/owners/{request}": "/owners/1",
        "/owners/{request}/look": "/owners/1/look",
        "/owners/{request}/vouch": "/owners/1/vouch",
        "/owners/{request}/withdraw": "/owners/1/withdraw",
        "/api/owners": "/api/owners",
        "/api/owners/{request}": "/api/owners/1",
        "/ask": "/ask?text=The+ferry+Aurelia+hit+the+north+quay+on+Monday.",
        "/add": "/add",
        "/sources": "/sources",
        "/sources/add": "/sources/add",
        "/sources/remove": "/sources/remove",
        "/theme": "/theme?to=dark",
        "/watch": "/watch",
        "/watch/new": "/watch/new?words=quay",
        "/watch/add": "/watch/add",
        "/watch/seen": "/watch/seen",
        "/watch/remove": "/watch/remove",
        "/watch/{watch}": "/watch/1",
        "/watch/{watch}/alerts.atom": "/watch/1/alerts.atom",
        "/api/watch": "/api/watch",
        "/api/watch/{watch}": "/api/watch/1",
        "/stories.atom": "/stories.atom",
        "/stories.json": "/stories.json",
        "/search.atom": "/search.atom?q=quay",
        "/search.json": "/search.json?q=quay",
        "/outlets/{outlet:path}/reports.atom": "/outlets/Calder%20Herald/reports.atom",
        "/outlets/{outlet:path}/reports.json": "/outlets/Calder%20Herald/reports.json",
        "/api": "/api",
        "/api/stories": "/api/stories",
        "/api/stories/{story}": f"/api{here}",
        "/api/stories/{story}/claims/{claim}": f"/api{here}/claims/{claim}",
        "/api/articles/{article:path}/history": "/api/articles/calder%2Fpost/history",
        "/api/search": "/api/search?q=quay",
        "/static/page.css": "/static/page.css",
        "/static/page.js": "/static/page.js",
        "/favicon.ico": "/favicon.ico",
    }
