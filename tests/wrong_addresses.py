"""Wrong parameters and addresses, each with its status and a word of what the visitor is told."""

TABLES = ("/esf/projects", "/esf/tags", "/esf/disagreements")
"""A table with one key, one with several, and a view."""

OF_TABLES = {
    "_sort=nosuch": (400, "ingen kolumn ”nosuch”"),
    "_sort_desc=nosuch": (400, "ingen kolumn ”nosuch”"),
    "_sort=project_id&_sort_desc=project_id": (400, "bara en av dem"),
    "_timelimit=abc": (400, "_timelimit ska vara"),
    "_timelimit=-1": (400, "_timelimit ska vara"),
    "_timelimit=1e999": (400, "_timelimit ska vara"),
    "_size=abc": (400, "_size ska vara"),
    "_size=-1": (400, "_size ska vara"),
    "_size=1e9": (400, "_size ska vara"),
    "_size=%C2%B2": (400, "_size ska vara"),
    "_size=99999999": (400, "högst 1000"),
    "_ttl=%C2%B2": (400, "_ttl ska vara"),
    "_ttl=-5": (400, "_ttl ska vara"),
    "_facet=project_id&_facet_size=abc": (400, "_facet_size ska vara"),
    "_facet={}": (400, "_facet är ingen JSON"),
    '_facet={"a":1}': (400, "_facet är ingen JSON"),
    "_facet={": (400, "_facet är ingen JSON"),
    "_search_nosuch=x": (400, "sök"),
    "_where=)": (400, "syntax error"),
    "_where=1;drop": (400, ""),
    "_where=nosuch=1": (400, "no such column"),
    "_where=load_extension('x')": (403, "Frågor får läsa arkivets tabeller"),
    "_through=": (400, "_through är ingen JSON"),
    "_through=abc": (400, "_through är ingen JSON"),
    "_through=[1]": (400, "_through är ingen JSON"),
    "_through={}": (400, "_through är ingen JSON"),
    "_col=nosuch": (400, "nosuch"),
    "_nocol=nosuch": (400, "nosuch"),
    "_trace=1": (400, "_trace är avstängd"),
    "project_id__in=[": (400, "project_id__in är ingen JSON"),
    'project_id__in=["a",{"b":1}]': (400, "project_id__in är ingen JSON"),
    "project_id__notin=[": (400, "project_id__notin är ingen JSON"),
    "project_id__gt=99999999999999999999999": (400, "för stort"),
    "nosuch=1": (400, "ingen kolumn ”nosuch”"),
    "nosuch__gt=1": (400, "ingen kolumn ”nosuch”"),
    "project_id__nosuch=1": (400, "inget filter som heter ”nosuch”"),
    "project_id=%00": (400, "NUL"),
}
"""What no table takes."""

OF_VIEWS = {f"_next={value}": (400, "inte går att läsa") for value in ("abc", ",", "$null", "1e999", "%ff", "~zz")}
"""A view's `_next` is a number."""

OF_TABLES_AS_FILES = {
    ".json?_shape=nosuch": (400, "_shape ska vara"),
    ".json?_json_infinity=abc": (400, "_json_infinity ska vara"),
    ".json?_sort=nosuch": (400, "nosuch"),
    ".json?_size=20001": (400, "_size får vara högst 20000"),
    ".csv?_sort=nosuch": (400, "nosuch"),
    ".csv?_stream=on&_next=1": (400, "_next"),
    ".csv?_stream=on&_where=nosuch=1": (400, "nosuch"),
    ".blob": (400, "_blob_column"),
    ".blob?_blob_column=nosuch": (400, "nosuch"),
    ".blob?_blob_column=project_id&_blob_hash=abc": (400, "inte går att läsa"),
}

OF_SQL = {
    "nosuch": (400, "select eller with"),
    "select": (400, "incomplete input"),
    "select '": (400, "unrecognized token"),
    "select 1; select 2": (400, ""),
    "select * from nosuch": (400, "no such table"),
    "select :_x": (400, ""),
    "select ?": (400, ""),
    "select json('{')": (400, "malformed JSON"),
    "select abs(-9223372036854775808)": (400, "integer overflow"),
    "select * from search where search match '\"'": (400, ""),
    "select search_why(1, 2)": (400, ""),
    "values (1)": (400, "select eller with"),
    "pragma user_version": (400, "select eller with"),
    "select (" + "(" * 900 + "1" + ")" * 900: (400, ""),
    "select " + ",".join(["1"] * 3000): (400, "too many columns"),
    "select '" + "x" * 17_000 + "'": (414, "högst 16000"),
    "select 1 \x00": (400, "NUL"),
}

ADDRESSES = {
    "/finns/inte": (404, "finns inte"),
    "/finns.json": (404, "finns inte"),
    "/esf/nosuch": (404, "finns inte"),
    "/esf/nosuch.json": (404, "finns inte"),
    "/esf/nosuch/1": (400, "no such table"),
    "/esf/projects/nosuch": (404, "finns inte"),
    "/esf/projects/nosuch.json": (404, "finns inte"),
    "/esf.csv": (404, "finns inte"),
    "/esf.json?_shape=array": (400, "inte går att läsa"),
    "/nosuch.db": (404, "finns inte"),
    "/%": (400, "procenttecken"),
    "/%zz": (400, "procenttecken"),
    "/%ff": (400, "UTF-8"),
    "/projekt/%ff": (400, "UTF-8"),
    "/%00": (400, "NUL"),
    "/a\\b": (400, "procent"),
    "/" + "a" * 17_000: (414, "högst 16000"),
    "/?" + "a" * 17_000: (414, "högst 16000"),
    "/-/static/nosuch.js": (404, "finns inte"),
    "/-/static/..%2f..%2fapp.py": (404, "finns inte"),
    "/esf-static/nosuch.css": (404, "finns inte"),
    "/esf-static/..%2fplugin.py": (404, "finns inte"),
    "/esf-static/": (404, "finns inte"),
}

CLOSED = [
    *(f"/-/{name}" for name in ("actor", "allow-debug", "auth-token", "config", "databases", "logout", "messages")),
    *(f"/-/{name}" for name in ("metadata", "patterns", "permissions", "plugins", "settings", "threads", "versions")),
    *(f"/-/{name}.json" for name in ("actor", "config", "databases", "metadata", "plugins", "settings", "threads")),
    "/-/versions.json",
    "/-/",
    "/-",
    "/%2d/databases",
    "/-%2fdatabases",
    "/-/%64atabases",
    "/_internal",
    "/_internal.json",
    "/_internal/databases.json",
    "/_memory?sql=select+1",
    "/:memory:",
]
"""What tells of the machine, or is for editors."""

ELSEWHERE = ["//evil.example", "//evil.example/", "/%5Cevil.example/", "/%2F/evil.example/", "///evil.example/%2e%2e/"]
"""Addresses that some servers redirect to another site."""
