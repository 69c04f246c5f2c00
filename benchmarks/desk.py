"""Fifty reviewers at one desk for a minute: one process on SQLite, two on PostgreSQL, beside Datasette's row page.

usage: python -m benchmarks.desk [--reviewers 50] [--seconds 60] [--pause 5] [--claims 5000]

Each reviewer reads for a while (`--pause` seconds on average, anything from none to twice that), gives a verdict as the
desk's form does through htmx and gets the next claim in the same answer. Nobody reads a claim with its evidence in less
than a few seconds; five are a desk in a great hurry. Meanwhile as many readers ask Datasette for row pages of a copy of
the same rows at the same pace, so that both serve as many people on the same machine at the same time. Everybody signs
in before the clock starts. Clients and servers share the machine. Afterwards the rows are counted: every verdict that
was answered is there once, and no claim has two.
"""

import argparse
import itertools
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
from sqlalchemy import func, select
from sqlmodel import col

from app import pipeline
from app.config import Settings
from app.db import Database
from app.models import Claim, Person, Review
from benchmarks.rows import SLUG, fill
from benchmarks.serving import TYPED, free_port, running

_CLAIM = re.compile(r"/review/([a-z2-9]{16})")
_FIELD = re.compile(r'name="(csrf|seen_version|seen_revision)" value="([^"]*)"')
_ASKS_FRAGMENT = {"HX-Request": "true", "HX-Target": "desk", "Sec-Fetch-Site": "same-origin"}


@dataclass
class Tally:
    """What the reviewers met: how long verdict and next took, what went wrong, and the claims that were reviewed."""

    seconds: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    reviewed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Pace:
    """How long everybody works, and how long they read between two requests; all of them begin together."""

    seconds: float
    pause: float
    start: threading.Barrier

    def turns(self, number: int) -> Iterator[None]:
        """Yield whenever the person with this number has read enough, until the time is over."""
        chance = random.Random(number)  # noqa: S311  It spaces requests, and keeps no secret.
        self.start.wait()
        end = time.monotonic() + self.seconds
        while True:
            time.sleep(chance.uniform(0, 2 * self.pause))
            if time.monotonic() > end:
                return
            yield


def main() -> None:
    """Run the minute on each database that there is and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviewers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=5)
    parser.add_argument("--claims", type=int, default=5000)
    wanted = parser.parse_args()
    print("| desk | verdicts | errors | lost or doubled | p50 | p95 | datasette row p95 | p95 against twice that |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    report(wanted, "SQLite, 1 process", processes=1)
    with _postgres() as url:
        report(wanted, "PostgreSQL, 2 processes", processes=2, url=url)


def report(wanted: argparse.Namespace, name: str, *, processes: int, url: str = "") -> None:
    """Measure one desk and print its row."""
    folder = Path(tempfile.mkdtemp(prefix="plumbline-desk-"))
    try:
        tally, wrong = _measure(wanted, folder, processes, url)
    finally:
        shutil.rmtree(folder)
    ours, peer = _p95(tally.seconds), _p95(tally.peer)
    told = ", ".join(f"{times} x {what}" for what, times in tally.errors.items()) or "0"
    print(
        f"| {name} | {len(tally.reviewed)} | {told} | {wrong} | {statistics.median(tally.seconds) * 1000:.0f} ms "
        f"| {ours * 1000:.0f} ms | {peer * 1000:.0f} ms | {ours / (2 * peer):.2f} |",
        flush=True,
    )


def _measure(wanted: argparse.Namespace, folder: Path, processes: int, url: str) -> tuple[Tally, int]:
    fill(folder, wanted.claims, url)
    peer_folder = folder / "peer"
    fill(peer_folder, wanted.claims)
    database = Database(Settings(data=folder, database_url=url))
    links = _make_people(database, wanted.reviewers)
    tally = Tally()
    with ExitStack() as stack:
        servers = [stack.enter_context(_serve(folder, url)) for _ in range(processes)]
        peer = stack.enter_context(_serve_peer(peer_folder / "plumbline.db"))
        addresses = itertools.cycle(str(server.base_url) for server in servers)
        rows = re.findall(r'href="(/plumbline/claim/[a-z2-9]{16})"', peer.get("/plumbline/claim").text)
        pace = Pace(wanted.seconds, wanted.pause, threading.Barrier(2 * len(links)))
        reviewers = [
            threading.Thread(target=_review, args=(next(addresses), link, pace, number, tally))
            for number, link in enumerate(links)
        ]
        readers = [
            threading.Thread(target=_read_peer, args=(str(peer.base_url), rows, pace, number, tally))
            for number in range(len(links))
        ]
        for thread in (*reviewers, *readers):
            thread.start()
        for thread in (*reviewers, *readers):
            thread.join()
    wrong = _count_wrong(database, tally)
    database.close()
    return tally, wrong


def _make_people(database: Database, number: int) -> list[str]:
    """Keep reviewers, each of whom may do everything, and return the links that sign them in."""
    with database.writing() as session:
        people = [Person(name=f"R{n}", folded_name=f"r{n}", is_owner=True) for n in range(number)]
        session.add_all(people)
        session.commit()
        return [pipeline.make_sign_in_link(session, person=person) for person in people]


def _review(address: str, link: str, pace: Pace, number: int, tally: Tally) -> None:
    """Review claim after claim until the time is over, and note how it went."""
    with httpx2.Client(base_url=address, timeout=60, follow_redirects=True) as client:
        client.get(f"/sign-in/{link}", headers=TYPED).raise_for_status()
        page = client.get(f"/stories/{SLUG}/review")
        place = str(page.url)
        for _ in pace.turns(number):
            claim = _CLAIM.search(place)
            if page.status_code != 200 or claim is None:
                tally.errors[f"status {page.status_code}"] += 1
                return
            form = {"verdict": "disputed", "rationale": "", **dict(_FIELD.findall(page.text))}
            start = time.perf_counter()
            try:
                page = client.post(f"/stories/{SLUG}/review/{claim[1]}", data=form, headers=_ASKS_FRAGMENT)
            except httpx2.HTTPError as error:
                tally.errors[type(error).__name__] += 1
                return
            tally.seconds.append(time.perf_counter() - start)
            place = page.headers.get("HX-Push-Url", "")
            if page.status_code == 200:
                tally.reviewed.append(claim[1])


def _read_peer(address: str, rows: Sequence[str], pace: Pace, number: int, tally: Tally) -> None:
    """Open one row page after the other until the time is over."""
    with httpx2.Client(base_url=address, timeout=60) as client:
        client.get(rows[0]).raise_for_status()
        own = itertools.islice(itertools.cycle(rows), number, None)
        for _, row in zip(pace.turns(number), own, strict=False):
            start = time.perf_counter()
            client.get(row).raise_for_status()
            tally.peer.append(time.perf_counter() - start)


def _count_wrong(database: Database, tally: Tally) -> int:
    """Count the verdicts that were answered and aren't there, and the claims that have more than one."""
    with database.reading() as session:
        rows = session.execute(select(col(Review.claim_id), func.count()).group_by(col(Review.claim_id))).all()
        decided = session.scalar(select(func.count()).select_from(Claim).where(col(Claim.version) > 0)) or 0
    kept: dict[str, int] = dict(rows)
    doubled = sum(times > 1 for times in kept.values())
    answered_twice = len(tally.reviewed) - len(set(tally.reviewed))
    return len(set(tally.reviewed) - set(kept)) + doubled + answered_twice + abs(len(kept) - decided)


@contextmanager
def _serve(folder: Path, url: str) -> Iterator[httpx2.Client]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "PLUMBLINE_DATA": str(folder),
        "PLUMBLINE_DATABASE_URL": url,
        "PLUMBLINE_PUBLIC_URL": address,
    }
    with running([sys.executable, "-m", "app", "serve", "--port", str(port)], address, environment) as client:
        yield client


@contextmanager
def _serve_peer(file: Path) -> Iterator[httpx2.Client]:
    port = free_port()
    command = [sys.executable, "-m", "datasette", "serve", str(file), "--port", str(port)]
    with running(command, f"http://127.0.0.1:{port}", dict(os.environ)) as client:
        yield client


@contextmanager
def _postgres() -> Iterator[str]:
    """Run a PostgreSQL server of its own and yield an empty database's address."""
    from tests.postgres import running_postgres  # noqa: PLC0415  The development packages bring the server.

    with running_postgres() as server, server.fresh() as url:
        yield url


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
