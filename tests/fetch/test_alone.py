"""Only one room opens the network, so that no request goes around its guards."""

import ast
from pathlib import Path

import app

CLIENTS = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "httpx2",
    "requests",
    "socket",
    "ssl",
    "urllib.request",
    "urllib3",
}
PACKAGE = Path(app.__file__).parent


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_no_other_room_can_open_the_network() -> None:
    openers = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if imports(path) & CLIENTS}
    # The server listens on a socket and opens none to anybody.
    assert openers == {"fetch/addresses.py", "fetch/wire.py", "server.py"}
