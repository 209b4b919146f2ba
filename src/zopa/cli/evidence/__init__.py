"""``zopa evidence``: from press reports to a ledger of who said what, and into the case.

A table like that of the commands themselves: only the module that is asked for is loaded.
"""

from __future__ import annotations

COMMANDS = {
    "add": "Read reports and add what is said in them to the ledger of a case.",
    "ledger": "List the statements by source, speaker, issue, kind or time.",
    "align": "Show what reports have in common, and where their wordings differ.",
    "show": "Show a statement in its context.",
    "explain": "Say by which rules a statement was found and read.",
    "accept": "Accept statements, so that claims can rest on them.",
    "reject": "Reject statements.",
    "edit": "Correct what was read from a statement.",
    "link": "Let a claim of the case rest on a statement.",
    "unlink": "Take back that a claim rests on a statement.",
    "mark": "Make words of a source a statement, by hand.",
    "relate": "Decide how two statements stand to each other.",
    "export": "Write the ledger as JSON lines, table, page, annotations or events.",
}
"""Commands with what they do; each is a function in a module of the same name."""

ABOUT = "From press reports to a ledger of who said what, and into the case."
BEGIN = "Begin with 'zopa evidence add REPORT... --case CASE', then 'zopa evidence ledger'."
