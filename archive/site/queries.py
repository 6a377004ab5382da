"""The canned queries: questions that people ask, each at an address of its own with JSON and CSV."""

from archive import search

QUERIES: dict[str, dict[str, str]] = {
    "sok": {
        "title": "Sök projekt",
        "description": "Alla ord ska finnas. å, ä och ö är exakta när de skrivs; utan prickar hittas båda. "
        'Ord inom "citattecken" ska stå i den ordningen. Bäst träff först.',
        "sql": search.SQL.strip(),
    },
    "budget_per_region_och_period": {
        "title": "Budget per region och programperiod",
        "description": "Antal projekt, beviljat ESF-stöd och total projektbudget. Lämna fältet tomt för alla perioder.",
        "sql": "select * from budget_per_region\nwhere :programperiod = '' or programme_period = :programperiod",
    },
    "storsta_projektagare": {
        "title": "Största projektägare",
        "description": "Projektägare efter beviljat ESF-stöd; sök på en del av namnet. Namn slås inte ihop.",
        "sql": "select * from largest_owners\nwhere owner like '%' || :namn || '%'",
    },
    "medfinansiering_per_region": {
        "title": "Medfinansieringsandel per region",
        "description": "Andelen av budgeten som annat än ESF-stödet betalar, bara för projekt som anger båda beloppen. "
        "Lämna fältet tomt för alla programområden.",
        "sql": "select * from cofinancing_per_region\n"
        "where :programomrade = '' or programme_area_code = :programomrade",
    },
}
