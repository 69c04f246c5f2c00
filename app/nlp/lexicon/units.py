"""Units and currencies as they are written in the news, each with its one canonical name, as plain data."""

from typing import Final

from app.nlp.lexicon.listing import word_set

_MEASURES: Final[dict[str, str]] = {
    # canonical name: spellings; the names are those that the units library knows, with spaces for underscores
    "meter": "meter meters metre metres m metro metros mètre mètres метр метра метров метри метрів متر مترا أمتار",
    "kilometer": "kilometer kilometers kilometre kilometres km kms kilómetro kilómetros kilomètre kilomètres км"
    " километр километра"
    " километров кілометр кілометра кілометри кілометрів كيلومتر كيلومترا كيلومترات كم",
    "centimeter": "centimeter centimeters centimetre centimetres cm centímetros centimètres zentimeter см",
    "millimeter": "millimeter millimeters millimetre millimetres mm milímetros millimètres мм",
    "decimeter": "decimeter decimeters dm",
    "micrometer": "micrometer micrometers micron microns µm",
    "nanometer": "nanometer nanometers nanometre nanometres nm",
    "mile": "mile miles mi milla millas meile meilen миля мили миль",
    "foot": "foot feet ft",
    "inch": "inch inches",
    "yard": "yard yards yd yds",
    "nautical mile": "nmi",
    "light year": "lightyear lightyears",
    "hectare": "hectare hectares ha hectárea hectáreas hektar гектар гектара гектаров гектарів هكتار",
    "acre": "acre acres",
    "liter": "liter liters litre litres litro litros л литр литра литров літр літрів لتر",
    "milliliter": "milliliter milliliters millilitre millilitres ml",
    "gallon": "gallon gallons gal",
    "pint": "pint pints",
    "quart": "quart quarts",
    "barrel": "barrel barrels bbl bpd barril barriles baril barils fass баррель барреля баррелей барель барелів برميل",
    "cubic meter": "m³ кубометр кубометров",
    "square meter": "m² m2 sqm кв.м quadratmeter",
    "square kilometer": "km² km2 quadratkilometer",
    "square foot": "sqft ft² ft2",
    "square mile": "",
    "kilogram": "kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs kilogramo kilogramos кг килограмм"
    " килограмма"
    " килограммов кілограм кілограмів كيلوغرام",
    "gram": "gram grams gramme grammes gramo gramos gramm грамм грамма граммов грам грамів غرام",
    "milligram": "milligram milligrams mg",
    "microgram": "microgram micrograms mcg µg",
    "ton": "ton tons",
    "tonne": "tonne tonnes tonelada toneladas tonnen тонна тонны тонн тонни طن أطنان",
    "kiloton": "kiloton kilotons",
    "megaton": "megaton megatons",
    "ounce": "ounce ounces oz",
    "pound": "lb lbs",
    "stone": "",
    "second": "second seconds sec secs segundo segundos seconde secondes sekunde sekunden секунда секунды секунд"
    " секунди ثانية ثوان",
    "minute": "minute minutes min mins minuto minutos minuten минута минуты минут хвилина хвилини хвилин دقيقة دقائق",
    "hour": "hour hours hr hrs hora horas heure heures stunde stunden час часа часов година години годин ساعة ساعات",
    "day": "day days día días dia dias jour jours tag tage tagen день дня дней дні днів يوم يوما أيام",
    "week": "week weeks semana semanas semaine semaines woche wochen неделя недели недель тиждень тижні тижнів"
    " أسبوع أسابيع",
    "month": "month months mes meses mois monat monate monaten месяц месяца месяцев місяць місяці місяців شهر أشهر"
    " شهرا شهور",
    "year": "year years yr yrs año años an ans année années jahr jahre jahren год года лет рік роки років سنة سنوات"
    " عام عاما أعوام",
    "decade": "decade decades década décadas décennie décennies jahrzehnt jahrzehnte",
    "century": "century centuries siglo siglos siècle siècles jahrhundert jahrhunderte",
    "millisecond": "millisecond milliseconds ms",
    "mile per hour": "mph",
    "kilometer per hour": "kph kmh kmph км/ч км/год",
    "meter per second": "mps",
    "knot": "knot knots",
    "mile per gallon": "mpg",
    "degree": "degree degrees deg ° grado grados degré degrés grad градус градуса градусов градуси градусів درجة",
    "celsius": "celsius centigrade centigrate celcius °c ℃ цельсия цельсію",
    "fahrenheit": "fahrenheit farenheit °f ℉",
    "kelvin": "kelvin kelvins",
    "watt": "watt watts w",
    "kilowatt": "kilowatt kilowatts kw",
    "megawatt": "megawatt megawatts mw мвт",
    "gigawatt": "gigawatt gigawatts gw",
    "kilowatt hour": "kwh",
    "megawatt hour": "mwh",
    "gigawatt hour": "gwh",
    "terawatt hour": "twh",
    "joule": "joule joules",
    "kilojoule": "kilojoule kilojoules kj",
    "megajoule": "megajoule megajoules mj",
    "calorie": "calorie calories cal",
    "kilocalorie": "kilocalorie kilocalories kcal",
    "horsepower": "horsepower hp ps",
    "brake horsepower": "bhp",
    "newton meter": "nm-torque",
    "foot pound-force": "lb-ft ft-lb",
    "volt": "volt volts v",
    "kilovolt": "kilovolt kilovolts kv",
    "ampere": "ampere amperes amp amps",
    "hertz": "hertz hz",
    "kilohertz": "khz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "decibel": "decibel decibels db",
    "pascal": "pascal pascals",
    "hectopascal": "hpa",
    "kilopascal": "kpa",
    "megapascal": "mpa",
    "millibar": "millibar millibars mb mbar",
    "kilopound per square inch": "ksi",
    "pound per square inch": "psi",
    "byte": "byte bytes",
    "kilobyte": "kilobyte kilobytes kb",
    "megabyte": "megabyte megabytes",
    "gigabyte": "gigabyte gigabytes gb",
    "terabyte": "terabyte terabytes tb",
    "megabit per second": "mbps",
    "gigabit per second": "gbps",
    "bit": "bit bits",
    "megapixel": "megapixel megapixels mp",
    "teaspoon": "teaspoon teaspoons tsp",
    "tablespoon": "tablespoon tablespoons tbsp",
    "cup": "cup cups",
    "astronomical unit": "au",
    "percentage point": "prozentpunkt prozentpunkte prozentpunkten",
    "microsievert": "microsievert microsieverts",
    "sievert": "sievert sieverts",
}

MEASURES: Final[dict[str, str]] = {
    spelling: unit
    for unit, spellings in _MEASURES.items()
    for spelling in (unit, *spellings.split())
    if " " not in spelling
}
"""Spelling (lower case, one token) -> canonical unit."""

PHRASES: Final[dict[tuple[str, ...], str]] = {
    ("per", "cent"): "percent", ("per", "cents"): "percent", ("por", "ciento"): "percent", ("por", "cien"): "percent",
    ("pour", "cent"): "percent", ("percentage", "point"): "percentage point", ("percentage",
    "points"): "percentage point",
    ("puntos", "porcentuales"): "percentage point", ("points", "de", "pourcentage"): "percentage point",
    ("point", "de", "pourcentage"): "percentage point",
    ("punto", "porcentual"): "percentage point", ("відсоткового", "пункту"): "percentage point",
    ("відсоткових", "пунктів"): "percentage point", ("відсоткові", "пункти"): "percentage point",
    ("процентного", "пункта"): "percentage point", ("процентных", "пунктов"): "percentage point",
    ("процентных", "пункта"): "percentage point", ("п", ".", "п", "."): "percentage point",
    ("в", ".", "п", "."): "percentage point", ("نقطة", "مئوية"): "percentage point",
    ("في", "المئة"): "percent", ("في", "المائة"): "percent",
    ("percent", "points"): "percentage point", ("basis", "point"): "basis point", ("basis", "points"): "basis point",
    ("square", "meters"): "square meter", ("square", "meter"): "square meter", ("square", "metres"): "square meter",
    ("square", "metre"): "square meter", ("sq", "m"): "square meter", ("sq", ".", "m"): "square meter",
    ("square", "kilometers"): "square kilometer", ("square", "kilometer"): "square kilometer",
    ("square", "kilometres"): "square kilometer", ("square", "kilometre"): "square kilometer", ("sq",
    "km"): "square kilometer",
    ("sq", ".", "km"): "square kilometer", ("square", "km"): "square kilometer", ("square", "miles"): "square mile",
    ("square", "mile"): "square mile", ("sq", "miles"): "square mile", ("sq", ".", "miles"): "square mile",
    ("square", "foot"): "square foot", ("square", "feet"): "square foot", ("sq", "ft"): "square foot",
    ("sq", ".", "ft"): "square foot", ("square", "yards"): "square yard", ("square", "inches"): "square inch",
    ("square", "inch"): "square inch", ("kilómetros", "cuadrados"): "square kilometer", ("metros",
    "cuadrados"): "square meter",
    ("kilomètres", "carrés"): "square kilometer", ("mètres", "carrés"): "square meter",
    ("кв", ".", "км"): "square kilometer", ("кв", ".", "м"): "square meter", ("кв", "км"): "square kilometer",
    ("كيلومتر", "مربع"): "square kilometer", ("كيلومترا", "مربعا"): "square kilometer",
    ("kilómetros", "por", "hora"): "kilometer per hour", ("km", "por", "hora"): "kilometer per hour",
    ("kilomètres", "par", "heure"): "kilometer per hour", ("kilomètres", "heure"): "kilometer per hour",
    ("kilometer", "pro", "stunde"): "kilometer per hour",
    ("квадратных", "километров"): "square kilometer", ("квадратних", "кілометрів"): "square kilometer",
    ("cubic", "meters"): "cubic meter", ("cubic", "metres"): "cubic meter", ("cubic", "meter"): "cubic meter",
    ("cubic", "metre"): "cubic meter", ("cubic", "feet"): "cubic foot", ("cubic", "foot"): "cubic foot",
    ("metros", "cúbicos"): "cubic meter", ("mètres", "cubes"): "cubic meter", ("m", "²"): "square meter",
    ("km", "²"): "square kilometer", ("m", "³"): "cubic meter", ("ft", "²"): "square foot", ("cm",
    "²"): "square centimeter",
    ("m", "^", "2"): "square meter", ("km", "^", "2"): "square kilometer",
    ("metric", "ton"): "tonne", ("metric", "tons"): "tonne", ("metric", "tonnes"): "tonne", ("short", "tons"): "ton",
    ("nautical", "miles"): "nautical mile", ("nautical", "mile"): "nautical mile", ("light", "years"): "light year",
    ("light", "-", "years"): "light year", ("light", "year"): "light year", ("light", "-", "year"): "light year",
    ("fluid", "ounce"): "fluid ounce", ("fluid", "ounces"): "fluid ounce", ("fl", "oz"): "fluid ounce",
    ("degrees", "celsius"): "celsius", ("degree", "celsius"): "celsius", ("degrees", "c"): "celsius", ("deg",
    "c"): "celsius",
    ("deg", "celsius"): "celsius", ("degrees", "centigrade"): "celsius", ("°", "c"): "celsius", ("°",
    "celsius"): "celsius",
    ("º", "c"): "celsius", ("grados", "celsius"): "celsius", ("degrés", "celsius"): "celsius", ("grad",
    "celsius"): "celsius",
    ("градусов", "цельсия"): "celsius", ("градусів", "цельсія"): "celsius", ("градусів", "цельсію"): "celsius",
    ("degrees", "fahrenheit"): "fahrenheit", ("degree", "fahrenheit"): "fahrenheit", ("degrees", "f"): "fahrenheit",
    ("deg", "f"): "fahrenheit", ("°", "f"): "fahrenheit", ("º", "f"): "fahrenheit", ("°", "fahrenheit"): "fahrenheit",
    ("deg", "fahrenheit"): "fahrenheit",
    ("kilowatt", "hours"): "kilowatt hour", ("kilowatt", "hour"): "kilowatt hour", ("kilowatt", "-",
    "hours"): "kilowatt hour",
    ("megawatt", "hours"): "megawatt hour", ("megawatt", "-", "hours"): "megawatt hour", ("gigawatt",
    "hours"): "gigawatt hour",
    ("terawatt", "hours"): "terawatt hour", ("lb", "-", "ft"): "foot pound-force", ("lb", "ft"): "foot pound-force",
    ("pound", "-", "feet"): "foot pound-force", ("brake", "horsepower"): "brake horsepower",
    ("inches", "of", "mercury"): "inch mercury", ("astronomical", "units"): "astronomical unit",
    ("standard", "deviations"): "standard deviation",
}  # fmt: skip
"""Units of more than one token -> canonical unit."""

LONGEST_PHRASE: Final = max(map(len, PHRASES))

PERCENT: Final = word_set(
    "% ％ ٪ percent percents pct pc prozent percento процент процента процентов відсоток відсотка відсотки відсотків"
    " بالمئة بالمائة"
)

_CURRENCIES: Final[dict[str, str]] = {
    "USD": "dollar dollars dólar dólares доллар доллара долларов долар долара доларів دولار دولارا buck bucks",
    "EUR": "euro euros евро євро يورو",
    "GBP": "sterling quid",
    "JPY": "yen",
    "CNY": "yuan rmb renminbi юань юаня юаней юанів",
    "RUB": "rouble roubles ruble rubles рубль рубля рублей рублів",
    "UAH": "hryvnia hryvnias hryvnya гривна гривны гривен гривня гривні гривень",
    "INR": "rupee rupees",
    "ILS": "shekel shekels",
    "KRW": "won",
    "TRY": "lira liras",
    "BRL": "real reais",
    "CHF": "",
    "FRF": "franc francs",
    "ZAR": "rand",
    "MYR": "ringgit",
    "IDR": "rupiah",
    "THB": "baht",
    "PLN": "zloty zlotys",
    "SEK": "krona kronor",
    "DKK": "krone kroner",
    "HUF": "forint forints",
    "NGN": "naira",
    "KES": "shilling shillings",
    "PHP": "peso pesos",
    "EGP": "جنيه",
    "IRR": "rial rials",
    "SAR": "riyal riyals ريال",
    "VND": "dong",
    "NLG": "guilder guilders",
    "FIM": "markka",
    "DEM": "deutschmark deutschmarks",
    "BTC": "bitcoin bitcoins",
    "penny": "penny pence p",
    "cent": "cent cents ¢ céntimos centimes",
}

CURRENCIES: Final[dict[str, str]] = {word: code for code, words in _CURRENCIES.items() for word in words.split()}
"""Words for money after a number -> ISO 4217 code, or "cent" and "penny" where the whole is not named."""

CODES: Final = word_set(
    "USD EUR GBP JPY CNY RMB RUB UAH INR ILS KRW TRY BRL CHF ZAR MYR IDR THB PLN SEK NOK DKK HUF CZK NGN KES PHP"
    " EGP IRR SAR AED"
    " QAR KWD VND AUD CAD NZD HKD SGD TWD MXN ARS CLP COP PKR BDT RON BGN KZT GEL BTC ETH"
)
"""ISO 4217 codes that a text may write before or after a number, in capitals."""

SYMBOLS: Final[dict[str, str]] = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₪": "ILS", "₩": "KRW",
    "₺": "TRY",
    "₫": "VND", "₦": "NGN", "₱": "PHP", "฿": "THB", "₿": "BTC",
}  # fmt: skip

DOLLARS: Final[dict[str, str]] = {
    "us": "USD", "u.s": "USD", "usd": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "cad": "CAD", "a": "AUD",
    "au": "AUD", "aud": "AUD",
    "nz": "NZD", "nzd": "NZD", "hk": "HKD", "hkd": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nt": "TWD",
    "r": "BRL", "mx": "MXN",
}  # fmt: skip
"""Letters that stand before "$" and say whose dollar it is."""

PREFIXES: Final[dict[str, str]] = {
    "rm": "MYR",
    "rs": "INR",
    "fr": "CHF",
    "sfr": "CHF",
    "kr": "SEK",
    "dm": "DEM",
    "zl": "PLN",
}
"""Letters that stand before a number and name a currency."""

NATIONS: Final[dict[str, dict[str, str]]] = {
    "USD": {
        "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "zealand": "NZD",
        "singapore": "SGD", "kong": "HKD",
        "taiwan": "TWD", "taiwanese": "TWD", "jamaican": "JMD", "namibian": "NAD", "zimbabwean": "ZWL",
    },
    "FRF": {"swiss": "CHF", "french": "FRF", "cfa": "XOF", "belgian": "BEF"},
    "GBP": {"egyptian": "EGP", "sudanese": "SDG", "syrian": "SYP", "lebanese": "LBP", "british": "GBP"},
    "INR": {"indian": "INR", "pakistani": "PKR", "lankan": "LKR", "nepalese": "NPR"},
    "PHP": {"mexican": "MXN", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "philippine": "PHP"},
    "TRY": {"turkish": "TRY", "italian": "ITL", "syrian": "SYP"},
    "SEK": {"swedish": "SEK", "icelandic": "ISK"},
    "DKK": {"danish": "DKK", "norwegian": "NOK"},
    "KRW": {"korean": "KRW"},
    "JPY": {"japanese": "JPY"},
    "CNY": {"chinese": "CNY"},
    "RUB": {"russian": "RUB", "belarusian": "BYN"},
    "NLG": {"dutch": "NLG"},
    "FIM": {"finnish": "FIM"},
    "KES": {"kenyan": "KES", "ugandan": "UGX", "tanzanian": "TZS", "somali": "SOS"},
}  # fmt: skip
"""Whose currency: code of the bare word -> adjective -> code."""

MONEY_CUES: Final = word_set(
    "fine fined cost costs costing price priced pay paid pays paying worth salary wage wages earn earned earns tax"
    " spend spent loan debt"
    " raised bonus fee fees fare bill budget investment invest invested sold bought bail reward ransom pension"
)
"""Words near "pounds" that make them money and no weight."""

HEAT: Final = word_set(
    "temperature temperatures heat hot heatwave cold warm warmer mercury degrees fever highs lows thermometer freezing"
    " frost cooler hottest coldest warmest celsius fahrenheit"
)
"""Words near "41C" that make it degrees."""

MAGNITUDES_BEFORE: Final = word_set(
    "magnitude magnitud stärke magnitudo магнітудою магнітуда магнитудой магнитуда بقوة قوته قوتها"
)
"""Words before the strength of an earthquake."""

QUAKES: Final = word_set("quake earthquake aftershock foreshock tremor temblor")
"""Nouns before which a bare decimal is a magnitude: "a 7.5 aftershock"."""

MAGNITUDES_AFTER: Final = word_set("magnitude richter")
"""Words after it, with or without a hyphen: "a 6.4-magnitude quake", "6.4 on the Richter scale"."""

DURATIONS: Final = word_set("second minute hour day week month year decade century millisecond")

PERS: Final = frozenset(
    DURATIONS
    | word_set("share barrel person head liter gallon tonne ton kilogram mile kilometer ounce game capita unit night")
)
"""What a rate may be per: "a day", "per share", "an hour"."""

DIMENSIONS: Final[dict[str, str]] = {
    "wide": "width", "width": "width", "across": "width", "diameter": "width", "broad": "width", "deep": "depth",
    "depth": "depth",
    "long": "length", "length": "length", "tall": "height", "high": "height", "height": "height",
    "thick": "thickness",
    "away": "distance", "distance": "distance", "distant": "distance", "elevation": "height", "altitude": "height",
    "below": "depth",
}  # fmt: skip
"""Words beside a length that say which way it is measured."""
