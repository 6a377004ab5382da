"""What prose says in numbers: claims (amounts, dates, counts) and targets, each with its place."""

from spacy.tokens import Doc

from parser.understanding.amounts import amounts
from parser.understanding.counts import count_claims
from parser.understanding.dates import dates
from parser.understanding.frame import Frame
from parser.understanding.funding import amount_claims, project_status
from parser.understanding.periods import date_claims
from parser.understanding.quantities import quantities
from parser.understanding.sentences import Sentence, sentences
from parser.understanding.targets import Reading, targets_of
from schema.record import Claim, Target


def find_claims(doc: Doc, frame: Frame) -> list[Claim]:
    """The amounts, dates and counts in the sections of a page, in page order; offsets are characters in `doc.text`."""
    return find_numbers(doc, frame)[0]


def find_targets(doc: Doc, frame: Frame) -> list[Target]:
    """The quantified promises in the sections of a page, in page order; offsets are characters in `doc.text`."""
    return find_numbers(doc, frame)[1]


def find_numbers(doc: Doc, frame: Frame) -> tuple[list[Claim], list[Target]]:
    """Claims and targets at once, which costs half of asking for each: a number is read in the light of the other."""
    text = doc.text
    readings = [_read(sentence, text) for sentence in sentences(frame) if any(map(str.isalnum, sentence.text))]
    targets = [target for reading in readings for target in targets_of(reading)]
    claims = [*_money(readings, frame), *(claim for reading in readings for claim in date_claims(reading.sentence, text, frame.title))]
    claims += count_claims(readings, targets)
    return sorted(claims, key=lambda claim: (claim.start, claim.end)), targets


def _read(sentence: Sentence, text: str) -> Reading:
    found = dates(text, sentence.start, sentence.end)
    money = amounts(text, sentence.start, sentence.end)
    taken = [(date.start, date.end) for date in found] + [(amount.start, amount.end) for amount in money]
    return Reading(sentence, quantities(text, sentence.start, sentence.end, taken), found, text)


def _money(readings: list[Reading], frame: Frame) -> list[Claim]:
    status, found = project_status(frame.text), dict[int, list[Claim]]()
    for sentence in (reading.sentence for reading in readings):
        earlier = found.setdefault(sentence.block, [])
        block = frame.text[sentence.block : frame.text.find("\n\n", sentence.end) if "\n\n" in frame.text[sentence.end :] else None]
        earlier += amount_claims(sentence, frame.text, status, block, earlier)
    return [claim for claims in found.values() for claim in claims]
