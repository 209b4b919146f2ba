"""Forms of English words by rule, with the irregular ones listed."""

from __future__ import annotations

IRREGULAR = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """
    bear bore borne
    beat beat beaten
    become became become
    begin began begun
    bid bid bid
    bring brought brought
    broadcast broadcast broadcast
    build built built
    cast cast cast
    choose chose chosen
    come came come
    cut cut cut
    deal dealt dealt
    draw drew drawn
    dream dreamed dreamed
    drive drove driven
    fall fell fallen
    feel felt felt
    fight fought fought
    find found found
    forbid forbade forbidden
    forecast forecast forecast
    foresee foresaw foreseen
    forget forgot forgotten
    get got gotten
    give gave given
    go went gone
    have had had
    hear heard heard
    hit hit hit
    hold held held
    keep kept kept
    know knew known
    lay laid laid
    lead led led
    leave left left
    let let let
    lie lied lied
    lose lost lost
    make made made
    mean meant meant
    meet met met
    overturn overturned overturned
    pay paid paid
    plead pleaded pleaded
    prove proved proven
    put put put
    read read read
    repay repaid repaid
    retell retold retold
    ring rang rung
    rise rose risen
    say said said
    see saw seen
    seek sought sought
    sell sold sold
    send sent sent
    set set set
    shoot shot shot
    show showed shown
    spar sparred sparred
    speak spoke spoken
    spell spelled spelled
    spend spent spent
    stand stood stood
    strike struck struck
    strive strove striven
    swear swore sworn
    take took taken
    teach taught taught
    tell told told
    think thought thought
    throw threw thrown
    tear tore torn
    understand understood understood
    undertake undertook undertaken
    uphold upheld upheld
    withdraw withdrew withdrawn
    win won won
    write wrote written
    """.strip().splitlines()
}
"""Base form: past, participle."""

DOUBLED = frozenset(
    """
    admit ban beg begin bet bid brag commit compel concur confer cut defer dig drop equip forbid
    forget get hit jab jot let nod pan permit pin plan plug prefer propel put quip quit ram rap rebut
    refer regret rip rub run scan set shrug shun slam slap snap spar spot step stop submit
    sum swap tap tip transmit trim vet wrap
    """.split()
)
"""Verbs that double their last letter before -ed and -ing."""

VOWELS = frozenset("aeiou")


def verb_forms(base: str) -> dict[str, str]:
    """Return the forms of a verb and what each is: ``base``, ``s``, ``past``, ``part``, ``ing``.

    A form that is both past and participle counts as ``past``.

    Examples
    --------
    >>> verb_forms("deny")
    {'denies': 's', 'denying': 'ing', 'denied': 'past', 'deny': 'base'}
    >>> verb_forms("say")["said"]
    'past'
    """
    forms = {plural(base): "s", _stem(base) + "ing": "ing"}
    past, part = IRREGULAR.get(base, ("", ""))
    if not past:
        past = part = _ed(base)
    forms[part] = "part"
    forms[past] = "past"
    forms[base] = "base" if past != base else "past"
    return forms


def plural(base: str) -> str:
    """Return the form in -s of a verb or a noun.

    Examples
    --------
    >>> plural("reply"), plural("pitch"), plural("claim")
    ('replies', 'pitches', 'claims')
    """
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "x", "z", "ch", "sh")) or base in {"go", "do", "echo", "veto"}:
        return base + "es"
    return base + "s"


def _ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _stem(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "y"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1]
    return _doubled(base)


def _doubled(base: str) -> str:
    return base + base[-1] if base in DOUBLED else base
