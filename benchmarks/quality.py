"""Measure what the engine finds against a folder of annotated data, and print the table of `docs/quality.md`.

usage: python -m benchmarks.quality FOLDER [--json]

`PLUMBLINE_JUDGE` and the settings of docs/judges.md say who judges the events' passages; the sets are for words alone.

FOLDER holds `bench/` (sets in `bench/data`, with the scorers `score.py` and `score_events.py`) and `events/` (annotated
events); what of it is absent is left out. Nothing of it is part of the project.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from app.analysis import analyse, as_json
from app.config import Settings
from app.judges import make_judge
from app.nlp.claims import Article, read_article, weigh
from app.nlp.copies import is_copy
from app.nlp.lineup import Lineup
from app.nlp.matching import rank_passages
from app.nlp.quantities import find_quantities
from app.nlp.reading import read
from app.nlp.sentences import sort_sentences, split
from app.nlp.speakers import find_attributions
from app.nlp.words import tokenize
from app.vocabulary import Stance
from benchmarks.figures import news_figures, score_recognizers

Row = dict[str, Any]
Table = dict[str, dict[str, Any]]

_LABELS = {Stance.SUPPORTS: "supports", Stance.CONTRADICTS: "contradicts"}
_FACTCHECK = {"completely-support": "supports", "partially-support": "supports", "refute": "contradicts"}


def main() -> None:
    """Measure everything that the folder has data for."""
    folder = Path(sys.argv[1])
    table = measure_events(folder) | measure_sets(folder)
    print(json.dumps(table, indent=1) if "--json" in sys.argv else as_table(table))


def measure_events(folder: Path) -> Table:
    """Analyse each annotated event in one configuration and score it; the last row is the mean."""
    scored = {
        f"event {event.name}": score_event(folder, event)
        for event in sorted((folder / "events").glob("*"))
        if (event / "gold").is_dir()
    }
    return scored | ({"events, mean": average(list(scored.values()))} if scored else {})


def score_event(folder: Path, event: Path) -> Row:
    """Return what the folder's scorer says of our analysis of an event."""
    articles = []
    for path in sorted(event.glob("*.txt")):
        known = read(path.read_bytes(), name=path.name)
        articles.append(
            Article(
                path.name, known.text, known.title, known.publisher, known.author, known.published_at, known.language
            )
        )
    settings = Settings()
    found = analyse(articles, judge=make_judge(settings.judge, settings))
    scores: Row = json.loads(
        run_scorer(folder, "score_events.py", json.dumps(as_json(found)), str(event / "gold"), last=True)
    )
    return {
        "supports F1": scores["supports"]["f1"],
        "supports precision": scores["supports"]["precision"],
        "contradicts F1": scores["contradicts"]["f1"],
        "contradicts precision": scores["contradicts"]["precision"],
        "contradicts recall": scores["contradicts"]["recall"],
        "shown": scores["shown"]["recall"],
        "excerpts of others per claim": scores["shown"]["excerpts_per_claim"],
        "sentence F1": scores["sentence_f1"],
        "kind accuracy": scores["kind_accuracy"],
        "speaker F1": scores["speaker"]["f1"],
        "quantity recall": scores["quantity_recall"],
        "falsely independent": scores["falsely_independent_claims"],
    }


def average(rows: list[Row]) -> Row:
    """Return the mean of rows of figures with the same names."""
    return {name: round(mean(row[name] for row in rows), 3) for name in rows[0]}


def run_scorer(folder: Path, scorer: str, predictions: str, *arguments: str, last: bool = False) -> str:
    """Run a scorer of the folder on predictions, which go before or after its other arguments."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        file.write(predictions)
        file.flush()
        order = [file.name, *arguments] if last else [*arguments, file.name]
        done = subprocess.run(
            [sys.executable, folder / "bench" / scorer, *order], capture_output=True, check=True, text=True
        )
    return done.stdout


def measure_sets(folder: Path) -> Table:
    """Score each set of `bench/data` that we have a function for."""
    table: Table = {}
    for name, predict in PREDICTORS.items():
        path = folder / "bench" / "data" / f"{name}.jsonl"
        if path.exists():
            lines = "\n".join(predict(load(path)))
            table[name] = {"score": run_scorer(folder, "score.py", lines, name).strip()}
    data = folder / "bench" / "data"
    if (data / "copies_pairs.csv").exists():
        table["copies"] = {"score": run_scorer(folder, "score.py", predict_copies(data), "copies").strip()}
    if (data / "golden_rules.jsonl").exists():
        table["golden rules"] = {"score": score_golden_rules(load(data / "golden_rules.jsonl"))}
    if (data / "recognizers.jsonl").exists():
        counts = score_recognizers(load(data / "recognizers.jsonl"))
        exact, every = (sum(column) for column in zip(*counts.values(), strict=True))
        table["recognizers"] = {"score": f"{exact} of {every} supported cases exact ({exact / every:.3f})"}
    return table


def load(path: Path) -> list[Row]:
    """Return the rows of a file in JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def predict_sentences(rows: list[Row]) -> Iterator[str]:
    """Yield where the sentences of each text end."""
    for row in rows:
        yield json.dumps({"id": row["id"], "ends": [end for _, end in split(row["text"])]})


def score_golden_rules(rows: list[Row]) -> str:
    """Return how many of the cases are cut exactly as given."""
    exact = sum([row["text"][a:b] for a, b in split(row["text"])] == row["sentences"] for row in rows)
    return f"{exact} of {len(rows)}"


def predict_news_figures(rows: list[Row]) -> Iterator[str]:
    """Yield the figures of each sentence, in the set's spelling."""
    for row in rows:
        yield json.dumps({"id": row["id"], "quantities": news_figures(row["text"])})


def predict_attribution(rows: list[Row]) -> Iterator[str]:
    """Yield who is credited with what in each article."""
    for row in rows:
        found = find_attributions(row["text"], sort_sentences(row["text"], title=row.get("title")))
        spans = [{"source": [a.source] if a.source else [], "content": a.content} for a in found]
        yield json.dumps({"id": row["id"], "attributions": spans})


def predict_ranking(rows: list[Row]) -> Iterator[str]:
    """Yield the passages of each article, those that bear most on the claim first."""
    for row in rows:
        yield json.dumps({"id": row["id"], "ranking": rank_passages(row["claim"], row["evidence"])})


def predict_relation(rows: list[Row]) -> Iterator[str]:
    """Yield how each piece of evidence stands to its claim; one that has no stance of its own is neutral."""
    for row in rows:
        label = relate(row["claim"], row["evidence"])
        if row["dataset"] == "factcheck_bench":
            label = next((theirs for theirs, ours in _FACTCHECK.items() if ours == label), "irrelevant")
        yield json.dumps({"id": row["id"], "label": label})


def relate(claim: str, evidence: str) -> str:
    """Return the weightiest stance that a sentence of the evidence has to the claim."""
    texts = (re.sub(r" (?=[.,;:])", "", text) for text in (claim, evidence))
    lineup = Lineup([read_article(Article(name, text)) for name, text in zip("ab", texts, strict=True)])
    stances = {j.stance for found in lineup.matcher.judged.values() for j in found.values()}
    return next((_LABELS[s] for s in (Stance.CONTRADICTS, Stance.SUPPORTS) if s in stances), "neutral")


def predict_worth(rows: list[Row]) -> Iterator[str]:
    """Yield how much each sentence is worth checking."""
    for row in rows:
        score, _ = weigh(tokenize(row["text"]), find_quantities(row["text"]), None)
        yield json.dumps({"id": row["id"], "score": score})


def predict_copies(data: Path) -> str:
    """Return a 1 for each pair of texts of which one is a copy, else a 0."""
    texts = {row["id"]: row["text"] for row in load(data / "copies_docs.jsonl")}
    with (data / "copies_pairs.csv").open(encoding="utf-8") as lines:
        return "\n".join(str(int(is_copy(texts[pair["a"]], texts[pair["b"]]))) for pair in csv.DictReader(lines))


PREDICTORS: dict[str, Callable[[list[Row]], Iterator[str]]] = {
    "sentences": predict_sentences,
    "newsquant": predict_news_figures,
    "attribution": predict_attribution,
    "wice": predict_ranking,
    "relation": predict_relation,
    "checkworthy": predict_worth,
}


def as_table(table: Table) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| set | measure | figure |", "| --- | --- | --- |"]
    lines += [
        f"| {name} | {measure} | {str(figure).replace(chr(10), '<br>').replace('|', '/')} |"
        for name, row in table.items()
        for measure, figure in row.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
