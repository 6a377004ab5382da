"""A comparison in words: its title, the headings of its values, its order and its source."""

from archive.site.comparing.choice import ComparisonChoice
from archive.site.comparing.comparison import Comparison, ordering_period, stands_apart
from archive.site.comparing.shown_values import INHABITANTS, group_name
from archive.site.language.swedish import number
from archive.site.language.translations import translated


def title(choice: ComparisonChoice) -> str:
    """What is compared, as a heading: `Beviljat ESF-stöd per län, 2014-2020, 2024 års priser`."""
    parts = [
        translated("{matt} per {grupp}", matt=translated(choice.measure.label), grupp=translated(choice.per.label))
    ]
    parts += [", ".join(choice.periods)] if choice.periods else []
    return ", ".join([*parts, *_adjusted(choice)])


def _adjusted(choice: ComparisonChoice) -> list[str]:
    """What the values are adjusted for: prices and inhabitants."""
    prices = [translated("{year} års priser", year=choice.base_year)] if choice.at_constant_prices else []
    return [*prices, *([_per_inhabitant(choice)] if choice.per_inhabitant else [])]


def _per_inhabitant(choice: ComparisonChoice) -> str:
    if choice.measure.unit == "kr":
        return translated("per invånare")
    return translated("per {n} invånare", n=number(INHABITANTS))


def heading(choice: ComparisonChoice) -> str:
    """The heading of the column of values, with its unit."""
    return ", ".join([translated(choice.measure.label), *_adjusted(choice)])


def file_heading(choice: ComparisonChoice) -> str:
    """The heading of the values in a file, with their unit; a file states them per inhabitant."""
    prices = [translated("{year} års priser", year=choice.base_year)] if choice.at_constant_prices else []
    people = [translated("per invånare")] if choice.per_inhabitant else []
    return ", ".join(
        [translated(choice.measure.label) + (" (kr)" if choice.measure.unit == "kr" else ""), *prices, *people]
    )


def order(comparison: Comparison) -> str:
    """How the lines of the table are ordered, and which stand apart."""
    groups = dict.fromkeys(row["grupp"] for row in comparison.rows)
    apart = [group_name(group) for group in groups if stands_apart(comparison.choice, group)]
    said = [_order(comparison)]
    said += [translated("Sist, för sig: {groups}.", groups=", ".join(apart))] if apart else []
    return " ".join(said)


def _order(comparison: Comparison) -> str:
    if comparison.choice.per.lines:
        return translated("Ordnad efter år.")
    if len(comparison.choice.periods) < 2:
        return translated("Ordnad efter värde, högst först.")
    if period := ordering_period(comparison):
        return translated("Ordnad efter värdet i {period}, högst först.", period=period)
    return translated("Ordnad efter namn: ingen grupp har något värde.")


def source(comparison: Comparison) -> str:
    """Where the figures come from, and the day that the newest page was seen."""
    used = ["ESF-arkivet, ur Svenska ESF-rådets projektbank och register"]
    used += ["SCB (KPI)"] if comparison.choice.at_constant_prices else []
    used += ["SCB och Eurostat (folkmängd)"] if comparison.choice.per_inhabitant else []
    last = comparison.available.last_seen
    seen = translated("Uppgifter till och med {day}.", day=last) if last else ""
    return f"{translated('Källa')}: {'; '.join(map(translated, used))}. {seen}".strip()
