"""Fields of ESF-rådet's forms for applications and final reports, whose lines run together in the text of a PDF."""

import re

from schema.record import Value

_FORM = re.compile(
    r"\bSid(?:a)? ?\d+ ?\(\d+\)|\bUppgifter om projektet\b|\bSlutrapport\b|\bProjektnamn\b|\bNamn på projektet\b"
)
"""One of these stands in every form."""
_NEXT_FIELD = (
    r"Slutrapport|Lägesrapport|Delrapport|Startdatum|Slutdatum|Diarienummer|Dnr\b|Projektägare|Projektperiod|Projektstart"
    r"|Sammanfattning|Kontaktperson|Ansökan\b|Sid(?:a)? ?\d|Organisation|Programområde|Projektnummer|Huvudman|Region\b"
    r"|Period\b|Datum\b|Utlysning|Telefon|E-post|Ge en |Beskriv |Behörig|Total|Fas\b|Projektfas|Uppgifter"
)
_NAME = re.compile(
    r"(?:\bProjektnamn|\bNamn på projektet|\bProjektets (?:namn|titel)|\bProjekttitel)[ \t]*:?\s+"
    rf"(?P<name>[^\s:][^\n]{{0,119}}?)(?=\s+(?:{_NEXT_FIELD})|[ \t]*(?:\n|\Z))"
)
_APPLICATION = re.compile(
    r"\bAnsökan(?: om stöd)?\s+Uppgifter om projektet\b|\bAnsökan om stöd från Europeiska socialfonden\b"
)
_READ = 4000
"""Characters in which a form names its project: the first page."""


def find_form_title(text: str) -> Value | None:
    """The name that a form's own field gives; None for a text that is no form, or leaves the field empty."""
    head = text[:_READ]
    match = _NAME.search(head) if _FORM.search(head) else None
    if match is None or re.match(_NEXT_FIELD, match["name"]):
        return None
    return Value("title", match["name"], *match.span("name"), "inferred")


def find_form_status(text: str) -> tuple[str, Value] | None:
    """`ansökt` for the form of an application, with the words that say so."""
    match = _APPLICATION.search(text[:_READ])
    return ("ansökt", Value("status", match[0], *match.span(), "inferred")) if match else None
