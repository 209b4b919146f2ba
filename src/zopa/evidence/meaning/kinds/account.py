"""Account: how things are or went, in somebody's eyes; also what everything else is."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="account",
    says="tells how things are or went",
    plover=None,
    cues="""
        accuse, blame, criticise, criticize, deny, recall, describe, allege, condemn, denounce
        hope~, wish~, admit~, acknowledge~, complain, report~, estimate~, find~, show~, confirm~, apologise, apologize
        regret, lament, decry, deplore, slam, blast, lambast, question, doubt, predict, mock, claim~, wonder
        ask whether|if|about|how|why|what|who|when|where, conclude~, call~ a|an|it|him|her|them|the, learn~, know~, ridicule, attack, decline comment|say|answer|respond|discuss|identify|elaborate|give|speculate
        refuse comment|say|answer|respond|elaborate|speculate
    """,
    above="""
        regrettable|unfortunate|shame|pity|disappointing|sad that? @they *
        on|the|a condition of anonymity
        no agreement|deal|decision|progress @be .. reached|made|taken
    """,
    sure="""
        @can|did not agree on|over|how|who|whether
        not giving|given|give up on|and|^
        they|he|she|you offered|proposed|asked|demanded|requested
        it may|might|could be
        you @have to be
        has|have yet to
        i would not? say|call|describe|think|imagine|guess
        self @be going to be|have|see|win|need *
        what|how|who ... @will be|take|happen|do
        who|which|that would *
        @they want|wanted|wants|demanded|asked|needed|insisted
        do|does|did not know|remember|think|believe|recall
        self @can|@will not say|tell|know|comment|believe|imagine|remember|recall|speak|confirm|understand|see|call|describe|wait|stress|speculate|predict|@be|@have
        self @will see|know|find
        self @will have to see
        @will see what|how|if|whether
        must @have been
        should @have been|known|done
        too early|soon to
        early to
        self think|guess|suppose|doubt .. @be
        used to
        @have been
        self knew
        not @good
    """,
    likely="""
        might|may|could be|take|not|happen|go|come
        @they came|went|said|told|gave|did|made|left|knew|kept|got|had|were|believe|believes|think|thinks
        hard to say|know|tell
        @be under
        self would not? be|have|like|love|know|see *
        i think|believe|guess|feel|suppose|remember|understand|know|knew|doubt
        @be not aware|sure|clear|certain|true|here
        ^ it|there was|were|took|is
        self had|was|were|did|went|talked|tried|asked|wanted|came|got|felt|saw|thought|made|worked|discussed|met
        @have @be? gone|lost|increased|made|shown|seen|grown|fallen|risen
    """,
    examples=(
        "It was a long night.",
        "They wanted the bridge and the island.",
        "No decision was taken on the quota.",
        "She promised us that the rent would stay as it is.",
    ),
)
