"""The Chromium that drives the browser tests: the system's if there is one, otherwise one that is installed.

    python -m tests.browser.chromium

prints where it is, installing it if need be, or says in one line what is missing. `PLUMBLINE_BROWSER` names another.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
UNPACKED = ROOT / ".cache" / "chromium"
PACKAGES = ("chromium", "fonts-liberation")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class NoChromium(Exception):
    """There is no browser, and none can be installed; the message says why in one line."""


def find_chromium() -> Path:
    """Return the path of a Chromium that is here already.

    Raises NoChromium if there is none.
    """
    if named := os.environ.get("PLUMBLINE_BROWSER"):
        if not os.access(named, os.X_OK):
            raise NoChromium(f"PLUMBLINE_BROWSER names {named}, which can't be run.")
        return Path(named)
    for path in _list_places():
        if os.access(path, os.X_OK):
            return path
    raise NoChromium("A Chromium is missing: `make browser` installs one.")


def _list_places() -> Iterator[Path]:
    """Yield where a Chromium may be; Playwright, which can't be started inside itself, is asked last."""
    yield from (Path(found) for found in map(shutil.which, _NAMES) if found)
    yield _launcher()
    yield _playwrights()


def _launcher() -> Path:
    return UNPACKED / "launch"


def _playwrights() -> Path:
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def install_chromium() -> Path:
    """Install a Chromium by the first way that works here, and return its path.

    Raises NoChromium with a line about each way that failed.
    """
    failures = []
    for way in _ways():
        try:
            way()
            return find_chromium()
        except (NoChromium, OSError, subprocess.CalledProcessError) as error:
            failures.append(f"{(way.__doc__ or '').rstrip('.')}: {_reason(error)}")
    raise NoChromium("A Chromium is missing and can't be installed. " + " | ".join(failures))


def _ways() -> Sequence[Callable[[], None]]:
    if os.geteuid() == 0:
        return (install_package, download_playwrights, unpack_packages)
    return (download_playwrights, unpack_packages)


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        said = (error.stdout + error.stderr).splitlines()
        return next((line.strip() for line in said if "E:" in line or "Error" in line), f"{error.cmd[0]} failed")
    return str(error)


def _run(*command: str, cwd: Path | None = None) -> str:
    """Run a command and return what it printed."""
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd).stdout


def install_package() -> None:
    """Install Debian's package."""
    _run("apt-get", "update", "-q")
    _run(
        "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES
    )


def download_playwrights() -> None:
    """Download Playwright's build into the cache of the user."""
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def unpack_packages() -> None:
    """Unpack Debian's package and all that it needs into a folder of the project, which takes no root."""
    shutil.rmtree(UNPACKED, ignore_errors=True)
    apt = _private_apt(UNPACKED / "apt")
    _run(*apt, "update")
    planned = _run(*apt, "install", "--simulate", "--no-install-recommends", *PACKAGES)
    names = [line.split()[1] for line in planned.splitlines() if line.startswith("Inst ")]
    _run(*apt, "download", *names, cwd=UNPACKED / "apt")
    for archive in sorted((UNPACKED / "apt").glob("*.deb")):
        _run("dpkg-deb", "--extract", str(archive), str(UNPACKED))
    shutil.rmtree(UNPACKED / "apt")
    _write_launcher()


def _private_apt(folder: Path) -> tuple[str, ...]:
    """Return an apt-get that keeps its lists in `folder` and reads from the system what is installed."""
    (folder / "lists" / "partial").mkdir(parents=True)
    (folder / "cache" / "archives" / "partial").mkdir(parents=True)
    options = (
        f"Dir::State::Lists={folder / 'lists'}",
        f"Dir::Cache={folder / 'cache'}",
        "Debug::NoLocking=true",
        "APT::Sandbox::User=root",  # As root, apt would go on as a user of its own, who can't write here.
    )
    return ("apt-get", "-q", *(f"-o={option}" for option in options))


def _write_launcher() -> None:
    """Write a script that starts the unpacked browser with the libraries and fonts unpacked beside it."""
    (UNPACKED / "fonts.conf").write_text(
        '<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{UNPACKED}/usr/share/fonts</dir><cachedir>{UNPACKED}/font-cache</cachedir></fontconfig>\n"
    )
    libraries = ":".join(str(folder) for folder in sorted(UNPACKED.glob("usr/lib/*-linux-*")))
    _launcher().write_text(
        f'#!/bin/sh\nexport LD_LIBRARY_PATH="{libraries}" FONTCONFIG_FILE="{UNPACKED}/fonts.conf"\n'
        f'exec "{UNPACKED}/usr/lib/chromium/chromium" "$@"\n'
    )
    _launcher().chmod(0o755)


def main() -> int:
    """Find or install, and say where it is."""
    try:
        path = find_chromium()
    except NoChromium:
        if "PLUMBLINE_BROWSER" in os.environ:
            raise
        print("Installing a Chromium for the browser tests")
        path = install_chromium()
    print(f"Chromium: {path}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoChromium as error:
        sys.exit(str(error))
