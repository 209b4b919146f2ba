"""A sentence of the report is kept wherever it begins; what a page says of itself is not."""

from __future__ import annotations

import pytest

from zopa.evidence.extraction import extract
from zopa.evidence.sources import read_source

BEFORE = "Delegates of the ferry crews and the owners met for six hours on Tuesday."
AFTER = "The owners left the hall before midnight and gave no reason for it."

PROSE = (
    "By signing on Monday, the owners accepted the terms of the crews.",
    "By entering the hall, Quill broke a promise, the owners said.",
    "By using cookies as a gift you win nobody, Quill told them.",
    "Submitted by the crews on Monday, the plan asks for two free days.",
    "Submitted by Quill, it rejects every cut.",
    "Designed by the mediator, the plan gives both sides a week.",
    "Designed by Quill, it splits all nights.",
    "Designed by lawyers, both plans differ on pay.",
    "Compiled by Quill, they name every pilot.",
    "Photo by photo they proved their case, Quill said.",
    "Nobody else spoke to AFP.",
    "(c) 2026 fares are frozen.",
    "(c) The owners hire nine pilots.",
    "Powered by anger, members voted against the offer.",
    "Protected by a court, the crews will not sail before June.",
    "Sponsored by the city, the talks were held behind closed doors.",
    "Written by Quill, the letter says that nobody will sail.",
    "Edited by Quill, the draft leaves out the night ferries.",
    "Translated by a clerk, the offer lost its last line.",
    "Compiled by the owners, the list has nine names.",
    "Reporting by Quill to her members showed how close they came.",
    "Accept all demands by Friday, Quill told him.",
    "Reject all offers below 4 percent, she wrote to members.",
    "More on pay than on hours, the union said.",
    "More in the crews want a strike than want a deal.",
    "More from the owners was needed, Quill said.",
    "Join us on the pier, Quill said.",
    "Follow us to the gate, the crews shouted.",
    "Support independent journalism, the mediator told both sides.",
    "Get more news to the crews, Quill asked him.",
    "Subscribe to this plan or lose it, the owner warned on Monday.",
    "Sign up now or stay out, the owners told the crews.",
    "Click on the offer and read, Quill said in a message.",
    "Send tips to the mediator, the owners said.",
    "Thank you for signing, she told the owner.",
    "Share the work, he said.",
    "Read more carefully, the mediator told them.",
    "View all of it as one offer, according to Quill.",
    "Next page by page they read the draft, Quill said.",
    "Continue reading, she told the clerk.",
    "This report was published by the mediator and asks for a lower fare.",
    "This article may not be published before June, the owners said.",
    "This report may not be published before both sides have read it.",
    "All three sides contributed to this report, the mediator said.",
    "The letter was reproduced without the crews' permission.",
    "The crews want all rights reserved to them in the new contract.",
    "They would stay ashore until May, Quill told AFP.",
    "Members called the bonus a handout.",
    "The fares went into a common pool.",
    "The post that Quill held for years appeared on the list of cuts.",
    "Topics: pay and hours, the owners said.",
)


@pytest.mark.parametrize("line", PROSE)
def test_a_whole_sentence_is_the_report(line: str) -> None:
    """A verb, a clause after a comma or somebody who speaks: the page does not talk like that."""
    assert _label(line) == "body"


PAGE = (
    "By continuing to use this site you agree to our terms.",
    "By signing up, you agree to our terms of use and privacy policy.",
    "By submitting your address you accept our cookies.",
    "Submitted by Bo Marsh",
    "Submitted by Bo Marsh on 3 May.",
    "Designed by Marsh & Daughters.",
    "Powered by Quayside Press",
    "Protected by Harbour Captcha.",
    "Sponsored by the Lenz Savings Bank",
    "Written by Bo Marsh.",
    "Written by Bo Marsh, Lenz.",
    "Edited by Bo Marsh, Cy Vale and Dora Fenn.",
    "Translated by Dora Fenn.",
    "Compiled by Bo Marsh from agencies.",
    "(Reporting by Bo Marsh; Editing by Cy Vale and Dora Fenn.)",
    "--additional reporting by Cy Vale in Lenz.",
    "Reporting by the Lenz Gazette. Comments are closed.",
    "Accept all",
    "Accept all cookies",
    "Reject all",
    "More on the ferry dispute",
    "More from the Quay",
    "Join us on Facebook.",
    "Follow us on Twitter.",
    "Support independent journalism.",
    "Get the latest news in your inbox.",
    "Subscribe now and read what others miss.",
    "Sign up for our newsletter.",
    "Sign up to get a letter from Bo Marsh when she publishes a new story.",
    "Click here to read what the owners said.",
    "Send tips to the desk.",
    "Thank you for subscribing.",
    "Share this article.",
    "Read more about how the ferry dispute began.",
    "READ MORE: Owners will pay, mediator says.",
    "Related story: The crews were told nothing, they said.",
    "View all comments",
    "Next story Why the owners left",
    "Continue reading.",
    "This article was originally published in the Lenz Gazette.",
    "This story has been updated to say that the owners left and that Quill stayed.",
    "This material may not be published, broadcast or rewritten.",
    "Bo Marsh and Cy Vale contributed to this report.",
    "Bo Marsh contributed reporting from Lenz. Cy Vale reported from Oslo.",
    "Reproduced by permission.",
    "(c) 2026 Lenz Gazette",
    "Copyright The Lenz Gazette",
    "© 2026 The Lenz Gazette. All rights reserved. Nothing may be copied.",
    "Bo Marsh via Getty Images.",
    "Handout/Reuters.",
    "Ferries lie idle at Lenz. (AP Photo/Bo Marsh)",
    "Your email address will not be published.",
    "We use cookies so that the site works for you.",
    "You have two free articles left.",
    "The post Owners leave talks appeared first on Lenz Gazette.",
)


@pytest.mark.parametrize("line", PAGE)
def test_what_a_page_says_of_itself_is_left_out(line: str) -> None:
    """Credits, links, notices and words to readers say nothing, with a full stop or without."""
    assert _label(line) == "furniture"
    text = f"Talks end early\n\n{BEFORE}\n\n{line}\n\n{AFTER}\n"
    assert not extract(read_source(text.encode(), id="a", lang="en"))


def _label(line: str) -> str:
    text = f"Talks end early\n\n{BEFORE}\n\n{line}\n\n{AFTER}\n"
    source = read_source(text.encode(), id="a", lang="en")
    place = text.index(line) + len(line) - 1
    return next(zone.label for zone in source.zones if zone.start <= place < zone.end)
