"""Page furniture: whole lines that belong to a web page and not to a project."""

import re

_TOOLS = (
    r"In English", r"Logotyp på utskrifter", r"Stäng", r"Skriv ut( sidan)?", r"Lyssna( på sidan)?", r"Dela( sidan)?",
    r"Tipsa( en vän| om sidan)?", r"(Till(baka)?( till)?) ?(toppen|början|start|startsidan|listan|projektbanken)?",
    r"Till toppen av sidan", r"Upp", r"Visa (mer|mindre)", r"Läs mer", r"Meny", r"Sök", r"Facebook", r"Twitter", r"LinkedIn",
    r"E-posta( sidan)?", r"RSS", r"Start(sida(n)?)?", r"Hem", r"Projektbanken", r"Resultat", r"Alla projekt",
    r"(Svenska )?ESF-rådet", r"(Fakta|Information|Uppgifter)( om projektet)?", r"Projekt(fakta|information|uppgifter)",
    r"Om projektet", r"Uppgift", r"Värde", r"Fält",
)  # fmt: skip
_FOOTERS = (
    r"(Svenska )?ESF-rådet\b.{0,60}", r"Rådet för Europeiska socialfonden.{0,30}", r"Box \d+.{0,40}",
    r"(Telefon|Tel|Växel|Fax)( växel)?\b[.:]? ?[\d +()-]*", r"(E-post|Postadress|Besöksadress|Org(anisations)?nummer)\b.{0,80}",
    r"Kontakt(a oss)?", r"Om (webbplatsen|oss|cookies|kakor)", r"Cookies", r"(Senast|Sidan) (uppdaterad|granskad|ändrad).{0,40}",
    r"(Sidansvarig|Publicerad|Uppdaterad|Ansvarig).{0,60}", r"(©|\(c\)|Copyright).{0,80}", r"Webbkarta", r"Lättläst", r"Följ oss.{0,30}",
    r"Tillgänglighetsredogörelse", r"Personuppgifter", r"Integritetspolicy", r"Nyhetsbrev", r"Dela sidan.{0,40}", r"Tyck till.{0,30}",
)  # fmt: skip
_BREADCRUMB = r"(Du är här|Här är du)\b.*|.*\S (>|»|›|/|\|) .* (>|»|›|/|\|) \S.*"
_DATE = r"(\d{4}-\d{2}-\d{2}|\d{1,2} \w+ \d{4})"

TOOL = re.compile("|".join((*_TOOLS, _BREADCRUMB, _DATE)), re.IGNORECASE)
"""A link's or a button's text, a breadcrumb, a date: what stands between a title and its facts."""

FOOTER = re.compile("|".join((*_TOOLS, *_FOOTERS)), re.IGNORECASE)
"""What stands below the last part of a project."""
