"""Projects that a visitor's words find: by the search index, and where sections are chosen, in their texts alone.

The one place where the list asks the search.
"""

import json
import sqlite3
from typing import Any

from archive.searching.match_expression import of_clauses
from archive.searching.resolved_query import Clause, resolved
from archive.searching.text_matches import TextMatches

_CANDIDATES = """
select l.project_row, s.text from search found join projects p on p.rowid = found.rowid
join project_list l on l.project_id = p.project_id join sections s on s.project_id = p.project_id
where found.search match :words and s.shown and s.section in (select value from json_each(:sections))
"""
_FOUND = """
select json_group_array(l.project_row) from search found cross join projects p on p.rowid = found.rowid
cross join project_list l on l.project_id = p.project_id where found.search match :words
"""
"""The index counts by the rows of `projects`, whose order is that of reading."""


def word_condition(
    connection: sqlite3.Connection, queries: list[str], sections: list[str]
) -> tuple[list[str], dict[str, Any]]:
    """The condition that a project meets one of the queries, over `project_list`, and its values.

    Every word of a query must occur, in the project or, where sections are named, in one shown section of these.
    No condition without a query. What is found is looked up here, once for the sums and the rows.
    """
    if not queries:
        return [], {}
    asked = [resolved(connection, query) for query in queries]
    if sections:
        found = json.dumps(_rows_with(connection, asked, json.dumps(sections)))
    else:
        words = " OR ".join(f"({of_clauses(clauses)})" for clauses in asked)
        found = connection.execute(_FOUND, {"words": words}).fetchone()[0]
    return ["project_row in (select value from json_each(:found))"], {"found": found}


def _rows_with(connection: sqlite3.Connection, asked: list[list[Clause]], sections: str) -> list[int]:
    """The rows of projects with a section that meets a query; a word not wanted may stand in other sections."""
    found: set[int] = set()
    for clauses in asked:
        matches, wanted = TextMatches(clauses), of_clauses([clause for clause in clauses if not clause.negative])
        candidates = connection.execute(_CANDIDATES, {"words": wanted, "sections": sections})
        found |= {row for row, text in candidates if matches.met_by(text)}
    return sorted(found)
