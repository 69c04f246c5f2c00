"""Articles come in one by one, each by itself, each once."""

import hashlib
import json
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlmodel import SQLModel, col

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.errors import NotFound, Refused
from app.models import Article, Capture, Event, ImportItem, ImportJob, Source, Story, utc_now
from app.pipeline import Upload
from app.vocabulary import Action, ItemState, JobState
from tests.makers import make_person, make_story

FIRST = b"A dam broke at Lindau on Monday. The flood drowned 12 people, the mayor said."
SECOND = b"The dam at Lindau gave way on Monday. Twelve people drowned, officials said."
PAGE = (
    b"<html><head><title>Dam breaks</title></head><body><article><h1>Dam breaks</h1><p>A dam broke at Lindau on Monday "
    b"and the flood drowned at least twelve people in the valley below it.</p><p>Rescuers were searching the banks of "
    b"the river for three more people on Tuesday, the mayor told reporters.</p></article></body></html>"
)


@pytest.fixture
def story(database: Database) -> Story:
    return make_story(database)


def _queue(database: Database, story: Story, *uploads: Upload) -> str:
    with database.writing() as session:
        return pipeline.queue_import(session, story.slug, uploads).id


def _import(database: Database, story: Story, *uploads: Upload) -> list[ImportItem]:
    job_id = _queue(database, story, *uploads)
    assert pipeline.run_import(database, job_id).state is JobState.DONE
    return _items(database, job_id)


def _items(database: Database, job_id: str) -> list[ImportItem]:
    with database.reading() as session:
        return store.list_import_items(session, job_id)


def _count(database: Database, table: type[SQLModel]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _articles(database: Database, story: Story) -> list[Article]:
    with database.reading() as session:
        return [row.article for row in store.list_articles(session, story.id).items]


def test_each_file_succeeds_or_fails_by_itself(database: Database, story: Story) -> None:
    items = _import(
        database,
        story,
        Upload("first.txt", FIRST),
        Upload("empty.txt", b""),
        Upload("noise.bin", bytes(range(256)) * 40),
        Upload("page.html", PAGE),
        Upload("blank.html", b"<html><body></body></html>"),
    )
    assert [item.state for item in items] == [
        ItemState.ADDED,
        ItemState.REFUSED,
        ItemState.REFUSED,
        ItemState.ADDED,
        ItemState.REFUSED,
    ]
    assert all(item.message for item in items if item.state is ItemState.REFUSED)
    assert _count(database, Article) == 2


def test_the_bytes_are_kept_as_they_came_once(database: Database, story: Story) -> None:
    _import(database, story, Upload("a.txt", FIRST), Upload("b.txt", FIRST), Upload("empty.txt", b""))
    sha256 = hashlib.sha256(FIRST).hexdigest()
    with database.reading() as session:
        capture = store.get_capture(session, sha256)
    assert (capture.data, capture.name) == (FIRST, "a.txt")
    assert _count(database, Capture) == 2


def test_the_same_text_twice_is_one_article_and_says_so(database: Database, story: Story) -> None:
    known = {"title": "Dam breaks"}
    first, second = _import(database, story, Upload("a.txt", FIRST, known=known), Upload("b.txt", FIRST))
    assert (second.state, second.article_id) == (ItemState.KNOWN, first.article_id)
    assert second.message == "The same text is here already: Dam breaks"
    [third] = _import(database, story, Upload("c.txt", FIRST))
    assert third.article_id == first.article_id


def test_the_same_text_may_be_in_two_stories(database: Database, story: Story) -> None:
    other = make_story(database, "Another story")
    for into in (story, other):
        [item] = _import(database, into, Upload("a.txt", FIRST))
        assert item.state is ItemState.ADDED
    assert (_count(database, Article), _count(database, Capture)) == (2, 1)


def test_what_is_said_beside_the_bytes_goes_first(database: Database, story: Story) -> None:
    known = {
        "title": " Dam\n breaks ",
        "publisher": "The Echo",
        "author": "Ada Moor",
        "published_at": "2031-03-03",
        "url": "https://echo.example/dam",
        "language": "en",
    }
    _import(database, story, Upload("a.txt", FIRST, known=known))
    [article] = _articles(database, story)
    assert (article.title, article.author, article.published_at) == ("Dam breaks", "Ada Moor", date(2031, 3, 3))
    assert (article.url, article.language) == ("https://echo.example/dam", "en")
    with database.reading() as session:
        assert store.get_article(session, article.id).source_name == "The Echo"


@pytest.mark.parametrize(
    "known",
    [
        {"title": "x" * 1001},
        {"published_at": "yesterday"},
        {"published_at": "2031-02-30"},
        {"url": "https://echo.example/" + "x" * 2000},
        {"author": "bell \a"},
        {"language": "x" * 9},
    ],
    ids=lambda known: next(iter(known)),
)
def test_what_cannot_be_kept_beside_the_bytes_is_refused_in_words(
    database: Database, story: Story, known: dict[str, str]
) -> None:
    [item] = _import(database, story, Upload("a.txt", FIRST, known=known))
    assert item.state is ItemState.REFUSED
    assert item.message


@pytest.mark.parametrize("name", ["a\0b.txt", "\ud800.txt", "../../etc/passwd", "x" * 5000 + ".txt", "a\r\nb.txt", ""])
def test_a_strange_name_is_kept_as_far_as_it_can_be(database: Database, story: Story, name: str) -> None:
    [item] = _import(database, story, Upload(name, FIRST, media_type="text/plain\0"))
    assert item.state is ItemState.ADDED
    assert len(item.name) <= 400


def test_one_outlet_has_one_name_however_it_is_spelled(database: Database, story: Story) -> None:
    _import(
        database,
        story,
        Upload("a.txt", FIRST, known={"publisher": "The Echo"}),
        Upload("b.txt", SECOND, known={"publisher": " THE  ＥＣＨＯ"}),
    )
    with database.reading() as session:
        assert session.scalars(select(Source.name)).all() == ["The Echo"]  # type: ignore[call-overload]


def test_a_file_of_records_gives_an_article_a_record(database: Database, story: Story) -> None:
    records = [
        {"text": FIRST.decode(), "publisher": "The Echo", "published_at": "2031-03-03"},
        {"title": "Nothing in it"},
        {"text": SECOND.decode(), "publisher": "Valley Post"},
    ]
    data = "\n".join(map(json.dumps, records)).encode()
    items = _import(database, story, Upload("reports.jsonl", data), Upload("again.txt", FIRST))
    assert [(item.position, item.record, item.state) for item in items] == [
        (0, 1, ItemState.ADDED),
        (0, 2, ItemState.REFUSED),
        (0, 3, ItemState.ADDED),
        (1, 0, ItemState.KNOWN),
    ]
    assert "2" in items[1].message
    article = _articles(database, story)[1]
    assert (article.name, article.record) == ("reports.jsonl", 3)
    assert article.text_sha256 == hashlib.sha256(SECOND).hexdigest()
    assert article.capture_sha256 == hashlib.sha256(data).hexdigest()


def test_a_table_of_articles_is_taken_apart_as_well(database: Database, story: Story) -> None:
    table = "publisher,text\r\nThe Echo," + FIRST.decode().replace(",", ";") + "\r\n"
    [item] = _import(database, story, Upload("reports.csv", table.encode()))
    assert item.state is ItemState.ADDED


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"publisher,text\r\n", b"no header at all"])
def test_a_file_of_records_that_has_none_is_refused_as_one(database: Database, story: Story, data: bytes) -> None:
    [item] = _import(database, story, Upload("reports.csv", data))
    assert (item.record, item.state) == (0, ItemState.REFUSED)


def test_an_article_that_is_too_large_is_refused_in_words(tmp_path: Path, database_url: str) -> None:
    database = Database(Settings(data=tmp_path, database_url=database_url, max_article_mb=1))
    story = make_story(database)
    large = b"A dam broke at Lindau on Monday. " * 40_000
    record = json.dumps({"text": large.decode()}).encode() + b"\n" + json.dumps({"text": FIRST.decode()}).encode()
    items = _import(database, story, Upload("large.txt", large), Upload("reports.jsonl", record))
    assert [item.state for item in items] == [ItemState.REFUSED, ItemState.REFUSED, ItemState.ADDED]
    assert "larger than the 1 MB" in items[0].message
    database.close()


def test_a_text_in_another_language_comes_in_and_is_counted_as_partial(database: Database, story: Story) -> None:
    text = "Am Montag ist in Lindau ein Damm gebrochen. Zwölf Menschen sind ertrunken, sagte die Bürgermeisterin."
    (item,) = _import(database, story, Upload("a.txt", text.encode(), known={"language": "de"}))
    assert item.message.startswith("Read in part, as it is in German: sentences, numbers, dates")
    with database.reading() as session:
        progress = store.count_progress(session, story.id)
    assert (progress.partial_articles, progress.partial_languages) == (1, ("German",))


def test_an_import_ends_with_the_claims_lined_up(database: Database, story: Story) -> None:
    _import(
        database,
        story,
        Upload("a.txt", FIRST, known={"publisher": "The Echo", "published_at": "2031-03-03"}),
        Upload("b.txt", SECOND, known={"publisher": "Valley Post", "published_at": "2031-03-03"}),
    )
    with database.reading() as session:
        rows = store.list_claims(session, story.id, store.ClaimFilter()).items
    assert rows != []
    assert max(row.sources for row in rows) == 2


def test_an_import_is_recorded_with_its_counts(database: Database, story: Story) -> None:
    ann = make_person(database)
    with database.writing() as session:
        job = pipeline.queue_import(session, story.slug, [Upload("a.txt", FIRST), Upload("b.txt", b"")], person=ann)
    pipeline.run_import(database, job.id)
    with database.reading() as session:
        newest = store.list_story_history(session, story.id).items[0]
        counts = store.count_import(session, job.id)
    assert (newest.event.action, newest.person_name) == (Action.ARTICLES_IMPORTED, "Ann")
    assert newest.event.after == {"job": job.id, "added": 1, "known": 0, "refused": 1}
    assert (counts.total, counts.added, counts.refused, counts.waiting, counts.done) == (2, 1, 1, 0, 2)


def test_progress_is_told_article_by_article(database: Database, story: Story) -> None:
    told: list[tuple[int, int]] = []
    job_id = _queue(database, story, Upload("a.txt", FIRST), Upload("b.txt", SECOND))
    pipeline.run_import(database, job_id, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_nothing_is_no_import(database: Database, story: Story) -> None:
    with pytest.raises(Refused) as refused:
        _queue(database, story)
    assert refused.value.field == "files"
    assert _count(database, ImportJob) == 0


def test_a_job_that_is_done_is_not_done_again(database: Database, story: Story) -> None:
    job_id = _queue(database, story, Upload("a.txt", FIRST))
    first = pipeline.run_import(database, job_id)
    assert pipeline.run_import(database, job_id) == first
    assert _count(database, Event) == 2


def test_of_several_workers_one_works_a_job_off(database: Database, story: Story) -> None:
    job_id = _queue(database, story, *(Upload(f"{n}.txt", FIRST + b" Report %d." % n) for n in range(12)))
    told: list[int] = []
    threads = [
        threading.Thread(
            target=pipeline.run_import, args=[database, job_id], kwargs={"on_progress": lambda d, _: told.append(d)}
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == list(range(1, 13))
    assert (_count(database, Article), _count(database, Event)) == (12, 2)


def test_the_same_file_in_two_imports_at_once_is_one_article(database: Database, story: Story) -> None:
    jobs = [_queue(database, story, Upload("a.txt", FIRST, known={"publisher": "The Echo"})) for _ in range(4)]
    threads = [threading.Thread(target=pipeline.run_import, args=[database, job_id]) for job_id in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = sorted(item.state.value for job_id in jobs for item in _items(database, job_id))
    assert states == ["added", "known", "known", "known"]
    assert (_count(database, Article), _count(database, Source), _count(database, Capture)) == (1, 1, 1)


def _age(database: Database, job_id: str) -> None:
    """Let the lease of a job run out."""
    with database.writing() as session:
        session.execute(update(ImportJob).values(lease_until=utc_now() - timedelta(seconds=1)))
        session.commit()
    with database.reading() as session:
        assert store.get_import(session, job_id).state is not JobState.DONE


def _stop_after(database: Database, job_id: str, articles: int) -> None:
    """Have a worker give the job back after so many articles."""
    seen: list[int] = []
    pipeline.run_import(
        database, job_id, on_progress=lambda done, _: seen.append(done), should_leave=lambda: len(seen) >= articles
    )


def test_a_worker_that_is_told_to_end_gives_the_job_back(database: Database, story: Story) -> None:
    job_id = _queue(database, story, *(Upload(f"{n}.txt", FIRST + b" %d" % n) for n in range(4)))
    _stop_after(database, job_id, 2)
    assert [item.state for item in _items(database, job_id)] == [ItemState.ADDED] * 2 + [ItemState.WAITING] * 2
    assert pipeline.resume_imports(database) == [job_id]
    job = pipeline.run_import(database, job_id)
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert _count(database, Article) == 4


def test_a_job_is_taken_over_only_once_its_lease_has_run_out(database: Database, story: Story) -> None:
    job_id = _queue(database, story, Upload("a.txt", FIRST))
    with database.writing() as session:
        lease = {"state": JobState.RUNNING, "attempts": 1, "lease_until": utc_now() + timedelta(minutes=1)}
        session.execute(update(ImportJob).values(lease))
        session.commit()
    assert pipeline.run_import(database, job_id).state is JobState.RUNNING
    assert pipeline.resume_imports(database) == []
    _age(database, job_id)
    assert pipeline.resume_imports(database) == [job_id]
    assert pipeline.run_import(database, job_id).state is JobState.DONE


def test_a_worker_that_lost_its_lease_does_nothing_any_more(database: Database, story: Story) -> None:
    job_id = _queue(database, story, *(Upload(f"{n}.txt", FIRST + b" %d" % n) for n in range(4)))

    def be_overtaken(done: int, _total: int) -> None:
        if done == 2:
            _age(database, job_id)
            assert pipeline.run_import(database, job_id).state is JobState.DONE

    pipeline.run_import(database, job_id, on_progress=be_overtaken)
    assert (_count(database, Article), _count(database, Event)) == (4, 2)
    with database.reading() as session:
        assert store.get_import(session, job_id).attempts == 2


def test_an_article_that_stops_its_worker_each_time_is_refused(database: Database, story: Story) -> None:
    job_id = _queue(database, story, Upload("a.txt", FIRST), Upload("b.txt", SECOND))
    with database.writing() as session:
        session.execute(update(ImportJob).values(state=JobState.RUNNING, lease_until=utc_now()))
        session.execute(update(ImportItem).where(col(ImportItem.name) == "a.txt").values(attempts=3))
        session.commit()
    assert pipeline.run_import(database, job_id).state is JobState.DONE
    first, second = _items(database, job_id)
    assert (first.state, first.message) == (ItemState.REFUSED, "It stopped the import 3 times.")
    assert second.state is ItemState.ADDED


def test_a_job_whose_claims_stop_its_worker_each_time_is_given_up(database: Database, story: Story) -> None:
    job_id = _queue(database, story, Upload("a.txt", FIRST))
    with database.writing() as session:
        session.execute(update(ImportJob).values(state=JobState.RUNNING, failures=3, lease_until=utc_now()))
        session.execute(update(ImportItem).values(state=ItemState.ADDED))
        session.commit()
    job = pipeline.run_import(database, job_id)
    assert (job.state, job.message) == (
        JobState.FAILED,
        "Lining up the claims was begun 3 times and never ended.",
    )
    assert pipeline.resume_imports(database) == []


def test_an_import_that_is_waiting_is_stopped_at_once(database: Database, story: Story) -> None:
    job_id = _queue(database, story, Upload("a.txt", FIRST))
    with database.writing() as session:
        assert pipeline.stop_import(session, job_id, person=None).state is JobState.STOPPED
    assert pipeline.run_import(database, job_id).state is JobState.STOPPED
    assert [item.state for item in _items(database, job_id)] == [ItemState.STOPPED]
    assert _count(database, Article) == 0


def test_an_import_that_is_running_stops_at_its_next_article(database: Database, story: Story) -> None:
    job_id = _queue(database, story, *(Upload(f"{n}.txt", FIRST + b" %d" % n) for n in range(5)))

    def stop(done: int, _total: int) -> None:
        if done == 2:
            with database.writing() as session:
                assert pipeline.stop_import(session, job_id, person=None).state is JobState.STOPPING

    job = pipeline.run_import(database, job_id, on_progress=stop)
    assert job.state is JobState.STOPPED
    assert [item.state for item in _items(database, job_id)] == [ItemState.ADDED] * 2 + [ItemState.STOPPED] * 3
    with database.reading() as session:
        assert store.list_claims(session, story.id, store.ClaimFilter()).items != []


def test_stopping_what_is_over_changes_nothing(database: Database, story: Story) -> None:
    job_id = _queue(database, story, Upload("a.txt", FIRST))
    pipeline.run_import(database, job_id)
    with database.writing() as session:
        assert pipeline.stop_import(session, job_id, person=None).state is JobState.DONE


@pytest.mark.parametrize("job_id", ["2" * 16, str(10**20), "\0", "abc", ""])
def test_an_import_that_is_none_is_not_found(database: Database, job_id: str) -> None:
    with database.writing() as session, pytest.raises(NotFound):
        pipeline.stop_import(session, job_id, person=None)
    with pytest.raises(NotFound):
        pipeline.run_import(database, job_id)


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.html", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [upload.name for upload in pipeline.uploads_from_paths([tmp_path, tmp_path / "b.txt"])[0]] == [
        "a/b.html",
        "a/z.txt",
        "b.txt",
        "b.txt",
    ]


def test_a_path_that_is_not_there_is_named_with_the_reason_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"x")
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    uploads, refused = pipeline.uploads_from_paths([tmp_path, tmp_path / "nothing.txt"])
    assert [upload.name for upload in uploads] == ["b.txt"]
    assert refused == [
        (str(tmp_path / "c.txt"), "It can't be read: no such file or directory."),
        (str(tmp_path / "nothing.txt"), "It can't be read: no such file or directory."),
    ]
