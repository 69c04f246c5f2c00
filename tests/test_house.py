"""What holds for every file of the project, whoever wrote it."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = (".ci", "app", "benchmarks", "docs", "migrations", "static", "templates", "tests")
NOT_TO_BE_COMMITTED = {
    "a mark of unfinished work": re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"),
    "the host of a package registry": re.compile(r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com))\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----|\bAGE-SECRET-KEY-1"),
    "the key of a service": re.compile(
        r"\b(?:A(?:KI|SI)A[0-9A-Z]{16}|gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{22}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10}"
        r"|sk-[0-9A-Za-z_-]{32}|[sr]k_live_[0-9A-Za-z]{24}|AIza[\w-]{35}|eyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}"
        r"|npm_[0-9A-Za-z]{36}|pypi-AgE[\w-]{20}|hf_[0-9A-Za-z]{34}|SG\.[\w-]{22}\.[\w-]{43})"
    ),
    # Made-up ones in our tests are shorter, or words: what was drawn at random has small, capital and digit.
    "a secret given as a value": re.compile(
        r"""(?i:secret|passw(?:or)?d|token|api_?key)\w{0,20}["']?\s{0,3}[:=]\s{0,3}["']"""
        r"(?=[\w+/=-]{0,60}[a-z])(?=[\w+/=-]{0,60}[A-Z])(?=[\w+/=-]{0,60}\d)[\w+/=-]{24,200}[\"']"
    ),
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:root|home|Users|work)/\w"),
}


def _files() -> list[Path]:
    """Return the files of the project, without git: somebody may have unpacked an archive of it."""
    within = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    beside = [path for path in ROOT.iterdir() if path.is_file() and path.name not in {".env", ".git", ".coverage"}]
    return sorted(path for path in within + beside if "__pycache__" not in path.parts)


def _is_ours(path: Path) -> bool:
    return "vendor" not in path.parts and ".min." not in path.name and path != Path(__file__)


OUR_TEXTS = {
    str(path.relative_to(ROOT)): path.read_text()
    for path in _files()
    if _is_ours(path) and b"\0" not in path.read_bytes()
}


SECRETS = (
    ("a private key", "-----BEGIN PGP PRIVATE KEY " + "BLOCK-----"),
    ("a private key", "-----BEGIN OPENSSH PRIVATE " + "KEY-----"),
    ("the key of a service", "AKIA" + "Z7" * 8),
    ("the key of a service", "ghp_" + "a1B2" * 9),
    ("the key of a service", "rk_live_" + "a1B2" * 6),
    ("a secret given as a value", 'SECRET_KEY = "' + "kJ8sLq20Zx" * 3 + '"'),
    ("a secret given as a value", "db_password: '" + "pW9xQ2mNb7" * 3 + "'"),
)


@pytest.mark.parametrize(("what", "secret"), SECRETS)
def test_a_secret_would_be_found(what: str, secret: str) -> None:
    assert NOT_TO_BE_COMMITTED[what].search(f"somewhere {secret} in a file")


@pytest.mark.parametrize("what", NOT_TO_BE_COMMITTED)
def test_no_file_of_ours_holds(what: str) -> None:
    pattern = NOT_TO_BE_COMMITTED[what]
    found = [f"{name}: {match[0]}" for name, text in OUR_TEXTS.items() if (match := pattern.search(text))]
    assert found == []


@pytest.mark.parametrize(
    "sums", [path for path in _files() if path.name == "SHA256SUMS"], ids=lambda sums: sums.parent.name
)
def test_what_others_wrote_is_as_it_came(sums: Path) -> None:
    for line in sums.read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((sums.parent / name).read_bytes()).hexdigest() == digest, name


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 loses matches of such a pattern, and Debian 12 brings an older one."""
    possessive = re.compile(r"\)(?:[*+?]|\{+\d*,?\d*\}+)\+")
    assert [name for name, text in OUR_TEXTS.items() if name.startswith("app/") and possessive.search(text)] == []
