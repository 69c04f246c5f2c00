"""Names that can't be forged, passwords as they were typed, invitations with so many places, and who guesses waits."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Forbidden, NotFound, PlumblineError, Refused, TooOften
from app.models import BrowserSession, Invitation, Lease, Membership, Person, Story, Throttle, utc_now
from app.passwords import check_password, hash_password, verify_password
from app.pipeline.people import keep_person, make_person
from app.vocabulary import Action, Role
from tests import makers
from tests.makers import find_claim, make_flood, make_story, set_role

PASSWORD = "  wide örtlich 東京 \u0301 harbour"
NOW = utc_now()


def keep(database: Database, name: str, password: str = PASSWORD) -> Person:
    with database.writing() as session:
        person = keep_person(session, make_person(name, password=password))
        session.commit()
    return person


def sign_in(database: Database, name: str = "Ann", password: str = PASSWORD, address: str = "192.0.2.1") -> str:
    return pipeline.sign_in_by_password(database, pipeline.Attempt(name, password, address))


def who(database: Database, cookie: str) -> str | None:
    with database.reading() as session:
        visit = store.find_visit(session, cookie, utc_now())
    return visit[0].name if visit else None


@pytest.mark.parametrize("name", ["admin", "Admin ", " ADMIN", "аdmin", "ａｄｍｉｎ", "аԁmіn", "admın"])
def test_a_name_that_looks_like_anothers_is_refused(database: Database, name: str) -> None:
    keep(database, "admin")
    with pytest.raises(Refused) as refused:
        keep(database, name)
    assert refused.value.field == "name"


@pytest.mark.parametrize("name", ["", "   ", "a\u202eb", "a\u200bb", "\x00", "!!!", "Аnn", "x" * 121, "\ud800"])
def test_a_name_that_can_not_be_read_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        make_person(name)
    assert refused.value.field == "name"


@pytest.mark.parametrize("name", ["Анна Каренина", "José Ñandú", "王小明", "O’Neill-Søby", "נועה", "Ann Lee 2"])
def test_names_of_every_script_are_welcome(database: Database, name: str) -> None:
    assert keep(database, name).name == name


@pytest.mark.parametrize(
    "password", [PASSWORD, "é" * 64, "x y" * 300 + "ab", " 8 blanks", "correct horse battery staple", "\u202eabcdefg!"]
)
def test_a_password_is_verified_by_its_every_character(password: str) -> None:
    kept = hash_password(password)
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert verify_password(password, kept)
    for other in (password.strip() + "x", password[:-1], password[:72] if len(password) > 72 else "", password.upper()):
        assert not verify_password(other, kept)


@pytest.mark.parametrize("password", ["", "short", "passw0rd", "PASSWORD1", "11111111", "qwertyuiop", "annlee123"])
def test_a_password_that_anybody_would_guess_is_refused(password: str) -> None:
    with pytest.raises(Refused) as refused:
        check_password(password, name="Ann Lee")
    assert refused.value.field == "password"


def test_name_and_password_sign_in(database: Database) -> None:
    keep(database, "Ann")
    assert who(database, sign_in(database)) == "Ann"
    assert who(database, sign_in(database, " ANN ")) == "Ann"


def test_whoever_is_not_let_in_is_told_the_same(database: Database) -> None:
    keep(database, "Ann")
    makers.make_person(database, "Bob")
    gone = keep(database, "Gone")
    with database.writing() as session:
        pipeline.disable_person(session, gone.id)
    told = set()
    for name, password in (("Ann", "wrong"), ("Nobody", PASSWORD), ("Bob", ""), ("Gone", PASSWORD), ("\x00", "x")):
        with pytest.raises(Refused) as refused:
            sign_in(database, name, password, address=name)
        told.add((refused.value.message, refused.value.hint, refused.value.status))
    assert len(told) == 1


def fail(database: Database, name: str, address: str) -> str:
    """Guess wrong at one and the same moment as every other guess; return what is said."""
    try:
        attempt = pipeline.Attempt(name, "not the password", address)
        pipeline.sign_in_by_password(database, attempt, now=NOW)
    except PlumblineError as error:
        return type(error).__name__
    return "let in"


@pytest.mark.parametrize("name", ["Ann", "Nobody"])
def test_guessing_at_one_name_from_many_addresses_is_slowed_down(database: Database, name: str) -> None:
    keep(database, "Ann")
    told = [fail(database, name, f"198.51.100.{number}") for number in range(30)]
    assert told == ["Refused"] * 5 + ["TooOften"] * 25
    with pytest.raises(TooOften) as refused:
        pipeline.sign_in_by_password(database, pipeline.Attempt(name, PASSWORD, "192.0.2.1"), now=NOW)
    assert 1 <= refused.value.seconds <= 2


def test_guessing_at_many_names_from_one_address_is_slowed_down(database: Database) -> None:
    told = [fail(database, f"Person {number}", "198.51.100.1") for number in range(40)]
    assert told == ["Refused"] * 30 + ["TooOften"] * 10
    assert fail(database, "Person 41", "198.51.100.2") == "Refused"


def test_nobody_is_locked_out_for_good(database: Database) -> None:
    keep(database, "Ann")
    now = utc_now()
    for number in range(40):
        attempt = pipeline.Attempt("Ann", "wrong", f"198.51.100.{number}")
        with pytest.raises(Refused):
            pipeline.sign_in_by_password(database, attempt, now=now)
        now += timedelta(minutes=15)
    assert pipeline.sign_in_by_password(database, pipeline.Attempt("Ann", PASSWORD, "192.0.2.1"), now=now)
    with database.reading() as session:
        keys = session.scalars(select(col(Throttle.key))).all()
    assert [key for key in keys if key.startswith("account")] == []


def test_many_attempts_at_once_do_not_slip_through_together(database: Database) -> None:
    told: list[str] = []
    threads = [
        threading.Thread(target=lambda n=number: told.append(fail(database, "Ann", f"198.51.100.{n}")))
        for number in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["Refused"] * 5 + ["TooOften"] * 7


def test_a_changed_password_ends_every_other_session(database: Database) -> None:
    ann = keep(database, "Ann")
    here, there = sign_in(database), sign_in(database)
    with database.reading() as session:
        visit = store.find_visit(session, here, utc_now())
    assert visit
    with database.writing() as session, pytest.raises(Refused, match="current password"):
        pipeline.change_password(session, ann, current="wrong", new="another good one", browser=visit[1])
    with database.writing() as session:
        new = pipeline.change_password(session, ann, current=PASSWORD, new="another good one", browser=visit[1])
    assert [who(database, cookie) for cookie in (here, there, new)] == [None, None, "Ann"]
    assert fail(database, "Ann", "192.0.2.7") == "Refused"
    assert who(database, sign_in(database, password="another good one")) == "Ann"


def test_who_lost_a_password_comes_in_by_a_link_and_sets_another(database: Database) -> None:
    ann = keep(database, "Ann")
    with database.writing() as session:
        cookie = pipeline.sign_in(session, pipeline.make_sign_in_link(session, person=ann))
    with database.reading() as session:
        visit = store.find_visit(session, cookie, utc_now())
    assert visit
    with database.writing() as session:
        pipeline.change_password(session, visit[0], current="", new="a newer good one", browser=visit[1])
    assert who(database, sign_in(database, password="a newer good one")) == "Ann"


def test_a_browser_that_was_not_used_for_long_is_signed_out(database: Database) -> None:
    keep(database, "Ann")
    cookie = sign_in(database)
    with database.writing() as session:
        session.execute(update(BrowserSession).values(last_seen_at=utc_now() - timedelta(hours=73)))
        session.commit()
    assert who(database, cookie) is None


def test_somebody_disabled_gives_back_what_they_hold_and_keeps_the_name(database: Database) -> None:
    story = make_flood(database)
    ann, claim = keep(database, "Ann"), find_claim(database, story, "drowned")
    set_role(database, ann, story, Role.REVIEWER)
    owner = makers.make_person(database, "Owner")
    cookie = sign_in(database)
    with database.writing() as session:
        link = pipeline.make_sign_in_link(session, person=ann)
        pipeline.take_claim(session, claim.id, person=ann, now=utc_now())
        pipeline.disable_person(session, ann.id, by=owner)
    with database.writing() as session:
        assert session.scalars(select(Lease)).all() == []
        assert who(database, cookie) is None
        with pytest.raises(Refused):
            pipeline.sign_in(session, link)
        pipeline.enable_person(session, ann.id, by=owner)
    with database.writing() as session, pytest.raises(Refused):
        pipeline.sign_in(session, link)
    assert who(database, cookie) is None
    assert who(database, sign_in(database)) == "Ann"


def test_there_is_always_an_owner(database: Database) -> None:
    owner, other = makers.make_person(database, "Owner"), makers.make_person(database, "Other")
    with database.writing() as session:
        pipeline.set_owner(session, other.id, is_owner=False, by=owner)
    with database.writing() as session, pytest.raises(Conflict, match="only owner"):
        pipeline.disable_person(session, owner.id, by=owner)
    with database.writing() as session, pytest.raises(Conflict, match="only owner"):
        pipeline.set_owner(session, owner.id, is_owner=False, by=owner)
    with database.writing() as session, pytest.raises(Forbidden):
        pipeline.disable_person(session, owner.id, by=other.model_copy(update={"is_owner": False}))


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


@pytest.fixture
def editor(database: Database, story: Story) -> Person:
    return makers.make_person(database, "Editor", Role.EDITOR)


def invite(database: Database, editor: Person, story: Story, **terms: object) -> str:
    with database.writing() as session:
        return pipeline.invite(session, pipeline.Offer(Role.REVIEWER, [story.slug], **terms), by=editor)  # type: ignore[arg-type]  # The tests give the right ones.


def accept(database: Database, token: str, name: str) -> str:
    return pipeline.accept_invitation(database, token, name=name, password=PASSWORD)


def test_an_invitation_makes_an_account_with_its_role(database: Database, story: Story, editor: Person) -> None:
    assert who(database, accept(database, invite(database, editor, story), "Ann")) == "Ann"
    with database.reading() as session:
        ann = store.find_person_by_name(session, "ann")
        assert ann
        assert store.find_role(session, ann, story.id) is Role.REVIEWER
        [row, *_] = store.list_story_history(session, story.id).items
    assert (row.event.action, row.event.person_id, row.event.after["name"]) == (Action.MEMBER_SET, editor.id, "Ann")


def test_an_invitation_lets_in_no_more_than_it_has_places(database: Database, story: Story, editor: Person) -> None:
    token, told = invite(database, editor, story, places=3), []

    def come(number: int) -> None:
        try:
            accept(database, token, f"Guest {number}")
            told.append("in")
        except Refused:
            told.append("out")

    threads = [threading.Thread(target=come, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["in"] * 3 + ["out"] * 5


@pytest.mark.parametrize("refused", [{"name": "Editor"}, {"password": "short"}, {"password": ""}, {"name": ""}])
def test_a_place_stays_free_where_name_or_password_is_refused(
    database: Database, story: Story, editor: Person, refused: dict[str, str]
) -> None:
    token = invite(database, editor, story)
    given = {"name": "Ann", "password": PASSWORD} | refused
    with pytest.raises(Refused):
        pipeline.accept_invitation(database, token, name=given["name"], password=given["password"])
    assert accept(database, token, "Ann")


def _too_old(database: Database) -> None:
    with database.writing() as session:
        session.execute(update(Invitation).values(expires_at=utc_now() - timedelta(seconds=1)))
        session.commit()


def _withdrawn(database: Database) -> None:
    with database.writing() as session:
        row = session.scalars(select(Invitation)).one()
        pipeline.revoke_invitation(session, row.id, by=session.get_one(Person, row.created_by))


def _by_an_editor_who_is_none_any_more(database: Database) -> None:
    with database.writing() as session:
        session.execute(update(Membership).values(role=Role.REVIEWER))
        session.commit()


@pytest.mark.parametrize("spoil", [_too_old, _withdrawn, _by_an_editor_who_is_none_any_more])
def test_an_invitation_that_is_over_lets_nobody_in(
    database: Database, story: Story, editor: Person, spoil: Callable[[Database], None]
) -> None:
    token = invite(database, editor, story)
    spoil(database)
    with pytest.raises(Refused, match="withdrawn, is too old or has no place left"):
        accept(database, token, "Ann")
    with database.reading() as session:
        assert store.find_person_by_name(session, "ann") is None


@pytest.mark.parametrize(
    ("terms", "field"),
    [({"places": 0}, "places"), ({"places": 101}, "places"), ({"days": 31}, "days"), ({"email": "x"}, "email")],
)
def test_an_offer_that_can_not_be_is_refused(
    database: Database, story: Story, editor: Person, terms: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        invite(database, editor, story, **terms)
    assert refused.value.field == field


def test_nobody_invites_to_a_story_that_they_do_not_edit(database: Database, story: Story, editor: Person) -> None:
    other = make_story(database, "Another")
    reviewer = makers.make_person(database, "Reviewer", Role.REVIEWER)
    with pytest.raises(Forbidden):
        invite(database, reviewer, story)
    set_role(database, editor, other, None)
    with pytest.raises(NotFound):
        invite(database, editor, other)
    with database.writing() as session, pytest.raises(Refused, match="owner"):
        pipeline.invite(session, pipeline.Offer(Role.OWNER, [story.slug]), by=editor)


def test_only_who_made_an_invitation_or_an_owner_withdraws_it(database: Database, story: Story, editor: Person) -> None:
    invite(database, editor, story)
    other, owner = makers.make_person(database, "Other", Role.EDITOR), makers.make_person(database, "Owner")
    with database.reading() as session:
        [row] = store.list_invitations(session, utc_now(), story_id=story.id)
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.revoke_invitation(session, row.invitation.id, by=other)
    with database.writing() as session:
        pipeline.revoke_invitation(session, row.invitation.id, by=owner)
    with database.reading() as session:
        assert store.list_invitations(session, utc_now()) == []


def test_an_invitation_never_takes_a_role_away(database: Database, story: Story, editor: Person) -> None:
    token = invite(database, editor, story)
    with database.writing() as session:
        pipeline.join_by_invitation(session, token, person=editor)
    with database.reading() as session:
        assert store.find_role(session, editor, story.id) is Role.EDITOR


def test_whoever_is_taken_out_of_a_story_gives_back_its_claims_and_no_others(database: Database) -> None:
    story, other = make_flood(database), make_story(database, "Another")
    ann, claim = makers.make_person(database, "Ann", Role.REVIEWER), find_claim(database, story, "drowned")
    with database.writing() as session:
        pipeline.take_claim(session, claim.id, person=ann, now=utc_now())
        pipeline.set_member(session, other.slug, ann.id, None, by=None)
        assert len(session.scalars(select(Lease)).all()) == 1
        pipeline.set_member(session, story.slug, ann.id, Role.VIEWER, by=None)
        assert session.scalars(select(Lease)).all() == []
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.set_member(session, other.slug, ann.id, Role.VIEWER, by=None)
