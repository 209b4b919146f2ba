"""Walk-away: the speaker leaves the table, or says that one may have to."""

from zopa.evidence.meaning.kinds._contract import kind

kind(
    name="walk-away",
    says="breaks off or leaves the talks",
    plover="SANCTION",
    cues="""
        walk out|away, storm out, break off|away, pull out, call off, quit, abandon, suspend, boycott
        withdraw from, cut off|short, leave talks|table|room|negotiations|hall|chamber|conference|building|meeting|summit, cancel, drop out
        pull back~, back out, end~ talks|negotiations
    """,
    sure="""
        no deal to be had
        nothing more|left|else|further to say|discuss|add .. and|our|so|we
        our|my plane|flight|train|bus|car leaves|goes|@be
        @be flying|going|heading|driving|returning .. @home
        self fly|go|went|flew|drove|returned .. @home
        packed|packing|pack up|our|their|my|his|her
        closed|shut our|their|the folders|books|files|briefcases
        no longer talking|negotiating|at|taking|part
        not at the table
        stopped|stop talking|negotiating
        door @be closed|shut
        no one|nobody to talk|left
        got up and
        stood up and
        self left .. without
        self @have walked
        walk|walked|walks|walking|storm|stormed away|out|off
        @have to walk
        self|@they|one @have to walk
        leave|left|leaving|quit|quitting|abandon|abandoned|exit|exited the|this @talks
        pull|pulled|pulling|pulls|back|backed|drop|dropped out
        break|broke|broken|breaking|breaks off
        call|called|calling off
        got|get|getting|rose|stood up from
        end|ended|ending|suspend|suspended|suspending|stop|stopped|freeze|froze|cancel|cancelled|canceled .. talks|negotiations|bargaining|meeting|summit
        talks|negotiations @be .. over|dead|off|finished|suspended
        @be done|finished|through talking|negotiating|here|with|bargaining
        withdraw|withdrew|withdrawing|withdrawn from .. @talks
        cut|cutting short
        left|leave|leaving without
        went home
        better to leave|go
        not come|return|go back .. @talks
    """,
    likely="""
        it @be over
        talks|negotiations @have? @be? collapsed|failed|broken|ended|dead
        self @be out|done|leaving
        no point in|talking|continuing
        leave|left the room
    """,
    examples=(
        "We got up and left the room.",
        "We walked away because the terms were bad.",
        "The talks are over.",
    ),
)
