"""Offer: the speaker is ready to do or give something."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="offer",
    says="holds out something that the speaker would do or give",
    plover="AGREE",
    cues="""
        offer, propose, volunteer, tender, float, table, invite, suggest?, put forward
        ready to, willing to, hold out, extend, consider~, present~, submit~, bid~, express willingness|readiness|openness
        signal~ willingness|readiness|openness, dangle, sweeten, moot
    """,
    above="""
        ^ give|show|bring|sell|lend|pay|hand me|us ... and you|we may|can|get|have
        if .. @be the obstacle|problem|issue|concern|worry self @can|@will
        if self @be not @be? willing|ready|prepared|interested|serious|open|committed ... self @will not
        if @they would like|prefer
        if it|that|this helps|suits
        if you|they like|prefer
    """,
    sure="""
        self @be available
        self would take|give|offer|do|pay|sell
        self @have put .. on
        self put|laid ... on the table
        self @can talk about
        maybe self talk|meet|sit
        set in stone
        any|every sensible|reasonable|serious|fair|good proposal|offer|idea
        self @can|@will throw|help|move|match|wait|split|share|drop|waive|forgo|supply|send|lend|cover|bear|host|arrange|absorb
        could go|stretch|come|move|up to
        my|our limit @be
        you|they can|could|may have|keep|take|pay|get
        in return we|i|you|they
        self @be offering|ready|willing|prepared|open|flexible
        our|my hand @be|remains
        self @can find|see|imagine|reach a|some|common|middle way|ground|solution
        room to
        ready when
        always|any time|anytime welcome|ready
        all self @be asking|offering
        we|i put forward
        offer|proposal|deal @be on
        on the table @be
        happy|glad|prepared|willing
        willing|prepared to
        ready to|for
        stand|stands|stood ready|prepared
        open|happy|glad|delighted to *
        willingness|readiness|openness to|for
        self offer|offered|propose|suggest|proposed
        self @be offering|proposing|suggesting
        self @can|@will live with
        self @can|@will offer|give|add|extend|throw|provide|lower|reduce|include
        self @can do|go|come|pay|deliver|move|raise|agree|accept|start
        self would consider|agree|accept|welcome|settle|pay
        self might|may consider|agree|accept
        what|how about
        ^ what if
        ^ suppose self|you
        split the difference
        meet @them|us|me|in half-way|halfway|middle
        meet in the middle
        let us split|compromise|find|say|try
        the|our|my|that offer|proposal stands|remains
        door|doors @be|remains|remain|stays open
        at your|their|his|her disposal
    """,
    likely="""
        offered|proposed
        our|my|best|new|final offer|proposal|bid
        in exchange|return for
        flexible|flexibility
        room for|to compromise|movement|move|manoeuvre
        self @can|@will discuss|talk|look|work
        @be negotiable
        compromise
        self @be open
        self would be happy|glad
        let us talk|sit|work
    """,
    hints="""
        offer|proposal
        on the table
        help
    """,
    examples=(
        "We are willing to open two ports.",
        "I can do 14 days instead of 30.",
        "Let's split the difference.",
        "We would be prepared to talk about the price.",
    ),
)
