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
    above="""
        no * @will be * before|until self|@they|the meet|meets|speak|speaks|talk|talks|sit|next
    """,
    sure="""
        no|none .. @will be *
        money|pay|wages|cheque|check @will be
        nobody|none @will *
        no one @will *
        my|our word
        not fire|shoot first
        @will not be cut|fired|touched|forgotten|closed|raised|used|sold|dismissed|harmed|abandoned|reduced
        you|they|everyone|everybody|workers @will get|have|receive|be|see your|their|a|the|every|paid|it|back|all
        self stand|stands by
        self keep|kept|honour|honor|fulfil|meet our|my|every
        @be determined|resolved to
        @will be @kept
        solemn|solemnly *
        self @will do|see|stand|protect|rebuild|repair|restore|pay|keep|back|support|refund|replace|fix|finish|complete
        no matter
        as self promised
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
        "No line will be closed before we meet again.",
    ),
)
