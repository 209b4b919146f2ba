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
        advise to, recommend?, advocate, expect~ to, campaign for, direct to
        remind to, warn to|against, encourage to, invite~ to, force to, challenge to, bid~ for
        summon, entreat, compel
    """,
    sure="""
        minimum|least ... accept|expect|ask|want|do
        @be owed
        what is owed
        what self @be|came here? for
        what self came|come here? for
        waiting for our|the|an money|pay|apology|answer|explanation
        @have to take|get|show|explain|give|pay|stop|leave|change|make|accept|come|be
        somebody|someone @have to
        nothing less than
        it|that|this|high|about|past|long @be? time they|he|she|you|the
        it @be high|about|past|long time they|he|she|you|the
        self @have asked for
        they|he|she|it had? asked for
        want|wants access|more|less|an|a|the
        ^ first? of? all? @order @thing
        ^ so|then|and|but? @order us|our|your|the|them
        get your|their|his hands off
        @be entitled to
        @have a|every right to
        all self want
        it @be turn|job|duty|responsibility to
        ball @be in
        need|needs guarantees|assurances|answers|clarity|certainty|proof|money|action|details
        want|wants guarantees|assurances|answers|clarity|certainty|proof|money|action|details|peace|justice
        we|i will not settle for
        @be due|overdue
        long overdue
        do your|their part|job
        self demand|insist|require|request
        self want|need|wants|needs the|a|an|our|all|more|them|him|her|you|it|this|that|these|those
        self need|needs to see|have|get
        self want|wants|wanted to see|have
        self would like to see|have
        self @have to have
        they|he|she|people|management|government|side|company|union|employers @have to
        they|he|she|we @have got to
        has got to
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
        you must|@have to|got
        need|needs to *
        position @be .. clear
        has|have to
        @be expected to
        needed
        ^ @be the time to|for
        insist|insists|insisting
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
