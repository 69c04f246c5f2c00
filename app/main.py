"""Put the application together: settings, database, worker, pages, middleware. Nothing else happens here."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from anyio import CapacityLimiter
from anyio.to_thread import current_default_thread_limiter, run_sync
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles

from app.config import Settings, resource
from app.db import Database
from app.web import (
    account,
    adding,
    adjudication,
    agreement,
    articles,
    bulk,
    claims,
    comments,
    copies,
    corrections,
    excerpts,
    exports,
    health,
    help,
    imports,
    invitations,
    live,
    members,
    people,
    permalinks,
    provider,
    review,
    signing_in,
    stories,
    views,
)
from app.web.errors import add_error_pages
from app.web.observing import Metrics, Observer
from app.web.pages import make_templates
from app.web.production import refuse_unsafe
from app.web.security import Gate, security_headers
from app.web.sessions import check_form, load_secret_key
from app.worker import JobQueue

_THREADS_PER_CORE = 4  # More of them only wait for each other: 40 threads on two cores gave a p99 of 60-100 ms.
_AT_THE_DOOR = 2  # Passwords hashed at once: each takes 19 MiB and a core for some 50 ms.
_AT_THE_PROVIDER = 4  # Sign-ins that wait for the provider at once: a slow one is waited for in its own threads.
ROOMS = (
    health,
    signing_in,
    provider,
    account,
    people,
    invitations,
    members,
    stories,
    articles,
    imports,
    exports,
    claims,
    review,
    adjudication,
    agreement,
    comments,
    corrections,
    excerpts,
    adding,
    copies,
    permalinks,
    help,
    bulk,
    views,
    live,
)


def _gather_pages() -> APIRouter:
    """Return the addresses of all rooms: every form is checked, and HEAD is answered wherever GET is."""
    pages = APIRouter(dependencies=[Depends(check_form)])
    for room in ROOMS:
        for route in room.router.routes:
            if isinstance(route, APIRoute) and route.methods and "GET" in route.methods:
                route.methods.add("HEAD")  # Link checkers and previews ask for it.
        pages.include_router(room.router)
    return pages


# FastAPI takes a fifth of a second to work out what the addresses ask for, so every application shares them.
_PAGES = _gather_pages()


def create_app(settings: Settings | None = None, *, with_worker: bool = True) -> FastAPI:
    """Return the application; its database is opened and migrated when it starts, and closed when it ends."""
    settings = settings or Settings()
    refuse_unsafe(settings)
    app = FastAPI(
        title="Plumbline",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        form_limits={"max_part_size": settings.max_upload_mb * 1_000_000},  # `Gate` holds the whole to the limit.
    )
    app.state.settings = settings
    app.state.with_worker = with_worker
    app.state.secret_key = load_secret_key(settings)
    app.state.security_headers = security_headers(settings)
    app.state.templates = make_templates()
    app.state.door = CapacityLimiter(_AT_THE_DOOR)
    app.state.provider_door = CapacityLimiter(_AT_THE_PROVIDER)
    app.router.routes.extend(_PAGES.routes)
    app.mount("/static", StaticFiles(directory=resource("static")))
    app.add_middleware(Gate, settings=settings)
    app.state.metrics = Metrics()
    app.add_middleware(Observer, metrics=app.state.metrics)
    add_error_pages(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = _THREADS_PER_CORE * (os.cpu_count() or 1)
    with closing(Database(app.state.settings)) as database:
        database.migrate()
        queue = JobQueue(database)
        app.state.database, app.state.enqueue = database, queue.enqueue
        if app.state.with_worker:
            queue.start()
        app.state.is_working = queue.is_working
        yield
        await run_sync(queue.stop)
