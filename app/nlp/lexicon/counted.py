"""What is counted: nouns, what happens to them, and the words that end a noun phrase, as plain data."""

from typing import Final

from app.nlp.lexicon.listing import word_set

_EVENTS: Final[dict[str, str]] = {
    # what happened, as a reviewer reads it: the words that tell it
    "killed": "kill kills killed killing dead die dies died dying death deaths fatality fatalities fatal slain"
    " perished perish murdered"
    " toll muertos muertas muerto murieron murió muerte fallecidos fallecieron fallecido mató morts mortes mort"
    " décédés décédées tués tuées tué tote toten getötet starben gestorben загинули загинуло загинув загиблих убито"
    " вбито убиты погибли погиб погибло погибших"
    " قتيل قتلى قتيلا قتل وقتل لقي",
    "wounded": "wound wounds wounded wounding injure injures injured injuring injury injuries hurt maimed heridos"
    " heridas herido blessés blessées blessé"
    " verletzt verletzte verletzten поранені поранених поранено травмовано ранены ранено раненых пострадавших"
    " пострадали جريح جرحى جريحا أصيب وأصيب",
    "missing": "missing unaccounted desaparecidos desaparecidas disparus disparues vermisst зниклих зникли"
    " пропавших пропали",
    "found": "found recovered retrieved exhumed bodies corpses",
    "rescued": "rescue rescues rescued rescuing save saved saves saving pulled",
    "evacuated": "evacuate evacuates evacuated evacuating evacuation flee fled fleeing evacuados evacuadas évacués"
    " évacuées evakuiert евакуйовано евакуйовані"
    " эвакуированы эвакуировано",
    "displaced": "displace displaced displaces displacing forcing homeless desplazados déplacés",
    "trapped": "trapped stuck stranded marooned cut-off",
    "arrested": "arrest arrests arrested arresting detain detains detained detaining jailed imprisoned held"
    " detenidos detenidas arrêtés interpellés festgenommen verhaftet затримано затримали задержаны задержали",
    "captured": "capture captures captured capturing abducted kidnapped hostage hostages prisoners",
    "released": "release releases released releasing freed",
    "infected": "infect infected infections infection cases case tested contracted",
    "hospitalised": "hospitalised hospitalized admitted",
    "recovering": "recovering",
    "destroyed": "destroy destroys destroyed destroying demolished razed levelled leveled collapsed destruidas"
    " destruidos détruites détruits zerstört зруйновано зруйновані разрушены разрушено",
    "damaged": "damage damages damaged damaging dañadas dañados endommagées endommagés beschädigt пошкоджено"
    " повреждены",
    "flooded": "flood floods flooded flooding submerged inundated",
    "deployed": "deploy deploys deployed deploying sent stationed",
    "hired": "hire hires hired hiring recruited",
    "dismissed": "dismissed sacked fired laid-off redundancies layoffs",
    "created": "create creates created creating",
    "born": "born births",
    "charged": "charged indicted prosecuted",
    "convicted": "convicted sentenced",
    "acquitted": "acquitted cleared",
    "vaccinated": "vaccinated vaccinations inoculated",
    "sold": "sold sales",
    "married": "married",
    "shot": "shot",
    "launched": "launch launched fired",
    "intercepted": "intercepted downed",
    "affected": "affected",
    "aboard": "aboard onboard board",
    "gathered": "gather gathers gathered gathering assembled rallied marched marching demonstrated protested attended",
    "needed": "need needed",
}

EVENTS: Final[dict[str, str]] = {word: event for event, words in reversed(_EVENTS.items()) for word in words.split()}
"""Word -> what happened to those who are counted."""

BOTH: Final[dict[str, frozenset[str]]] = {
    "casualties": frozenset({"killed", "wounded"}),
    "casualty": frozenset({"killed", "wounded"}),
    "losses": frozenset({"killed", "wounded"}),
}
"""Nouns that count several fates together."""

HUMAN_EVENTS: Final = word_set(
    "killed wounded missing rescued evacuated displaced trapped arrested captured released infected hospitalised"
    " vaccinated charged"
    " convicted acquitted born dismissed hired gathered"
)
"""Fates that befall people, so that "seven were killed" counts people."""

CLASHING: Final = word_set(
    "killed wounded missing found rescued evacuated displaced trapped arrested captured released infected"
    " hospitalised destroyed damaged"
    " flooded deployed hired dismissed born charged convicted acquitted vaccinated intercepted launched gathered aboard"
)
"""Fates that set those who met them apart from those who met another."""

BEFALLEN: Final = word_set("dead wounded injured missing killed hurt trapped homeless")
"""What a number alone may count by what happened: "31 wounded" are people."""

_THINGS: Final[dict[str, str]] = {
    # head of the group: words that count the same things
    "person": "persona personne person mensch leute gens gente individuo individu человек лицо людина особа"
    " شخص شخصا أشخاص person people"
    " muerto herido fallecido desaparecido víctima mort tué blessé disparu victime tote toter verletzte verletzter"
    " opfer vermisste погибший раненый пострадавший загиблий поранений постраждалий قتيل قتيلا قتلى جريح جريحا جرحى"
    " resident inhabitant human individual local victim casualty citizen"
    " villager",
    "soldier": "soldier troop serviceman servicemen fighter combatant personnel force soldado militar soldat"
    " militaire солдат военный военнослужащий військовий військовослужбовець боєць боец جندي جنديا جنود",
    "family": "family household familia hogar famille ménage familie haushalt семья родина сім'я عائلة عائلات أسرة",
    "home": "home house dwelling casa vivienda maison logement haus wohnung дом будинок житло منزل منزلا منازل",
    "child": "child kid minor boy girl niño niña menor enfant kind ребенок ребёнок дитина طفل طفلا أطفال",
    "officer": "officer policeman police cop policía agente policier polizist полицейский поліцейський شرطي شرطيا",
    "worker": "worker employee staff job role position post trabajador empleado travailleur employé emploi"
    " arbeiter mitarbeiter beschäftigter рабочий работник сотрудник працівник робітник عامل عاملا عمال",
    "vehicle": "vehicle car vehículo coche véhicule voiture fahrzeug auto автомобиль автомобіль سيارة",
    "student": "student pupil estudiante alumno étudiant élève schüler студент школьник учень طالب طالبا طلاب",
    "voter": "voter elector votante électeur wähler избиратель виборець ناخب ناخبا ناخبين",
    "seat": "seat escaño asiento siège sitz место місце مقعد مقعدا مقاعد",
    "point": "point punto punkt пункт очко бал نقطة نقاط",
    "protester": "protester demonstrator",
    "migrant": "migrant refugee asylum-seeker",
    "plane": "plane aircraft jet airliner",
    "ship": "ship vessel boat",
    "drone": "drone uav",
    "death": "death fatality",
    "injury": "injury wound",
    "doctor": "doctor physician",
    "attack": "attack strike raid",
    "company": "company firm business",
    "goal": "goal gol but tor гол هدف أهداف",
    "vote": "vote ballot voto sufragio voix suffrage stimme голос صوت صوتا أصوات",
}

THINGS: Final[dict[str, str]] = {word: thing for thing, words in _THINGS.items() for word in words.split()}
"""Noun -> the noun that stands for its group."""

PEOPLE: Final = word_set(
    "person civilian man woman boy girl teenager pensioner"
    " soldier child officer worker student protester migrant doctor fighter militant rebel passenger patient"
    " prisoner hostage"
    " journalist firefighter rescuer voter customer fan supporter player teacher nurse survivor witness suspect"
    " tourist pilgrim miner"
    " sailor pilot driver farmer fisherman member guest guard gunman attacker death injury"
)
"""Nouns that count people, which "people" may stand for."""

IRREGULAR: Final[dict[str, str]] = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose", "oxen": "ox", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf",
    "calves": "calf",
    "leaves": "leaf", "halves": "half", "thieves": "thief", "shelves": "shelf", "loaves": "loaf",
    "criteria": "criterion",
    "crises": "crisis", "buses": "bus", "viruses": "virus", "gases": "gas", "campuses": "campus",
    "analyses": "analysis",
    "bodies": "body", "movies": "movie", "zombies": "zombie", "cookies": "cookie", "calories": "calorie",
    "headsets": "headset",
    "volcanoes": "volcano", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "mosquitoes": "mosquito",
    "tornadoes": "tornado", "torpedoes": "torpedo", "casualties": "casualty", "axes": "axe",
    "spacecraft": "spacecraft",
    "servicemen": "serviceman", "policemen": "policeman", "fishermen": "fisherman", "gunmen": "gunman",
    "firemen": "fireman",
    "businessmen": "businessman", "congressmen": "congressman", "policewomen": "policewoman",
    "grandchildren": "grandchild",
    "troops": "troop", "houses": "house", "causes": "cause", "cases": "case", "horses": "horse", "nurses": "nurse",
    "courses": "course",
    "purchases": "purchase", "leases": "lease", "licenses": "license", "expenses": "expense", "responses": "response",
    "cruises": "cruise", "phases": "phase", "bases": "base", "diseases": "disease", "databases": "database",
    "warehouses": "warehouse",
    "corpses": "corpse", "hearses": "hearse", "premises": "premise", "franchises": "franchise",
    "exercises": "exercise",
    "enterprises": "enterprise", "surprises": "surprise", "offenses": "offense", "increases": "increase",
    "decreases": "decrease",
    "releases": "release", "roses": "rose", "noses": "nose", "doses": "dose", "verses": "verse", "nooses": "noose",
    "series": "series",
    "species": "species", "shoes": "shoe", "canoes": "canoe", "toes": "toe", "caches": "cache",
    "headaches": "headache",
    "earthquakes": "earthquake", "axles": "axle",
}  # fmt: skip
"""Plural -> singular, where the ending alone misleads."""

UNCHANGED: Final = word_set(
    "people men women children police staff aircraft troops personnel cattle sheep fish deer offspring crew"
    " spacecraft helicopters"
    " wounded dead injured missing homeless unemployed series species jobless livestock lives feet teeth mice"
    " criteria servicemen"
    " policemen fishermen gunmen firemen businessmen congressmen policewomen grandchildren percent fishes"
)
"""Nouns that count several without the plural's -s."""

NOT_PLURAL: Final = word_set(
    "his its this was has is as us thus plus always perhaps less across business gas bus virus status process"
    " access press class mass"
    " loss boss glass cross pass congress success address illness witness fitness wireless campus focus bonus"
    " census consensus minus"
    " versus chess mess stress progress express princess crisis basis analysis news mathematics physics politics"
    " besides towards afterwards"
    " sometimes yes serious previous various dangerous famous religious pancreas christmas texas kansas arkansas"
    " paris mars venus"
    " straight precious conscious numerous enormous overseas"
)
"""Words in -s that are no plurals."""

STOPS: Final = word_set(
    "in on at of to from by for with without within into onto over under after before during until since between"
    " among amid against"
    " near across through throughout about around above below beside behind beyond outside inside along off up down"
    " out per via than"
    " as and or but nor so yet if when while where because though although that which who whom whose what how why"
    " whether"
    " the this these those his her its their our my your he she it they we you i him them us me himself herself"
    " themselves"
    " is are was were be been being am has have had having do does did done will would shall should can could may"
    " might must"
    " not no also only just still now then there here already ago later earlier away apart each every both either"
    " neither"
    " said says say told tells reported reports according including such like compared despite following due"
    " instead versus"
    " take takes took make makes made get gets got give gives gave come comes came go goes went live lives lived"
    " left remain remained"
    " remains became become work works worked play plays played show shows showed win wins won lose loses lost want"
    " wanted need needs"
    " seem seemed run runs ran began begin face faces faced voted"
)
"""Words that end a noun phrase."""

FOREIGN_STOPS: Final = word_set(
    "cada más que y o en con por para se fueron han están quedaron"
    " et ou en par plus dans sur sont ont"
    " und oder in im am auf von wurden"
    " із зі з у в на та і або було є із-за більше ніж"
    " из в на с и или по было больше чем"
    " في من إلى على و أو آخرين آخرون أخرى عن مع"
)
"""Words of other languages that name nothing after a number."""

WHOLES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "es": (("de", "los"), ("de", "las"), ("de",)),
    "fr": (("des",), ("sur", "les"), ("sur",)),
    "de": (("der",), ("von", "den"), ("von",)),
    "uk": (("зі",), ("із",), ("з",)),
    "ru": (("из",),),
    "ar": (("من", "أصل"), ("من",)),
}
"""What stands between the part and the whole of "63 of 120 seats", by language."""

SKIPPED: Final = word_set("more other additional extra further of the its their his her our these those such")
"""Words between a number and its noun that name nothing."""

AUXILIARIES: Final = word_set(
    "have has had been be were was are is being that who which also reportedly still currently now already to had"
    " reported said confirmed"
    " feared believed listed declared presumed known thought either all later left get got remain remained were"
    " more others fueron han sido están estaban quedaron resultaron ont été sont étaient wurden sind waren worden"
    " були було были было"
)
"""Words that may stand between a noun and what happened to it."""

NOT_PARTICIPLES: Final = word_set(
    "need indeed speed seed feed hundred red bed shed united bleed breed reed weed deed embed"
)
"""Words in -ed that are no participles."""

PARTICIPLES: Final = word_set(
    "slain hurt dead missing homeless sent held found born cut hit shot lost sold built spent stuck trapped won"
    " caught taken driven left"
    " stolen given shown broken hidden written spread paid made left"
)
"""Participles and adjectives of fate without -ed."""

PREPOSITIONS_OF_PLACE: Final = word_set("in without at under on from")

TOLLS: Final = word_set(
    "toll deaths fatalities casualties injuries dead wounded injured missing tally population crowd audience attendance"
)
"""Subjects whose bare number counts people: "the death toll rose to 41"."""
