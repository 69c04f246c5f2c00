"""A clock that jumps, forwards or back, takes nothing from anybody: what came later is told by place, not by time."""

from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

import pytest

from app import pipeline, store
from app.db import Database
from app.errors import Conflict, Refused, TooOften
from app.models import Claim, Person, Story, utc_now
from app.pipeline.people import keep_person, make_person
from app.vocabulary import Verdict
from tests.makers import decide
from tests.makers import make_person as make_reviewer
from tests.pipeline.correcting import again, edit, undo

SetClock = Callable[[timedelta], None]
DAY = timedelta(days=1)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Return what sets this process's clock so much off the real one."""

    def set_clock(off: timedelta) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # A plain time, as it was.
                return datetime.now(tz) + off

        monkeypatch.setattr("app.models.columns.datetime", Clock)

    return set_clock


def test_undo_takes_back_what_was_done_last_though_the_clock_went_back(
    database: Database, story: Story, claim: Claim, ann: Person, set_clock: SetClock
) -> None:
    decide(database, claim, ann)
    set_clock(-DAY)
    edit(database, claim, "Thirteen people drowned.", ann)
    undo(database, story, ann)
    after = again(database, claim)
    assert (after.text, after.verdict) == (claim.text, Verdict.CORROBORATED)


def test_what_somebody_built_on_stays_though_the_clock_went_back(
    database: Database, story: Story, claim: Claim, ann: Person, set_clock: SetClock
) -> None:
    bob = make_reviewer(database, "Bob")
    edit(database, claim, "Thirteen people drowned.", ann)
    set_clock(-DAY)
    edit(database, claim, "Fourteen people drowned.", bob)
    with pytest.raises(Conflict, match="Bob has reworded"):
        undo(database, story, ann)
    assert again(database, claim).text == "Fourteen people drowned."


@pytest.mark.parametrize("off", [-DAY, DAY])
def test_a_claim_is_held_by_one_person_whatever_the_clock_does(
    database: Database, claim: Claim, ann: Person, set_clock: SetClock, off: timedelta
) -> None:
    bob = make_reviewer(database, "Bob")
    for person, jump in ((ann, timedelta(0)), (bob, off), (ann, timedelta(0)), (bob, -off)):
        set_clock(jump)
        with database.writing() as session:
            pipeline.take_claim(session, claim.id, person=person, now=utc_now())
        with database.reading() as session:
            assert len(store.list_leases(session, claim.id, utc_now() - 9 * DAY)) == 1


def test_an_import_whose_worker_died_goes_on_though_the_clock_went_back(
    database: Database, story: Story, set_clock: SetClock
) -> None:
    with database.writing() as session:
        job = pipeline.queue_import(session, story.slug, [pipeline.Upload("a.txt", b"A dam broke at Lindau.")])

    class DiedError(Exception):
        """A worker that comes to its end in the middle."""

    def die() -> bool:
        raise DiedError

    with pytest.raises(DiedError):
        pipeline.run_import(database, job.id, should_leave=die)
    assert pipeline.resume_imports(database) == []
    set_clock(-DAY)
    assert pipeline.resume_imports(database) == [job.id]


def test_who_has_to_wait_for_signing_in_waits_no_longer_because_the_clock_went_back(
    database: Database, set_clock: SetClock
) -> None:
    with database.writing() as session:
        keep_person(session, make_person("Ann", password="a wide harbour"))
        session.commit()
    with pytest.raises(TooOften):
        _guess(database, 40)
    set_clock(-DAY)
    assert pipeline.sign_in_by_password(database, pipeline.Attempt("Ann", "a wide harbour", "192.0.2.1"))


def _guess(database: Database, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            pipeline.sign_in_by_password(database, pipeline.Attempt("Ann", "guessed", "192.0.2.1"))


def test_a_browser_stays_signed_in_though_the_clock_went_back(
    database: Database, ann: Person, set_clock: SetClock
) -> None:
    with database.writing() as session:
        cookie = pipeline.sign_in(session, pipeline.make_sign_in_link(session, person=ann))
    for off, name in ((-DAY, "Ann"), (365 * DAY, None)):
        set_clock(off)
        with database.reading() as session:
            visit = store.find_visit(session, cookie, utc_now())
        assert (visit[0].name if visit else None) == name
