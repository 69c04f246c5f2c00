"""Nations: what their people and things are called, and the names that stand for their governments, as plain data."""

# country: its adjective and nouns for its people, singular
DEMONYMS = """
afghanistan: afghan
albania: albanian
algeria: algerian
argentina: argentine argentinian argentinean
armenia: armenian
australia: australian aussie
austria: austrian
azerbaijan: azerbaijani azeri
bahrain: bahraini
bangladesh: bangladeshi
belarus: belarusian belarussian
belgium: belgian
bolivia: bolivian
bosnia: bosnian
brazil: brazilian
britain: british briton
bulgaria: bulgarian
burma: burmese
cambodia: cambodian
cameroon: cameroonian
canada: canadian
chad: chadian
chechnya: chechen
chile: chilean
china: chinese
colombia: colombian
congo: congolese
croatia: croatian croat
cuba: cuban
cyprus: cypriot
czechia: czech
denmark: danish dane
ecuador: ecuadorian ecuadorean
egypt: egyptian
england: english
eritrea: eritrean
estonia: estonian
ethiopia: ethiopian
europe: european
finland: finnish finn
france: french frenchman
gaza: gazan
georgia: georgian
germany: german
ghana: ghanaian
greece: greek
guatemala: guatemalan
haiti: haitian
honduras: honduran
hungary: hungarian
iceland: icelandic icelander
india: indian
indonesia: indonesian
iran: iranian
iraq: iraqi
ireland: irish
israel: israeli
italy: italian
jamaica: jamaican
japan: japanese
jordan: jordanian
kazakhstan: kazakh kazakhstani
kenya: kenyan
korea: korean
kosovo: kosovar
kurdistan: kurdish kurd
kuwait: kuwaiti
kyrgyzstan: kyrgyz
laos: lao laotian
latvia: latvian
lebanon: lebanese
liberia: liberian
libya: libyan
lithuania: lithuanian
macedonia: macedonian
malawi: malawian
malaysia: malaysian
mali: malian
malta: maltese
mexico: mexican
moldova: moldovan
mongolia: mongolian
montenegro: montenegrin
morocco: moroccan
mozambique: mozambican
nepal: nepalese nepali
netherlands: dutch dutchman
nicaragua: nicaraguan
niger: nigerien
nigeria: nigerian
norway: norwegian
oman: omani
pakistan: pakistani
palestine: palestinian
panama: panamanian
paraguay: paraguayan
peru: peruvian
philippines: filipino philippine
poland: polish pole
portugal: portuguese
qatar: qatari
romania: romanian
russia: russian
rwanda: rwandan
scotland: scottish scot
senegal: senegalese
serbia: serbian serb
singapore: singaporean
slovakia: slovak slovakian
slovenia: slovenian slovene
somalia: somali
spain: spanish spaniard
sudan: sudanese
sweden: swedish swede
switzerland: swiss
syria: syrian
taiwan: taiwanese
tajikistan: tajik
tanzania: tanzanian
thailand: thai
tibet: tibetan
tunisia: tunisian
turkey: turkish turk
turkmenistan: turkmen
uganda: ugandan
ukraine: ukrainian
uruguay: uruguayan
uzbekistan: uzbek
venezuela: venezuelan
vietnam: vietnamese
wales: welsh
yemen: yemeni
zambia: zambian
zimbabwe: zimbabwean
"""
