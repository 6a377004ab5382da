"""Tells the pages that say that a page or a project is not there: not found, withdrawn, or without a result."""

import re

from scraper.engine.recognising.visible_text import VisibleText

_SUBJECT = (
    r"(the |this )?(page|project|file|resource|document|content|requested url|file or directory)"
    r"|(den här |det här |denna |detta |tyvärr )*(projekt)?(sidan?|projekt(et)?|innehållet|informationen|artikeln)"
)
_WANTED = r"( (som )?(du|ni) (söker|sökte|letar efter|letade efter|försöker nå)| (you|that you) \w+( \w+){0,3})?"
_NAMED = r"( med)?( (projekt|diarie)?nummer)?( (?-i:[\"”'«/A-ZÅÄÖ0-9]).{0,60}?)?"
_NOT_THERE = (
    r"(was|is|can|could|were)? ?(not|cannot) (be )?(found|available)|does not exist|is no longer (available|published)"
    r"|((has been|is|was) )?(removed|deleted|withdrawn|unpublished)"
    r"|(kunde|kan) (inte|ej) (hittas|visas)|hittades (inte|ej)|finns (tyvärr )?(inte|ej)"
    r"|(har|är) (nu |numera )?(tagits bort|tagen bort|taget bort|borttage[nt]|avpublicera\w+|radera\w+|återkalla\w+"
    r"|dragits tillbaka|dragits in|indrage[nt]|tillbakadrage[nt]|utgått)|visas (inte|ej)|borttage[nt]"
    r"|är (inte|ej) längre (tillgänglig|publicera|åtkomlig)\w*|är (inte|ej) tillgänglig\w*"
)
_WHERE = (
    r"( (längre|kvar|här|tillgänglig\w*|publicera\w*))*"
    r"( (på|i|från|ur|av|till|hos|eller|och|efter|sedan|here|any|on|or|from|by|to|and)\b.{0,80})?"
)
_NOT_SEEN = r"(vi )?(hittar|hittade|kan|kunde) (tyvärr )?(inte|ej) (hitta )?(sidan|projektet)|sidan har flyttats?"
_NOTHING = (
    r"(vi )?(hittar|hittade|kan|kunde) (tyvärr )?(inte|ej) (hitta )?(någon sida|något projekt)"
    r"|(din sökning|sökningen) (gav|ger) (inga|0|noll) (träffar|resultat|projekt)"
    r"|(inga|0|noll) (träffar|projekt|resultat)( hittades| funna)?|ingen träff"
    r"|(inget projekt|ingen sida|inga projekt) (hittades|finns|kunde hittas)"
    r"|det finns (inget|inga) (sådant |sådana )?projekt( med (projekt|diarie)?nummer.{0,40})?"
    r"|borttage[nt]|avpublicera[td]"
    r"|no (results|projects?|pages?)( were| was)?( found)?|nothing found"
)
BROKEN = (
    r"((ett|något) )?(oväntat |tekniskt )?(fel( (har )?(inträffa\w*|uppst\w*))|gick (fel|snett))|tekniskt fel"
    r"|felmeddelande|(vi har )?(för närvarande |just nu )?(tillfälliga |tekniska )+problem.{0,60}"
)
"""What pages say of a fault."""

_FAULT = (
    rf"{BROKEN}|(det )?(har )?(uppst\w*|inträffa\w*|blev) (ett|något) (\w+ )?fel( (på|vid|i|när|med|av) .{{0,80}})?"
    r"|there (has been|was) an? (\w+ )?error( (on|in|with|while) .{0,80})?|(something|något) (went wrong|gick snett)"
    r"|(php )?(fatal error|parse error|warning): .{0,160}|error establishing a database connection"
)
"""What a part of a page says of a fault."""

_SITE = r"(webbplatsen|webbsidan|webben|sidan|sajten|projektbanken|(the |this )?(web)?site)"
_MAINTENANCE = (
    rf"((vi )?(genomför|utför)s?|det pågår|just nu|pågår) ((just nu|för närvarande|ett|pågår|genomförs?|vi) )*"
    rf"((planerat|tekniskt) )?underhåll( (av|på) {_SITE})([ ,].{{0,80}})?"
    rf"|{_SITE} (är|ligger|is) ((just nu|för närvarande|tillfälligt|currently|temporarily|down) )*"
    r"(stängd|nere|under underhåll|(under|for) (scheduled )?maintenance)([ ,].{0,80})?"
)
"""What pages say while the whole site is not there."""

_PAGE_IS_ABSENT = rf"({_SUBJECT}){_WANTED}{_NAMED} ({_NOT_THERE}){_WHERE}|({_NOT_SEEN}){_WHERE}|{_MAINTENANCE}"
NOT_FOUND = rf"{_PAGE_IS_ABSENT}|({_NOTHING}){_WHERE}"
"""What pages say of what is not there, as a whole sentence."""

SIGH = r"((hoppsan|oj|ojdå|tyvärr|obs|sorry)\W+)?"
"""What may stand before either."""

_OF_THE_PAGE = re.compile(rf"{SIGH}({_PAGE_IS_ABSENT})", re.IGNORECASE)
_OF_ANYTHING = re.compile(rf"{SIGH}({NOT_FOUND}|{BROKEN})", re.IGNORECASE)
_OF_FAULT = re.compile(rf"{SIGH}({_FAULT})", re.IGNORECASE)
_LONGEST = 200
"""Characters above which a sentence is none of these."""

_DIVIDED = re.compile(r"(?<=[.!?])\s+")


def says_absent(visible: VisibleText, of_anything: bool) -> bool:
    """Whether a sentence of a page says that it, or its project, is not there.

    `of_anything` takes also what a part of a page may say of itself, as a list without hits does.
    """
    return _says(visible, _OF_ANYTHING if of_anything else _OF_THE_PAGE)


def says_broken(visible: VisibleText) -> bool:
    """Whether a sentence of a page says that a part of it failed."""
    return _says(visible, _OF_FAULT)


def _says(visible: VisibleText, rule: re.Pattern[str]) -> bool:
    sentences = (sentence for block in visible.blocks for sentence in _DIVIDED.split(block.text))
    return any(rule.fullmatch(" ".join(one.split()).strip(" .!?")) for one in sentences if len(one) <= _LONGEST)
