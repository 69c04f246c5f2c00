"""One's own account: the password, and the browsers that are signed in."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from app import pipeline, store
from app.db import Database
from app.errors import Refused
from app.models import BrowserSession, Person, utc_now
from app.vocabulary import Entry
from app.web import sessions
from app.web.deps import AppSettings, OwnBrowser, SignedIn, Writer, at_the_door, get_database, render, see

router = APIRouter()


@router.get("/account")
def show_account(request: Request, person: SignedIn, browser: OwnBrowser) -> HTMLResponse:
    """Show a person's own password form and where they are signed in."""
    return _show(request, person, browser)


def _show(request: Request, person: Person, browser: BrowserSession, *, refusal: Refused | None = None) -> HTMLResponse:
    with get_database(request).reading() as session:
        browsers = store.list_browsers(session, person, utc_now())
    return render(
        request,
        "people/account.html",
        status=refusal.status if refusal else 200,
        browsers=browsers,
        own=browser,
        asks_current=bool(person.password_hash) and browser.entry is not Entry.LINK,
        refusal=refusal,
    )


@router.post("/account/password")
async def change_password(
    request: Request,
    person: SignedIn,
    browser: OwnBrowser,
    settings: AppSettings,
    *,
    current: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
) -> Response:
    """Set a person's password; every other browser is signed out."""
    work = partial(_change, get_database(request), person, current, new, browser)
    try:
        cookie = await at_the_door(request, work)
    except Refused as refusal:
        return _show(request, person, browser, refusal=refusal)
    response = see(request, "/account", said="The password is changed, and every other browser is signed out.")
    sessions.set_cookie(response, cookie, settings)
    return response


def _change(database: Database, person: Person, current: str, new: str, browser: BrowserSession) -> str:
    with database.writing() as session:
        return pipeline.change_password(session, person, current=current, new=new, browser=browser)


@router.post("/account/browsers/{mark}/end")
def end_session(request: Request, mark: str, session: Writer, person: SignedIn) -> Response:
    """Sign one of the person's browsers out."""
    pipeline.end_session(session, mark, person=person)
    return see(request, "/account", said="That browser is signed out.")
