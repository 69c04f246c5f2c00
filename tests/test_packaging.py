"""The wheel carries everything that the application needs, and serves it from an empty folder."""

import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.serving import serving

ROOT = Path(__file__).parents[1]
OUTSIDE_THE_PACKAGE = ("templates", "static", "migrations")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the locked build tools."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


@pytest.fixture
def plumbline(wheel: Path, tmp_path: Path) -> Path:
    """Install the wheel into a fresh environment that only borrows its dependencies from this one."""
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(environment), "platbase": str(environment)}))
    # A folder named in a .pth file is searched last, and the .pth files in it, such as our editable one, are not read.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    _pip("--python", str(environment / "bin" / "python"), "install", "--no-deps", "--no-index", str(wheel))
    return environment / "bin" / "plumbline"


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def test_the_wheel_carries_what_stands_beside_the_package(wheel: Path) -> None:
    carried = set(ZipFile(wheel).namelist())
    files = [path for room in OUTSIDE_THE_PACKAGE for path in (ROOT / room).rglob("*") if path.is_file()]
    expected = {f"app/{path.relative_to(ROOT)}" for path in files if "__pycache__" not in path.parts}
    assert expected
    assert expected - carried == set()


def test_the_wheel_carries_no_tests(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app"}


def test_an_installed_wheel_serves_from_an_empty_folder(plumbline: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with serving([plumbline], folder, {}) as server:
        page = server.get("/sign-in")
        style = re.search(r'href="(/static/[^"]+\.css[^"]*)"', page)
        assert style, page
        assert "{" in server.get(style[1])
    assert (folder / "data" / "plumbline.db").is_file()
