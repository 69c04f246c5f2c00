"""What a sentence says in numbers: value ranges, units, what is counted; and whether two such figures agree."""

from app.nlp.quantities.comparing import PairedFigures, compare_quantities, pair_figures
from app.nlp.quantities.finding import find_quantities
from app.nlp.quantities.values import Agreement, Comparison, Quantity

__all__ = [
    "Agreement",
    "Comparison",
    "PairedFigures",
    "Quantity",
    "compare_quantities",
    "find_quantities",
    "pair_figures",
]
