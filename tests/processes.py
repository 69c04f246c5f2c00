"""Code that is tried in a process of its own, where nothing is loaded yet."""

import subprocess
import sys


def run_afresh(*lines: str) -> str:
    """Run some lines of Python in a new process and return what they print; raise if they fail."""
    code = "\n".join(lines)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120).stdout
