"""The names of months, weekdays and seasons, by language, as plain data (lower case; English needs its capital in a
text)."""

from typing import Final

from app.nlp.lexicon.listing import word_set

_MONTHS: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sept sep", "october oct", "november nov", "december dec",
    ),
    "es": (
        "enero ene", "febrero feb", "marzo", "abril abr", "mayo", "junio jun", "julio jul", "agosto ago",
        "septiembre setiembre sept", "octubre oct", "noviembre nov", "diciembre dic",
    ),
    "fr": (
        "janvier janv", "février févr fevrier", "mars", "avril", "mai", "juin", "juillet juil", "août aout",
        "septembre sept", "octobre oct", "novembre nov", "décembre déc decembre",
    ),
    "de": (
        "januar jan jänner", "februar feb", "märz", "april apr", "mai", "juni", "juli", "august aug",
        "september sept", "oktober okt", "november nov", "dezember dez",
    ),
    "uk": (
        "січня січень січні", "лютого лютий лютому", "березня березень березні", "квітня квітень квітні",
        "травня травень травні", "червня червень червні", "липня липень липні", "серпня серпень серпні",
        "вересня вересень вересні", "жовтня жовтень жовтні", "листопада листопад листопаді", "грудня грудень грудні",
    ),
    "ru": (
        "января январь январе", "февраля февраль феврале", "марта март марте", "апреля апрель апреле",
        "мая май мае", "июня июнь июне", "июля июль июле", "августа август августе",
        "сентября сентябрь сентябре", "октября октябрь октябре", "ноября ноябрь ноябре", "декабря декабрь декабре",
    ),
    "ar": (
        "يناير كانون", "فبراير شباط", "مارس آذار", "أبريل ابريل نيسان", "مايو أيار", "يونيو حزيران",
        "يوليو تموز", "أغسطس اغسطس آب", "سبتمبر أيلول", "أكتوبر اكتوبر تشرين", "نوفمبر", "ديسمبر",
    ),
}  # fmt: skip

_WEEKDAYS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri",
    "saturday sat", "sunday sun"),
    "es": ("lunes", "martes", "miércoles miercoles", "jueves", "viernes", "sábado sabado", "domingo"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"),
    "uk": (
        "понеділок понеділка", "вівторок вівторка", "середу середа середи", "четвер четверга",
        "п'ятницю п'ятниця п'ятниці", "суботу субота суботи", "неділю неділя неділі",
    ),
    "ru": (
        "понедельник понедельника", "вторник вторника", "среду среда среды", "четверг четверга",
        "пятницу пятница пятницы", "субботу суббота субботы", "воскресенье воскресенья",
    ),
    "ar": ("الاثنين الإثنين", "الثلاثاء", "الأربعاء الاربعاء", "الخميس", "الجمعة", "السبت", "الأحد الاحد"),
}  # fmt: skip

_SEASONS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("spring", "summer", "autumn fall", "winter"),
    "es": ("primavera", "verano", "otoño", "invierno"),
    "fr": ("printemps", "été", "automne", "hiver"),
    "de": ("frühling frühjahr", "sommer", "herbst", "winter"),
    "uk": ("весни навесні", "літа влітку", "осені восени", "зими взимку"),
    "ru": ("весны весной", "лета летом", "осени осенью", "зимы зимой"),
    "ar": ("الربيع ربيع", "الصيف صيف", "الخريف خريف", "الشتاء شتاء"),
}


def _numbered(names: dict[str, tuple[str, ...]], first: int) -> dict[str, dict[str, int]]:
    return {
        language: {name: number for number, forms in enumerate(rows, first) for name in forms.split()}
        for language, rows in names.items()
    }


MONTHS: Final = _numbered(_MONTHS, 1)
"""Month name -> 1-12, by language."""

WEEKDAYS: Final = _numbered(_WEEKDAYS, 0)
"""Weekday name -> 0 (Monday) to 6, by language."""

SEASONS: Final = _numbered(_SEASONS, 0)
"""Season name -> 0 (spring) to 3 (winter), by language."""

_RELATIVE: Final[dict[str, str]] = {
    # words: unit and how many of it away from the day of publication, by language in one table each
    "en": "yesterday=day-1, today=day0, tomorrow=day+1, tonight=day0, this morning=day0, this afternoon=day0, this"
    " evening=day0,"
    " last night=night0, last evening=day-1, overnight=night0, the day before yesterday=day-2, day before"
    " yesterday=day-2,"
    " the day after tomorrow=day+2, day after tomorrow=day+2, earlier today=day0, later today=day0, tmrw=day+1,"
    " yesterday morning=day-1, yesterday afternoon=day-1, yesterday evening=day-1, yesterday night=day-1, tomorrow"
    " morning=day+1,"
    " tomorrow evening=day+1, tomorrow night=day+1, tomorrow afternoon=day+1",
    "es": "ayer=day-1, hoy=day0, mañana=day+1, anteayer=day-2, anoche=night0, pasado mañana=day+2, la semana"
    " pasada=week-1,"
    " esta semana=week0, la próxima semana=week+1, la semana que"
    " viene=week+1, el mes pasado=month-1, este mes=month0, el próximo mes=month+1,"
    " el año pasado=year-1, este año=year0, el próximo año=year+1, esta mañana=day0, esta noche=day0, esta"
    " tarde=day0",
    "fr": "hier=day-1, aujourd ' hui=day0, aujourd ’ hui=day0, demain=day+1, avant - hier=day-2, après -"
    " demain=day+2,"
    " la semaine dernière=week-1, cette semaine=week0, la semaine prochaine=week+1, le mois dernier=month-1, ce"
    " mois - ci=month0,"
    " le mois prochain=month+1, l ' année dernière=year-1, l ’ année dernière=year-1, l ' an dernier=year-1, l ’ an"
    " dernier=year-1,"
    " cette année=year0, l ' année prochaine=year+1, l ' an prochain=year+1, ce matin=day0, ce soir=day0, la nuit"
    " dernière=night0",
    "de": "gestern=day-1, heute=day0, morgen=day+1, vorgestern=day-2, übermorgen=day+2, letzte woche=week-1,"
    " vergangene woche=week-1,"
    " in der vergangenen woche=week-1, diese woche=week0, nächste woche=week+1, kommende woche=week+1, letzten"
    " monat=month-1,"
    " im vergangenen monat=month-1, diesen monat=month0, nächsten monat=month+1, letztes jahr=year-1, im"
    " vergangenen jahr=year-1,"
    " voriges jahr=year-1, dieses jahr=year0, in diesem jahr=year0, nächstes jahr=year+1, heute morgen=day0,"
    " gestern abend=day-1",
    "uk": "вчора=day-1, учора=day-1, сьогодні=day0, завтра=day+1, позавчора=day-2, післязавтра=day+2, минулого"
    " тижня=week-1,"
    " цього тижня=week0, наступного тижня=week+1, минулого місяця=month-1, цього місяця=month0, наступного"
    " місяця=month+1,"
    " минулого року=year-1, торік=year-1, цього року=year0, цьогоріч=year0, наступного року=year+1, уночі=day0",
    "ru": "вчера=day-1, сегодня=day0, завтра=day+1, позавчера=day-2, послезавтра=day+2, на прошлой неделе=week-1,"
    " на этой неделе=week0, на следующей неделе=week+1, в прошлом месяце=month-1, в этом месяце=month0, в следующем"
    " месяце=month+1,"
    " в прошлом году=year-1, в этом году=year0, в следующем году=year+1, сегодня утром=day0, минувшей ночью=night0",
    "ar": "أمس=day-1, امس=day-1, اليوم=day0, غدا=day+1, الأسبوع الماضي=week-1, هذا الأسبوع=week0, الأسبوع"
    " المقبل=week+1,"
    " الشهر الماضي=month-1, هذا الشهر=month0, الشهر المقبل=month+1, العام الماضي=year-1, السنة الماضية=year-1, هذا"
    " العام=year0,"
    " العام المقبل=year+1",
}


def _relative(lines: str) -> dict[tuple[str, ...], tuple[str, int]]:
    table: dict[tuple[str, ...], tuple[str, int]] = {}
    for line in lines.split(","):
        phrase, _, meaning = line.strip().partition("=")
        unit = meaning.rstrip("+-0123456789")
        table[tuple(phrase.split())] = (unit, int(meaning[len(unit) :]))
    return table


RELATIVE: Final = {language: _relative(lines) for language, lines in _RELATIVE.items()}
"""Words for a day, week, month or year told from the day of publication -> its unit and how many of them away, by
language."""

TURNS: Final[dict[str, int]] = {
    "last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1,
    "upcoming": 1,
    "pasado": -1, "pasada": -1, "próximo": 1, "dernier": -1, "dernière": -1, "prochain": 1, "prochaine": 1,
    "letzten": -1, "letzter": -1,
    "vergangenen": -1, "nächsten": 1, "kommenden": 1, "минулого": -1, "минулої": -1, "минулу": -1, "наступного": 1,
    "наступної": 1,
    "прошлый": -1, "прошлую": -1, "прошлое": -1, "прошлого": -1, "следующий": 1, "следующую": 1, "الماضي": -1,
    "المقبل": 1,
}  # fmt: skip
"""Words beside a weekday, a month or a span that say which of them."""

SPANS: Final[dict[str, str]] = {
    "week": "week", "month": "month", "year": "year", "quarter": "quarter", "weekend": "weekend", "decade": "decade",
    "century": "century", "day": "day",
}  # fmt: skip
"""Spans of the calendar that "last", "this" and "next" turn to."""

PARTS: Final[dict[str, str]] = {
    "early": "early", "mid": "mid", "late": "late", "earlier": "sofar", "later": "rest", "beginning": "early",
    "start": "early",
    "middle": "mid", "end": "late",
}  # fmt: skip
"""Words before a span that take a part of it."""

_PARTS_ABROAD: Final[dict[str, dict[str, str]]] = {
    "es": {"early": "principios inicios comienzos", "mid": "mediados", "late": "finales fines"},
    "fr": {"early": "début", "mid": "mi milieu", "late": "fin"},
    "de": {"early": "anfang", "mid": "mitte", "late": "ende"},
    "uk": {"early": "початку початок", "mid": "середині середина", "late": "наприкінці кінці кінець кінця"},
    "ru": {"early": "начале начало начала", "mid": "середине середина", "late": "конце конец конца"},
    "ar": {"early": "بداية أوائل مطلع", "mid": "منتصف", "late": "نهاية أواخر"},
}

PARTS_ABROAD: Final = {
    language: {word: name for name, words in parts.items() for word in words.split()}
    for language, parts in _PARTS_ABROAD.items()
}
"""Words before a date that take a part of it, by language."""

PART_LINKS: Final = word_set("de del d ' ’ la le l du des - شهر عام")
"""What may stand between such a word and the date."""

LATEST: Final[dict[str, frozenset[str]]] = {
    "es": word_set("últimos últimas pasados pasadas"),
    "fr": word_set("derniers dernières"),
    "de": word_set("vergangenen letzten"),
    "uk": word_set("останні останніх минулі"),
    "ru": word_set("последние последних прошлые"),
}
"""Words before a number of days, months or years, or after it in French, that end it at publication."""

MONTH_PAIRS: Final[dict[tuple[str, str], int]] = {
    ("كانون", "الثاني"): 1,
    ("كانون", "الأول"): 12,
    ("تشرين", "الأول"): 10,
    ("تشرين", "الثاني"): 11,
}
"""Names of months in two words -> 1-12."""

FIXED_DAYS: Final[dict[tuple[str, ...], tuple[int, int]]] = {
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("boxing", "day"): (12, 26),
    ("new", "year", "'", "s", "day"): (1, 1),
    ("new", "year", "’", "s", "day"): (1, 1),
    ("new", "year", "'", "s", "eve"): (12, 31),
    ("new", "year", "’", "s", "eve"): (12, 31),
    ("valentine", "'", "s", "day"): (2, 14),
    ("valentine", "’", "s", "day"): (2, 14),
}
"""Days with a name and the same date each year -> month and day."""

PUT_OFF: Final = word_set(
    "postponed extended delayed suspended closed adjourned scheduled ordered barred banned set put off shut remanded"
    " deferred halted open valid"
)
"""Words before "until" after which it looks ahead, whatever their tense."""

AGO: Final = frozenset({"ago", "тому", "назад"})
"""Words after "three days" that count back from the day of publication."""

AGO_BEFORE: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "es": (("hace",),),
    "fr": (("il", "y", "a"),),
    "de": (("vor",),),
    "ar": (("قبل",), ("منذ",)),
}
"""Words before "three days" that count back from the day of publication."""

SINCE: Final = word_set("since seit depuis desde з від с منذ starting beginning")
UNTIL: Final = word_set("until till hasta bis jusqu до حتى")
FROM: Final = word_set("from desde de du vom von з від с من")
TO: Final = word_set("to through until till a al au bis до по إلى - – — ~")
BETWEEN: Final = word_set("between entre zwischen між между بين")
AND: Final = word_set("and y et und і й та и و")

FUTURE: Final = word_set(
    "will shall expected scheduled due plans plan planned set going would next upcoming deadline будет будут буде"
    " будуть wird werden"
    " será serán sera seront سوف"
)
"""Words before a date without a year that send it into the future."""

PARTS_OF_DAY: Final = word_set("morning afternoon evening night noon midnight")
"""What may follow a weekday and belongs to it."""

HALVES: Final = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
    "fifth": 5,
    "final": -1,
}
"""Which half, quarter or week of a span."""
