"""A comparison in words: its title, what each figure means, its source, and its values as people write them."""

import math

from archive.site.comparing.choice import ComparisonChoice
from archive.site.comparing.comparison import Comparison, Row, ordering_period, stands_apart
from archive.site.language import translated
from archive.site.swedish import number, quantity

INHABITANTS = 100_000
"""Persons and projects are shown per so many inhabitants; files and JSON state them per inhabitant."""
_SPACE = "\u00a0"


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


def methods(comparison: Comparison) -> list[str]:
    """How the figures are worked out, a sentence each."""
    choice = comparison.choice
    said = [choice.measure.method, choice.per.method, *([choice.per.several] if choice.per.several else [])]
    words = [translated(text) for text in said]
    words.append(translated("Bara projektbankens projekt räknas; en text kan handla om samma projekt som en sida."))
    return [*words, *_prices(comparison), *(_inhabitants(comparison) if choice.per_inhabitant else [])]


def _prices(comparison: Comparison) -> list[str]:
    choice, years = comparison.choice, comparison.available.index_years
    if not choice.measure.amount:
        return [translated("Måttet är inget belopp: priserna ändrar det inte.")] if choice.constant_prices else []
    if not choice.constant_prices:
        return [translated("Löpande priser: beloppen som de är skrivna, utan omräkning för inflationen.")]
    constant = (
        "Fasta priser, {year} års: varje belopp är spritt jämnt över projektets dagar, och varje kalenderårs del är "
        "gånger konsumentprisindex (KPI) för {year} delat med årets. Dagar efter {last} räknas med KPI för {last}. "
        "Projekt utan startdatum eller slutdatum, med slut före start eller med start före {first} räknas bland dem "
        "utan uppgift."
    )
    return [translated(constant, year=choice.base_year, first=years[0], last=years[-1])]


def _inhabitants(comparison: Comparison) -> list[str]:
    words = (
        "Per invånare: delat med medelfolkmängden vid slutet av de år i perioden som det finns tal för ({years}). En "
        "region är summan av sina län; det som inte hör till en plats delas med hela landets folkmängd."
    )
    said = [translated(words, years=_years_of_periods(comparison.population_years))]
    if comparison.choice.per.tiles or comparison.choice.per.codes:
        said.append(
            translated("Projekt som inte anger någon plats kan inte delas med en folkmängd och får inget värde.")
        )
    if comparison.choice.measure.unit == "antal":
        shown = "På sidan och i diagrammet visas talet per {n} invånare; i filerna står det per invånare."
        said.append(translated(shown, n=number(INHABITANTS)))
    return said


def _years_of_periods(years: dict[str, list[int]]) -> str:
    """The years of a period as people write them, after its name where there are several periods."""
    written = {period: ", ".join(stretches(found)) or translated("inga") for period, found in years.items()}
    return "; ".join(written.values() if len(written) == 1 else map(": ".join, written.items()))


def stretches(years: list[int]) -> list[str]:
    """Years as people write them: `2009`, `2017–2018`."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return [str(first) if first == last else f"{first}–{last}" for first, last in zip(starts, ends, strict=True)]


def source(comparison: Comparison) -> str:
    """Where the figures come from, and the day that the newest page was seen."""
    used = ["ESF-arkivet, ur Svenska ESF-rådets projektbank och register"]
    used += ["SCB (KPI)"] if comparison.choice.at_constant_prices else []
    used += ["SCB och Eurostat (folkmängd)"] if comparison.choice.per_inhabitant else []
    last = comparison.available.last_seen
    seen = translated("Uppgifter till och med {day}.", day=last) if last else ""
    return f"{translated('Källa')}: {'; '.join(map(translated, used))}. {seen}".strip()


def shown_value(value: float | None, choice: ComparisonChoice) -> str:
    """A value of the comparison for people: `6 492 410 kr`, `12,34 kr`, `0,41`; a dash where there is none."""
    if value is None:
        return "–"
    if choice.measure.unit == "kr":
        return f"{decimals(value) if choice.per_inhabitant else number(round(value))}{_SPACE}kr"
    return decimals(value * INHABITANTS) if choice.per_inhabitant else quantity(value)


def alone(row: Row, choice: ComparisonChoice) -> list[str]:
    """What projects of the row's group alone give, where that is not all of its value."""
    if not choice.per.several or row["varde"] is None or row["lag"] == row["varde"]:
        return []
    if not row["projekt_bara_har"]:
        return [translated("inga projekt bara här")]
    if row["lag"] is None:
        return [translated("bara här: uppgift saknas")]
    return [translated("bara här: {value}", value=shown_value(row["lag"], choice))]


def decimals(value: float) -> str:
    """A number with two decimals, or with as many as show two digits of a small one."""
    digits = max(2, 1 - math.floor(math.log10(abs(value)))) if value else 2
    return f"{value:,.{digits}f}".replace(",", _SPACE).replace(".", ",")


def shown_change(change: float | None) -> str:
    """A change in per cent: `+12,3 %`, `−4,0 %`; a dash where there is none."""
    if change is None:
        return "–"
    percent = f"{100 * abs(change):,.1f}".replace(",", _SPACE).replace(".", ",")
    return f"{'−' if change < 0 else '+'}{percent}{_SPACE}%"


def group_name(group: str | None) -> str:
    """The name of a group, or that projects state none."""
    return translated("Uppgift saknas") if group is None else group


def period_name(period: str | None) -> str:
    """The name of a programme period."""
    return period or translated("Okänd period")
