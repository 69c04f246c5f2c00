"""The names of months, weekdays and seasons, by language, as plain data (lower case; English needs its capital in a text)."""

from typing import Final

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
    "en": ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"),
    "es": ("lunes", "martes", "miércoles miercoles", "jueves", "viernes", "sábado sabado", "domingo"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "de": ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag"),
    "uk": (
        "понеділок понеділка", "вівторок вівторка", "середу середа середи", "четвер четверга",
        "п'ятницю п'ятниця", "суботу субота суботи", "неділю неділя неділі",
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
    "ar": ("الربيع", "الصيف", "الخريف", "الشتاء"),
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
