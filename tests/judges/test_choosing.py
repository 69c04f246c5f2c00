"""Which judges can be had here, and the one sentence that says why not."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from app.config import Settings
from app.errors import Refused
from app.judges import list_judges, make_judge
from app.vocabulary import JudgeName

NO_ADDRESS = "PLUMBLINE_LLM_URL isn't an http or https address without a name or password in it."


def settings(folder: Path, **given: str) -> Settings:
    return Settings(data=folder, **given)  # type: ignore[arg-type]  # All of them are texts here.


def test_words_need_nothing(tmp_path: Path) -> None:
    judge = make_judge(JudgeName.LEXICAL, settings(tmp_path))
    assert (judge.name, list(tmp_path.iterdir())) == (JudgeName.LEXICAL, [])


def test_every_judge_says_what_it_lacks(tmp_path: Path) -> None:
    assert list_judges(settings(tmp_path)) == [
        (JudgeName.LEXICAL, ""),
        (JudgeName.SEMANTIC, "PLUMBLINE_SEMANTIC_MODEL names no model."),
        (JudgeName.LLM, "PLUMBLINE_LLM_URL and PLUMBLINE_LLM_MODEL have to name an address and a model."),
    ]


@pytest.mark.parametrize(
    "url",
    ["models.example", "ftp://models.example", "http://", "http://ann:pw@models.example", "http://x:y/", "http://[::1"],
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(Refused) as refused:
        make_judge(JudgeName.LLM, settings(tmp_path, llm_url=url, llm_model="small"))
    assert refused.value.message == f"The judge “llm” can't be used: {NO_ADDRESS}"


def test_a_language_model_is_ready_without_being_asked(tmp_path: Path) -> None:
    judge = make_judge(JudgeName.LLM, settings(tmp_path, llm_url="https://models.example/v1/", llm_model="small"))
    assert (judge.name, judge.version) == (JudgeName.LLM, "1 small")


@pytest.mark.parametrize("given", [{}, {"semantic_model": "small"}], ids=["no model", "no extra, or no such model"])
def test_models_of_meaning_that_are_missing_are_told_in_one_sentence(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        make_judge(JudgeName.SEMANTIC, settings(tmp_path, **given))
    lacks = (
        "the extra plumbline[semantic] isn't installed." if find_spec("sentence_transformers") is None else "names no"
    )
    assert ("names no model" if not given else lacks) in refused.value.message


def test_a_key_is_shown_nowhere(tmp_path: Path) -> None:
    assert "hush" not in repr(settings(tmp_path, llm_key="hush"))
