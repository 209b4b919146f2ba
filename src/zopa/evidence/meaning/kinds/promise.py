"""Promise: the speaker binds itself to do, or not to do, something."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="promise",
    says="binds the speaker to do or to leave something",
    plover="AGREE",
    cues="""
        promise, pledge, vow, swear, guarantee, assure, commit, undertake, agree to|that|on
        agree~, accept, consent, reassure, concede~ to, reaffirm, recommit, swear
        give word|assurance|assurances|guarantee, vouch, acquiesce
    """,
    sure="""
        self promise|pledge|vow|swear|guarantee|undertake|commit
        promised|pledged|vowed|swore|guaranteed
        promise|pledge you|that
        @have my|our word
        give|gave|gives you|him|her|them|us my|our|his|her|their word
        rest assured
        committed|commitment to
        @will not @be? @harm
        not going to do? @harm
        self @will make sure|certain
        @will do all|everything|whatever|anything|utmost
        self @will ensure|honour|honor|keep|respect|guarantee|stand|pay|return|deliver|protect
        self @have agreed
        self agree|agreed to|that
        self @will do * best|utmost|part
        you @can count|rely on
        nobody|no-one|none|no one? @will be|lose
        count on
        self @be going to honour|honor|keep|respect|pay|make|deliver|fix|protect|help|end
    """,
    likely="""
        self will|shall *
        self would not? *
        self @be going to
        agreed to
        @they @be going to
        @they @will
        assure|assured|assurance
    """,
    hints="""
        @will be
        @will
        promise|promises
        going to
    """,
    examples=(
        "We will pay every worker by Friday.",
        "I promise that no shot will be fired.",
        "You have my word.",
        "He promised me last night that he's not going to do testing.",
    ),
)
