"""A sentence with what was found in it, as the rules of targets and counts see it."""

import functools

import msgspec

from parser.understanding.numbers.amounts import Money
from parser.understanding.numbers.dates import Date
from parser.understanding.numbers.quantities import Quantity
from parser.understanding.numbers.sentences import Sentence
from parser.understanding.numbers.target_cues import GOAL_WORD, OLD_PROMISE, PROMISE, PROMISING_LEAD


class SentenceFacts(msgspec.Struct):
    """A sentence with what was found in it before its targets: quantities, dates and amounts."""

    sentence: Sentence
    quantities: list[Quantity]
    dates: list[Date]
    money: list[Money]
    text: str

    def before(self, quantity: Quantity) -> str:
        """The words of the sentence before a quantity."""
        return self.text[self.sentence.start : quantity.bounded_start]

    def after(self, quantity: Quantity) -> str:
        """The words of the sentence after a quantity."""
        return self.text[max(quantity.end, quantity.of_end) : self.sentence.end]

    @property
    def goals(self) -> bool:
        """Whether the sentence stands among goals: in their section, in a list they lead into, after `Mål:`."""
        return self.sentence.section == "malsattning" or _among_goals(self.sentence.text, self.sentence.lead or "")

    @property
    def promised(self) -> bool:
        """Whether the sentence, or the line leading into its list, promises something."""
        lead = self.sentence.lead if self.sentence.item else None
        return _promises(self.sentence.text) or (lead is not None and _promises(lead))


@functools.lru_cache(maxsize=256)
def _among_goals(text: str, lead: str) -> bool:
    return (GOAL_WORD.search(lead) or PROMISING_LEAD.search(lead) or OLD_PROMISE.search(text)) is not None


@functools.lru_cache(maxsize=256)
def _promises(text: str) -> bool:
    return PROMISE.search(text) is not None
