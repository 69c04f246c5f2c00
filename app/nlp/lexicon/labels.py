"""Words that make the number beside them a name and no figure, as plain data."""

from typing import Final

from app.nlp.lexicon.listing import word_set

LABELS: Final = word_set(
    "flight route highway interstate motorway article section chapter page room gate building platform channel"
    " phase stage round game"
    " group part no number nr model type boeing airbus iphone ipad galaxy windows xbox playstation apollo"
    " resolution bill proposition"
    " amendment title act volume vol version class grade tier category lane terminal pier district ward precinct"
    " zone area sector line"
    " exit figure fig table appendix exhibit item question paragraph para clause case unit block lot suite"
    " apartment apt box route bus"
    " train car engine squad team season episode series day week level step rule law order regiment brigade"
    " division battalion"
    " interstate runway hangar camp school site reactor field hole studio big formula covid sars ps mark mk ford a"
    " n° nº №"
)
"""Nouns whose number follows them: "Flight 370", "Article 5", "Game 6"; the capital or a lower-case noun in the
singular tells."""

LOWER_LABELS: Final = word_set(
    "page room no article section chapter number nr flight highway no route phase grade episode exit"
)
"""Those of them that name even without a capital."""

STREETS: Final = word_set(
    "street st road rd avenue ave lane ln boulevard blvd drive dr way place square court terrace parkway highway"
    " crescent"
)
"""What a house number's street ends in."""

YEAR_CUES: Final = word_set(
    "in since by until till before after during of circa early late mid spring summer autumn fall winter fiscal"
    " calendar"
    " en desde año im seit année depuis у в з с році року году года عام سنة"
)
"""Words before a bare number of four digits that make it a year."""

WEAK_YEAR_CUES: Final = word_set("from the and to between through around or about for year years de")
"""Words before a bare number of four digits that make it a year where neither noun nor unit follows."""

NOT_ONE: Final = word_set(
    "the same that this which no any every each some another last next first other loved only wrong new right old"
)
"""Words before "one" that make it a pronoun."""

AFTER_PRONOUN_ONE: Final = word_set("another else thing is was has can to who that by and for or would whose running")
"""Words after "one" that make it a pronoun."""

PREFIXES_OF_NUMBERS: Final = word_set("sub mid minus over pre post under top a to")
"""What a hyphen may hold to a number that is still a figure: "sub-7 nanometers"."""
