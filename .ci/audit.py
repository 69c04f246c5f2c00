"""Hold every locked package against the advisories of osv.dev; say in one line where they can't be had.

usage: python .ci/audit.py [--must]

An old release of which a weakness is known is asked for too: a service that knows nothing of it is no service of
advisories (a mirror, a captive portal), and its silence about our packages means nothing. Without advisories the audit
is left out and says so; with `--must` it fails.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SERVICE = os.environ.get("ADVISORIES", "https://api.osv.dev")
KNOWN_WEAK = ("jinja2", "2.4.1")
SECONDS = 10
_PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.M)

Package = tuple[str, str]


class OutOfReach(Exception):
    """There are no advisories to be had; the message says why."""


def read_locks() -> dict[Package, list[str]]:
    """Return each locked package with the lock files that name it."""
    locked: dict[Package, list[str]] = {}
    for lock in sorted(ROOT.glob("requirements*.lock")):
        for name, version in _PINNED.findall(lock.read_text()):
            locked.setdefault((name, version), []).append(lock.name)
    return locked


def ask(packages: list[Package]) -> dict[Package, list[str]]:
    """Return the advisories of each package that has any (OSV, querybatch: at most 1,000 at once, answers in order)."""
    queries = [{"package": {"ecosystem": "PyPI", "name": name}, "version": version} for name, version in packages]
    request = urllib.request.Request(  # noqa: S310  The address is ours, and https unless somebody sets another.
        f"{SERVICE}/v1/querybatch",
        json.dumps({"queries": queries}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310  As above.
            results: list[dict[str, Any]] = json.load(answer)["results"]
        found = [[advisory["id"] for advisory in result.get("vulns", [])] for result in results]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else type(error).__name__
        raise OutOfReach(f"no advisories can be had from {SERVICE} ({reason})") from error
    return {package: ids for package, ids in zip(packages, found, strict=False) if ids}


def audit() -> int:
    """Print what is weak, and return how many packages are; raise OutOfReach without advisories."""
    locked = read_locks()
    weak = ask([KNOWN_WEAK, *locked])
    if not weak.pop(KNOWN_WEAK, None):
        raise OutOfReach(f"{SERVICE} knows nothing of a weakness that is well known")
    for (name, version), advisories in weak.items():
        print(f"{name} {version} in {', '.join(locked[name, version])}: {', '.join(advisories)}", file=sys.stderr)
    print(f"{len(locked)} locked packages, {len(weak)} with known weaknesses")
    return len(weak)


def main() -> int:
    """Audit, or say that it is left out."""
    try:
        return 1 if audit() else 0
    except OutOfReach as reason:
        print(f"== left out: the audit of the locked packages, because {reason}")
        return 1 if "--must" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
