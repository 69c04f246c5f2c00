"""The sample story: an invented event, reported by invented outlets, that shows every feature."""

import json
from importlib.resources import files
from typing import Any


def load() -> dict[str, Any]:
    """Return the story's title and note, and each article's `data` (bytes), `name` and what is known beside them."""
    folder = files(__package__)
    story: dict[str, Any] = json.loads(folder.joinpath("story.json").read_text(encoding="utf-8"))
    for article in story["articles"]:
        article["name"] = article.pop("file")
        article["data"] = folder.joinpath(article["name"]).read_bytes()
    return story
