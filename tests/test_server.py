"""Starting: tables, sample story, sign-in link, and what is said when the port is taken."""

import socket
from contextlib import closing

import pytest

from app import server, store
from app.config import Settings
from app.db import Database
from app.errors import Refused


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


def test_each_start_gives_a_link_of_its_own(settings: Settings) -> None:
    assert server.prepare(settings, demo=False) != server.prepare(settings, demo=False)


def test_a_taken_port_is_said_in_one_sentence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match="can't be used"):
            server.serve(settings, host="127.0.0.1", port=port, demo=False, with_worker=False, say=print)
