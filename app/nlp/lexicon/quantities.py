"""The words that numbers are made of and hedged with, by language, as plain data (lower case)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.nlp.lexicon.listing import word_set


def _numbered(names: str, first: int = 0, step: int = 1) -> dict[str, int]:
    """Return name -> number for names in counting order; "/" parts the spellings of one number."""
    return {
        name: first + step * place for place, spellings in enumerate(names.split()) for name in spellings.split("/")
    }


def _with_and(names: Mapping[str, float]) -> dict[str, float]:
    """Return the names, and each as Arabic writes it in one word with "and" before it."""
    return {**names, **{f"و{name}": number for name, number in names.items()}}


def _phrases(lines: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in lines.split(",") if line.strip())


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How one language spells numbers.

    `small` are the words below 100, `scales` those that multiply what stands before them, `vague` the plurals that name
    an order of magnitude only ("hundreds") with the scale that they stand for, `rough` the scales that say "about" by
    themselves ("une dizaine"), and `shares` the nouns that are a share without a number ("la moitié").
    """

    small: Mapping[str, float]
    scales: dict[str, float]
    vague: Mapping[str, float]
    ordinals: dict[str, int] = field(default_factory=dict)
    fractions: dict[str, float] = field(default_factory=dict)
    joins: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    halves: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    points: frozenset[str] = frozenset()
    rough: frozenset[str] = frozenset()
    shares: dict[str, float] = field(default_factory=dict)


NUMBERS: Final[dict[str, NumberWords]] = {
    "en": NumberWords(
        small=_numbered(
            "zero/nought/naught one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen"
            " sixteen seventeen eighteen nineteen"
        )
        | _numbered("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10),
        scales={
            "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
            "dozens": 12,
            "score": 20, "lakh": 1e5, "crore": 1e7, "millions": 1e6, "billions": 1e9,
        },
        vague={
            "dozens": 12, "scores": 20, "tens": 10, "hundreds": 100, "thousands": 1e3, "millions": 1e6,
            "billions": 1e9,
            "trillions": 1e12,
        },
        ordinals=_numbered(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
            " fourteenth fifteenth"
            " sixteenth seventeenth eighteenth nineteenth",
            1,
        )
        | _numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth", 20, 10)
        | {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000},
        fractions={
            "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
            "fourth": 1 / 4,
            "fourths": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "sixths": 1 / 6, "seventh": 1 / 7,
            "sevenths": 1 / 7, "eighth": 1 / 8, "eighths": 1 / 8, "ninth": 1 / 9, "ninths": 1 / 9, "tenth": 1 / 10,
            "tenths": 1 / 10,
            "hundredth": 1 / 100, "hundredths": 1 / 100, "thousandth": 1 / 1000, "thousandths": 1 / 1000,
        },
        joins=frozenset({"and"}),
        articles=frozenset({"a", "an"}),
        halves=frozenset({"half"}),
        some=frozenset({"several", "few"}),
        of=frozenset({"of"}),
        points=frozenset({"point"}),
    ),
    "es": NumberWords(
        small=_numbered(
            "cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
            " dieciséis"
            " diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna veintidós veintitrés veinticuatro"
            " veinticinco"
            " veintiséis veintisiete veintiocho veintinueve"
        )
        | _numbered("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10)
        | _numbered(
            "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas"
            " quinientos/quinientas"
            " seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas",
            100,
            100,
        ),
        scales={
            "mil": 1e3, "millón": 1e6, "millones": 1e6, "billón": 1e12, "billones": 1e12, "docena": 12, "docenas": 12,
            "decena": 10, "quincena": 15, "veintena": 20, "treintena": 30, "cuarentena": 40, "cincuentena": 50,
            "centenar": 100, "millar": 1e3,
        },
        vague={
            "docenas": 12, "decenas": 10, "cientos": 100, "centenares": 100, "miles": 1e3, "millares": 1e3,
            "millones": 1e6,
        },
        ordinals=_numbered("primero/primera/primer segundo/segunda tercero/tercera/tercer cuarto/cuarta"
        " quinto/quinta", 1),
        fractions={"tercio": 1 / 3, "tercios": 1 / 3, "cuarto": 1 / 4, "cuartos": 1 / 4, "quinto": 1 / 5,
            "quintos": 1 / 5, "décimas": 1 / 10},
        joins=frozenset({"y"}),
        articles=frozenset({"un", "una"}),
        of=frozenset({"de"}),
        rough=frozenset({"decena", "quincena", "veintena", "treintena", "cuarentena", "cincuentena", "centenar",
            "millar"}),
        shares={"mitad": 1 / 2},
    ),
    "fr": NumberWords(
        small=_numbered(
            "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
        )
        | _numbered("vingt/vingts trente quarante cinquante soixante", 20, 10)
        | {"septante": 70, "huitante": 80, "octante": 80, "nonante": 90},
        scales={
            "cent": 100, "cents": 100, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9,
            "milliards": 1e9,
            "billion": 1e12, "billions": 1e12, "dizaine": 10, "douzaine": 12, "douzaines": 12, "quinzaine": 15,
            "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
            "centaine": 100, "millier": 1e3,
        },
        vague={"dizaines": 10, "douzaines": 12, "centaines": 100, "milliers": 1e3, "millions": 1e6, "milliards": 1e9},
        ordinals=_numbered("premier/première deuxième/second/seconde troisième quatrième cinquième sixième", 1),
        fractions={"demi": 1 / 2, "tiers": 1 / 3, "quart": 1 / 4, "quarts": 1 / 4, "cinquième": 1 / 5,
            "cinquièmes": 1 / 5, "dixième": 1 / 10, "dixièmes": 1 / 10},
        joins=frozenset({"et"}),
        articles=frozenset({"un", "une"}),
        of=frozenset({"de", "d"}),
        rough=frozenset({"dizaine", "quinzaine", "vingtaine", "trentaine", "quarantaine", "cinquantaine",
            "soixantaine", "centaine", "millier"}),
        shares={"moitié": 1 / 2},
    ),
    "de": NumberWords(
        small=_numbered(
            "null eins/ein/eine/einen/einem/einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"
            " dreizehn vierzehn"
            " fünfzehn sechzehn siebzehn achtzehn neunzehn"
        )
        | _numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
        | {"dreissig": 30},
        scales={
            "hundert": 100, "tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9,
            "milliarden": 1e9,
            "mrd": 1e9, "billion": 1e12, "billionen": 1e12, "dutzend": 12,
        },
        vague={"dutzende": 12, "dutzenden": 12, "hunderte": 100, "hunderten": 100, "tausende": 1e3, "tausenden": 1e3,
            "millionen": 1e6,
            "zehntausende": 1e4, "zehntausenden": 1e4, "hunderttausende": 1e5, "hunderttausenden": 1e5},
        fractions={"drittel": 1 / 3, "viertel": 1 / 4, "fünftel": 1 / 5, "sechstel": 1 / 6, "achtel": 1 / 8,
            "zehntel": 1 / 10},
        articles=frozenset({"ein", "eine", "einen", "einem", "einer", "eines"}),
        shares={"hälfte": 1 / 2},
        ordinals=_numbered("erste/ersten/erster zweite/zweiten/zweiter dritte/dritten/dritter vierte/vierten"
        " fünfte/fünften", 1),
        of=frozenset({"von"}),
    ),
    "uk": NumberWords(
        small=_numbered(
            "нуль один/одна/одне/одного/одну/однієї два/дві/двох три/трьох чотири/чотирьох п'ять/пять/п'яти/пяти"
            " шість/шести"
            " сім/семи вісім/восьми дев'ять/девять/дев'яти десять/десяти одинадцять/одинадцяти дванадцять/дванадцяти"
            " тринадцять/тринадцяти чотирнадцять/чотирнадцяти п'ятнадцять/п'ятнадцяти шістнадцять/шістнадцяти"
            " сімнадцять/сімнадцяти вісімнадцять/вісімнадцяти дев'ятнадцять/дев'ятнадцяти"
        )
        | _numbered(
            "двадцять/двадцяти тридцять/тридцяти сорок/сорока п'ятдесят/п'ятдесяти шістдесят/шістдесяти"
            " сімдесят/сімдесяти"
            " вісімдесят/вісімдесяти дев'яносто/дев'яноста",
            20,
            10,
        )
        | _numbered(
            "сто/ста двісті/двохсот триста/трьохсот чотириста/чотирьохсот п'ятсот/п'ятисот шістсот/шестисот"
            " сімсот/семисот"
            " вісімсот/восьмисот дев'ятсот/дев'ятисот",
            100,
            100,
        )
        | _numbered("двоє/двох троє четверо п'ятеро/пятеро шестеро семеро восьмеро дев'ятеро десятеро", 2)
        | {"півтора": 1.5, "півтори": 1.5},
        scales={
            "тисяча": 1e3, "тисячі": 1e3, "тисяч": 1e3, "тисячу": 1e3, "тис": 1e3, "мільйон": 1e6, "мільйона": 1e6,
            "мільйони": 1e6, "мільйонів": 1e6, "млн": 1e6, "мільярд": 1e9, "мільярда": 1e9, "мільярди": 1e9,
            "мільярдів": 1e9,
            "млрд": 1e9, "трлн": 1e12,
        },
        vague={
            "десятки": 10, "десятків": 10, "десяткам": 10, "сотні": 100, "сотень": 100, "тисячі": 1e3, "тисяч": 1e3,
            "мільйони": 1e6, "мільйонів": 1e6,
        },
        shares={"половина": 1 / 2, "половину": 1 / 2, "третина": 1 / 3, "третину": 1 / 3, "чверть": 1 / 4},
        ordinals=_numbered("перший/перша/перше/першого другий/друга/друге третій/третя/третє", 1),
    ),
    "ru": NumberWords(
        small=_numbered(
            "ноль один/одна/одно/одного/одну/одной два/две/двух три/трех/трёх четыре/четырех/четырёх пять/пяти"
            " шесть/шести"
            " семь/семи восемь/восьми девять/девяти десять/десяти одиннадцать/одиннадцати двенадцать/двенадцати"
            " тринадцать/тринадцати четырнадцать/четырнадцати пятнадцать/пятнадцати шестнадцать/шестнадцати"
            " семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати"
        )
        | _numbered(
            "двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти"
            " семьдесят/семидесяти восемьдесят/восьмидесяти девяносто/девяноста",
            20,
            10,
        )
        | _numbered(
            "сто/ста двести/двухсот триста/трехсот/трёхсот четыреста/четырехсот/четырёхсот пятьсот/пятисот"
            " шестьсот/шестисот"
            " семьсот/семисот восемьсот/восьмисот девятьсот/девятисот",
            100,
            100,
        )
        | _numbered("двое трое четверо пятеро шестеро семеро восьмеро девятеро десятеро", 2)
        | {"полтора": 1.5, "полторы": 1.5},
        scales={
            "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "тысячу": 1e3, "тыс": 1e3, "миллион": 1e6, "миллиона": 1e6,
            "миллионов": 1e6, "млн": 1e6, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "млрд": 1e9,
            "трлн": 1e12,
        },
        vague={
            "десятки": 10, "десятков": 10, "десяткам": 10, "сотни": 100, "сотен": 100, "тысячи": 1e3, "тысяч": 1e3,
            "миллионы": 1e6, "миллионов": 1e6,
        },
        shares={"половина": 1 / 2, "половину": 1 / 2, "треть": 1 / 3, "четверть": 1 / 4},
        ordinals=_numbered("первый/первая/первое/первого второй/вторая/второе третий/третья/третье", 1),
    ),
    "ar": NumberWords(
        small=_with_and(_numbered(
            "صفر واحد/واحدة اثنان/اثنين ثلاثة/ثلاث أربعة/أربع خمسة/خمس ستة/ست سبعة/سبع ثمانية/ثماني/ثمان تسعة/تسع"
            " عشرة/عشر"
        )
        | _numbered(
            "عشرون/عشرين ثلاثون/ثلاثين أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين"
            " تسعون/تسعين", 20, 10
        )
        | {"مئتان": 200, "مئتين": 200, "مائتين": 200}),
        scales={
            "مئة": 100, "مائة": 100, "ألف": 1e3, "الف": 1e3, "آلاف": 1e3, "مليون": 1e6, "ملايين": 1e6,
            "مليار": 1e9, "مليارات": 1e9,
        },
        vague=_with_and({
            "عشرات": 10, "مئات": 100, "المئات": 100, "آلاف": 1e3, "الآلاف": 1e3, "ملايين": 1e6, "الملايين": 1e6,
        }),
        shares={"نصف": 1 / 2, "ثلث": 1 / 3, "ثلثا": 2 / 3, "ثلثي": 2 / 3, "ربع": 1 / 4},
        ordinals=_numbered("الأول/الأولى الثاني/الثانية الثالث/الثالثة", 1),
    ),
}  # fmt: skip

MAGNITUDES: Final[dict[str, float]] = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "tn": 1e12,
    "trn": 1e12,
    "tln": 1e12, "t": 1e12,
}  # fmt: skip
"""Letters that stand for a magnitude; "m", "b" and "t" do so only where the text around leaves no other reading."""

AGE_CUES: Final = word_set(
    "hombre mujer joven niño niña menor chico chica persona anciano anciana tiene tenía homme femme garçon fille"
    " adolescent adolescente enfant âgé âgée âgés âgées alter возраст возрасте віком вік возрастом العمر عمره عمرها"
)
"""Words before "45 años" and its like, with "de" between, that make it an age."""

AGE_STEMS: Final = ("jährige", "річн", "летн")
"""How the word after "45-" begins that makes it an age."""

TERMS: Final = ("haft", "gefängnis", "krieg", "vertrag", "jubiläum", "laufzeit", "термін", "строк", "срок", "контракт",
    "договір", "договор", "юбилей", "ювілей", "війн", "войн", "план")  # fmt: skip
"""How the noun after it begins that lasts so long instead."""

CUT_SHORT: Final = word_set("mio mrd тис тыс млн млрд трлн")
"""Magnitudes that may be written with a full stop."""

OUT_OF: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "en": (("out", "of"),),
    "es": (("de", "cada"),),
    "fr": (("sur",),),
}
"""What stands between the part and the whole of "two out of three"."""

LOW: Final = "low"
HIGH: Final = "high"
NEAR: Final = "near"
ABOUT: Final = "about"

_HEDGES: Final[dict[str, dict[str, str]]] = {
    "en": {
        LOW: "more than, greater than, higher than, larger than, longer than, at least, no fewer than, no less"
        " than, not less than,"
        " not fewer than, over, above, exceeding, exceeded, exceeds, exceed, upwards of, upward of, in excess of, a"
        " minimum of,"
        " minimum of, greater than or equal to, > =, well over, north of, topped, topping, surpassed, surpassing,"
        " older than, bigger than, beyond, >, ≥",
        HIGH: "up to, at most, no more than, not more than, fewer than, less than, lower than, smaller than,"
        " shorter than,"
        " less than or equal to, < =, younger than, a maximum of, maximum of, under, below, as many as, as much as,"
        " as high as, sub -, <, ≤",
        NEAR: "nearly, almost, close to, just under, just below, just short of, approaching, nearing, not quite, a"
        " little under,"
        " slightly under, slightly less than, just less than",
        ABOUT: "about, around, roughly, approximately, approx, approx ., an estimated, estimated, some, circa, c .,"
        " ca ., ca,"
        " in the region of, in the order of, on the order of, something like, or so, ~, ≈, a reported, more or"
        " less, an average of,"
        " somewhere around, just about, give or take",
    },
    "es": {
        LOW: "más de, al menos, por lo menos, no menos de, como mínimo",
        HIGH: "hasta, menos de, no más de, como máximo, a lo sumo",
        NEAR: "casi, cerca de",
        ABOUT: "unos, unas, alrededor de, aproximadamente, en torno a, cerca de unos, aproximadamente unos",
    },
    "fr": {
        LOW: "plus de, plus d ’, plus d ', au moins, pas moins de, au minimum",
        HIGH: "jusqu ' à, jusqu ’ à, moins de, moins d ', moins d ’, au plus, pas plus de, au maximum",
        NEAR: "près de, presque, quasiment",
        ABOUT: "environ, quelque, autour de, à peu près, approximativement",
    },
    "de": {
        LOW: "mehr als, über, mindestens, nicht weniger als, wenigstens, zumindest",
        HIGH: "bis zu, weniger als, höchstens, maximal, unter, nicht mehr als",
        NEAR: "fast, beinahe, knapp, nahezu",
        ABOUT: "etwa, rund, ungefähr, circa, ca ., ca, gegen, geschätzt",
    },
    "uk": {
        LOW: "понад, більше, більш ніж, більше ніж, щонайменше, не менше, не менш як, принаймні",
        HIGH: "до, менше, менше ніж, не більше, щонайбільше, максимум",
        NEAR: "майже, мало не",
        ABOUT: "близько, приблизно, орієнтовно, десь, біля",
    },
    "ru": {
        LOW: "свыше, более, больше, более чем, больше чем, не менее, как минимум, по меньшей мере",
        HIGH: "до, менее, меньше, менее чем, не более, максимум",
        NEAR: "почти, чуть менее",
        ABOUT: "около, примерно, приблизительно, порядка, где - то",
    },
    "ar": {
        LOW: "أكثر من, ما لا يقل عن, على الأقل, يزيد على, يزيد عن",
        HIGH: "أقل من, ما يصل إلى, لا يزيد عن, حتى",
        NEAR: "ما يقرب من, نحو من",
        ABOUT: "نحو, حوالي, قرابة, زهاء",
    },
}

HEDGES: Final[dict[str, dict[tuple[str, ...], str]]] = {
    language: {phrase: effect for effect, lines in rows.items() for phrase in _phrases(lines)}
    for language, rows in _HEDGES.items()
}
"""The words before a number that bound or blur it, as tuples of tokens, with what they do to it."""

AFTERWARDS: Final[dict[tuple[str, ...], str]] = {
    ("or", "more"): LOW, ("and", "more"): LOW, ("or", "higher"): LOW, ("and", "above"): LOW, ("or", "above"): LOW,
    ("and", "over"): LOW,
    ("or", "older"): LOW, ("and", "older"): LOW, ("at", "least"): LOW, ("plus",): LOW, ("+",): LOW,
    ("or", "greater"): LOW, ("or", "larger"): LOW, ("or", "stronger"): LOW, ("or", "longer"): LOW,
    ("o", "más"): LOW, ("ou", "plus"): LOW, ("oder", "mehr"): LOW, ("або", "більше"): LOW, ("или", "более"): LOW,
    ("o", "menos"): HIGH, ("ou", "moins"): HIGH, ("oder", "weniger"): HIGH, ("або", "менше"): HIGH,
    ("или", "менее"): HIGH,
    ("or", "less"): HIGH, ("or", "fewer"): HIGH, ("and", "under"): HIGH, ("or", "under"): HIGH, ("or", "younger"): HIGH,
    ("at", "most"): HIGH, ("or", "so"): ABOUT, ("or", "thereabouts"): ABOUT, ("approximately",): ABOUT,
}  # fmt: skip
"""The words after a number, or after its unit, that bound or blur it."""

RANGE_WORDS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset({"to", "through", "or"}),
    "es": frozenset({"a", "o"}),
    "fr": frozenset({"à", "ou"}),
    "de": frozenset({"bis", "oder"}),
    "uk": frozenset({"до", "або", "чи"}),
    "ru": frozenset({"до", "или"}),
    "ar": frozenset({"إلى", "الى", "أو"}),
}
"""What stands between the two ends of a range."""

BETWEEN: Final[dict[str, tuple[frozenset[str], str]]] = {
    "en": (frozenset({"between"}), "and"),
    "es": (frozenset({"entre"}), "y"),
    "fr": (frozenset({"entre"}), "et"),
    "de": (frozenset({"zwischen"}), "und"),
    "uk": (frozenset({"між"}), "і"),
    "ru": (frozenset({"между"}), "и"),
    "ar": (frozenset({"بين"}), "و"),
}
"""What opens a range, and the word between its ends."""

MOVES: Final = word_set(
    "rise rises rose risen rising fall falls fell fallen falling drop drops dropped dropping grow grows grew grown"
    " growing climb"
    " climbs climbed climbing increase increases increased increasing decrease decreased decreasing decline"
    " declined jump jumped"
    " slip slipped slide slid sink sank surge surged soar soared plunge plunged revised cut raised lowered reduced"
    " went goes gone"
    " change changed moved up down improved narrowed widened swelled doubled tripled expanded shrank upgraded"
    " downgraded swung"
)
"""Words of movement: "rose from 5 to 7" names two figures and no range, "grew up to 3" names the 3 that it grew to."""

_SLAVIC_MOVES = ("зріс", "зрос", "зрост", "виріс", "вирос", "підн", "збільш", "знизи", "зниж", "впа", "впал", "скоро",
    "пад", "вырос", "вырас", "раст", "подня", "увелич", "сниз", "снижа", "упал", "сократ", "достиг", "повыси", "підви",
)  # fmt: skip
UP_TO: Final[dict[str, tuple[str, ...]]] = {
    "до": _SLAVIC_MOVES,
    "hasta": ("sub", "cay", "baj", "aument", "creci", "redu", "elev"),
    "jusqu": ("mont", "augment", "baiss", "gripp", "tomb", "chut"),
    "bis": ("stieg", "gestiegen", "fiel", "gefallen", "wuchs", "sank"),
}
"""Words that bound a figure from above, and how the verbs of movement begin after which they tell where it ended."""

GROWTH: Final = word_set(
    "rise rises rose risen rising grow grows grew grown growing climb climbs climbed climbing jumped surged soared"
    " swelled goes gone went"
    " moved back"
)
"""Words before "up to" that make it the end of a movement and no bound."""
