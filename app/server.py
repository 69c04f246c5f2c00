"""Start the server: database ready, sample story loaded on the first start, sign-in link printed, pages served."""

import gc
import os
import socket
from collections.abc import Callable
from threading import Thread

import uvicorn

from app import logs, pipeline, sample, store
from app.analysis import warm
from app.config import Settings
from app.db import Database, open_database
from app.errors import Refused
from app.main import create_app
from app.vocabulary import JudgeName
from app.web.production import refuse_unsafe

_GRACE = 10  # Seconds that requests and a running import item get to end after a stop.
_YOUNG = 50_000  # New objects that may be in cycles before they are looked through: some ten pages leave them.
_IDLE = 75  # Seconds that a connection waits for its next request: longer than people read a claim, and proxies wait.


def serve(
    settings: Settings, *, host: str, port: int, demo: bool, with_worker: bool, say: Callable[[str], None]
) -> None:
    """Serve until stopped, telling the person who started it how to sign in; raise Refused if the port can't be had."""
    refuse_unsafe(settings)
    with _listen(host, port) as listener:
        logs.set_up(form=settings.log_format, level=settings.log_level)
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        if "public_url" not in settings.model_fields_set:
            settings = settings.model_copy(update={"public_url": address})
        token = prepare(settings, demo=demo)
        say(f"Plumbline runs on {address}")
        say(f"Sign in as the owner, once: {settings.public_url.rstrip('/')}/sign-in/{token}")
        say("Stop it with Ctrl+C.")
        config = uvicorn.Config(
            create_app(settings, with_worker=with_worker),
            access_log=False,
            log_config=None,  # `app.logs` writes it all.
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
            timeout_keep_alive=_IDLE,
        )
        Thread(target=warm_up, daemon=True).start()  # Pages are served meanwhile; only the first would wait for it.
        uvicorn.Server(config).run(sockets=[listener])


def warm_up() -> None:
    """Load what the engine needs, then have the collector of cycles look through new objects only, and less often.

    What is loaded by now lasts as long as the process. To look through it takes a sixth of a second, in which no page
    is answered, and to look for what a single page leaves behind took a fifth of its time.
    """
    gc.set_threshold(_YOUNG)
    warm()
    gc.collect()
    gc.freeze()


def prepare(settings: Settings, *, demo: bool) -> str:
    """Bring the tables up to date, load the sample story on the first start, and return a new sign-in token."""
    with open_database(settings) as database:
        with database.reading() as session:
            is_first = (
                not store.list_stories(session, limit=1).items
                and not store.list_stories(session, archived=True, limit=1).items
            )
        if is_first or demo:
            load_sample(database)
        with database.writing() as session:
            return pipeline.make_sign_in_link(session)


def load_sample(database: Database) -> None:
    """Import the invented sample story."""
    story = sample.load()
    uploads = [
        pipeline.Upload(name=article["name"], data=article["data"], known=_known(article))
        for article in story["articles"]
    ]
    with database.writing() as session:
        # A first start waits for no model, and sends nothing anywhere.
        slug = pipeline.make_story(session, story["title"], note=story["note"], judge=JudgeName.LEXICAL).slug
        job = pipeline.queue_import(session, slug, uploads)
    pipeline.run_import(database, job.id)


def _known(article: dict[str, str]) -> dict[str, str]:
    wanted = ("title", "publisher", "author", "published_at", "url")
    return {key: article[key] for key in wanted if article[key]}


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, so that a taken port is said before anything else happens."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise Refused(
            f"Port {port} on {host} can't be used: {os.strerror(error.errno or 0).lower()}.",
            hint=f"Try another one: plumbline serve --port {port + 1 if port < 65535 else 8000}",
        ) from error
