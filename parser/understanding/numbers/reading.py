"""What prose says in numbers: claims (amounts, dates, counts) and targets, each with its place."""

from spacy.tokens import Doc

from parser.understanding.frame import Frame
from parser.understanding.numbers.amounts import amounts
from parser.understanding.numbers.counts import count_claims
from parser.understanding.numbers.dates import dates
from parser.understanding.numbers.elided import named
from parser.understanding.numbers.funding import Status, amount_claims, mark_payers, project_status
from parser.understanding.numbers.labelled_counts import labelled
from parser.understanding.numbers.periods import date_claims
from parser.understanding.numbers.quantities import has_number, quantities
from parser.understanding.numbers.sentence_facts import SentenceFacts
from parser.understanding.numbers.sentences import Sentence, sentences
from parser.understanding.numbers.targets import targets_of
from schema.record import Claim, Target


def find_claims(doc: Doc, frame: Frame) -> list[Claim]:
    """The amounts, dates and counts in the sections of a page, in page order; offsets are in `frame.text`."""
    return find_numbers(doc, frame)[0]


def find_targets(doc: Doc, frame: Frame) -> list[Target]:
    """The quantified promises in the sections of a page, in page order; offsets are in `frame.text`."""
    return find_numbers(doc, frame)[1]


def find_numbers(doc: Doc, frame: Frame) -> tuple[list[Claim], list[Target]]:
    """Claims and targets at once, which costs half of asking for each: a number is read in the light of the other."""
    found = [sentence for sentence in sentences(frame) if any(map(str.isalnum, sentence.text))]
    page = frame.text
    text = _flat(page, found)
    readings = [_read(sentence, text) for sentence in found]
    targets = [target for reading in readings for target in targets_of(reading)]
    claims = [
        *_money(readings, text, frame.status),
        *(c for reading in readings for c in date_claims(reading.sentence, text, reading.dates, frame.title)),
    ]
    claims += count_claims(readings, targets)
    for claim in claims:
        claim.raw = page[claim.start : claim.end]
    for target in targets:
        target.raw = page[target.start : target.end]
    return sorted(claims, key=lambda claim: (claim.start, claim.end)), targets


def _flat(text: str, found: list[Sentence]) -> str:
    """The text with the wraps inside its sentences as spaces, and every space plain: rules need not mind them."""
    pieces, place = [], 0
    for sentence in found:
        pieces += [text[place : sentence.start], sentence.text]
        place = sentence.end
    return "".join([*pieces, text[place:]])


def _read(sentence: Sentence, text: str) -> SentenceFacts:
    if not has_number(sentence.text):
        return SentenceFacts(sentence, [], [], [], text)
    found = dates(text, sentence.start, sentence.end)
    money = amounts(
        text, sentence.start, sentence.end, text[max(sentence.block, sentence.start - 300) : sentence.start]
    )
    taken = [(date.start, date.end) for date in found] + [(amount.start, amount.end) for amount in money]
    counted = [
        named(text, labelled(text, quantity, sentence.start, sentence.end))
        for quantity in quantities(text, sentence.start, sentence.end, taken)
    ]
    return SentenceFacts(sentence, counted, found, money, text)


def _money(readings: list[SentenceFacts], text: str, known: str | None) -> list[Claim]:
    paying, found = [reading for reading in readings if reading.money], dict[int, list[Claim]]()
    status = project_status(text, known) if paying else Status(known)
    for reading in paying:
        sentence, earlier = reading.sentence, found.setdefault(reading.sentence.block, [])
        earlier += amount_claims(sentence, text, reading.money, status.of_block(_block(text, sentence)), earlier)
    for claims in found.values():
        mark_payers(claims)
    return [claim for claims in found.values() for claim in claims]


def _block(text: str, sentence: Sentence) -> str:
    end = text.find("\n\n", sentence.end)
    return text[sentence.block : end if end >= 0 else len(text)]
