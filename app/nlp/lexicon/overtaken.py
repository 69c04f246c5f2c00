"""Turns by which a report says itself that a figure has moved, as plain data."""

MOVED = (
    r"\b(?:earlier|previously|initially|originally|at first|first (?:said|reported|put|given|spoke|spoken)"
    r"|up from|down from|revised|corrected)\b"
)
