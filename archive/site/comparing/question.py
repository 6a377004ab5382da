"""The SQL of a comparison, with its values filled in: what the page runs, shows and lets people run again."""

from archive.site.comparing.choice import ComparisonChoice


def sql_of(choice: ComparisonChoice) -> str:
    """The query whose rows are those of the comparison; every value in it is one of a closed list."""
    columns = ",\n       ".join(f"{expression} as {name}" for name, expression in _columns(choice).items())
    conditions = [f"c.per = '{choice.per.name}'", f"c.measure = '{choice.measure.name}'"]
    if choice.periods:
        conditions.append(f"c.programme_period in ({', '.join(quoted(period) for period in choice.periods)})")
    return (
        f"select {columns}\nfrom comparisons c{_joined(choice)}\nwhere {' and '.join(conditions)}\n"
        f"group by c.name, c.programme_period\norder by {_order(choice)}"
    )


def _order(choice: ComparisonChoice) -> str:
    """The order of the rows: what stands apart last, years by year and all else by falling value."""
    apart = [f"grupp = {quoted(choice.per.apart)}"] if choice.per.apart else []
    value = [] if choice.per.lines else ["varde desc nulls last"]
    return ", ".join(["grupp is null", *apart, *value, "grupp", "period"])


def _columns(choice: ComparisonChoice) -> dict[str, str]:
    """The columns of the answer, each with its SQL."""
    columns = {
        "grupp": "nullif(c.name, '')",
        "kod": "nullif(max(c.code), '')",
        "period": "nullif(c.programme_period, '')",
        "varde": _sum(choice, "value"),
        "projekt": "sum(c.projects)",
        "utan_uppgift": f"sum(c.projects - c.projects_with_value{_dated(choice)})",
    }
    columns |= {"invanare": "p.population"} if choice.per_inhabitant else {}
    columns |= _range(choice) if choice.per.several else {}
    columns |= {"omraknat_fran_euro": _sum(choice, "from_euro_sek")} if choice.measure.from_euro else {}
    if choice.at_constant_prices:
        columns["efter_sista_index"] = _sum(choice, "after_last_index")
    return columns


def _range(choice: ComparisonChoice) -> dict[str, str]:
    """What projects of the group alone give (null where none has a value), what all give, and how many are alone."""
    stated = f"sum(c.projects_with_value * c.alone{_dated(choice)})"
    return {
        "lag": f"iif({stated} > 0, {_sum(choice, 'value', ' * c.alone')}, null)",
        "hog": _sum(choice, "value"),
        "projekt_bara_har": "sum(c.projects * c.alone)",
    }


def _sum(choice: ComparisonChoice, column: str, only: str = "") -> str:
    """The sum of a column at the prices chosen, divided as chosen; `only` is a factor that is 0 for what is left out.

    Whole kronor are rounded once, here at the end.
    """
    divided = _divided(choice, only)
    if not choice.at_constant_prices:
        return f"{'1.0 * ' if divided else ''}sum(c.{column}{only}){divided}"
    total = f"sum(c.{column.removesuffix('_sek')}_1980_sek{only}) * k.kpi_1980_100 / 100{divided}"
    return total if divided else f"cast(round({total}) as integer)"


def _divided(choice: ComparisonChoice, only: str) -> str:
    """What a sum is divided by, as SQL that stands after it."""
    participants = f"sum(c.participants{only}{_dated(choice)})"
    return (f" / nullif({participants}, 0)" if choice.measure.per_person else "") + (
        " / p.population" if choice.per_inhabitant else ""
    )


def _dated(choice: ComparisonChoice) -> str:
    return " * c.dated" if choice.at_constant_prices else ""


def _joined(choice: ComparisonChoice) -> str:
    prices = f"\njoin consumer_prices k on k.year = {choice.base_year}" if choice.at_constant_prices else ""
    place = f"p.place = {choice.per.place} and p.programme_period = c.programme_period"
    return prices + (f"\nleft join period_populations p on {place}" if choice.per_inhabitant else "")


def quoted(value: str) -> str:
    """A text as SQL."""
    return "'" + value.replace("'", "''") + "'"
