"""Demand: the speaker wants something done, given or stopped."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="demand",
    says="asks for something to be done, given or stopped",
    plover="REQUEST",
    cues="""
        demand, request, urge, order, require, implore, beg, plead, petition, seek, pressure
        insist?, insist on, call for|on|upon, appeal to|for, ask to|for|that, tell to, press for|to
        push for, want-, command, instruct, exhort, lobby for, clamour for, clamor for, need~-
        advise to, recommend?, advocate, hope~-, wish~-, expect~ to, campaign for, direct to
        remind to, warn to|against, encourage to, invite~ to, force to, challenge to, bid~ for
        summon, entreat, compel
    """,
    sure="""
        self demand|insist|require|request
        self want|need|wants|needs the|a|an|our|all|more|them|him|her|you|it|this|that|these|those
        self need|needs to see|have|get
        self want|wants|wanted to see|have
        self would like to see|have
        self @have to have
        @they|people|management|government|side|company|union|employers @have to
        @have got to
        @they need|needs|ought to
        it @be up to them|him|her|you to
        must
        what|all self want|need|ask|demand|seek
        self @be asking|calling|pressing|pushing for
        self @be asking|urging @them
        self ask|urge|beg|call for|on|@them|that|all
        our|my|first|only|main|one demand|demands|request @be
        it @be @be? time for|to|they|that
        ^ @be? no more *
        had better
    """,
    likely="""
        should
        ought to
        self expect|deserve
        deserve|deserves
        @have to pay|stop|leave|change|give|make|go|come|be
        self seek
        @they needs|need to
        enough @be enough
        ^ please *
        ^ give|stop|release|lift|withdraw|end|return|free|leave|halt|remove|drop|respect|listen|open us|our|the|all|it|this|that|back|building|killing|shooting|pretending|to|now|your|from|every|talking|blaming|hiding
        ^ pay|show|tell|bring|put|send|hand us|our|the|all|it|them|him|her|your|every
        ^ let us|them|him|her|our|the|all
        ^ get out|off|rid|back|your|the|them
        ^ do not *
        need to be|stop|start|change|give|pay
        self would ask|urge|want
        self @have asked
        @be calling for
    """,
    hints="""
        self want|need *
        self want|need to
        self hope|wish
        demand|demands|request
        time to
    """,
    examples=(
        "We want the whole fence taken down.",
        "They have to pay for the damage.",
        "The ships must leave.",
        "All we ask is to be treated as equals.",
    ),
)
