"""Bytes of any format we take in -> the text of an article and what is known about it."""

from app.nlp.reading.article import Reading, parse_day
from app.nlp.reading.feeds import read_feed
from app.nlp.reading.formats import read
from app.nlp.reading.plain import read_text
from app.nlp.reading.records import read_records

__all__ = ["Reading", "parse_day", "read", "read_feed", "read_records", "read_text"]
