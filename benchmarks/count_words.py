"""Count in how many sentences of everyday web text each lemma occurs, and write `app/nlp/lexicon/frequencies.json`.

usage: python benchmarks/count_words.py DATA_FOLDER

The text is the evidence of WiCE (Kamoi et al., 2023, https://github.com/ryokamoi/wice), licensed ODC-BY 1.0;
only counts leave it.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from app.nlp.words import tokenize

TARGET = Path(__file__).parent.parent / "app" / "nlp" / "lexicon" / "frequencies.json"
SOURCE = "Counts of lemmas in the evidence sentences of WiCE (Kamoi et al., 2023), ODC-BY 1.0."
LEAST = 8


def read_sentences(path: Path) -> set[str]:
    """Return the distinct evidence sentences of a WiCE file in JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        return {
            sentence
            for line in lines
            for sentence in json.loads(line)["evidence"]
            if not sentence.startswith("(meta data)")
        }


def count(sentences: set[str]) -> dict[str, int]:
    """Return how many in a million sentences hold each lemma; lemmas met in fewer than `LEAST` are left out."""
    seen: Counter[str] = Counter()
    for sentence in sentences:
        seen.update({token.lemma for token in tokenize(sentence) if not token.is_number})
    return {lemma: round(1e6 * n / len(sentences)) for lemma, n in sorted(seen.items()) if n >= LEAST}


def main() -> None:
    """Read the data folder that is given and write the table."""
    table = count(read_sentences(Path(sys.argv[1]) / "wice.jsonl"))
    TARGET.write_text(
        json.dumps({"source": SOURCE, "per_million": table}, ensure_ascii=False, indent=0) + "\n", "utf-8"
    )
    print(f"{len(table)} lemmas")


if __name__ == "__main__":
    main()
