"""The models of meaning, loaded with sentence-transformers from a folder or cache of this machine, never a network."""

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Refused
from app.judges.semantic import Inference, ModelFailed

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

_EXTRA = "pip install 'plumbline[semantic]'"
_A_BATCH = 32
_LONGEST_VERSION = 40
_HASH = 8
_WEIGHTS = "model.safetensors"
# Weights in a format that holds numbers and can't hold code, and no code that comes beside them.
_SAFE: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False, "device": "cpu"}


class LocalModels:
    """A bi-encoder and, where one is named, a cross-encoder for inference."""

    def __init__(self, encoder: "SentenceTransformer", inferrer: "CrossEncoder | None", version: str) -> None:
        self._encoder = encoder
        self._inferrer = inferrer
        self._labels = read_labels(inferrer) if inferrer else {}
        self.version = version
        self.can_infer = inferrer is not None

    def find_nearest(
        self, queries: Sequence[str], texts: Sequence[str], most: int
    ) -> Sequence[Sequence[tuple[int, float]]]:
        """Return for each query the places of the nearest texts with their cosine, the nearest first."""
        from sentence_transformers.util import semantic_search  # noqa: PLC0415  The extra may not be installed.

        if not queries or not texts:
            return [() for _ in queries]
        try:
            asked, held = (self._encode(list(part)) for part in (queries, texts))
            found = semantic_search(asked, held, top_k=most)
        except RuntimeError as error:  # What PyTorch raises, whatever is wrong: above all that memory ran out.
            raise ModelFailed("the model that finds passages broke down") from error
        return [[(int(hit["corpus_id"]), float(hit["score"])) for hit in hits] for hits in found]

    def _encode(self, texts: list[str]) -> Any:
        return self._encoder.encode(
            texts, batch_size=_A_BATCH, convert_to_tensor=True, normalize_embeddings=True, show_progress_bar=False
        )

    def infer(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Inference]:
        """Return what each first text says of the second."""
        if self._inferrer is None or not pairs:
            return []
        try:
            rows = self._inferrer.predict(
                list(pairs), batch_size=_A_BATCH, apply_softmax=True, show_progress_bar=False
            ).tolist()
        except RuntimeError as error:  # As above.
            raise ModelFailed("the model that tells stances broke down") from error
        entails, contradicts = self._labels["entail"], self._labels["contra"]
        return [Inference(float(row[entails]), float(row[contradicts])) for row in rows]


@lru_cache(maxsize=1)
def load_models(encoder: str, inferrer: str) -> LocalModels:
    """Load the models, once a process; raise Refused, in one sentence, where the extra or a model is missing."""
    os.environ["HF_HUB_OFFLINE"] = "1"  # Before the library is loaded, which reads it then.
    try:
        from sentence_transformers import CrossEncoder, SentenceTransformer  # noqa: PLC0415  It may not be installed.
    except ImportError as error:
        raise Refused("The semantic judge is an extra that isn't installed.", hint=f"Install it: {_EXTRA}") from error
    found = _load(SentenceTransformer, encoder, "PLUMBLINE_SEMANTIC_MODEL")
    judge = _load(CrossEncoder, inferrer, "PLUMBLINE_NLI_MODEL") if inferrer else None
    return LocalModels(found, judge, name_version(encoder, inferrer))


def _load(kind: Any, name: str, setting: str) -> Any:
    """Load one model; what the libraries raise for one that isn't there, or isn't one, has no class in common."""
    from huggingface_hub.errors import StrictDataclassError  # noqa: PLC0415  They come with the extra.
    from safetensors import SafetensorError  # noqa: PLC0415  As above.

    wrong = (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError, StrictDataclassError)
    try:
        return kind(name, model_kwargs={"use_safetensors": True}, **_SAFE)
    except wrong as error:
        raise Refused(
            f"{setting} names no model that can be loaded from this machine: {name[:200]}.",
            hint="Name the folder of a model with safetensors weights, or one that is in the local cache.",
        ) from error


def read_labels(inferrer: "CrossEncoder") -> dict[str, int]:
    """Return where a model puts entailment and contradiction; raise Refused for one that tells something else."""
    labels = {str(label).lower()[:6]: int(at) for at, label in inferrer.config.id2label.items()}
    if not {"entail", "contra"} <= labels.keys():
        raise Refused(
            "PLUMBLINE_NLI_MODEL names a model that isn't for natural language inference.",
            hint="Its labels have to be entailment, neutral and contradiction.",
        )
    return labels


def name_version(*models: str) -> str:
    """Return the models' names without their folders, each with the beginning of the hash of its weights.

    A model of the cache has its name alone. The names are cut to what is kept with a suggestion.

    >>> name_version("/models/all-small", ""), name_version("org/finder-of-news", "org/reader-of-news-large")
    ('all-small', 'finder-of- reader-of-')
    """
    named = [model for model in models if model]
    room = _LONGEST_VERSION // max(1, len(named)) - _HASH - 2
    return " ".join(f"{Path(model).name[:room]}{_hash(Path(model) / _WEIGHTS)}" for model in named)


def _hash(weights: Path) -> str:
    """Return what tells one file of weights from another of the same name; nothing for a model of the cache."""
    if not weights.is_file():
        return ""
    with weights.open("rb") as file:
        return f"@{hashlib.file_digest(file, 'sha256').hexdigest()[:_HASH]}"
