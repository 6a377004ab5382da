"""What templates may call: filters such as `|number`, and names such as `_("text")`."""

from typing import Any

from archive.exporting.data_version import program_version
from archive.site import addresses
from archive.site.asgi.language_choice import other_language_address
from archive.site.asgi.stripped_address import asked_address
from archive.site.data_pages import column_headings, table_rows
from archive.site.data_pages.cell_values import PAGES_OF, as_code, page_link, plain_cell
from archive.site.data_pages.code_names import with_code
from archive.site.data_pages.file_links import WHOLE_FILES, file_size, with_ending
from archive.site.data_pages.table_filters import filter_name
from archive.site.language import swedish
from archive.site.language.translations import language, translated
from archive.site.metadata import DATABASE
from archive.site.places.sums import AT_MOST, EVERYTHING, NOT_STATED
from archive.site.sql.queries import QUERIES
from schema.dictionary import tables
from schema.titles import QUERY_FIELDS


def _sorting(sort: str | None, sort_desc: str | None) -> table_rows.Sorting:
    return table_rows.Sorting(sort_desc or sort or None, bool(sort_desc))


TEMPLATE_FILTERS = swedish.FILTERS | {
    "as_code": as_code,
    "filter_name": filter_name,
    "file_size": file_size,
    "distinct_facets": column_headings.distinct_facets,
    "heading": column_headings.heading,
    "in_swedish_order": table_rows.in_swedish_order,
    "is_text": table_rows.is_text,
    "plain_cell": plain_cell,
    "table_row": table_rows.table_row,
    "page_link": page_link,
    "with_code": with_code,
    "with_ending": with_ending,
}

_TABLE_GROUPS = {
    label: {name: table for name, table in tables().items() if table.group == group}
    for group, label in (("read", "Läst ur källorna"), ("derived", "Härlett ur det lästa"), ("reference", "Uppslag"))
}
"""The tables under the headings of lists of tables."""

_ADDRESSES = (
    addresses.project_address,
    addresses.register_row_address,
    addresses.organisation_address,
    addresses.place_address,
    addresses.projects_address,
    addresses.owners_address,
    addresses.comparison_address,
    addresses.search_address,
    addresses.disagreements_address,
    addresses.events_address,
    addresses.about_address,
    addresses.downloads_address,
    addresses.catalogue_address,
    addresses.reconciliation_address,
    addresses.sql_address,
)
"""What makes the addresses that templates link to."""

TEMPLATE_NAMES: dict[str, Any] = {made.__name__: made for made in _ADDRESSES} | {
    "_": translated,
    "asked_address": asked_address,
    "cell_starts": table_rows.cell_starts,
    "column_menu": column_headings.column_menu,
    "esf_at_most": AT_MOST,
    "esf_database": DATABASE,
    "esf_everything": EVERYTHING,
    "esf_files": WHOLE_FILES,
    "esf_language": language.get,
    "esf_not_stated": NOT_STATED,
    "esf_pages_of": PAGES_OF,
    "esf_queries": QUERIES,
    "esf_query_fields": QUERY_FIELDS,
    "esf_sorting": _sorting,
    "esf_table_groups": _TABLE_GROUPS,
    "esf_tables": tables(),
    "esf_version": program_version,
    "esf_with_unshown": {name for name, table in tables().items() if "shown" in table.columns},
    "other_language_address": other_language_address,
}
