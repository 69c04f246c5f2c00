"""First bytes of files that are no text, encodings that old text files come in, and words that give a language away."""

from app.nlp.lexicon.cues import words_of

MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or a Word, Excel or e-book file)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, film or WebP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
)

_WESTERN = "en fr de es pt it nl sv no nb nn da fi is ca gl eu ga af id ms sw"
_CENTRAL = "pl cs sk hu sl hr bs ro sq de"
_CYRILLIC = "ru uk be bg sr mk kk"

# The encodings that old text files come in, and the languages that each was made for.
CHARSETS = {
    "cp1252": words_of(_WESTERN),
    "cp1250": words_of(_CENTRAL),
    "iso8859_2": words_of(_CENTRAL),
    "cp1251": words_of(_CYRILLIC),
    "koi8_r": words_of("ru bg"),
    "koi8_u": words_of("uk ru be"),
    "cp866": words_of(_CYRILLIC),
    "iso8859_5": words_of(_CYRILLIC),
    "cp1253": words_of("el"),
    "cp1254": words_of("tr az"),
    "cp1255": words_of("he yi"),
    "cp1256": words_of("ar fa ur ps"),
    "cp1257": words_of("lt lv et"),
    "shift_jis": words_of("ja"),
    "euc_jp": words_of("ja"),
    "gb18030": words_of("zh"),
    "big5": words_of("zh"),
    "cp949": words_of("ko"),
}

# Labels that mean a wider encoding to every browser (WHATWG Encoding Standard), and further ones that pages declare.
DECLARED_AS = {
    "ascii": "cp1252",
    "iso8859_1": "cp1252",
    "iso8859_9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso8859_15": "iso8859_15",
    "iso8859_7": "iso8859_7",
}

# None of these is a frequent word of another language written in Latin letters.
ENGLISH_PARTICLES = words_of(
    """
    the and that with from were have their which by been this these those they would could said after when who
    """
)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
