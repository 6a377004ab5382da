"""Writes a golden record back as a page, in every shape that extractions of the project bank have.

The one place that knows how a page looks; the fixtures were written with it, and the property tests mutate what it
writes. A record written in any shape must be read back with the same facts.
"""

import html
import unicodedata
from collections.abc import Callable, Iterator, Set
from itertools import chain, groupby
from typing import Any

import msgspec

from schema.record import Project
from schema.titles import ROLE_TITLES

FIELDS = {
    "Programområde": "programme_area",
    "Projektfas": "phase",
    "Projektägare": "owner",
    "Kontaktperson": "contact.name",
    "E-post": "contact.email",
    "Telefonnummer": "contact.phone",
    "Beviljat ESF-stöd": "esf_support_sek",
    "Total projektbudget": "total_budget_sek",
    "Projektperiod": "period",
    "Region": "region",
}
BANNERS = {
    "webbinarium": ["Stäng", "14 maj - Webbinarium om lärande i arbetslivet", "Mer information och anmälan."],
    "covid": ["Information med anledning av covid-19", "Uppdaterad information med anledning av covid-19  "],
    "driftstopp": [
        "Stäng",
        "EBS2020 har driftstopp den 2 juni",
        "Under driftstoppet går det inte att logga in.",
    ],
}
MENU = [
    "Startsida",
    "Min region",
    "Våra fonder",
    "Resultat",
    "Projektbanken",
    "Om oss",
    "Lättläst",
    "In English",
]
FOOTER = ["Svenska ESF-rådet", "Box 12345, 100 00 Stockholm", "Telefon växel 08-000 00 00", "Om webbplatsen"]


def raw_values(project: Project) -> dict[str, str]:
    """Label to the value as a page writes it, `saknas` where the record has none."""
    raw: dict[str, str] = {value.field: value.raw for value in project.values}
    raw["period"] = f"{raw.get('period_start')} till {raw.get('period_end')}"
    return {label: raw.get(field, "saknas") for label, field in FIELDS.items()}


def lists(project: Project) -> dict[str, list[str]]:
    """The closing lists by their headings."""
    grouped = groupby(project.organisations, key=lambda organisation: organisation.role)
    found = {ROLE_TITLES[role]: [organisation.name for organisation in group] for role, group in grouped}
    return found | ({"Kommun": [m.name for m in project.municipalities]} if project.municipalities else {})


def as_text(project: Project, glued: Set[str] = frozenset(), *, next_line: bool = False, banner: str = "") -> str:
    """The page as plain text: values glued to their labels, or on the next line."""
    top = ["Logotyp på utskrifter", "", *chain.from_iterable((line, "") for line in BANNERS.get(banner, []))]
    labels = [f"{label}\n{raw}" if next_line else label + raw for label, raw in raw_values(project).items()]
    body = "\n".join([*top, project.title or "", "", *labels, "In English"])
    for section in project.sections:
        body += section.heading or "" if section.heading in glued else f"\n\n{section.heading}"
        body += f"\n\n{section.text}"
    for heading, items in lists(project).items():
        body += f"\n\n{heading}\n\n" + "\n".join(f" • {item}" for item in items)
    return body


def _table(rows: dict[str, str]) -> str:
    cells = (f"<tr><th scope='row'>{label}</th>\n  <td>{value}</td></tr>" for label, value in rows.items())
    return f"<table class='fakta'><tbody>\n{chr(10).join(cells)}\n</tbody></table>"


def _definitions(rows: dict[str, str]) -> str:
    return "<dl>" + "\n".join(f"<dt>{label}:</dt><dd>{value}</dd>" for label, value in rows.items()) + "</dl>"


def _spans(rows: dict[str, str]) -> str:
    pairs = (f"<p><span class=l>{label}</span><span class=v>{value}</span></p>" for label, value in rows.items())
    return "\n".join(pairs)


def _divs(rows: dict[str, str]) -> str:
    pairs = (f"<div class='rad'>\n <div>{label}</div>\n <div>{value}</div>\n</div>" for label, value in rows.items())
    return f"<div class='info'>{''.join(pairs)}</div>"


def _inline(rows: dict[str, str]) -> str:
    return "<p>" + "<br/>\n".join(f"<b>{label}</b>&nbsp;<em>{value}</em>" for label, value in rows.items()) + "</p>"


BLOCKS: dict[str, Callable[[dict[str, str]], str]] = {
    "table": _table,
    "definitions": _definitions,
    "spans": _spans,
    "divs": _divs,
    "inline": _inline,
}
FRAMES = {
    "semantic": "<header><a href='/'>ESF</a></header><nav><ul>{menu}</ul></nav>\n"
    "<main><article>{content}</article></main>\n<footer><p>{footer}</p></footer>",
    "divs": "<div id='sida'><div class='topp'><ul>{menu}</ul></div>\n<div class='mitt'>{content}</div>\n"
    "<div class='botten'><p>{footer}</p><div>Kontakta oss</div></div></div>",
    "tables": "<table width='100%'><tr><td><ul>{menu}</ul></td><td>{content}</td></tr>\n"
    "<tr><td colspan='2'>{footer}</td></tr></table>",
}


def as_html(project: Project, block: str, frame: str, glued: Set[str] = frozenset(), banner: str = "") -> str:
    """The page as HTML: labels in a `block` of `BLOCKS`, menus and footer around it as in `FRAMES`."""
    rows = {label: html.escape(raw).replace("\u00a0", "&nbsp;") for label, raw in raw_values(project).items()}
    top = "".join(f"<p>{line}</p>" for line in BANNERS.get(banner, []))
    content = f"{top}<h1>{html.escape(project.title or '')}</h1>\n{BLOCKS[block](rows)}\n<a href='/en'>In English</a>\n"
    content += "".join(_sections(project, glued)) + "".join(_lists(project))
    menu = "\n".join(f"<li class='meny'><a href='/{n}' title='{item}'>{item}</a></li>" for n, item in enumerate(MENU))
    body = FRAMES[frame].format(menu=menu, content=content, footer="<br>".join(FOOTER))
    title = html.escape(project.title or "")
    return (
        f"<!DOCTYPE html>\n<html lang='sv'><head><meta charset='CHARSET'><title>{title} - Svenska ESF-rådet</title>\n"
        f"<script>var sida = '<p>inte text</p>';</script><style>p {{ margin: 0 }}</style></head>\n"
        f"<body>{body}</body></html>"
    )


def _sections(project: Project, glued: Set[str]) -> Iterator[str]:
    for number, section in enumerate(project.sections):
        if section.heading not in glued:
            yield f"<h2>{section.heading}</h2>\n"
        following = project.sections[number + 1].heading if number + 1 < len(project.sections) else None
        paragraphs = [html.escape(text, quote=False).replace("\n", "<br />\n") for text in section.text.split("\n\n")]
        if following in glued:
            paragraphs[-1] += f"<strong>{following}</strong>"
        yield "\n".join(f"<p>{text}</p>" for text in paragraphs) + "\n"


def _lists(project: Project) -> Iterator[str]:
    for heading, items in lists(project).items():
        yield (f"<h3>{heading}</h3>\n<ul>" + "".join(f"<li>{html.escape(item)}</li>\n" for item in items) + "</ul>\n")


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.replace("CHARSET", "utf-8").encode(),
    "utf-8-bom": lambda text: text.replace("CHARSET", "utf-8").encode("utf-8-sig"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text.replace("CHARSET", "utf-8")).encode(),
    "latin-1-declared": lambda text: text.replace("CHARSET", "iso-8859-1").encode("cp1252"),
    "undeclared": lambda text: text.replace("<meta charset='CHARSET'>", "").encode("cp1252"),
    "utf-16": lambda text: text.replace("CHARSET", "utf-16").encode("utf-16"),
    "crlf": lambda text: text.replace("CHARSET", "utf-8").replace("\n", "\r\n").encode(),
}


def facts(project: Project) -> dict[str, Any]:
    """What a page says, without what depends on its shape: places, and white space in section texts."""
    said: dict[str, Any] = msgspec.to_builtins(project)
    for shaped in ("source", "url", "project_id"):
        said.pop(shaped)
    said["values"] = {value.field: " ".join(value.raw.split()) for value in project.values}
    said["sections"] = [(section.section, section.heading, section.text.split()) for section in project.sections]
    return said
