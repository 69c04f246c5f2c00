"""What every template knows: the filters, the closed lists, and the addresses of static files."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.config import resource
from app.vocabulary import Counting, ItemState, JobState, JudgeName, QueueOrder, Role, SentenceKind, Stance, Verdict

TABS = (
    ("Overview", ""),
    ("Claims", "/claims"),
    ("Review", "/review"),
    ("Articles", "/articles"),
    ("Export", "/export"),
)
HTMX_CONFIG = {
    "allowEval": False,
    "allowScriptTags": False,
    "includeIndicatorStyles": False,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "historyRestoreAsHxRequest": False,
    "disableInheritance": True,
    "allowNestedOobSwaps": False,
    "reportValidityOfForms": True,
    "timeout": 15000,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "(403|409|422|429)", "swap": True, "error": True},
        {"code": "[45]..", "swap": True, "error": True, "target": "#status", "swapOverride": "innerHTML"},
    ],
}

# Signs that a reader can't see, or that turn the reading direction of what follows: they are shown by name instead.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")


def shown(text: str) -> str:
    r"""Return `text` with its invisible and direction-turning signs made visible.

    >>> shown("a\x00b\u202ec")
    'a␀b[U+202E]c'
    """
    return _HIDDEN.sub(_glyph, text)


def _glyph(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else f"[U+{code:04X}]"


def is_web_address(url: str | None) -> bool:
    """Tell whether `url` may become a link: http or https, and nothing in it that a browser would skip over.

    >>> is_web_address("https://example.org/a"), is_web_address("java\\nscript:alert(1)"), is_web_address("//x.example")
    (True, False, False)
    """
    return bool(url and re.fullmatch(r"https?://[^\s\x00-\x20\\]+", url, re.IGNORECASE))


def when(time: datetime) -> str:
    """Return a moment as people write it.

    >>> from datetime import UTC
    >>> when(datetime(2026, 5, 3, 14, 7, tzinfo=UTC))
    '3 May 2026, 14:07 UTC'
    """
    return f"{time.day} {time:%B %Y, %H:%M} UTC"


def day(value: date) -> str:
    """Return a date as people write it.

    >>> day(date(2026, 5, 3))
    '3 May 2026'
    """
    return f"{value.day} {value:%B %Y}"


# What a browser says of itself names others too; the first that is found is the one meant.
_BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "CrOS": "Chrome OS",
    "Linux": "Linux",
}


def as_browser(user_agent: str) -> str:
    """Return in a few words what a browser says it is, or what it says where that is nothing well known.

    >>> as_browser("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Linux'
    >>> as_browser("curl/8.5"), as_browser("")
    ('curl/8.5', "A browser that doesn't say what it is")
    """
    browser = next((name for sign, name in _BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS.items() if sign in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return user_agent or "A browser that doesn't say what it is"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "claim"), counted(2000, "claim"), counted(0, "copy", "copies")
    ('1 claim', '2,000 claims', '0 copies')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def address(path: str, query: Mapping[str, str] | None = None, **changes: str) -> str:
    """Return a local address: `path` with the canonical `query`, and the `changes` made to it.

    >>> address("/stories/fire/claims", {"verdict": "disputed"}, after="x/1")
    '/stories/fire/claims?verdict=disputed&after=x%2F1'
    """
    parameters = {name: value for name, value in {**(query or {}), **changes}.items() if value}
    return path + ("?" + urlencode(parameters, quote_via=quote, safe="") if parameters else "")


def attachment(name: str) -> str:
    r"""Return a Content-Disposition that saves a file under `name`, in any script (RFC 6266, RFC 8187).

    >>> attachment("Zürich.csv")
    'attachment; filename="Z_rich.csv"; filename*=UTF-8\'\'Z%C3%BCrich.csv'
    """
    plain = "".join(sign if sign.isascii() and sign.isprintable() and sign not in '"\\/%' else "_" for sign in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='', errors='replace')}"


@cache
def static(name: str) -> str:
    """Return the address of a static file with a mark of its content, so that browsers may keep it for ever."""
    content = (resource("static") / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


@cache
@cache
def make_templates() -> Environment:
    """Return the templates' environment, one a process: everything is escaped, whatever a template is called."""
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "shown": shown,
        "when": when,
        "day": day,
        "iso": lambda value: value.isoformat(),
        "is_web_address": is_web_address,
        "as_browser": as_browser,
    }
    environment.globals |= {
        "static": static,
        "address": address,
        "counted": counted,
        "tabs": TABS,
        "htmx_config": json.dumps(HTMX_CONFIG, separators=(",", ":")),
        "verdicts": tuple(Verdict),
        "stances": tuple(Stance),
        "judges": {judge.value: judge for judge in JudgeName},
        "countings": tuple(Counting),
        "queue_orders": tuple(QueueOrder),
        "JobState": JobState,
        "ItemState": ItemState,
        "SentenceKind": SentenceKind,
        "Role": Role,
    }
    return environment
