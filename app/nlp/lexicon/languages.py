"""Which languages are read how far, and what they are called, as plain data."""

from typing import Final

IN_FULL: Final = ("en", "und")
"""Read in full; "und" is a text too short to tell."""

BY_WORDS: Final = frozenset({"es", "fr", "de", "uk", "ru", "ar"})
"""Languages whose sentences, numbers in words, dates and word forms are known, and speakers and stances aren't."""

_NAMES = """
af Afrikaans, am Amharic, ar Arabic, az Azerbaijani, be Belarusian, bg Bulgarian, bn Bengali, bs Bosnian, ca Catalan,
cs Czech, cy Welsh, da Danish, de German, el Greek, en English, eo Esperanto, es Spanish, et Estonian, eu Basque,
fa Persian, fi Finnish, fr French, ga Irish, gl Galician, gu Gujarati, he Hebrew, hi Hindi, hr Croatian, hu Hungarian,
hy Armenian, id Indonesian, is Icelandic, it Italian, ja Japanese, ka Georgian, kk Kazakh, km Khmer, kn Kannada,
ko Korean, ku Kurdish, ky Kyrgyz, la Latin, lb Luxembourgish, lo Lao, lt Lithuanian, lv Latvian, mk Macedonian,
ml Malayalam, mn Mongolian, mr Marathi, ms Malay, mt Maltese, nb Norwegian, ne Nepali, nl Dutch, nn Norwegian,
no Norwegian, pa Punjabi, pl Polish, ps Pashto, pt Portuguese, ro Romanian, ru Russian, sk Slovak, sl Slovenian,
sq Albanian, sr Serbian, sv Swedish, sw Swahili, ta Tamil, te Telugu, th Thai, tl Tagalog, tr Turkish, uk Ukrainian,
ur Urdu, uz Uzbek, vi Vietnamese, zh Chinese
"""

NAMES: Final[dict[str, str]] = dict(entry.split() for entry in _NAMES.split(","))
"""ISO 639-1 code -> English name."""
