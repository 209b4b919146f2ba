"""Words of general English by which names, roles and genders are told."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent

TITLES = {
    "mr": "m",
    "mister": "m",
    "sir": "m",
    "lord": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "madam": "f",
    "madame": "f",
    "dame": "f",
    "fr": "m",
}
"""Forms of address that are only said of one gender."""

ROLE_OF = {
    "adm": "admiral",
    "amb": "ambassador",
    "atty": "attorney",
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "congresswoman": "representative",
    "congressman": "representative",
    "congressmember": "representative",
    "det": "detective",
    "dr": "doctor",
    "gen": "general",
    "gov": "governor",
    "govs": "governor",
    "gens": "general",
    "hon": "judge",
    "lt": "lieutenant",
    "maj": "major",
    "pres": "president",
    "prof": "professor",
    "rep": "representative",
    "reps": "representative",
    "rev": "reverend",
    "sec": "secretary",
    "secy": "secretary",
    "sen": "senator",
    "sens": "senator",
    "sgt": "sergeant",
    "supt": "superintendent",
    "advisor": "adviser",
    "anchorman": "anchor",
    "anchorwoman": "anchor",
    "chair": "chairman",
    "chairperson": "chairman",
    "chairwoman": "chairman",
    "councilwoman": "councilman",
    "front-runner": "frontrunner",
    "businesswoman": "businessman",
    "mogul": "businessman",
    "tycoon": "businessman",
    "magnate": "businessman",
    "billionaire": "businessman",
    "spokesperson": "spokesman",
    "spokeswoman": "spokesman",
    "lawyer": "attorney",
    "counsel": "attorney",
    "premier": "minister",
    "contender": "candidate",
    "hopeful": "candidate",
    "aspirant": "candidate",
    "nominee": "nominee",
    "standard-bearer": "nominee",
    "lawmaker": "lawmaker",
    "legislator": "lawmaker",
    "boss": "chief",
    "ceo": "chief",
}
"""Short forms and other words for the same role."""

KINDS_OF_ROLE = {
    "senator": ("lawmaker", "politician"),
    "representative": ("lawmaker", "politician"),
    "nominee": ("candidate",),
    "candidate": ("politician",),
    "governor": ("politician",),
    "spokesman": ("aide",),
    "mayor": ("politician",),
    "frontrunner": ("candidate",),
    "ambassador": ("diplomat", "envoy"),
    "envoy": ("diplomat",),
}
"""Role -> wider words for whoever has it."""

LEADING = frozenset(
    "a about after again against all also although among an and another any as asked at because "
    "before both but by can could despite did do does during each earlier either even ever every "
    "everyone anyone someone nobody anybody somebody finally first for from had has have he her here his how however i if in "
    "indeed instead into is it its just last later like many may maybe meanwhile more most much "
    "my neither never no none nor not now of on once one only or other our out over perhaps "
    "said says she since so some still such than that the their them then there these they this "
    "those though through thus today tonight to told too two under unlike until up was we were what when "
    "where whether which while who whose why will with without would yes yesterday yet you your "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june "
    "july august september october november december asked according following including "
    "three four five six seven eight nine ten several few nearly almost around see read watch "
    "photo image video update related via let let's did please dear hello oh well ok okay "
    "ultimately recently previously similarly additionally furthermore moreover nonetheless "
    "nevertheless otherwise therefore regardless apparently clearly certainly obviously "
    "unfortunately interestingly initially eventually asking speaking citing calling noting "
    "speaking regarding given unless upon within toward towards throughout beyond behind below "
    "beside besides between along across above amid".split()
)
"""Words that begin sentences and are no part of the name that follows."""

NOT_NAMES = frozenset(
    "acting afghan african american americans arab arabic asian assistant associate attorney "
    "australian baptist big black british canadian catholic central chinese christian city civil "
    "chief commerce congressional conservative current defense defence democrat democratic "
    "democrats deputy district domestic eastern economic education election energy english "
    "european evangelical executive federal field finance financial first foreign former french gay "
    "general german gop governor great head health high hispanic homeland house indian "
    "independent industrial intelligence international interior iranian iraqi islamic israeli "
    "italian japanese jewish junior justice korean labor labour latin latino law left "
    "lieutenant local lead longtime los major managing marine medical mexican military ministry "
    "minority majority muslim national native nato navy nazi new news north northern ohio old "
    "olympic pacific palestinian parliamentary party police political pope presidential press "
    "prime private public regional republican republicans retired russian san saudi second "
    "security senate senior social south southern soviet special state states super supreme "
    "syrian tea texas then third transport treasury turkish u.k u.n u.s ukrainian union united "
    "us vice veteran war washington west western white world york internet trade legal veterans "
    "human urban housing agriculture personnel campaign budget policy communications digital "
    "interim emeritus co-chief fellow staff line desk floor majesty highness excellency".split()
)
"""Capitalised words that are no part of a person's name when the name follows them."""

BODIES = frozenset(
    "academy act administration agency airlines airport alliance army assembly association "
    "authority avenue bank bay beach board bowl boulevard bridge broadcasting brothers building "
    "bureau bill cabinet campaign center centre chamber channel charity chronicle church circuit "
    "clinic club coalition code college commission committee commons community company conference "
    "congress constitution convention corp corporation council county county's court daily day "
    "deal democracy democrats department district division economy election embassy exchange "
    "express fair federation festival field force forces forum foundation fund game games gazette "
    "globe government group guard guild hall herald heights highway hospital hotel house inc "
    "industries initiative institute institution international interview investigation island "
    "islands journal korea labor lake laboratory league legislature library limited llc ltd "
    "magazine mall matter media ministry mission monitor mountain museum nation nations network "
    "news newspaper office organisation organization pac palace parade park parliament "
    "partners partnership party petroleum phone policy post power press primary prize program "
    "project radio railway ranch records register report republic republicans reserve resort review "
    "revolution river road room school sciences secretariat senate service services show society "
    "square stadium state states station street studios summit supreme syndicate system systems "
    "team television territory theater theatre times tonight tower tribune tribunal trust tv "
    "twitter union university valley village war watch way weekly white workers works world "
    "zone today tomorrow hour politics university's unions voters leaders officials supporters "
    "americans people studies affairs security research science technology technologies "
    "holdings capital ventures motors airways energy electric foods stores".split()
)
"""Words at the end of the name of a body, a place or a thing, not of a person."""

PLACES = frozenset(
    "Africa Alabama Alaska Albany America Amsterdam Anaheim Antarctica Arabia Arizona Arkansas "
    "Asia Atlanta Atlantic Baltimore Bangalore Barcelona Boston Broadway Brooklyn Brexit Buffalo "
    "Calais California Capitol Caribbean Charlotte Chicago Cincinnati Cleveland Colorado Columbus "
    "Connecticut Crimea Dakota Dallas Dayton Delaware Denver Detroit Dubai Edinburgh England "
    "Europe Eurozone Facebook Ferguson Florida Frankfurt Gaza Geneva Georgia Glasgow Google "
    "Guantanamo Hamburg Hawaii Hiroshima Hollywood Hong Houston Idaho Illinois Indiana Internet "
    "Iowa Istanbul Kansas Karachi Kashmir Kentucky Kong Kremlin Kurdistan Lagos Louisiana Lyon "
    "Maine Manhattan Maryland Massachusetts Mecca Melbourne Memphis Miami Michigan Milwaukee "
    "Minneapolis Minnesota Mississippi Missouri Montana Montreal Mumbai Munich Nashville "
    "Nebraska Nevada Normandy Oakland Ohio Oklahoma Omaha Oregon Orlando Pennsylvania Pentagon "
    "Philadelphia Phoenix Pittsburgh Portland Quebec Queens Richmond Sacramento Scotland Shanghai "
    "Siberia Sydney Tampa Tennessee Texas Tibet Toronto Twitter Utah Vancouver Vegas Vermont "
    "Virginia Wales Washington Wisconsin Wyoming Yale YouTube Zurich Harvard Princeton Stanford "
    "Islam Christianity Judaism Christmas Easter Thanksgiving Earth God Bible Quran Koran "
    "Instagram Snapchat Reddit Microsoft Apple Amazon Reuters Bloomberg Politico Newsweek Congress "
    "Senate Parliament Court Tweet Medicare Medicaid Obamacare".split()
)
"""Places and things that stand alone; no persons."""

STATES = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california",
    "colo": "colorado", "conn": "connecticut", "del": "delaware", "fla": "florida",
    "ga": "georgia", "ill": "illinois", "ind": "indiana", "kan": "kansas", "ky": "kentucky",
    "la": "louisiana", "mass": "massachusetts", "md": "maryland", "mich": "michigan",
    "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana",
    "neb": "nebraska", "nev": "nevada", "okla": "oklahoma", "ore": "oregon",
    "pa": "pennsylvania", "tenn": "tennessee", "tex": "texas", "va": "virginia",
    "vt": "vermont", "wash": "washington", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip
"""Short forms of states behind the names of members of parliament."""

OFFICES = frozenset(
    "senator representative governor mayor president judge minister ambassador secretary".split()
)
"""Roles of which people mostly have one."""

FAMILY = frozenset(
    "de del della der den di da dos du la le van von bin ibn al el ten ter y".split()
)
"""Small words inside a family name."""

SUFFIXES = frozenset("jr sr ii iii iv".split())
"""Marks of generation after a name."""


class Country(NamedTuple):
    """Names by which a country and its people go."""

    names: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def given_names() -> dict[str, str]:
    """Return given name -> ``m``, ``f`` or ``x`` for either.

    Examples
    --------
    >>> [given_names().get(name) for name in ("Alice", "Peter", "Kim", "Table")]
    ['f', 'm', 'x', None]
    """
    files = (("names_male.txt", "m"), ("names_female.txt", "f"), ("names_either.txt", "x"))
    return {name: gender for file, gender in files for name in _lines(file)}


@cache
def roles() -> dict[str, str]:
    """Return noun for one person -> ``m``, ``f`` or ``x``.

    Examples
    --------
    >>> roles()["spokeswoman"], roles()["senator"]
    ('f', 'x')
    """
    pairs = (line.split() for line in _lines("roles.txt"))
    return {pair[0]: pair[1] if len(pair) > 1 else "x" for pair in pairs}


@cache
def countries() -> dict[str, Country]:
    """Return every name of a country in small letters -> how it and its people are called.

    Examples
    --------
    >>> countries()["uk"].people
    ('British', 'Briton')
    """
    found: dict[str, Country] = {}
    for line in _lines("countries.txt"):
        name, people, capital, others = (
            tuple(word.strip() for word in field.split(",") if word.strip())
            for field in line.split(";")
        )
        country = Country(name + others, people, capital)
        for known in country.names:
            found[known.casefold()] = country
    return found


@cache
def peoples() -> frozenset[str]:
    """Return adjectives, peoples and names of countries in small letters, one word each."""
    words = set()
    for country in countries().values():
        for name in country.names + country.people + country.capitals:
            for word in name.casefold().split():
                words |= {word, word + "s"}
    return frozenset(words)
