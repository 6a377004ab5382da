"""The canned queries: questions that people ask, each with its own URL, JSON and CSV."""

from archive.searching.search_functions import SEARCH_SQL

QUERIES: dict[str, dict[str, str]] = {
    "sok": {
        "title": "Sök projekt",
        "description": "Svaret på sidan /sok som tabell: alla ord ska finnas, i någon form. "
        'Ord inom "citattecken" ska stå just så. Bäst träff först.',
        "sql": SEARCH_SQL.strip(),
    },
    "budget_per_region_och_period": {
        "title": "Budget per region och programperiod",
        "description": "Antal projekt, beviljat ESF-stöd, total projektbudget och EU-bidrag, kronor och euro för sig. "
        "Lämna fältet tomt för alla perioder.",
        "sql": "select * from budget_per_region\nwhere :programperiod = '' or programme_period = :programperiod",
    },
    "storsta_projektagare": {
        "title": "Största projektägare",
        "description": "Projektägare efter beviljat ESF-stöd; sök på en del av namnet. "
        "Namn slås ihop bara enligt nämnda regler. Per region och period, och som filer: sidan /organisationer.",
        "sql": "select * from largest_owners\nwhere :namn = '' or swedish_contains(owner, :namn)",
    },
    "medfinansiering_per_region": {
        "title": "Medfinansieringsandel per region",
        "description": "Andelen av budgeten som annat än ESF-stödet betalar, bara för projekt som anger båda beloppen. "
        "Lämna fältet tomt för alla programområden.",
        "sql": "select * from cofinancing_per_region\n"
        "where :programomrade = '' or programme_area_code = :programomrade",
    },
    "oenigheter": {
        "title": "Vad källorna är oense om",
        "description": "Uppgifter som två dokument säger olika om: projektsidan, ESF-rådets export, Kohesio eller en "
        "text, med orden och platsen i båda, de största skillnaderna först. En sida är aldrig oense med sig själv. "
        "Slag: till exempel Slutdatum eller amount.total_budget; lämna tomt för alla.",
        "sql": "select project_id, title, kind, kind_label,\n"
        "       shown_source, shown_source_label, shown_value, shown_text, shown_document, shown_place, shown_review,\n"
        "       other_source, other_source_label, other_value, other_text, other_document, other_place, other_review,\n"
        "       difference_share, difference_days\n"
        "from disagreements where :slag = '' or :slag in (kind, kind_label)\n"
        "order by difference_share desc, difference_days desc",
    },
    "senaste_andringar": {
        "title": "Vad som har ändrats",
        "description": "Uppgifter som ändrats mellan två sidor av samma projekt, det senaste först. "
        "Lämna fältet tomt för alla uppgifter.",
        "sql": "select * from latest_changes\nwhere :falt = '' or field = :falt",
    },
    "projekt_per_malgrupp": {
        "title": "Projekt per målgrupp",
        "description": "Antal projekt, beviljat ESF-stöd och total projektbudget för varje målgrupp i texterna. "
        "Ett projekt kan ha flera, så raderna ska inte läggas ihop. Andra slag: theme, country, municipality.",
        "sql": "select name, projects, esf_support_sek, total_budget_sek from projects_per_tag\n"
        "where kind = coalesce(nullif(:markord, ''), 'target_group') order by projects desc, name",
    },
    "utlovade_resultat": {
        "title": "Utlovade resultat",
        "description": "Projektens mål i siffror, med meningen de står i: det som är säkert nog för att visas, eller "
        "som en människa har granskat. Sök på enhet, till exempel procent. Allt som är utläst står i tabellen targets.",
        "sql": 'select project_id, quantity, quantity_max, unit, "of", "by", sentence, confidence, review\n'
        "from targets where shown and (:enhet = '' or swedish_contains(unit, :enhet))",
    },
}
