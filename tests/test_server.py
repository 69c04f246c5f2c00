"""Starting: tables, sample story, sign-in link, and what is said when the port is taken."""

import socket
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app import server, store
from app.config import Settings
from app.db import Database
from app.errors import Refused
from app.judges import Lexical
from app.vocabulary import JudgeName
from tests.processes import run_afresh
from tests.serving import serving


def titles(settings: Settings) -> list[str]:
    with closing(Database(settings)) as database, database.reading() as session:
        return [row.story.title for row in store.list_stories(session).items]


def test_the_first_start_loads_the_sample_story_and_the_second_does_not(settings: Settings) -> None:
    server.prepare(settings, demo=False)
    server.prepare(settings, demo=False)
    assert titles(settings) == ["Fire at the Sallow Haven grain terminal"]


def test_the_sample_can_be_loaded_once_more_on_demand(settings: Settings) -> None:
    server.prepare(settings, demo=False)
    server.prepare(settings, demo=True)
    assert len(titles(settings)) == 2


def test_the_sample_shows_every_feature(settings: Settings) -> None:
    server.prepare(settings, demo=False)
    with closing(Database(settings)) as database, database.reading() as session:
        (row,) = store.list_stories(session).items
        progress = store.count_progress(session, row.story.id)
        articles = store.list_articles(session, row.story.id).items
    assert progress.articles == 6
    assert all(progress.by_suggestion.values()), "each verdict is suggested somewhere"
    assert sum(article.article.copy_of is not None for article in articles) == 1


def test_the_sample_is_judged_by_words_whoever_judges_else(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        given = settings.model_copy(update={"judge": JudgeName.LLM, "llm_url": address, "llm_model": "small"})
        server.prepare(given, demo=False)
        with pytest.raises(BlockingIOError):
            listener.accept()
    with closing(Database(settings)) as database, database.reading() as session:
        (row,) = store.list_stories(session).items
        facets = store.count_facets(session, row.story.id, store.ClaimFilter())
    assert (row.story.judge, [label for _, label, _ in facets.judges]) == (
        JudgeName.LEXICAL,
        [f"words, version {Lexical.version}"],
    )


def test_each_start_gives_a_link_of_its_own(settings: Settings) -> None:
    assert server.prepare(settings, demo=False) != server.prepare(settings, demo=False)


def test_a_taken_port_is_said_in_one_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match="can't be used"):
            server.serve(settings, host="127.0.0.1", port=port, demo=False, with_worker=False, say=print)


def test_a_request_that_has_begun_is_answered_after_the_server_was_told_to_end(tmp_path: Path) -> None:
    with serving([sys.executable, "-m", "app"], tmp_path, {"PLUMBLINE_DATA": str(tmp_path)}) as server:
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            head = f"POST /sign-out HTTP/1.1\r\nHost: {host}\r\nContent-Length: 6\r\n"
            connection.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\ncsr".encode())
            time.sleep(0.3)
            server.process.terminate()
            time.sleep(0.3)
            connection.sendall(b"f=x")
            assert connection.recv(4096).startswith(b"HTTP/1.1 403 ")
        assert server.process.wait(20) in {0, -15}


def test_what_is_refused_in_production_is_refused_before_anything_is_made_or_said(tmp_path: Path) -> None:
    said: list[str] = []
    settings = Settings(data=tmp_path / "data", production=True)
    with pytest.raises(Refused, match="SECRET_KEY"):
        server.serve(settings, host="127.0.0.1", port=0, demo=False, with_worker=True, say=said.append)
    assert said == []
    assert not settings.data.exists()


def test_a_warm_server_loads_nothing_for_the_first_desk_and_never_looks_through_what_it_has_loaded() -> None:
    said = run_afresh(
        "import gc, sys",
        "from app.nlp.marking import mark_words",
        "from app.server import warm_up",
        "warm_up()",
        "loaded = set(sys.modules)",
        "mark_words('A crane of 40 tons fell on 3 May 2031.', 'A 36-tonne crane fell, Ove Berg said.')",
        "print(sorted(set(sys.modules) - loaded), gc.get_freeze_count() > 10 * len(gc.get_objects()))",
    )
    assert said == "[] True\n"
