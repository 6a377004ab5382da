"""How the figures of a comparison are worked out, in sentences."""

from archive.site.comparing.comparison import Comparison
from archive.site.comparing.shown_values import INHABITANTS
from archive.site.language.swedish import number
from archive.site.language.translations import translated


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
