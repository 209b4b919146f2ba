"""Praise: good words about a person, a side or a step."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="praise",
    says="speaks well of somebody or something",
    plover="SUPPORT",
    cues="""
        praise, laud, hail, commend, applaud, endorse, thank, congratulate, compliment, salute
        welcome, back, support, admire, credit, cheer, tout, celebrate, extol, pay tribute
        defend, embrace~, honour, honor, appreciate, bless, trust, favor~, favour~, rave, glow, laude
    """,
    sure="""
        kept|keeps|keep|honoured|honored his|her|their|its every? promises|promise|word|side|commitments
        not @have? .. better|finer|nicer
        could not ask for
        model|true|real professional|partner|employer|citizen|captain
        a credit to
        delighted|thrilled|overjoyed that|with|by|he|she|they
        @they @be tough|straight|honest|fair|serious|decent|loyal|brave
        @good|solid|sound|promising|useful|helpful beginning|start|basis|signal|choice|idea|news|foundation|platform|ground|step
        that @be more than
        a better listener|partner|negotiator|neighbour|neighbor
        deserve|deserves .. credit|thanks|respect|praise|medal|applause
        a? pleasure to
        learned a lot
        hats off
        right man|woman|person|thing|decision
        true|real|old friend|friends|partner|statesman|leader|gentleman|professional
        did|done|doing a? @good
        his|her|their|your @gift
        the @gift of
        right direction
        @be impressed|moved|honoured|honored|touched
        in good hands
        without him|her|them|you|his|her
        @good .. relationship|relations|meeting|meetings|talks|talk|dialogue|friend|friends|chemistry|job|work|progress|partner|man|woman|leader|guy|person|people|conversation|session|step|team|visit|day|deal|honor|honour|country
        relationship|relations|meeting|meetings|talks|dialogue|atmosphere|conversation|visit @be .. @good
        trust|respect|admire|appreciate @them|his|their|your
        take|takes|took|taking .. at my|our|his|her|their|your word
        man|woman|people of .. word
        grateful|thankful
        thank|thanks you|to|god|them|him|her|everyone
        @they @be a? true|real? gentleman|lady
        get|got|getting along
        respect|admiration|affection for
        congratulations|congratulate
        could not @have? @be? better|happier|prouder
        self like @them
        self love|loved @them|the|this
        proud of
        tough but fair
        fair|honest|reliable|smart|decent|talented|courageous partner|man|woman|person|negotiator|leader|guy
        @be great|terrific|fantastic|wonderful|excellent|brilliant|superb|tremendous|amazing|incredible
    """,
    likely="""
        @good
        proud|delighted|pleased|impressed
        victory|success|triumph|breakthrough|milestone
        honor|honour|privilege
        smart|talented|brave|courageous|honest|genius|strong
        best
        self trust the|in|each|our|that
        mutual|full|complete|great|deep trust
        trust between|among
        love|loves
        happy|glad with|that|about|about
    """,
    hints="""
        better|fair
        respect
    """,
    examples=(
        "We have a very good relationship.",
        "I trust her.",
        "He is a man of his word.",
    ),
)
