"""What the owner of the library does on the pages: adding, sources, colours. All of it is POST."""

from hashlib import sha256
from importlib.resources import as_file, files
from urllib.parse import quote, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from firsthand.collect import articles
from firsthand.errors import UsageError
from firsthand.records import Article
from firsthand.serve.site import corrections, sheets
from firsthand.serve.site.guard import came_from
from firsthand.serve.site.parameters import YEAR, Sent, desk, form, now, number
from firsthand.serve.words import say

#: remembers the name under which somebody corrects, and its characters
WHO, _NAME = "firsthand_who", 100


def take(request: Request, sent: Sent) -> Response:
    """Add an article by its address or its text, or the sample where nothing is named."""
    owner(request)
    library, given = desk(request).library, sent.get("what", "").strip()
    if "sample" in sent:
        with as_file(files("firsthand").joinpath("demo", "articles")) as folder:
            added = library.add(folder)
    elif not given:
        return _again(request, say("start.empty"), given)
    else:
        added = library.add(_named(given))
    if not (added.new or added.changed or added.known):
        why = "; ".join(refused.reason for refused in added.refused)
        return _again(request, say("start.problem", why=why), given)
    return RedirectResponse("/", status_code=303)


def _again(request: Request, problem: str, given: str) -> Response:
    return sheets.answer(
        request, "start", status=400, title=say("site.start"), problem=problem, given=given
    )


def _named(given: str) -> str | Article:
    """Tell an address from a text; a path is a text like others, nothing here reads files."""
    if given.startswith(("http://", "https://")) and not any(sign.isspace() for sign in given):
        return given
    return articles.make(given, id=f"given-{sha256(given.encode()).hexdigest()[:16]}")


def add_source(request: Request, sent: Sent) -> Response:
    owner(request)
    address = sent.get("address", "").strip()
    if not address.startswith(("http://", "https://")):
        raise HTTPException(400, say("sources.none"))
    desk(request).library.sources.add(address, now=now(request))
    return RedirectResponse("/sources", status_code=303)


def remove_source(request: Request, sent: Sent) -> Response:
    owner(request)
    desk(request).library.sources.remove(sent.get("address", ""))
    return RedirectResponse("/sources", status_code=303)


def owner(request: Request) -> None:
    """Refuse what only the owner of this computer may do."""
    if desk(request).public:
        raise HTTPException(403, say("site.notadded"))


def theme(request: Request) -> Response:
    wanted = request.query_params.get("to", "")
    answer = RedirectResponse(came_from(request.headers), status_code=303)
    if wanted in {"light", "dark"}:
        answer.set_cookie(sheets.THEME, wanted, max_age=YEAR, httponly=True, samesite="lax")
    else:
        answer.delete_cookie(sheets.THEME)
    return answer


# --------------------------------------------------------------------------- corrections


def ask_correction(request: Request) -> Response:
    """Ask before a correction is made: what else it needs to name, by whom it is, and why."""
    owner(request)
    act, names = request.query_params.get("act", ""), request.query_params.getlist("name")
    proposal = corrections.propose(desk(request).library, act, names[:2])
    return _asked(request, proposal)


def correct(request: Request, sent: Sent) -> Response:
    owner(request)
    library, names = desk(request).library, [name for name in sent.getlist("name") if name]
    act, who = sent.get("act", ""), sent.get("who", "").strip()
    if act == "split":
        # the story itself was named so that its articles could be offered
        names = [name for name in names if name not in library.pages.outlines(names)]
    try:
        made = library.correct(
            act, *names, who=who or None, why=sent.get("why", ""), now=now(request)
        )
    except UsageError as error:
        begun = [name for name in sent.getlist("name") if name][:1]
        proposal = corrections.propose(library, act, begun)
        return _asked(request, proposal, status=400, problem=str(error))
    return _signed(RedirectResponse(corrections.where(library, made), status_code=303), who)


def undo(request: Request, sent: Sent) -> Response:
    owner(request)
    given, who = sent.get("number", ""), sent.get("who", "").strip()
    if not given.isascii() or not given.isdecimal() or len(given) > 9:
        raise HTTPException(400, say("site.notread"))
    desk(request).library.undo(
        int(given), who=who or None, why=sent.get("why", ""), now=now(request)
    )
    return _signed(RedirectResponse("/corrections", status_code=303), who)


def made(request: Request) -> Response:
    """Show the corrections that were made, all or those on one thing."""
    owner(request)
    name, after = request.query_params.get("name") or None, number(request, "after")
    library = desk(request).library
    found = library.acts(name=name, most=corrections.ACTS + 1, after=after)
    return sheets.answer(
        request, "corrections", title=say("correct.head"), about=name,
        acts=corrections.history(library, found), who=_who(request),
        more=after + corrections.ACTS if len(found) > corrections.ACTS else None,
    )  # fmt: skip


def _asked(
    request: Request, proposal: corrections.Proposal, *, status: int = 200, problem: str = ""
) -> Response:
    return sheets.answer(
        request, "correct", status=status, title=proposal.question, page=proposal,
        problem=problem, who=_who(request),
    )  # fmt: skip


def _who(request: Request) -> str:
    return unquote(request.cookies.get(WHO, ""))[:_NAME]


def _signed(answer: Response, who: str) -> Response:
    """Let the browser remember the name that somebody gave."""
    answer.set_cookie(WHO, quote(who[:_NAME]), max_age=YEAR, httponly=True, samesite="lax")
    return answer


ROUTES = [
    Route("/correct", ask_correction),
    Route("/correct", form(correct), methods=["POST"]),
    Route("/corrections", made),
    Route("/corrections/undo", form(undo), methods=["POST"]),
    Route("/add", form(take), methods=["POST"]),
    Route("/sources/add", form(add_source), methods=["POST"]),
    Route("/sources/remove", form(remove_source), methods=["POST"]),
    Route("/theme", theme, methods=["POST"]),
]
