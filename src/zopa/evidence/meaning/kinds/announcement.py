"""Announcement: what will take place, or has been decided."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="announcement",
    says="tells what will take place or has been decided",
    plover=None,
    cues="""
        announce, plan to, schedule, unveil, intend to, set~ for, expect~ to, reveal~ plans|plan
        prepare~ to, arrange, plan~, launch~, decide~
    """,
    sure="""
        go|goes|leave|leaves|arrive|arrives|fly|flies|open|opens|close|closes|vote|votes .. on|at|in|tomorrow|next @week
        @will be counted|decided|discussed|published|unveiled|sworn|elected|chosen|named .. on|in|at|next|later|by
        @will be * .. @week
        @will * .. @week
        @they|delegation|president|minister|team|teams|sides @be coming|travelling|traveling|returning|arriving|meeting
        in the coming|next *
        coming days|weeks
        this @week self|there|the
        @will not? be? @meet
        @will take place
        @will go out|ahead
        @will begin|start|resume|open|return on|in|tomorrow|next|this|at|to|monday|tuesday|wednesday|thursday|friday|saturday|sunday|talks|with
        @will continue|talk|discuss talks|negotiations|negotiating|talking|with|to
        look|looks|looking|looked forward to
        scheduled|slated|planned for|to|on|in
        self plan|plans|planned|intend|intended to
        self @be planning|preparing to
        self @be announcing|announce
        @will be held|announced|signed|published|released|presented|opened
        takes|take|taking place .. tomorrow|next|on|in|at|this
        begins|starts|opens|ends|resumes on|tomorrow|next|this
        begins|starts|opens|ends|resumes .. @week
        next round|meeting|summit|session
        meet|meeting|see|talk|resume|return|back .. next|tomorrow
        resuming|continuing tomorrow|next|on
        there @will be a|an|another|more|further|no? second|third|vote|election|meeting
        @have decided to
        sit|sits|sitting down
        not .. another|next summit|meeting|round
        as of|from tomorrow|today|monday|next
    """,
    likely="""
        next week|month|year|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday
        tomorrow
        expected|due|set to
        self @will continue|be|begin|start|keep|work|try|go
        @be to *
        plan|plans to
    """,
    examples=(
        "We will meet again next week.",
        "We look forward to seeing them in May.",
        "The next round begins on Tuesday.",
    ),
)
