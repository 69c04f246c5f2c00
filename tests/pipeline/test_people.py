"""A link signs in once; a browser stays signed in until it signs out or its time is over."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app import pipeline, store
from app.db import Database
from app.errors import Refused
from app.models import BrowserSession, Person, SignInLink, utc_now
from tests.makers import make_person


def _link(database: Database, person: Person | None = None) -> str:
    with database.writing() as session:
        return pipeline.make_sign_in_link(session, person=person)


def _sign_in(database: Database, token: str, browser: str = "Browser") -> str:
    with database.writing() as session:
        return pipeline.sign_in(session, token, browser=browser)


def _who(database: Database, cookie: str, *, days: int = 0) -> str | None:
    with database.reading() as session:
        visit = store.find_visit(session, cookie, utc_now() + timedelta(days=days))
    return visit[0].name if visit else None


def test_the_first_link_makes_the_owner_and_the_second_finds_them(database: Database) -> None:
    people = set()
    for _ in range(2):
        cookie = _sign_in(database, _link(database))
        with database.reading() as session:
            visit = store.find_visit(session, cookie, utc_now())
        assert visit is not None
        person = visit.person
        people.add((person.id, person.name, person.is_owner))
    assert [(name, is_owner) for _, name, is_owner in people] == [("Owner", True)]


def test_a_link_may_be_for_somebody_else(database: Database) -> None:
    assert _who(database, _sign_in(database, _link(database, make_person(database, "Ann")))) == "Ann"


def test_a_link_works_once(database: Database) -> None:
    token = _link(database)
    _sign_in(database, token)
    with pytest.raises(Refused, match="used already or is too old"):
        _sign_in(database, token)


def test_a_link_used_by_two_at_once_lets_one_in(database: Database) -> None:
    token, results = _link(database), []
    ready = threading.Barrier(2)

    def use() -> None:
        ready.wait()
        try:
            results.append(bool(_sign_in(database, token)))
        except Refused:
            results.append(False)

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, True]


def test_a_link_that_is_too_old_is_refused(database: Database) -> None:
    token = _link(database)
    with database.writing() as session:
        session.execute(update(SignInLink).values(expires_at=utc_now() - timedelta(seconds=1)))
        session.commit()
    with pytest.raises(Refused):
        _sign_in(database, token)


def test_a_disabled_person_is_neither_let_in_nor_kept_in(database: Database) -> None:
    ann = make_person(database)
    cookie, token = _sign_in(database, _link(database, ann)), _link(database, ann)
    with database.writing() as session:
        session.get_one(Person, ann.id).disabled_at = utc_now()
        session.commit()
    assert _who(database, cookie) is None
    with pytest.raises(Refused):
        _sign_in(database, token)


def test_a_session_ends_by_itself(database: Database) -> None:
    cookie = _sign_in(database, _link(database))
    assert (_who(database, cookie, days=2), _who(database, cookie, days=4)) == ("Owner", None)


def test_signing_out_ends_the_session_and_no_other(database: Database) -> None:
    first, second = _sign_in(database, _link(database)), _sign_in(database, _link(database))
    with database.writing() as session:
        pipeline.sign_out(session, first)
    assert (_who(database, first), _who(database, second)) == (None, "Owner")


def test_sessions_that_are_over_are_cleared_away_at_the_next_sign_in(database: Database) -> None:
    _sign_in(database, _link(database))
    with database.writing() as session:
        session.execute(update(BrowserSession).values(expires_at=utc_now() - timedelta(seconds=1)))
        session.commit()
    _sign_in(database, _link(database))
    with database.reading() as session:
        assert len(session.scalars(select(BrowserSession)).all()) == 1


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "ü" * 5000, "' OR 1=1 --"])
def test_a_token_that_is_none_is_refused_in_words(database: Database, token: str) -> None:
    with pytest.raises(Refused):
        _sign_in(database, token)
    assert _who(database, token) is None


def test_only_hashes_of_tokens_are_kept(database: Database) -> None:
    token = _link(database)
    cookie = _sign_in(database, token, browser="Mozilla\0 \ud800" + "x" * 500)
    with database.reading() as session:
        link = session.scalars(select(SignInLink)).one()
        row = session.scalars(select(BrowserSession)).one()
    assert (link.token_hash, row.token_hash) == (store.hash_token(token), store.hash_token(cookie))
    assert row.browser.startswith("Mozilla x")
    assert len(row.browser) == 200
