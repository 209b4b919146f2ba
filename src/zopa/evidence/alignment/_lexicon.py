"""Word classes of general English by which two wordings are compared."""

from __future__ import annotations

FUNCTION = frozenset(
    """
    a about above across after again against ago all also although always am among an and another
    any anybody anyone anything are around as at away back be because been before being below
    between both but by can cannot could did do does doing done down during each either else even
    ever every everybody everyone everything few for from further had has have having he hence her
    here hers herself him himself his how however i if in indeed instead into is it its itself
    just let like many may maybe me might mine more most much must my myself neither never no
    nobody none nor not nothing of off often on once one only onto or other others ought our ours
    ourselves out over own per perhaps quite rather really s shall she should since so some
    somebody someone something soon still such t than till that the their theirs them themselves then
    there therefore these they this those though through thus to together too toward towards under
    until up upon us very was we well were what whatever when where whether which while who
    whoever whom whose why will with within without would yes yet you your yours
    """.split()
)
"""Words that carry no subject of their own."""

LIGHT = frozenset(
    """
    able actually answer ask bad badly basically be begin believe best better big bit business call
    certain
    clear come day days end feel fine first get give go good great guess happen head hear hope keep
    kind know last late later live long look lot make man matter mean need never new next nice night now
    people place point put question quick ready right say see seem set show side sort speak stand
    start stop sure take talk tell thing think time today tomorrow trust try turn use view want way
    week will willing word work world yesterday year
    """.split()
)
"""Content words so common that sharing them says nothing about the subject."""

MODALS = {
    word: strength
    for strength, words in {
        "will": "will shall would",
        "can": "can could",
        "may": "may might",
        "must": "must should ought",
        "willing": "willing prepared ready",
        "able": "able",
    }.items()
    for word in words.split()
}
"""Modal word -> how strongly it binds; tense apart (``will`` and ``would`` bind alike)."""

READY = {"willing", "prepared", "ready", "able", "unwilling", "unable", "unprepared"}
"""Adjectives that make a modal of ``be ... to``."""

BE = {"am", "are", "be", "been", "being", "is", "was", "were"}
HAVE = {"had", "has", "have", "having"}
ARTICLES = {"a", "an", "the"}
PERSONS = set("he her him i me she them they us we".split())
OWNERS = set("his my our their".split())
FIRST = set("i me mine my our ours us we".split())
GENDERS = dict.fromkeys("he him his".split(), "m") | dict.fromkeys("her hers she".split(), "f")
POINTING = set("he her him it she so that them they this those these".split())
"""Words whose meaning stands elsewhere."""
BEFORE_NOUNS = set("her that these this those".split())
"""Those of them that may stand before the noun that says it."""

NEGATIONS = frozenset(
    """
    barely deny hardly neither never no nobody none nor not nothing nowhere refuse refused refuses
    refusing reject rejected rejects rejecting unable unless unprepared unwilling without
    """.split()
)
AS_NOT = {"never", "no", "not", "refuse", "refused", "refuses", "refusing", "unable", "unwilling"}
"""Negations that stand in each other's place."""

REFUSING = frozenset(
    """
    decline declined declines declining refuse refused refuses refusing reject rejected rejecting
    rejects
    """.split()
)
"""Words that report, and turn what they report into its opposite."""

NO_NEGATION = {
    ("no", "matter"),
    ("no", "doubt"),
    ("not", "only"),
    ("not", "just"),
    ("not", "to"),
}
"""Pairs that begin like a negation and are none of the statement."""

OPPOSITE = ("dis", "il", "im", "in", "ir", "non", "un")
"""Beginnings that turn a word into its opposite: *acceptable*, *unacceptable*."""

QUANTIFIERS = {
    word: amount
    for amount, words in {
        "all": "all both complete completely each entire entirely entirety every everybody "
        "everyone everything full fully total totally whole wholly",
        "most": "almost largely majority most mostly nearly",
        "much": "large lots many much portion several",
        "half": "half",
        "some": "few partial partially partly piece portion some somebody someone something "
        "limited",
        "none": "neither nobody none nothing",
    }.items()
    for word in words.split()
}
"""Word -> how much it speaks of."""

NUMBERS = {
    word: str(value)
    for value, words in {
        2: "two twice",
        3: "three",
        4: "four",
        5: "five",
        6: "six",
        7: "seven",
        8: "eight",
        9: "nine",
        10: "ten",
        11: "eleven",
        12: "twelve dozen",
        13: "thirteen",
        14: "fourteen",
        15: "fifteen",
        16: "sixteen",
        17: "seventeen",
        18: "eighteen",
        19: "nineteen",
        20: "twenty",
        30: "thirty",
        40: "forty",
        50: "fifty",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
    }.items()
    for word in words.split()
}
"""Number word -> digits; ``one`` is left out, since it mostly is a pronoun."""

POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""Magnitude -> power of ten."""
PARTS = {
    name: number
    for number, names in {
        2: "half halves",
        3: "third thirds",
        4: "quarter quarters fourth fourths",
        5: "fifth fifths",
        6: "sixth sixths",
        7: "seventh sevenths",
        8: "eighth eighths",
        9: "ninth ninths",
        10: "tenth tenths",
        20: "twentieth twentieths",
        100: "hundredth hundredths",
    }.items()
    for name in names.split()
}
"""Name of a part -> how many of them make the whole."""
THIRDS = {"33.3": "33", "33.33": "33", "66": "67", "66.6": "67", "66.67": "67", "66.7": "67"}
"""Percent as some write a third or two -> as others do."""
THE_MONTH = "may-month"
"""What *May* says where it is no modal."""
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april june july august september october november december".split()
) | {THE_MONTH}

SHORT_DAYS = dict(
    pair.split("=")
    for pair in """
    Jan=january Feb=february Mar=march Apr=april Jun=june Jul=july Aug=august Sep=september
    Sept=september Oct=october Nov=november Dec=december
    Mon=monday Tue=tuesday Tues=tuesday Wed=wednesday Thu=thursday Thur=thursday Thurs=thursday
    Fri=friday Sat=saturday Sun=sunday
    """.split()
)
"""Months and days of the week cut short, with the capital that they need -> in full."""
NAMES_TOO = set("Jan Jun Jul Mar Mon Sat Sun Wed".split())
"""Those of them that need a full stop or a number beside them, since they are words or names."""
SHORT_UNITS = dict(
    pair.split("=")
    for pair in """
    bln=billion bn=billion hr=hour hrs=hours kg=kilograms km=kilometers mio=million mln=million
    mn=million mins=minutes pc=percent pct=percent tn=trillion trn=trillion wk=week wks=weeks
    yr=year yrs=years
    """.split()
)
"""Units and magnitudes cut short, behind a number -> in full."""

UNITS = {
    word: unit
    for unit in "crown dollar euro franc krona pound rouble rupee yen yuan".split()
    for word in (unit, unit + "s")
}
SPANS = {
    word: span
    for span in "hour day week month quarter year decade".split()
    for word in (span, span + "s")
}

SPELLED = {
    "1st": ("first",),
    "2nd": ("second",),
    "3rd": ("third",),
    "4th": ("fourth",),
    "5th": ("fifth",),
    "%": ("percent",),
    "$": ("dollar",),
    "€": ("euro",),
    "£": ("pound",),
    "ain't": ("is", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "let's": ("let", "us"),
    "ok": ("okay",),
    "shan't": ("shall", "not"),
    "wanna": ("want", "to"),
    "won't": ("will", "not"),
}
ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
IS_AFTER = set("he here how it she that there what when where who".split())
"""Words after which ``'s`` stands for ``is``."""

RAISING = set("believe expect feel guess imagine reckon suppose think".split())
"""Verbs whose denial denies what follows: *I do not think they will*, *I think they will not*."""
BREAKS = set("and because but or while".split())
"""Words after which a denial is one of something else."""

TITLES = frozenset(
    """
    ambassador chair chairman chairwoman chancellor chief dr foreign former general gov governor
    jr king lady leader lord madam minister miss mr mrs ms pope premier president prime prince
    princess professor queen rep representative secretary sen senator sir spokesman spokesperson
    spokeswoman sr state the
    """.split()
)
"""Words of a name that do not tell one person from another."""

IRREGULAR = dict(
    pair.split("=")
    for pair in """
    began=begin begun=begin bought=buy broke=break broken=break brought=bring built=build
    came=come caught=catch children=child chosen=choose chose=choose drawn=draw drew=draw
    driven=drive drove=drive fallen=fall fell=fall felt=feel found=find gave=give given=give
    gone=go got=get gotten=get grew=grow grown=grow heard=hear held=hold kept=keep knew=know
    known=know led=lead left=leave lost=lose made=make meant=mean men=man met=meet paid=pay
    ran=run risen=rise rose=rise said=say saw=see seen=see sent=send sold=sell sought=seek
    spent=spend spoke=speak spoken=speak stood=stand taken=take thought=think told=tell took=take
    went=go withdrawn=withdraw withdrew=withdraw women=woman won=win written=write wrote=write
    """.split()
)

CONCEPTS = """
    accept approve
    accord agreement deal pact settlement
    aid assistance help support
    ban bar forbid prohibit
    boat ship vessel
    boss chief head
    build construct
    buy purchase acquire
    carry continue keep resume
    ceasefire truce
    company firm employer management
    constrain limit quota cap
    cut decrease lower reduce reduction slash
    delay postpone defer
    demand insist request require
    dismiss fire sack
    factory plant
    freeze suspend halt pause
    frighten scare
    gather meet meeting summit
    get obtain receive
    increase raise hike rise
    inspect inspection monitor verify verification
    job post
    lift remove removal withdraw withdrawal
    negotiate negotiation discuss discussion dialogue
    offer propose proposal
    pay salary wage
    pledge promise vow commit commitment undertake
    progress headway
    remain stay
    close closure shut shutdown
    dismantle dismantlement scrap tear destroy demolish
    staff worker employee workforce
    strike stoppage walkout
    test testing
    warn warning threaten threat
    weapon arm
    big large huge
    small little tiny
    quick fast rapid swift
    money cash fund
    """
"""Words that name the same thing in talks, a group a line."""

CONTRASTS = """
    close closure shut shutdown freeze suspend halt pause | dismantle dismantlement destroy scrap demolish eliminate abandon
    accept approve agree | reject refuse decline
    raise increase hike rise | freeze | cut reduce reduction lower decrease slash
    open reopen | close closure shut shutdown
    stay remain | leave quit withdraw
    temporary interim temporarily | permanent permanently
    before until till | after
    optimism optimistic | pessimism pessimistic
    inside | outside
    immediate immediately | gradual gradually later
    voluntary | compulsory mandatory
    start begin | end finish
    win | lose
    friend | enemy
    sign | discuss
    impose | lift remove removal
    allow permit | ban forbid prohibit
    minimum least | maximum most
    """
"""Words that take each other's place and change the meaning: kinds of one axis between bars."""

FACING = """
    more least minimum above over | fewer less most maximum up nearly almost below under
    up upward upwards | down downward downwards
    always | mostly often usually | sometimes | rarely seldom never
    certainly definitely surely | probably likely | possibly perhaps maybe
    first | second | third | fourth | fifth | last
    and | or
    ours | theirs
    """
"""The same of words too common to say so but where one stands in the place of the other."""
