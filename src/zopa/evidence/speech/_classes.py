"""Classes of words by which phrases are read: general English, no names."""

from __future__ import annotations

PRONOUNS = frozenset(
    """
    anyone everybody everyone he her herself him himself i it itself me myself nobody she
    somebody someone them themselves they us we you
    """.split()
)
"""Words that are a whole noun phrase."""

DETERMINERS = frozenset(
    """
    a all an another any both dozens each eight every few five four half her his hundreds its
    many most my nine no one other others our seven several six some such ten that the their
    these this those thousands three two what whose your
    """.split()
)
"""Words that open a noun phrase."""

PREPOSITIONS = frozenset(
    """
    about above according across after against along amid among around as at before behind below
    beneath beside besides between beyond by citing concerning despite down during except
    following for from in including inside into like near of off on onto opposite outside over
    past per regarding since through throughout to toward towards under unlike until up upon
    versus via with within without
    """.split()
)

CONJUNCTIONS = frozenset(
    """
    & and but nor or so yet
    """.split()
)

SUBORDINATORS = frozenset(
    """
    after although as because before even how if once since than that though unless until what
    when whenever where whereas whether while why
    """.split()
)
"""Words that open a clause of its own."""

RELATIVES = frozenset(
    """
    who'd who'll who's who've who’d who’ll who’s who’ve
    which who whom whose
    """.split()
)

AUXILIARIES = frozenset(
    """
    am are be been being can can't cannot can’t could couldn't couldn’t did didn't didn’t do
    does doesn't doesn’t don't don’t had hadn't hadn’t has hasn't hasn’t have haven't haven’t is
    isn't isn’t may might must not shall should shouldn't shouldn’t was wasn't wasn’t were
    weren't weren’t will won't won’t would wouldn't wouldn’t
    """.split()
)

ADVERBS = frozenset(
    """
    afterward afterwards again ago alike all almost already also always anyway apparently
    elsewhere ever first further furthermore hence here however indeed instead just last later
    longer maybe meantime meanwhile moreover much never nevertheless next nonetheless not now
    often once only otherwise perhaps quite rather seldom simply sometimes soon still then there
    therefore though thus together too twice very well
    """.split()
)
"""Adverbs without -ly that stand between a subject and its verb."""

TIMES = frozenset(
    """
    afternoon april aug august days dec december earlier evening feb february fri friday hours
    jan january july june later march may midnight minutes mon monday month months morning night
    noon nov november oct october recently sat saturday sept september sun sunday thu thurs
    thursday today tomorrow tonight tue tues tuesday wed wednesday week weekend weeks year years
    yesterday
    """.split()
)
"""Days, months and words of time."""

INSERTS = frozenset(
    """
    again aged also appointed asked based born calling citing described elected especially
    flanked formerly furthermore given however including indeed instead joined known likewise
    meanwhile moreover namely nevertheless nonetheless noting now once one particularly perhaps
    pressed referring speaking then though told too
    """.split()
)
"""Words that open an insertion between commas."""

OCCASIONS = frozenset(
    """
    adding arguing asking calling citing claiming describing during echoing explaining following
    noting pointing recalling referring saying speaking suggesting using warning
    """.split()
)
"""Words after which a clause, no apposition, begins."""

VENUES = frozenset(
    """
    ad address advertisement article blog book brief briefing broadcast call column commentary
    comments complaint conference conversation debate document e-mail editorial email emails
    essay event exchange filing forum gathering hearing interview interviews lawsuit letter
    meeting memo message news note op-ed phone post press program rally release remarks reply
    report response sermon show speech statement statements telephone testimony text tweet
    tweets video
    """.split()
)
"""What one says something in or at."""

NOT_ED_VERBS = frozenset(
    """
    aged bed crooked fred hundred indeed naked need red sacred shed so-called speed ted united
    unnamed wicked
    """.split()
)
"""Words in -ed that are no verbs."""

FINITE = frozenset(
    """
    accuses acknowledges added adds admits agrees announced announces answers argued argues
    arose asks asserts ate became began believes bent bet blamed boasts bought broke brought
    built called calls came caught chose cites claimed claims clung comes concedes concludes
    confirms contends continues cost could dealt declares declined defends denies describes did
    dismisses drew drove ended explains fed fell felt finds fled flew forgot fought found gave
    gets gives goes got grew had has heard held hid hopes includes insists is jokes keeps kept
    knew knows laid laughed learned led left lent lets likes looked looks lost made makes means
    meant met moved needs noted notes offered opened paid passed plans pledges points praises
    predicts promises proposes published put puts quipped ran read rang reads recalls refers released
    remains replies reports responds reveals rode rose said sat saw says seeks seems sees sent
    served serves shook shot showed shows shut signed slammed slams slept sold sought speaks
    spent spoke stands started states stayed stood stopped stressed struck suggests supports
    swore sworn takes talked taught tells thinks thought threw told took tore tried tries turned
    turns tweeted tweets understood urges used visited voted vows walked wants warned warns was
    went were wins woke won wore works worries writes wrote
    """.split()
)
"""Verbs whose form shows that they are finite."""
