"""The form of a comparison: what can be chosen, and what is."""

import msgspec

from archive.site.comparing.catalogue import Grouping, Measure, groupings, measures
from archive.site.comparing.choice import AvailableChoices, ComparisonChoice


class ComparisonForm(msgspec.Struct, frozen=True):
    """The form with a choice filled in."""

    choice: ComparisonChoice
    available: AvailableChoices

    @property
    def measures(self) -> dict[str, Measure]:
        """The measures to choose from."""
        return measures()

    @property
    def groupings(self) -> dict[str, Grouping]:
        """The groupings to choose from."""
        return groupings()
