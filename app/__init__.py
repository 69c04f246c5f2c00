"""Plumbline: what several reports of one event say about each claim, side by side."""

__version__ = "0.1.0"
