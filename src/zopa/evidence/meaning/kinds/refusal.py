"""Refusal: the speaker will not do, give or accept something."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="refusal",
    says="says no to something",
    plover="REJECT",
    cues="""
        refuse, reject, decline, rebuff, spurn, dismiss, balk, baulk, oppose, resist, veto, defy
        turn down, vote down, rule out, brush aside|off, repudiate, rule out, shut door, vote~ against
        disagree~, bristle~, scoff~, object, shun, snub, overrule
    """,
    sure="""
        as far as self @can go?
        not something self @can|@will
        not come|came close
        not close|near to what|a|an|the
        no question of
        @be|as|what a|an|sheer|pure @bad
        told @them|her no
        @have voted? down
        voted down
        not come here|to to
        @they|that can keep|forget|wait|whistle|dream
        no thank|thanks
        answer @have not changed
        dead on arrival
        insult|insults|affront|mockery to|our|us|every|of
        goes|go|sent|send it? back unread|unopened|unsigned
        @can not swallow|stomach|bear
        not be taken|fooled|cheated|bought
        not interested
        not for sale
        not on the table|agenda|cards|menu
        not happen|happening
        @will not happen
        not sign|signing|budging|moving|yielding|bending|selling|paying|accepting|giving|leaving|changing
        not in a position to
        waste of time
        too low|little|high|late
        falls|fall|fell short
        far from enough
        not nearly enough|near
        not our problem|business|job
        why should self
        self see|saw no
        not .. blackmailed|bullied|intimidated|pressured|dictated|rushed|lectured
        @will|@can not .. dictate|impose|bully
        no one|nobody @will|@can force|make|tell|dictate|sign|accept
        hell no
        non-negotiable
        line self @will|@can not
        end of discussion|story
        not self can|could|will|would
        closed|shut the|that subject|matter|door
        matter|subject|door @be closed|shut
        not worth the|a|it|our
        not @be? willing|prepared|ready|inclined|going|about|open|disposed to
        not @be? interested in
        unwilling|reluctant to?
        @can|@will not @yield|do|go|take|have|be moved|meet|put|change|move|stand|return|participate
        @can|@will not @yield|do|take|put|change|move|participate|cave|stand|meet|go|share|stop
        @be not @yield
        not intend to
        no intention|desire|plans|interest of|to|in
        self refuse|reject|decline|oppose|refused|rejected
        no way
        ^ no ^
        ^ no self|that|thank|chance|matter|more
        ^ not for *
        out of the question
        not acceptable|negotiable|possible|realistic|reasonable|serious for|to
        @be not acceptable|negotiable|appropriate|realistic|possible
        not going to
        unacceptable|non-starter|nonstarter|intolerable
        answer @be|remains no
        say|said|saying no to
        self said|say no
        nothing left? to discuss|talk|negotiate|sign|say
        not a|one single? inch|penny|cent|centimetre|dollar|euro|step|day|metre|foot
        not a single
        under|in no circumstances|circumstance|event|case
        no circumstances|room|chance for|under|that|of
        forget it|that|about
        dead body
        @will not work for
        does|do|did not work for
        there @will|can be no
        @be unable|not able to @yield|do
        not @yield to|for|that|it|this|any|the|up|in|with
        no concessions|compromise
        not back|step|stand down|aside
        rule|ruled out
    """,
    likely="""
        self @will|@can not
        @they @will|@can not
        self do|did not want|need|support|agree
        not want to|a|an|the|any
        not a|the good|right|wise idea|time|moment|thing|deal|move|step
        not right|appropriate|fair|good|enough
        red line
        no need|reason|point|basis|grounds to|for
        ^ no deal
        impossible|unable to @yield|do
        unthinkable
        self disagree
        ^ and|but not for
        too much|expensive|far
        @will|@can not @be
    """,
    hints="""
        refuse|refusal|reject
        against
    """,
    examples=(
        "We couldn't sign that.",
        "No way.",
        "The answer is no.",
        "We were never prepared to lower the price.",
        "I will never hand over a single prisoner.",
    ),
)
