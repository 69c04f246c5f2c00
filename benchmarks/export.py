"""A story of a million verdicts taken away as CSV while people go on deciding: time, memory, and every row once.

usage: python -m benchmarks.export [--verdicts 1000000] [--writers 5]

The server is a process of its own on SQLite, and is read as fast as it sends. Writers are threads of this process that
decide claims of the story all the while, as another server on the same file would. Client, writers and server share the
machine. Memory is what the server has resident, read from /proc ten times a second.
"""

import argparse
import csv
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from sqlalchemy import insert, select
from sqlmodel import col

from app import pipeline, store
from app.config import Settings
from app.db import Database
from app.models import Claim, Decision, Person, Story, new_id, utc_now
from app.vocabulary import Verdict
from benchmarks.serving import TYPED
from tests.serving import serving

_SLUG = "a-long-story"
_A_BATCH = 20_000
_PAUSE = 0.2


def fill(database: Database, number: int) -> list[str]:
    """Make a story of so many decided claims; return the ids of some of them."""
    story, some = Story(slug=_SLUG, title="A long story"), []
    with database.writing() as session:
        session.add(story)
        session.flush()
        for first in range(0, number, _A_BATCH):
            ids = [new_id() for _ in range(min(_A_BATCH, number - first))]
            session.execute(insert(Claim), [_claim(id, n, story.id) for n, id in enumerate(ids, first)])
            session.execute(insert(Decision), [_decision(id) for id in ids])
            some.extend(ids[::1000])
        session.commit()
    return some


_CLAIM = Claim(story_id="", text="", verdict=Verdict.DISPUTED, version=1, in_force=1, basis="2 say so, 1 differs")
_DECISION = Decision(claim_id="", version=1, verdict=Verdict.DISPUTED, rationale="Two lists differ.", basis="2 and 1")


def _claim(id: str, n: int, story_id: str) -> dict[str, Any]:
    own = {"id": id, "story_id": story_id, "rank": n, "text": f"The fire destroyed {n:,} tonnes of grain in hall {n}."}
    return _CLAIM.model_dump() | own | {"decided_at": utc_now()}


def _decision(claim_id: str) -> dict[str, Any]:
    return _DECISION.model_dump() | {"id": new_id(), "claim_id": claim_id, "decided_at": utc_now()}


@dataclass
class Watch:
    """The resident memory of a process, in bytes: when it began to be watched, and at most."""

    pid: int
    began: int = 0
    most: int = 0

    def __call__(self) -> None:
        """Read it, and rest."""
        time.sleep(0.1)
        status = Path(f"/proc/{self.pid}/status").read_text()
        self.most = max(self.most, 1024 * int(status.partition("VmRSS:")[2].split()[0]))
        self.began = self.began or self.most


@contextmanager
def _all_the_while(*works: Any) -> Iterator[None]:
    """Call each work again and again, in a thread of its own, until the block ends."""
    over = threading.Event()

    def repeat(work: Any) -> None:
        while not over.is_set():
            work()

    threads = [threading.Thread(target=repeat, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    yield
    over.set()
    for thread in threads:
        thread.join()


class Writer:
    """Decides the same few claims again and again."""

    def __init__(self, database: Database, person: Person, ids: list[str]) -> None:
        self.database, self.person, self.ids, self.written = database, person, ids, 0

    def __call__(self) -> None:
        """Decide one claim, and rest."""
        id = self.ids[self.written % len(self.ids)]
        with self.database.writing() as session:
            seen, verdict = store.get_claim(session, id).version, list(Verdict)[self.written % 3]
            pipeline.review_claim(session, id, verdict, person=self.person, seen_version=seen)
        self.written += 1
        time.sleep(_PAUSE)


def _read(answer: httpx2.Response, began: float) -> tuple[int, int, float]:
    """Return how many rows came, how many claims are in them, and the seconds until the first byte."""
    first, seen, rows = 0.0, set(), -1
    for row in csv.reader(answer.iter_lines()):
        first = first or time.monotonic() - began
        rows += 1
        seen.add(row[0])
    return rows, len(seen) - 1, first


def main() -> int:
    """Fill, serve, read and print; fail where a row was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verdicts", type=int, default=1_000_000)
    parser.add_argument("--writers", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="plumbline-export-") as name:
        database = Database(Settings(data=Path(name), database_url="", busy_seconds=60))
        database.migrate()
        ids = fill(database, options.verdicts)
        with database.writing() as session:
            link = f"/sign-in/{pipeline.make_sign_in_link(session)}"
        with database.reading() as session:
            person = session.scalars(select(Person).where(col(Person.is_owner))).one()
        writers = [Writer(database, person, ids[n :: options.writers]) for n in range(options.writers)]
        with (
            serving([sys.executable, "-m", "app"], Path(name), {"PLUMBLINE_DATA": name}) as server,
            httpx2.Client(base_url=server.url, timeout=120, follow_redirects=True, trust_env=False) as client,
        ):
            client.get(link, headers=TYPED | {"Sec-Fetch-User": "?1"}).raise_for_status()
            watch = Watch(server.process.pid)
            watch()
            with _all_the_while(*writers, watch):
                began = time.monotonic()
                with client.stream("GET", f"/stories/{_SLUG}/claims.csv") as answer:
                    rows, claims, first = _read(answer.raise_for_status(), began)
                seconds = time.monotonic() - began
        database.close()
    print(f"rows                     {rows:,}, of {claims:,} claims, of {options.verdicts:,} in the story")
    print(f"seconds                  {seconds:.1f}, the first byte after {first:.2f}")
    print(f"memory of the server     {watch.began / 1e6:.0f} MB before, {watch.most / 1e6:.0f} MB at most")
    print(f"verdicts given meanwhile {sum(writer.written for writer in writers):,} by {options.writers} writers")
    return 0 if rows == claims == options.verdicts else 1


if __name__ == "__main__":
    sys.exit(main())
