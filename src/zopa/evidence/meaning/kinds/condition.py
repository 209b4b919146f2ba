"""Condition: one thing only if, or not before, another."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="condition",
    says="makes one thing depend on another",
    plover="REQUEST",
    cues="""
        condition, stipulate, make conditional|contingent|dependent, depend on, hinge on
    """,
    above="""
        @can|@will be no ... while|if
        unless
        only if|when|after|once|then
        as long as
        long as they|you|we|it|he|she|the|our|there
        provided|providing that
        provided|providing they|we|he|she|it|the|you|half|all|there
        on|a|the|one condition that|of|is
        conditional|contingent|dependent on|upon
        not|no|nothing ... until|before
        as soon as the|they|it|he|she|we|our|all
    """,
    sure="""
        while ... self @can|@will not
        ^ no *  no * ^
        ^ no * * no * ^
        come|comes before|first
        when and only
        hinges on
        first self|@they need|must|@have
        given .. guarantees|assurances|that
        in that|which case
        @will|@can .. if
        if ... then
        ^ but|and? if they|you|he|she|everybody|everyone|others|all|some|nobody .. we|i *
        subject to
        the rest|moment self|@they|the|follows
        after that self @will|@can
        no ... without
        depend|depends|hinges|depending on
        precondition|prerequisite|preconditions|proviso
        until|without ... not|no
        if ... we|i|it|they|he|she|there @will|@can
        if ... @will|@can
        ready|willing|prepared|open to ... if
        @will|@can ... if they|you|he|she|it|the|we|our|we|their|both
        then self @can|@will
        first ... then
        @will|@can|must ... only if|when|after|once
        @will|@can|must ... once
        once ... @will|@can
        before self|@they @can|@will|sign|talk
        must|have|has .. first
        when they ... we|i @will|@can
    """,
    likely="""
        in exchange|return for
        in case
        assuming
        before any|there
        when they|you
        as soon
        otherwise
    """,
    hints="""
        if
        until
        first
        without
    """,
    examples=(
        "We won't sign unless the clause goes.",
        "Only when the last soldier has left will we talk.",
        "If they withdraw, we will lift the blockade.",
        "It depends on whether they open the books.",
    ),
)
