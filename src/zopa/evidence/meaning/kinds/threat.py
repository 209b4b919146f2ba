"""Threat: harm or loss for the other side if it does not give way."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="threat",
    says="holds out harm or loss to somebody",
    plover="THREATEN",
    cues="""
        threaten, warn, menace, caution~, vow retaliate|retaliation|revenge|avenge|punish
    """,
    above="""
        if there? @be? no agreement|answer|contract|deal|movement|offer|peace|settlement|signature
        if ... we|i @will answer|react|reply|respond
        if ... self|they|you|he @will .. regret|pay|suffer|see
        not be surprised if
        or else
        or .. face|suffer|risk
        if ... @will @force|hit|cancel|sue|walk
        if ... @will .. business|custom|elsewhere
    """,
    sure="""
        @they @will feel it|this|the|our
        reserve|reserves the right
        @will be @hurt
        not afraid|hesitate|shy to|from
        not hesitate
        @will|@can bring .. halt|standstill|knees|court
        grind|come to a halt|standstill
        prepared|ready for|to war|strike|fight|battle|walk
        @they @will see|learn|find|feel|know what|out|our|how|the|who
        whatever it takes
        ^ one more ... and this|we|i|the|our|it
        explain|tell|say it|that|this? to? a|the judge|court|jury
        hear|hears from our|my lawyers|lawyer|solicitors|solicitor
        ^ then|otherwise the|our|all .. @will stop|close|go|stand|cease|stay|shut
        @will go dark|cold
        lights @will? go out|off
        @have other tools|means|ways|measures|options
        all|any|every means
        self know where|how to
        take action|steps|measures against
        countermeasures|reprisals|payback
        this @will cost
        cost @them dearly|dear|a
        clock @be ticking
        time @be running
        nobody|none should be? doubt|underestimate
        pull the plug
        or .. face|pay|lose|suffer|risk
        or self|@they @will
        no choice|option|alternative but|other
        face|suffer|bear .. consequences|consequence|wrath|penalties|sanctions
        serious|severe|grave|dire|dramatic consequences
        @be consequences
        pay .. price|dearly
        @will .. regret|suffer
        regret it|this|that
        going to regret|suffer
        retaliate|retaliation|revenge|avenge
        self @will @force|cancel
        self @be going to @force|cancel
        hit|strike|fight back
        see you|them|him|her in court
        legal|industrial|military|strike action
        go|going on strike
        @will strike|walk
        @will be a? war|strike|bloodshed|trouble
        patience .. out|thin|limits|limit|over|end|ends
        take|taking our|my business|custom|money
        look|go|buy|shop elsewhere
        last|final warning|chance
        all|every options|option @be on
        @be forced to
        not test|push|underestimate|provoke us|me|our
        make @them pay|suffer
        at your|their own? peril|risk
    """,
    likely="""
        consequences
        otherwise
        self @will cancel|shut|close|suspend|stop|leave|impose
    """,
    hints="""
        @force
        war
        threat|threaten|warn|warning
    """,
    examples=(
        "Withdraw or face the consequences.",
        "We will have no choice but to strike.",
        "We'll see you in court.",
        "If they attack, we will hit back hard.",
    ),
)
