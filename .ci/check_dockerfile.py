"""Check the Dockerfile without a container engine: lint it, then carry out its steps in a clean folder.

The image's own folders are put under a temporary one, and the build context is what `.dockerignore` lets through, so a
step that relies on anything else fails here as it would there. Steps that need root are named and left out. At the end
the command is started: the health check has to pass while it serves, and to fail afterwards.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from fnmatch import fnmatch
from pathlib import Path

import httpx2

ROOT = Path(__file__).resolve().parents[1]
BASE_IMAGE = "python:3.11-slim-bookworm"
OWN_FOLDERS = re.compile(r"(?<![\w/.])(?=/(?:src|opt|wheel|data)\b)")
NEEDS_ROOT = ("useradd ", "apt-get ")
SECONDS_TO_START = 60


class Unfit(Exception):
    """The Dockerfile isn't as it should be; the message says where."""


class Build:
    """Carry out the instructions of a Dockerfile, each stage at the same path, as in an image."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "image"
        self.stages = folder / "stages"
        self.stages.mkdir()
        self.name = ""
        self.folder = self.root
        self.clean = _clean_environment(folder / "tools")
        self.environment = dict(self.clean)
        self.last: dict[str, str] = {}
        self.steps = {
            "FROM": self.begin_stage,
            "ENV": self.set_variables,
            "WORKDIR": self.enter,
            "VOLUME": self.make_folder,
            "COPY": self.copy,
            "RUN": self.run,
        }

    def do(self, instruction: str, text: str) -> None:
        """Carry out one instruction; remember the text of those that say what a container does."""
        print(f"   {instruction} {text}")
        if instruction in self.steps:
            self.steps[instruction](text)
        else:
            self.last[instruction] = text

    def local(self, text: str) -> str:
        """Put the image's own folders that `text` names under the folder that stands for its root."""
        return OWN_FOLDERS.sub(str(self.root), text)

    def begin_stage(self, text: str) -> None:
        """Move the stage before away and begin with an empty root."""
        image, *rest = text.split()
        if image != BASE_IMAGE:
            raise Unfit(f"the base is {image}, not {BASE_IMAGE}")
        if self.name:
            self.root.rename(self.stages / self.name)
        self.name = rest[1] if rest else "last"
        self.root.mkdir()
        self.folder = self.root
        self.environment = dict(self.clean)
        self.last = {}

    def set_variables(self, text: str) -> None:
        """Set variables, except the one that would fetch everything anew: an image keeps no downloads."""
        for word in shlex.split(text):
            name, _, value = word.partition("=")
            if name != "PIP_NO_CACHE_DIR":
                self.environment[name] = self.local(value).replace(f"${name}", self.environment.get(name, ""))

    def make_folder(self, text: str) -> None:
        """Make a folder where there is none."""
        Path(self.local(text)).mkdir(parents=True, exist_ok=True)

    def enter(self, text: str) -> None:
        """Go on in a folder."""
        self.make_folder(text)
        self.folder = Path(self.local(text))

    def copy(self, text: str) -> None:
        """Copy from an earlier stage, or what the build context has of each source."""
        *sources, target = shlex.split(text)
        place = self.folder / self.local(target)
        if sources[0].startswith("--from="):
            stage = self.stages / sources[0].removeprefix("--from=")
            shutil.copytree(stage / sources[1].lstrip("/"), place, symlinks=True)
            return
        for source in sources:
            names = [name for name in context() if name == source or name.startswith(f"{source}/")]
            if not names:
                raise Unfit(f"COPY {source}: there is no such thing, or .dockerignore leaves it out")
            for name in names:
                copy = place / (Path(name).relative_to(source) if (ROOT / source).is_dir() else name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, copy)

    def run(self, text: str) -> None:
        """Run a command in the shell."""
        if text.startswith(NEEDS_ROOT):
            print("       (left out: it needs the root of an image)")
            return
        command = ["/bin/sh", "-c", self.local(text)]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unfit(f"RUN {text}\n{done.stdout}{done.stderr}")


def _clean_environment(tools: Path) -> dict[str, str]:
    """Return this environment without what says anything of Python or Plumbline, and with a plain Python."""
    tools.mkdir()
    (tools / "python3").symlink_to(Path(sys.base_prefix, "bin", "python3"))
    unwanted = ("PYTHON", "PLUMBLINE", "VIRTUAL_ENV", "MAKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "PATH": f"{tools}:/usr/bin:/bin"}


def context() -> list[str]:
    """Return the files that an engine would be sent."""
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    tops = (top for top in ROOT.iterdir() if not is_ignored(top.name, rules))
    files = (file for top in tops for file in ([top] if top.is_file() else top.rglob("*")) if file.is_file())
    names = (str(file.relative_to(ROOT)) for file in files)
    return sorted(name for name in names if not is_ignored(name, rules))


def is_ignored(name: str, rules: list[str]) -> bool:
    """Tell whether the last rule that fits says so; a rule is for the top level, or with `**/` for any."""
    ignored = False
    for rule in rules:
        anywhere, pattern = "**/" in rule, rule.removeprefix("!").removeprefix("**/")
        parts = Path(name).parts
        if any(fnmatch(part, pattern) for part in (parts if anywhere else parts[:1])):
            ignored = not rule.startswith("!")
    return ignored


def instructions(text: str) -> list[tuple[str, str]]:
    r"""Return the instructions and their texts, continued lines joined and comments left out."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def check_container(build: Build) -> None:
    """Start what the last stage starts: its health check passes while it serves, and fails afterwards."""
    for needed in ("USER", "EXPOSE", "HEALTHCHECK", "CMD"):
        if needed not in build.last:
            raise Unfit(f"{needed} is missing in the last stage")
    if build.last["USER"].split(":")[0] in {"root", "0"}:
        raise Unfit("the container would run as root")
    port = _free_port()
    server = subprocess.Popen(_words(build, "CMD", port), cwd=build.folder, env=build.environment)
    try:
        _wait_until_healthy(build, port, server)
        page = httpx2.get(f"http://127.0.0.1:{port}/sign-in", trust_env=False)
        if page.is_error or "<html" not in page.text:
            raise Unfit(f"the page that asks to sign in is answered with {page.status_code}")
    finally:
        server.terminate()
        server.wait()
    if _is_healthy(build, port):
        raise Unfit("the health check passes although nothing serves")


def _words(build: Build, instruction: str, port: str) -> list[str]:
    """Return the words of a command in JSON form, for another port: the own one may be taken here."""
    text = build.last[instruction]
    return [word.replace(build.last["EXPOSE"], port) for word in json.loads(text[text.index("[") :])]


def _wait_until_healthy(build: Build, port: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not _is_healthy(build, port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise Unfit("the command doesn't come to pass its health check")
        time.sleep(0.2)


def _is_healthy(build: Build, port: str) -> bool:
    command = _words(build, "HEALTHCHECK", port)
    return not subprocess.run(command, env=build.environment, capture_output=True, check=False).returncode


def _free_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return str(listener.getsockname()[1])


def main() -> int:
    """Check; say in one line what is wrong."""
    dockerfile = ROOT / "Dockerfile"
    if subprocess.run([Path(sys.executable).with_name("hadolint"), dockerfile], check=False).returncode:
        return 1
    with tempfile.TemporaryDirectory(prefix="plumbline-image-") as folder:
        build = Build(Path(folder))
        try:
            for instruction, text in instructions(dockerfile.read_text()):
                build.do(instruction, text)
            check_container(build)
        except Unfit as unfit:
            print(f"Dockerfile: {unfit}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
