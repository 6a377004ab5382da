"""The phrases by which a text names a contact: behind a label, beside a role, before a number, below a heading."""

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from archive.privacy.folding import without_case
from archive.privacy.name_words import word_list
from archive.privacy.persons import CONTACT_DETAIL, Person, is_given_name, persons_in
from archive.privacy.surroundings import all_places, matches_at, matches_in_lines


def _any_of(name: str) -> str:
    """The words of a list as alternatives, longest first."""
    return "|".join(sorted((re.escape(word) for word in word_list(name).words), key=len, reverse=True))


_NAME_WORD = r"(?:[A-ZÅÄÖÉ]\.|[A-ZÅÄÖÉÜØÆÓÁÍČŠŽĐĆ](?:'(?=[A-Z]))?[^\W\d_]{0,40}(?:['-][^\W\d_]{1,40}){0,3})"
_PARTICLE = rf"(?:{_any_of('particles')})"
_NAME = rf"(?P<value>{_NAME_WORD}(?: {_PARTICLE})?(?: {_NAME_WORD}(?: {_PARTICLE})?){{1,3}})"
_ROLE, _STAFF = rf"(?i:{_any_of('roles')})", rf"(?i:{_any_of('staff')})"
_LABELLED = re.compile(rf"^\W{{0,4}}{_ROLE}(?: [^\n:]{{0,40}})?(?<!:):[ \t]*(?P<value>[^\n]{{2,120}})", re.MULTILINE)
"""`Projektledare i Malmö: NAME` at the start of a line."""
_BETWEEN = r"(?:(?:(?:en)?s namn)?[:,]?(?: {0,3}|[ \t]?\n|\t)| - | (?:är|heter|blir) )"
_BESIDE = re.compile(rf"(?<![^\W_]){_ROLE}{_BETWEEN}(?=[A-ZÅÄÖÉÜØ]){_NAME}")
"""`Handläggare NAME`, `projektledare är NAME` in running text, and `KontaktpersonNAME` where a page glues them."""
_BEFORE_ROLE = re.compile(
    rf"(?<![^\W_]){_NAME}(?:, ?| ?\(| - )(?:{_ROLE}|(?P<staff>{_STAFF}))(?![^\W_])(?P<next>:|[ \t]+[A-ZÅÄÖÉÜØ][\w-]*)?"
)
"""`NAME, projektledare` and `NAME (projektledare)`; `next` is what the role itself may stand before."""
_BEFORE_ROLES = (",", ", ", "(", " - ")
"""What such a role stands behind."""
_BEHIND_A_PHRASE = re.compile(rf"(?<![^\W_])(?i:{_any_of('phrases')}) {_NAME}")
"""`Frågor besvaras av NAME`."""
_REACHED = re.compile(r"[^\n.;!?]{0,15}(?:\+46|(?<!\d)0\d[\d /-]{5}|(?<=[\s(,])[\w.-]{2,40}@)")
"""What stands behind the name of somebody who is to be reached: ` på telefon 0480-12 34 56`."""
_BEFORE_A_NUMBER = re.compile(
    rf"(?<![^\W_]){_NAME}(?:, ?| ?\(| - | ){{0,2}}(?:(?i:{_any_of('ways')})[.:]? ?)?(?:\+46|0\d)[\d /-]{{5}}"
)
"""`NAME, tfn 0480-12 34 56`."""
_NUMBER = re.compile(r"[+0](?:(?<=\+)46|(?<=0)\d)[\d /-]{5}")
_HEADING = re.compile(
    rf"^\W{{0,4}}(?i:{_any_of('headings')})"
    r"(?: [^\n.!?]{0,50})?[:?]?[ ]*\n(?P<block>(?:[^\n]{0,100}\n?|\n(?=[^\n])){1,30})",
    re.MULTILINE,
)
_LINE_NAME = re.compile(rf"^\W{{0,4}}{_NAME}(?=$|[,;:(|/-]| -|\s{{2}}|\s*\d)")


def persons_named(folded: str) -> Iterator[Person]:
    """The persons that a folded text names as contacts.

    Where the words around a name are those of a contact any name is taken, else one whose given name is known.
    """
    plain = without_case(folded)
    roles = _places_of("roles", folded, plain)
    for match in (*matches_in_lines(roles, _LABELLED, folded), *matches_at(roles, _BESIDE, folded)):
        yield from _full_names(match["value"])
    told = sorted({*roles, *_places_of("staff", folded, plain)})
    behind_names = [place for place in told if folded[max(0, place - 3) : place].endswith(_BEFORE_ROLES)]
    for match in matches_in_lines(behind_names, _BEFORE_ROLE, folded):
        may_be_any = match["staff"] is None and not _names_another(match["next"] or "")
        if may_be_any or is_given_name(match["value"].split(maxsplit=1)[0]):
            yield from _full_names(match["value"])
    numbers = [match.start() for match in _NUMBER.finditer(folded)]
    phrases = matches_at(_places_of("phrases", folded, plain), _BEHIND_A_PHRASE, folded)
    for match in (*phrases, *matches_in_lines(numbers, _BEFORE_A_NUMBER, folded)):
        is_reached = match.re is _BEHIND_A_PHRASE and _REACHED.match(folded, match.end()) is not None
        yield from (person for person in _full_names(match["value"]) if is_reached or is_given_name(person[0]))
    for heading in _HEADING.finditer(folded):
        for line, below in pairwise([*heading["block"].split("\n"), ""]):
            named = _LINE_NAME.match(line)
            if named and _is_a_person(named["value"], line[named.end("value") :], below):
                yield from _full_names(named["value"])


def _places_of(name: str, folded: str, plain: str) -> list[int]:
    """Where words of a list may begin in a text, in capitals or not; `plain` is the text without case."""
    if len(plain) != len(folded):
        return list(range(len(folded)))
    return sorted({place for beginning in _beginnings(name) for place in all_places(plain, beginning)})


@functools.cache
def _beginnings(name: str) -> list[str]:
    """The words of a list without case, but for those that begin with another of them."""
    words = sorted(map(without_case, word_list(name).words))
    return [word for word in words if not any(word != other and word.startswith(other) for other in words)]


def _names_another(following: str) -> bool:
    """Whether a role is of the person after it: `Projektet Nya Steg (projektledare Anna Ek)`."""
    return following == ":" or is_given_name(following.strip())


def _full_names(value: str) -> Iterator[Person]:
    return (person for person in persons_in(value) if len(person) > 1)


def _is_a_person(name: str, behind: str, below: str) -> bool:
    """Whether a name below a heading for contacts is a person's: a given name, or what stands behind it, tells.

    That is a way to reach somebody, or a title, which may stand on the next line.
    """
    title = re.match(r"\W{0,3}([^\W\d_]+)", behind.strip() or below)
    has_title = title is not None and title[1].casefold() in word_list("titles")
    return is_given_name(name.split(maxsplit=1)[0]) or has_title or CONTACT_DETAIL.search(behind) is not None
