"""Words that tell on whose behalf somebody speaks, as plain data."""

# Those who speak for a state: two of them are taken for one side, unless the text says that they serve different ones.
OFFICIAL = frozenset(
    (
        "admiral",
        "adviser",
        "agency",
        "ambassador",
        "army",
        "authority",
        "cabinet",
        "chancellor",
        "civil",
        "coastguard",
        "council",
        "defense",
        "department",
        "deputy",
        "directorate",
        "embassy",
        "fire",
        "foreign",
        "general",
        "government",
        "governor",
        "institute",
        "intelligence",
        "kremlin",
        "mayor",
        "military",
        "minister",
        "ministry",
        "monarch",
        "official",
        "parliament",
        "pentagon",
        "police",
        "president",
        "prosecutor",
        "secretary",
        "security",
        "senator",
        "service",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "state",
    )
)

_AGENCIES = """
reuters, ap, associated press, afp, agence france-presse, upi, united press international, xinhua, tass, ria novosti,
interfax, dpa, efe, ansa, pa, pa media, press association, kyodo, yonhap, anadolu, ukrinform, wafa, bloomberg, belga,
apa, tt, ntb, ritzau, stt, pti, ians, aap, bernama, antara, pap, ctk, mti, tanjug, hina, lusa, keystone-sda, jiji
"""
AGENCIES = frozenset(" ".join(name.split()) for name in _AGENCIES.split(","))
"""News agencies, by the names under which articles credit them."""
