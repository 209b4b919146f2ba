"""Lines of a text and what single lines give away: furniture, credits, headers of comments."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from zopa.evidence.sources._dates import MONTH
from zopa.evidence.sources._prose import prose

_BREAKS = ("\r", "\u2028", "\u2029")
"""Marks that end a line, besides the line feed."""
LONGEST = 400
"""Lines longer than this are the report's own words."""
SHORT = 160
"""Lines of furniture are rarely longer."""


class Lines(NamedTuple):
    """Lines that are not blank: where they stand, and their words without white space around."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    """Of long lines the first `LONGEST` characters."""


def lines_of(text: str, start: int = 0, end: int | None = None) -> Lines:
    r"""Return the lines of a text that are not blank; long ones with their first words only.

    Examples
    --------
    >>> lines_of("One\r\n\r\n  Two ")
    Lines(starts=[0, 7], ends=[3, 13], words=['One', 'Two'])
    """
    stretch = text[start:end]
    for mark in _BREAKS:
        stretch = stretch.replace(mark, "\n")
    lines = stretch.split("\n")
    ends = list(accumulate(map(len, lines), lambda last, size: last + 1 + size, initial=start - 1))
    starts = [end + 1 for end in ends[:-1]]
    del ends[0]
    words = [line.strip() if len(line) <= LONGEST else line.lstrip()[:LONGEST] for line in lines]
    if all(words):
        return Lines(starts, ends, words)
    kept = [number for number, line in enumerate(words) if line]
    starts, ends = [starts[number] for number in kept], [ends[number] for number in kept]
    return Lines(starts, ends, [words[number] for number in kept])


_BULLETS = " \t\xa0-–—•·*|>»\u203a←[({+…▼▶►"
_NAME = r"[A-Z][\w.’'\-]*(?:\s+(?:de|van|von|der|la|al|bin|[A-Z][\w.’'\-]*)){0,5}"
_END = r"\s*[.:!…»\u203a>→*]*\s*$"


def _whole(phrases: str) -> re.Pattern[str]:
    """Return a pattern for lines that consist of one of these phrases."""
    one = "|".join(re.sub(r"\s+", r"\\s+", phrase.strip()) for phrase in phrases.split(";"))
    return re.compile(rf"(?:{one}){_END}", re.IGNORECASE)


_WHOLE = _whole(
    r"""
    advertisement(?: - \w+ \w+ below)?;advertising;ad(?: choices)?;promoted(?: content)?;
    sponsored(?: content| links| by .{1,40})?;paid (?:content|post|partner content);
    (?:story |article )?continues? (?:reading )?(?:below|after (?:the )?(?:ad|advertisement)).{0,30};
    (?:story|article) continues.{0,30};continue reading(?: (?:below|the main story))?;keep reading;
    skip (?:to|past|advert|ad).{0,40};(?:back|return|scroll|jump) to (?:the )?(?:top|content);
    (?:main |site |primary )?(?:menu|navigation);search(?: for:?| this site)?;home(?:page)?;
    close(?: menu| this)?;open menu;toggle (?:caption|navigation|menu);hide caption;enlarge(?: this)?(?: image)?;
    share(?: (?:this|it|full))?(?: (?:article|story|post|page|video|news|link))?(?: (?:on|via|with|by) .{1,30})?;shares?;
    (?:\d[\d.,]*k? )?(?:shares|retweets|likes|views);like this;likes?;loading(?: \.\.\.)?;tweet(?: this)?;
    retweet;pin(?: it)?;print(?: (?:this )?(?:article|page|story|friendly.{0,20}))?;
    e-?mail(?: (?:this|a friend|article|page).{0,30})?;copy (?:the )?link(?: to .{0,20})?;link copied.{0,20};
    save(?: (?:for later|article|story))?;bookmark;gift (?:this )?article;listen(?: to (?:this )?article)?(?: [\d:]+(?: min)?)?;
    facebook;twitter;instagram;linkedin;whatsapp;pinterest;reddit;telegram;youtube;tiktok;flipboard;messenger;
    rss(?: feeds?)?;
    log ?(?:in|out|on)(?: (?:to|or|with|now|here) .{0,30}| now| here)?;sign (?:in|out)(?: (?:to|or|with|now|here) .{0,30}| now| here)?;register(?: now| here| for free)?;
    my account;create (?:a|your) (?:free )?account;subscribe;subscriptions?;donate(?: now| today)?;
    newsletters?(?: sign-?up)?;
    privacy(?: policy| notice| settings| & cookies)?;terms(?: of (?:use|service)| (?:and|&) conditions)?;
    cookies?(?: policy| settings| preferences)?;do not sell (?:or share )?my .{0,40};
    contact(?: us)?;about(?: us| the author.{0,20})?;site ?map;careers;help;
    accessibility(?: statement| help)?;
    (?:more )?(?:related|recommended|recent|popular|trending|latest)(?: (?:posts?|stories|story|articles?|news|content|topics|coverage|links|reading|videos?|for you|now|comments))?;
    most (?:read|popular|viewed|shared|commented|recent)(?: .{0,30})?;
    (?:you )?(?:may|might) (?:also )?(?:like|be interested in).{0,20};you may have missed;
    more (?:from|on|in|about) .{1,50};more (?:stories|news|posts|headlines|coverage);top (?:stories|news|headlines);
    editors?[’'] picks?;what to read next;read next;up next;don[’']t miss;in case you missed it;
    read more(?: .{0,60})?;show more;load more(?: .{0,20})?;see more(?: .{0,30})?;view (?:more|all)(?: .{0,30})?;
    next (?:post|article|story|page)(?: .{0,80})?;prev(?:ious)? (?:post|article|story|page)(?: .{0,80})?;
    (?:next|previous|prev);
    (?:view|see|show|hide|read|load) (?:all |the )?(?:\d+ )?comments?(?: \(\d+\))?;
    comments are (?:closed|off|disabled|moderated).{0,60};
    play(?: video)?;watch (?:now|live|video|again);watch:? .{0,20}\d{1,2}:\d{2};video(?: \d{1,2}:\d{2})?;
    gallery;slideshow;photos?;transcript;audio;
    \d{1,3}[ -]min(?:ute)?s? (?:read|listen);reading time:? .{0,20};
    powered by .{1,40};verified by \w+;protected by .{1,40};theme:? .{1,40};proudly powered .{1,40};
    designed by .{1,40};
    all rights reserved;click here(?: (?:to|for) .{0,80})?;tap here .{0,60};
    this (?:article|content|story) is (?:free|for subscribers).{0,60}
    """
)
_BEGINS = re.compile(
    r"(?:"
    r"subscribe (?:now|today|to|so|for|here|via|and)\b"
    r"|sign up (?:with|for (?:our|the|free|daily|a|breaking|alerts|updates)|to (?:get|receive|our)|"
    r"here|now|today)\b"
    r"|get (?:the latest|our|more) (?:\w+ ){0,4}(?:news|stories|newsletters?|headlines|updates?|app)\b"
    r"|(?:read|watch|listen|pics?|quiz|poll|see|related|also|more|read more|see also|also read|watch now|read also|"
    r"related (?:story|article|coverage|stories)|photos|video|gallery|in pictures|from the archives?)"
    r"\s?:\s"
    r"|(?:READ|WATCH|SEE|RELATED|READ MORE|SEE ALSO|ALSO READ|MORE)\s?[|>»–—]"
    r"|(?:filed under|tags|tagged|posted (?:in|on|by|under)|categor(?:y|ies)|topics?|keywords)"
    r"(?: (?:with|as))?\s?:"
    r"|(?:photo|image|picture|photograph|video|graphic|illustration|screenshot)s?"
    r"(?: (?:credit|source|courtesy)s?)?(?:(?: by)?\s?:| (?:by|courtesy)\b[^.]{1,60}$)"
    r"|your (?:e-?mail|email) (?:address )?will (?:not|never) be\b"
    r"|required fields are marked|this site uses (?:cookies|akismet)"
    r"|(?:we|this (?:web)?site) use[sd]? (?:\w+ ){0,3}cookies\b"
    r"|by (?:continuing|clicking|using|signing|subscribing|submitting|entering) (?:\S+ ){1,12}"
    r"(?:you (?:agree|accept|consent|acknowledge)|our (?:terms|cookies|privacy)|terms of (?:use|service)|cookies|privacy policy)\b"
    r"|(?:accept|reject|allow|decline) (?:all(?: (?:cookies|and (?:close|continue)))?\W*$|(?:all )?(?:\w+ )?cookies\b)"
    r"|manage (?:cookies|preferences|consent)\b"
    r"|please enable javascript|your browser (?:does not|is)\b|javascript is\b"
    r"|(?:©|\(?c\)|&copy;|copyright\b)\s?(?:©\s?)?(?:\d{4}\b|(?<!c\)\s)(?-i:(?:[Bb]y|[Tt]he) [A-Z]))"
    r"|follow (?:us|@\w+|\w+(?:\s\w+){0,8} on (?:twitter|facebook|instagram|x|linkedin|threads)\b)"
    r"|like us on\b|join (?:us on|our (?:newsletter|mailing|telegram|whatsapp))\b"
    r"|download (?:the|our) (?:\w+ ){0,3}app\b"
    r"|support (?:our|independent|quality) (?:\w+ ){0,2}journalism"
    r"|(?:have|got) (?:a|any) (?:news )?(?:tip|story)\b|send (?:us )?(?:a )?tips?\b"
    r"|enter your (?:e-?mail|email)|thank you for subscribing|thanks for (?:signing|subscribing)"
    r"|you (?:can unsubscribe|have been subscribed|are now subscribed|have \w+ free articles)"
    r"|already (?:a subscriber|have an account)|not a subscriber"
    r"|click (?:here|to share|on the)\b|submitted by\b|report this ad\b"
    r"|page \d+ of \d+"
    r")",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:"
    r"(?:compiled|translated|edited|written) by [A-Z]"
    r"|(?:additional )?(?:reporting|writing|editing) by [A-Z]"
    r"|this (?:material|content|article|story|report) may not be (?:published|reproduced|copied)"
    r"(?:,| or\b| without\b| in (?:any|whole|part)\b|\W*$)"
    r"|this (?:article|story|post) (?:was|is|has been) (?:originally |first )?(?:published|updated|amended|corrected)"
    r"|this (?:article|story|report|post) (?:was |is |has been )?(?:originally|first) (?:published|appeared)"
    r"|this report (?:was|has been) (?:updated|corrected)"
    r"|the post .{3,200} (?:first appeared|appeared first) on\b"
    r")",
    re.IGNORECASE,
)
_SIGNED_CREDITS = re.compile(
    r"(?:"
    r"(?:associated press|ap|reuters|afp|bloomberg)\b.{0,100}\bcontributed to this\b"
    r"|.{3,200}\bcontributed (?:to this (?:report|story|article|post)|reporting)\b"
    r"|(?:(?!\b(?:wants?|wanted|had|has|have|keeps?|kept|with|gets?|got|saw)\b).){0,120}\ball rights (?:are )?reserved(?:\W*$|\s?[.,;|]| worldwide| by\b)"
    r"|(?:(?!\b(?:was|were|been|had)\b).){0,80}\b(?:reproduction|reprints?|reproduced) (?:only )?(?:with(?:out)?|by) .{0,20}permission\W*$"
    r")",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:.{0,60}(?:getty(?: images)?|shutterstock|afp|reuters|ap photo|ap|epa|xinhua|wikimedia commons|"
    r"bloomberg|flickr|pool|file photo|handout|via ap)\s*[.)]*$)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"getty|shutterstock|ap photo|\bafp\b|\bepa\b|xinhua|flickr|handout|wikimedia|/\s?(?:ap|reuters|pool)\b"
    r"|\b(?:via|photo|file|pool)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:\((?:[^()]{0,80}(?:AP Photo|Getty|AFP|Reuters|EPA|Photo by|Shutterstock|Pool|Xinhua)[^()]{0,60})\)"
    r"|\bPhoto(?:graph)?(?: by|:)\s[^.]{3,60}"
    r"|[A-Z][\w.’'\- ]{2,40}/\s?(?:AP|AFP|Reuters|EPA|Getty(?: Images)?|Pool)(?:/[\w ]{2,30})?)"
    r"\s*[.)]*$"
)
_SOCIAL = re.compile(
    r"(?:facebook|twitter|instagram|linkedin|whatsapp|pinterest|reddit|telegram|e-?mail|print|share|"
    r"copy link|tumblr|flipboard|messenger|youtube|rss|x|more|\W)+$",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"[\w&’' ]{2,30}(?:\s*[>»\u203a|/•·]\s*[\w&’' ]{2,30}){2,12}$")
ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
"""The end of a sentence at the end of a line."""
QUOTE = re.compile('["“”„«»]')
"""Double quotation marks."""


def quotes(words: str) -> bool:
    """Return whether a double quotation mark stands in a line."""
    return '"' in words or (not words.isascii() and QUOTE.search(words) is not None)


_FIRST = re.compile(r"[A-Za-z]+|[©&]|\d")
_BEGINNINGS = frozenset(
    "© & accept already also by c categories category click copyright download enter filed follow "
    "from gallery get got graphic graphics have illustration image images in javascript join "
    "keywords like listen manage more not page photo photograph photographs photos pic pics picture pictures please "
    "poll posted quiz read reject related report required screenshot see send sign submitted subscribe "
    "support tagged tags thank thanks this topic topics video videos watch we you your".split()
)
_OPENINGS = frozenset(
    "0 1 2 3 4 5 6 7 8 9 about accessibility ad advert advertisement advertising all article "
    "articles audio back bookmark careers click close comments contact continue continues cookie "
    "cookies copy create designed do don donate e editor editors email enlarge facebook flipboard "
    "gallery gift help hide home homepage in instagram jump keep latest like likes link linkedin "
    "listen load loading log login logout main menu messenger might more most my navigation "
    "newsletter newsletters next open paid photo photos pin pinterest play popular powered prev "
    "previous primary print privacy promoted protected proudly read reading recent recommended "
    "reddit register related retweet return rss save scroll search see share shares show sign site "
    "sitemap skip slideshow sponsored story subscribe subscription subscriptions tap telegram terms "
    "theme this tiktok toggle top transcript trending tumblr tweet twitter up verified video view "
    "watch what whatsapp you youtube".split()
)
_CREDITORS = frozenset(
    "additional compiled edited editing reporting reprint reprints reproduction the this "
    "translated writing written".split()
)
_ADDRESSING = frozenset(
    "© accept accessibility add allow already article articles by click close comments contact "
    "continue cookie cookies copy copyright create decline do don donate download email enter follow get "
    "got have hide javascript join jump keep like listen load log login manage not page play please "
    "print read register reject required retweet return save scroll search see send share show sign skip "
    "subscribe support tap thank thanks the this toggle tweet view watch we you your".split()
)
"""Words with which a page speaks to its readers."""
_LABEL = re.compile(r"(?:[A-Z]{2,}(?: [A-Z]{2,})?|\w+ \w+)\s?[:|>»–—]")
_TOLD = re.compile(r"\b(?:tells?|told|to|with) (?:AFP|EPA|Reuters|Xinhua)\W*$")
_COMMON = re.compile(r"\b(?:pool|handout)\W*$")
_SIGNS = (
    "getty",
    "photo",
    "shutterstock",
    "afp",
    "reuters",
    "epa",
    "xinhua",
    "wikimedia",
    "flickr",
    "handout",
    "/ap",
    "/ ap",
    "via ap",
    "pool",
)


_FIRST_LONGEST = 20
"""More characters than any word has with which a line of furniture begins."""
_FEW = 1 << 14


class _Opens(dict[str, frozenset[str]]):
    """What lines can be that begin with some characters: most can be nothing of these."""

    def __missing__(self, begin: str) -> frozenset[str]:
        first = _FIRST.match(begin)
        word = first.group().lower() if first else ""
        lists = {
            "creditor": _CREDITORS,
            "beginning": _BEGINNINGS,
            "opening": _OPENINGS,
            "addressing": _ADDRESSING,
        }
        if len(self) >= _FEW:
            self.clear()
        found = self[begin] = frozenset(name for name, words in lists.items() if word in words)
        return found


_OPENS = _Opens()


def core(words: str) -> str:
    """Return the words of a line without bullets and brackets before them."""
    return words.lstrip(_BULLETS)


def furniture(words: str) -> bool:
    """Return whether a line belongs to the page and not to the report.

    Examples
    --------
    >>> furniture("Advertisement"), furniture("Photo: Roe/Getty Images"), furniture("They met.")
    (True, True, False)
    """
    if len(words) >= LONGEST:
        return False
    words = core(words)
    opens = _OPENS[words[:_FIRST_LONGEST].partition(" ")[0]]
    addressed = "addressing" in opens
    if _credited(words, begins="creditor" in opens):
        return not prose(words, addressed=addressed or not _CREDITS.match(words))
    long, quoting = len(words) > SHORT, quotes(words)
    if "beginning" in opens and (begun := _BEGINS.match(words)):
        return not (long and quoting) and _page_says(
            words, begun.group().rstrip(), addressed=addressed
        )
    if long or quoting:
        return False
    if "opening" in opens and (_WHOLE.match(words) or _SOCIAL.match(words)):
        return not prose(words, addressed=addressed)
    return _looks_shown(words)


def _page_says(words: str, begun: str, *, addressed: bool) -> bool:
    """Return whether a line that begins like one of a page goes on like one."""
    return bool(_LABEL.fullmatch(begun)) or not prose(words, addressed=addressed or ":" in begun)


def _credited(words: str, *, begins: bool) -> bool:
    """Return whether a line says who else worked on the report, or who owns it."""
    told = words.lower() if begins else words
    signed = "contributed" in told or "eserved" in told or "permission" in told or "ESERVED" in told
    credited = (begins and _CREDITS.match(words)) or (signed and _SIGNED_CREDITS.match(words))
    return bool(credited) and not quotes(words)


def _looks_shown(words: str) -> bool:
    """Return whether a line is a credit or caption of a picture, or a trail of links."""
    if _CRUMBS.match(words):
        return True
    lower = words.lower()
    for sign in _SIGNS:
        if sign in lower:
            break
    else:
        return False
    if _PICTURE.match(words) and _AGENCY.search(words) and len(words.split()) <= 10:
        return not (_TOLD.search(words) or prose(words, addressed=not _COMMON.search(words)))
    return bool(_CAPTION.search(words)) and not prose(words, addressed=True)


LIST_HEAD = _whole(
    r"""
    (?:more )?(?:related|recommended|recent|popular|trending|latest)(?: (?:posts?|stories|story|articles?|news|content|topics|coverage|links|reading|videos?|for you|now))?;
    most (?:read|popular|viewed|shared|commented|recent)(?: .{0,30})?;(?:you )?(?:may|might) (?:also )?(?:like|be interested in).{0,20};
    more (?:from|on|in|about) .{1,50};more (?:stories|news|posts|headlines|coverage);top (?:stories|news|headlines);editors?[’'] picks?;
    what to read next;read next;up next;don[’']t miss;in case you missed it;you may have missed
    """
)
"""Lines after which headlines of other reports are listed."""
COMMENTS = re.compile(
    r"(?:(?:\d{1,6}|one|no) (?:comments?|responses?|replies|thoughts? (?:on|about))\b.{0,120}"
    r"|(?:reader |user |your )?comments?(?: ?\(?\d{1,6}\)?| section)?"
    r"|(?:leave|post|write|add|make|submit) (?:a|your) (?:reply|comment|response)(?: .{0,40})?"
    r"|what do you think\?|join the (?:conversation|discussion|debate)\b.{0,40}"
    r"|have your say.{0,40}|discussion(?: \(\d+\))?|sort (?:comments )?by.{0,40}"
    r")\s*[.:!…]*\s*$",
    re.IGNORECASE,
)
"""Lines that head the comments of readers."""
COMMENT_FORM = re.compile(
    r"(?:your email address will (?:not|never) be|required fields are|(?:log|sign) in to (?:comment|reply|leave)|"
    r"you must be logged in|save my name|notify me of|post comment|submit comment|cancel reply|"
    r"name \*|email \*|website$|comment \*|"
    r"(?:leave|post) a (?:reply|comment)|\d+ (?:comments?|replies|responses?)\b)",
    re.IGNORECASE,
)
"""Lines of the form in which readers comment."""
ENTRY = re.compile(
    rf"(?:.{{0,60}}\bsays\s*:|.{{0,40}}\b(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?:\s+(?:at|\W)?\s*\d.{{0,14}})?$"
    rf"|.{{0,40}}\b\d{{1,2}}\s+(?:{MONTH})\s+\d{{4}}(?:\s.{{0,14}})?$"
    r"|.{0,40}\b(?:\d{1,3}|an?|one)\s(?:second|minute|hour|day|week|month|year)s?\sago\W*$"
    r"|.{0,40}\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}(?:\s.{0,14})?$"
    r"|reply(?: to .{0,40})?\W*$|(?:permalink|report(?: abuse)?|flag|upvote|like)\W*$)",
    re.IGNORECASE,
)
"""Lines that head or end one comment: a name with ``says``, a date, ``Reply``."""
DASHES = frozenset("–—―\u2012⎼─−~-")
SIGNED = re.compile(
    rf"[–—―\u2012⎼─−~-]{{1,3}}\s?(?:{_NAME}(?:,\s.{{2,50}})?|From an? [\w’' ]{{3,50}})\s*[.]?$"
)
"""A dash and a name, and perhaps what that person is."""
OF_A_WORK = re.compile(
    r"[–—―\u2012⎼─−~-]{1,3}\s?(?:(?:[A-Z][\w’'\-]*)(?:\s(?:an?|and|at|by|for|from|in|of|on|or|the|to|with|[A-Z][\w’'\-]*)){1,9}"
    r"|(?:[\w’'\-]+\s){0,6}(?:ballad|book|chant|diary|fable|hymn|inscription|motto|poem|prayer|proverb|psalm|riddle|"
    r"saying|sign|slogan|song|tale|verse)s?(?:\s(?:about|at|by|for|from|in|of|on|to)\s.{2,50})?)"
    r"(?:,\s.{2,50})?\s*[.]?$"
)
"""A dash and the title of a work, or what kind of saying it is."""
BYLINE = re.compile(
    r"(?i:by (?:our|a|the) (?:[\w’'-]+ ){0,3}(?:agenc(?:y|ies)|bureau|correspondents?|desk|editors?|"
    r"reporters?|staff|team|writers?)(?: (?:in|at) [\w ,]{2,30})?\s*[.]?$)|"
    rf"(?i:(?:written |reported |posted |published |story )?by:?|authors?:)\s+"
    rf"(?:the\s)?{_NAME}(?:(?:,|\s&|\sand|\s\||\swith)\s.{{1,100}})?(?:\s[|•·–—-]\s.{{1,80}})?\s*[.]?$"
)
"""A line that names the reporters."""
