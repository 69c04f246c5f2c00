"""The help page: how the work goes, and the keys."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.web.deps import Visitor, render
from app.web.desk import KEYS

router = APIRouter()


@router.get("/help")
def show_help(request: Request, person: Visitor) -> HTMLResponse:
    """Show how to work with Plumbline."""
    return render(request, "help/show.html", keys=KEYS)
