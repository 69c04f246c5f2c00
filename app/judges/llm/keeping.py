"""Answers of language models, kept in files: the same question is never paid for twice."""

import hashlib
import json
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.judges.llm.prompt import Messages, answer_format


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of answers by the hash of model, question and form; it may be emptied at any time."""

    folder: Path

    def find(self, model: str, messages: Messages) -> str | None:
        """Return the answer that was given before; a file that can't be read is none."""
        try:
            return self._path(model, messages).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, model: str, messages: Messages, said: str) -> None:
        """Keep an answer, whole or not at all; where the disk is full it will be asked for again."""
        path = self._path(model, messages)
        draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")  # Two may be told the same at once.
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(said, encoding="utf-8")
            draft.replace(path)

    def _path(self, model: str, messages: Messages) -> Path:
        asked = json.dumps([model, messages, answer_format()], sort_keys=True)
        key = hashlib.sha256(asked.encode()).hexdigest()
        return self.folder / key[:2] / f"{key}.json"
