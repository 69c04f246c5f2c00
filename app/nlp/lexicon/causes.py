"""Words by which a sentence says what brought something about, as plain data."""

from app.nlp.lexicon.listing import word_set

# "X caused Y", "Y was caused by X"; in the active voice these leave no doubt that Y is an effect.
CAUSING_VERBS = word_set("cause trigger spark provoke produce create start ignite generate")
# These say so in the passive only: "was left by", "was set off by"; "leave" also before what was left: "left a hole".
LEFT_BY = word_set("leave make bring set form do down destroy light lay")
# "Y was related to X", "Y was linked to X", "Y was blamed on X", "Y was put down to X".
TIED = {"relate": ("to",), "link": ("to", "with"), "connect": ("to", "with"), "attribute": ("to",), "blame": ("on",)}
# "Y was the result of X" ...
OUTCOMES = word_set("result product consequence outcome work effect aftermath")
# ... "X was the cause of Y", "X was behind Y".
SOURCES = word_set("cause reason trigger source origin culprit")
# "X led to Y", "X resulted in Y".
LEADING = {"lead": "to", "result": "in"}
# "Because of X", "due to X", "owing to X".
BECAUSE = {"because": "of", "due": "to", "owing": "to", "thanks": "to", "owe": "to", "thank": "to"}

# "X came from Y", "X broke off Y", "a fragment of Y": where something comes from is told like its cause.
COMING = word_set("come break originate stem derive arise split emanate")
FROM = ("from", "off", "out")
PARTS = word_set("fragment remnant offshoot")

# "X and Y are unrelated", "there is no link between X and Y".
UNTIED = word_set("unrelated unconnected")
TIES = word_set("link connection relation relationship tie")

# "All the evidence points to X", "the findings are consistent with X".
EVIDENCE = word_set("evidence finding trace sign data test proof clue result everything analysis")
POINTING = {
    "correspond": ("with", "to"),
    "consistent": ("with",),
    "point": ("to", "at", "towards"),
    "match": (),
    "indicate": (),
    "suggest": (),
    "fit": ("with",),
}

# What tells no cause and no effect from another one.
GENERAL = word_set(
    """
    event incident impact accident disaster tragedy phenomenon damage matter thing something someone somebody else
    other another cause reason trigger source origin culprit explanation result product consequence outcome work effect
    type kind sort form piece part likely probably possibly apparently actually relatively
    """
)

# Where the phrase that names a cause or an effect ends.
PHRASE_ENDS = word_set(
    """
    that which who whom whose where when while and or but nor as because if whether than then for in on at to from with
    by about near under over during since after before into onto through against not
    """
)
PHRASE_STARTS = word_set("a an the this that these those some any its his her their our my what whatever")
LONGEST_PHRASE = 6
LONGEST_SUBJECT = 12
