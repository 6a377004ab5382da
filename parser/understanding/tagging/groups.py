"""Words, compounds and ages that name a target group, wherever they stand."""

import re
from collections.abc import Iterator, Mapping

from parser.understanding.tagging.ages import age
from parser.understanding.tagging.evidence import Cues, Evidence, Mention
from parser.understanding.tagging.phrases import Found
from parser.understanding.tagging.segments import Segments
from parser.understanding.words import Words

_AND = frozenset(("och", "samt", "eller", ","))


def named(found: list[Found], lower: list[str]) -> Iterator[Mention]:
    """The phrases: of a group the longest, and no trade inside a phrase of another group."""
    taken: dict[str, int] = {}
    reach = 0
    for (_, group, kind), first, end in sorted(found, key=lambda hit: (hit[1], -hit[2], hit[0])):
        if first < taken.get(group, 0):
            continue
        if kind == "occupation" and 0 < reach >= first - 1:
            reach = end if first <= reach or lower[first - 1] in _AND else reach
            if end <= reach:
                continue
        taken[group] = end
        reach = max(reach, end if end - first > 1 else 0)
        yield Mention(group, kind, first, end)


_KINDS = {
    "anställda": "staff",
    "chefer": "staff",
    "egenföretagare": "trade",
    "kvinnor": "sex",
    "män": "sex",
    "personer med funktionsnedsättning": "impairment",
    "arbetslösa": "workless",
    "långtidsarbetslösa": "workless",
}
"""Groups that are named beside the project's own group more often than others, by why."""
_AT_WORK, _SEXES = ("anställda", "chefer", "egenföretagare"), ("kvinnor", "män")
_OUT_OF_WORK = (
    "arbetslösa", "långtidsarbetslösa", "nyanlända", "flyktingar", "före detta kriminella", "hemlösa", "varslade",
    "personer med missbruk", "personer med psykisk ohälsa", "personer med försörjningsstöd", "sjukskrivna",
)  # fmt: skip
_ADDRESSED = {"meant right before", "meant before", "for_those_who right before", "project_for right before"}
_SEX = r"(?:kvinn\w*|tjejer|mammor|mödrar|flickor|män|männen|killar|pappor|fäder|pojkar)"
_JOINT = r"(?:och|eller|respektive|som|/)"
_PAIR = re.compile(rf"\b{_SEX} {_JOINT} (?:\w+ )?\||\| {_JOINT} (?:\w+ )?{_SEX}\b")
"""A sex before or after a mention, which stands at the bar."""


def group_evidence(words: Words, segments: Segments, names: Mapping[str, list[Found]]) -> Evidence:
    """What speaks for each group that a text names, without mentions that by their place cannot be the project's."""
    cues = Cues(words, "group_cues.toml")
    mentions = [
        *named(names["group"], words.lower),
        *filter(None, (age(words, at) for _, at, _ in names["age"])),
    ]
    counted = (one for one in mentions if not (_in_name(one, words) or _aside(one, words, segments, cues)))
    return Evidence(words, segments, counted, cues)


def _aside(mention: Mention, words: Words, segments: Segments, cues: Cues) -> bool:
    """Whether a group is one of two sexes, whom access is for, what support costs, or whom the taught ones meet."""
    segment, lower = segments.at(mention.first), words.lower
    if segment is None or mention.name in _AT_WORK:
        return False
    if mention.name in _SEXES:
        beside = [*lower[max(0, mention.first - 3) : mention.first], "|", *lower[mention.end : mention.end + 3]]
        return _PAIR.search(" ".join(beside)) is not None
    before = cues.before(segment, mention.first)
    access = segment.section == "tillganglighet" or "access" in cues.names(segment)
    cost = "cost" in before or (mention.first > 0 and lower[mention.first - 1] in ("utan", "för"))
    return (
        "served" in before
        or (access and mention.name == "personer med funktionsnedsättning")
        or (cost and mention.name == "personer med försörjningsstöd")
    )


def _in_name(mention: Mention, words: Words) -> bool:
    """Whether a capital inside a sentence makes the word an organisation's name (`Företagarna i Halland`)."""
    before = words.written[mention.first - 1] if mention.first else ""
    return words.written[mention.first][0].isupper() and (before == "," or (before.isalpha() and before.islower()))


def group_features(evidence: Evidence, group: str) -> frozenset[str]:
    """The features of a group, as the weights have them."""
    others = evidence.mentions.keys() - {*_AT_WORK, *_SEXES, group}
    early = any(evidence.is_early(segment) for other in others for _, segment in evidence.mentions[other])
    beside = (
        "långtidsarbetslösa" if "långtidsarbetslösa" in others else "early" if early else "late" if others else "none"
    )
    return evidence.features(group, _KINDS.get(group, "need"), f"beside {beside}")


def weighed(features: Mapping[str, frozenset[str]], judged: Mapping[str, float]) -> dict[str, float]:
    """How sure it is of each group that the project is for it, by what a judge says of its features and what is plain.

    A group right after `riktar sig till` is the project's. Beside people out of work, those in work are as a rule the
    staff; beside those long out of work, `arbetslösa` are as a rule the same.
    """
    sure = {group: max(one, _plain(group, features[group])) for group, one in judged.items()}
    out_of_work = max((one for group, one in sure.items() if group in _OUT_OF_WORK), default=0.0) >= 0.9
    doubted = set(_AT_WORK) if out_of_work else set()
    doubted |= {"arbetslösa"} if sure.get("långtidsarbetslösa", 0.0) >= 0.75 else set()
    return {group: min(one, 0.7) if group in doubted and one < 0.98 else one for group, one in sure.items()}


def _plain(group: str, features: frozenset[str]) -> float:
    return 0.95 if group not in _SEXES + _AT_WORK and features & _ADDRESSED else 0.0
