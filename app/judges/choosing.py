"""Which judges there are here, and how each is made ready."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from urllib.parse import urlsplit

from app.config import Settings
from app.errors import Refused
from app.judges.interface import Judge
from app.judges.lexical import Lexical
from app.vocabulary import JudgeName


def make_judge(name: JudgeName, settings: Settings) -> Judge:
    """Return a judge, ready for one analysis; raise Refused, in one sentence, where something it needs is missing."""
    check_judge(name, settings)
    return _MAKERS[name](settings)


def check_judge(name: JudgeName, settings: Settings) -> None:
    """Raise Refused where a judge can't be had here, as far as that can be told without loading anything."""
    missing = _CHECKS[name](settings)
    if missing:
        raise Refused(f"The judge “{name.value}” can't be used: {missing}", field="judge", hint="See docs/judges.md.")


def list_judges(settings: Settings) -> list[tuple[JudgeName, str]]:
    """Return every judge with what it lacks here, as a sentence; nothing where it can be chosen."""
    return [(name, _CHECKS[name](settings)) for name in JudgeName]


def _check_semantic(settings: Settings) -> str:
    if not settings.semantic_model:
        return "PLUMBLINE_SEMANTIC_MODEL names no model."
    if find_spec("sentence_transformers") is None:
        return "the extra plumbline[semantic] isn't installed."
    return ""


def _make_semantic(settings: Settings) -> Judge:
    from app.judges.models import load_models  # noqa: PLC0415  Only this judge needs it, and it loads PyTorch.
    from app.judges.semantic import Semantic  # noqa: PLC0415  As above.

    return Semantic(load_models(settings.semantic_model, settings.nli_model))


def _check_llm(settings: Settings) -> str:
    if not settings.llm_url or not settings.llm_model:
        return "PLUMBLINE_LLM_URL and PLUMBLINE_LLM_MODEL have to name an address and a model."
    if not _find_place(settings.llm_url):
        return "PLUMBLINE_LLM_URL isn't an http or https address without a name or password in it."
    return ""


def _make_llm(settings: Settings) -> Judge:
    from app.judges.llm import Budget, Kept, LanguageModel, Line  # noqa: PLC0415  Only this judge opens the network.

    line = Line(
        url=f"{settings.llm_url.rstrip('/')}/chat/completions",
        model=settings.llm_model,
        key=settings.llm_key.get_secret_value(),
        place=_find_place(settings.llm_url),
        budget=Budget(settings.llm_calls, settings.llm_tokens),
        seconds=settings.llm_seconds,
        retries=settings.llm_retries,
    )
    return LanguageModel(line, Kept(settings.data / "llm-answers"), settings.llm_at_once)


def _find_place(url: str) -> str:
    """Return host and port of an address, as the network's guard knows them; nothing for what is no such address.

    >>> _find_place("http://[::1]:11434/v1"), _find_place("https://models.example/v1"), _find_place("models.example")
    ('[::1]:11434', 'models.example:443', '')
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return ""
    if not host or not port or parts.scheme not in {"http", "https"} or "@" in parts.netloc:
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


_CHECKS: Mapping[JudgeName, Callable[[Settings], str]] = {
    JudgeName.LEXICAL: lambda settings: "",
    JudgeName.SEMANTIC: _check_semantic,
    JudgeName.LLM: _check_llm,
}
_MAKERS: Mapping[JudgeName, Callable[[Settings], Judge]] = {
    JudgeName.LEXICAL: lambda settings: Lexical(),
    JudgeName.SEMANTIC: _make_semantic,
    JudgeName.LLM: _make_llm,
}
