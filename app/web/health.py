"""Whether the process lives and whether it can do its work, for whatever watches it."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from sqlalchemy.exc import SQLAlchemyError

from app.web.deps import get_database

router = APIRouter()


@router.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Say whether the database answers."""
    try:
        get_database(request).ping()
    except SQLAlchemyError:
        return PlainTextResponse("the database doesn't answer\n", 503, {"Retry-After": "5"})
    return PlainTextResponse("ok\n")
