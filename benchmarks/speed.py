"""Measure speed and memory beside named peers in one run, and print a table of ratios.

usage: python -m benchmarks.speed [--articles 1000] [--claims 20000] [--requests 200]

Peers: trafilatura extracts the text of the same pages and scikit-learn compares the same statements by TF-IDF, all
pairs (engine); Datasette serves the same rows (web). The engine is measured in the seconds that one core works. Of the
web, client and server share the machine, and the calls of both sides alternate, so that a slow moment hits both.
Compare rows with each other only.
"""

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2

from benchmarks.corpus import write_reports
from benchmarks.rows import SLUG, fill
from benchmarks.serving import HERE, TYPED, free_port, running

if TYPE_CHECKING:
    from app.nlp.claims import Article

# How many articles are read, and how many come in one after the other; how many statements TF-IDF compares at a time.
_READ = 200
_MORE = 3
_BLOCK = 500


def main() -> None:
    """Run the measurements that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--part", choices=("all", "engine", "web", "engine-child"), default="all")
    wanted = parser.parse_args()
    if wanted.part == "engine-child":
        print(json.dumps(_measure_engine(wanted.articles)))
        return
    print("| what | plumbline | peer | ratio |\n| --- | --- | --- | --- |")
    if wanted.part in ("all", "engine"):
        _report_engine(wanted.articles)
    if wanted.part in ("all", "web"):
        _report_web(wanted.claims, wanted.requests)


def _row(what: str, ours: str, peer: str = "", ratio: float | None = None) -> None:
    print(f"| {what} | {ours} | {peer} | {'' if ratio is None else f'{ratio:.2f}'} |", flush=True)


def _report_engine(articles: int) -> None:
    """Print how fast articles are read and a story is analysed, each size in a process of its own."""
    small, large = (_run_engine(number) for number in (articles // 2, articles))
    _row(
        f"reading {articles} articles of 5 KB",
        f"{large['read']:.0f} articles/s",
        f"trafilatura {large['pages']:.0f} pages/s",
        large["read"] / large["pages"],
    )
    for number, figures in ((articles // 2, small), (articles, large)):
        _row(
            f"analysing a story of {number} articles, {figures['statements']:.0f} statements",
            f"{figures['analyse']:.1f} s, {figures['claims']:.0f} claims",
            f"TF-IDF, all pairs {figures['all_pairs']:.1f} s",
            figures["analyse"] / figures["all_pairs"],
        )
        _row(f"peak memory of that, {number} articles", f"{figures['memory']:.0f} MB")
    _row("doubling the story costs", f"{large['analyse'] / small['analyse']:.2f} times")
    for number, figures in ((articles // 2, small), (articles, large)):
        _row(f"one more article into {number}", f"{figures['one_more']:.2f} s")


def _run_engine(articles: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed", "--part", "engine-child", "--articles", str(articles)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE).stdout
    figures: dict[str, float] = json.loads(printed)
    return figures


def _measure_engine(number: int) -> dict[str, float]:
    """Measure the seconds that one core works; the peers come last, so that the peak of memory is the engine's."""
    from app import analysis  # noqa: PLC0415  The engine is loaded in the process that is measured.
    from app.nlp.claims import Article, read_article  # noqa: PLC0415  The same.

    reports = list(write_reports(number + _MORE))
    articles = [Article(id=r.name, text=r.text, publisher=r.publisher) for r in reports]
    analysis.warm()
    read = _core_seconds(lambda: [read_article(article) for article in articles[:_READ]])
    analyse = _core_seconds(lambda: analysis.analyse(articles[:number]))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    longer = [_as_loaded(articles[: number + n]) for n in range(1, _MORE + 1)]
    more = [_core_seconds(partial(analysis.analyse, story)) for story in longer]
    result = analysis.analyse(articles[:number])
    statements = [s.text for each in result.articles for s in each.statements]
    return {
        "read": len(articles[:_READ]) / read,
        "analyse": analyse,
        "one_more": statistics.mean(more),
        "claims": len(result.claims),
        "statements": len(statements),
        "memory": memory,
        **_measure_peers([_as_page(report.text) for report in reports[:_READ]], statements),
    }


def _as_loaded(articles: "list[Article]") -> "list[Article]":
    """Return articles as the worker has them: read from the database anew for each analysis."""
    return [replace(article, text=article.text.encode().decode()) for article in articles]


def _measure_peers(pages: list[str], statements: list[str]) -> dict[str, float]:
    """Measure how many pages trafilatura takes the text of in a second, and how long TF-IDF compares all statements."""
    import trafilatura  # noqa: PLC0415  Only this part needs the peers.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  As above.

    trafilatura.extract(pages[0])
    extract = _core_seconds(lambda: [trafilatura.extract(page) for page in pages])

    def compare_all() -> None:
        weights = TfidfVectorizer().fit_transform(statements)
        for start in range(0, len(statements), _BLOCK):
            weights[start : start + _BLOCK] @ weights.T

    return {"pages": len(pages) / extract, "all_pairs": _core_seconds(compare_all)}


def _as_page(text: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return f"<html><head><title>Report</title></head><body><nav>Home</nav><article>{paragraphs}</article></body></html>"


def _core_seconds(call: Callable[[], object]) -> float:
    """Return how long a core works on a call: what else runs on the machine takes none of it."""
    start = time.process_time()
    call()
    return time.process_time() - start


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _report_web(claims: int, requests: int) -> None:
    """Print how fast pages answer beside Datasette on a copy of the same file."""
    folder = Path(tempfile.mkdtemp(prefix="plumbline-bench-"))
    try:
        ids = fill(folder, claims)
        copy = folder / "peer.db"
        shutil.copy(folder / "plumbline.db", copy)
        with _serve_plumbline(folder) as ours, _serve_datasette(copy) as peer:
            for what, our_call, peer_call in _pages(ours, peer, ids):
                _compare(what, our_call, peer_call, requests)
            _compare_streams(ours, peer)
    finally:
        shutil.rmtree(folder)


def _pages(
    ours: httpx2.Client, peer: httpx2.Client, ids: list[str]
) -> Iterator[tuple[str, Callable[[int], object], Callable[[int], object]]]:
    """Yield each page with the nearest page of the peer."""
    story = f"/stories/{SLUG}"

    def row(n: int) -> None:
        peer.get(f"/peer/claim/{ids[n % len(ids)]}").raise_for_status()

    def table(n: int) -> None:
        peer.get("/peer/claim", params={"suggested_verdict": "disputed", "_sort": "rank"}).raise_for_status()

    yield "overview / row page", lambda n: _get(ours, story), row
    yield "claims list, filtered / filtered table", lambda n: _get(ours, f"{story}/claims?suggestion=disputed"), table
    yield "review desk / row page", lambda n: _get(ours, f"{story}/review/{ids[n]}"), row
    yield "permalink / row page", lambda n: _get(ours, f"/c/{ids[n]}"), row
    yield "verdict + save + next / row page", lambda n: _decide(ours, story, ids[-1 - n]), row


def _get(client: httpx2.Client, address: str) -> str:
    answer = client.get(address)
    answer.raise_for_status()
    return answer.text


def _decide(client: httpx2.Client, story: str, claim_id: str) -> None:
    """Post a verdict as the desk's form does, and load the next claim."""
    page = client.headers["x-bench-token"]
    form = {"csrf": page, "verdict": "disputed", "seen_version": "0"}
    answer = client.post(f"{story}/review/{claim_id}", data=form, follow_redirects=True)
    answer.raise_for_status()


def _compare(what: str, ours: Callable[[int], object], peer: Callable[[int], object], requests: int) -> None:
    mine, theirs = [], []
    for call in (ours, peer):
        call(0)
    for n in range(1, requests + 1):
        mine.append(_seconds(lambda: ours(n)) * 1000)  # noqa: B023  The call ends before n moves on.
        theirs.append(_seconds(lambda: peer(n)) * 1000)  # noqa: B023  The same.
    _row(f"{what}, p50", f"{_p50(mine):.1f} ms", f"datasette {_p50(theirs):.1f} ms", _p50(mine) / _p50(theirs))
    _row(f"{what}, p95", f"{_p95(mine):.1f} ms", f"datasette {_p95(theirs):.1f} ms", _p95(mine) / _p95(theirs))


def _p50(times: list[float]) -> float:
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _compare_streams(ours: httpx2.Client, peer: httpx2.Client) -> None:
    mine = _rows_a_second(ours, f"/stories/{SLUG}/claims.csv")
    theirs = _rows_a_second(peer, "/peer/claim.csv?_stream=1")
    _row("CSV of all verdicts, streamed", f"{mine:.0f} rows/s", f"datasette {theirs:.0f} rows/s", mine / theirs)


def _rows_a_second(client: httpx2.Client, address: str) -> float:
    lines, start = 0, time.perf_counter()
    with client.stream("GET", address) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_bytes():
            lines += chunk.count(b"\n")
    return (lines - 1) / (time.perf_counter() - start)


@contextmanager
def _serve_plumbline(folder: Path) -> Iterator[httpx2.Client]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "PLUMBLINE_DATA": str(folder), "PLUMBLINE_PUBLIC_URL": address}
    run = [sys.executable, "-m", "app"]
    link = subprocess.run(
        [*run, "person", "link"], env=environment, check=True, capture_output=True, text=True, cwd=HERE
    )
    with running([*run, "serve", "--port", str(port)], address, environment) as client:
        page = client.get(link.stdout.split()[-1], headers=TYPED)
        page.raise_for_status()
        token = re.search(r'name="csrf" value="([^"]+)"', _get(client, "/"))
        if token is None:
            raise LookupError("the page has no form token")
        client.headers["x-bench-token"] = token[1]
        yield client


@contextmanager
def _serve_datasette(file: Path) -> Iterator[httpx2.Client]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "datasette",
        "serve",
        str(file),
        "--port",
        str(port),
        "--setting",
        "max_csv_mb",
        "0",
    ]
    with running(command, f"http://127.0.0.1:{port}", dict(os.environ)) as client:
        yield client


if __name__ == "__main__":
    main()
