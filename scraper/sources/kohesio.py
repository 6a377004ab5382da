"""Kohesio, the European Commission's list of all projects since 2014: CSV files by period and country."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from urllib.parse import parse_qs, urlencode

import msgspec

from scraper.sources.declaration import Declaration, Floor, Option
from scraper.sources.kohesio_rows import FILE_PERIODS, is_of_another, period_in
from scraper.sources.page_request import PageRequest, Reply
from scraper.sources.source import Source, SourceError

_LATEST = "latest"

_HTTP = re.compile(r"^http://([^/:]+)(?::80)?(?=[/?#]|$)", re.IGNORECASE)
"""The beginning of an address at the usual port, which https has too."""


class Kohesio(Source):
    """The listing of a folder for each period, then every file of the country in it."""

    declaration = Declaration(
        name="kohesio",
        swedish="Kohesios CSV-filer över Sveriges projekt från 2014.",
        english="Kohesio's CSV files of the projects in Sweden from 2014 on.",
        examples=(
            "esfarkiv scrape kohesio --store store --contact you@your-domain\n"
            "esfarkiv scrape kohesio --store store --contact you@your-domain --date 2026-09-24 --period 2021-2027\n"
            "esfarkiv scrape kohesio --store store --contact you@your-domain "
            "--file data/projects-2021-2027/latest/SE-pp21-27-latest.csv"
        ),
        pace=5.0,
        floor=Floor(pages=1, share=1.0),
        bases={"folder": "https://kohesio.ec.europa.eu/api/data"},
        hosts=("kohesio.ec.europa.eu",),
        types={"listing": ("application/json", "text/json", "text/plain", "application/octet-stream")},
        options=(
            Option("country", "The country's two letters.", default="SE"),
            Option("period", "A programme period; both, unless given.", choices=tuple(FILE_PERIODS), several=True),
            Option("date", "The folder, such as 2026-09-24.", default=_LATEST),
            Option("file", "A file by its id, if the listings do not help.", several=True),
        ),
        registers=True,
    )

    def __init__(self, bases: Mapping[str, str], options: Mapping[str, tuple[str, ...]]) -> None:
        """Take the user's settings; raises SourceError for a base address that the source does not have."""
        super().__init__(bases, options)
        self._periods_met: dict[bytes, str] = {}

    def fault_of(self, request: PageRequest, content: bytes) -> str | None:
        """The flag of a file of another country or period: by its rows, or because another period has the same file."""
        if request.role == "listing":
            return None
        period = period_in(request.url)
        met = self._periods_met.get(sha256(content).digest(), period)
        return "other-page" if met != period or is_of_another(content, self._country, period) else None

    def first(self) -> Iterator[PageRequest]:
        """The files that are named, else the listing of each period."""
        if names := self.options.get("file", ()):
            yield from map(self._file, names)
            return
        for period in self.options.get("period", ()) or FILE_PERIODS:
            address = f"{self.bases['folder']}/projects-{period}/{self.option('date')}"
            yield PageRequest(address, "listing", page_url=period)

    def follow(self, reply: Reply) -> Iterator[PageRequest]:
        """The country's files in a listing; the latest by its usual name if there is no listing of it.

        Raises SourceError for a listing that is none, has no file of the country, or one that is no CSV.
        """
        if reply.request.role != "listing":
            self._note_period(reply)
            return
        period, date = str(reply.request.page_url), str(self.option("date"))
        if f"projects-{period}" not in reply.url:
            raise SourceError(
                f"{reply.request.url}: leads to {reply.url}, of another period; give another --date, or --file"
            )
        listed = self._listed(reply)
        files = [name for name in listed if _plain(name).lower().endswith(".csv")]
        if not files and date != _LATEST:
            raise SourceError(f"{reply.url}: lists no CSV of {self._country}; give another --date, or --file")
        usual = f"{self._country}-{FILE_PERIODS[period]}-{date}.csv"
        for name in files or [usual]:
            request = self._file(name if "/" in name else f"data/projects-{period}/{date}/{name}")
            yield msgspec.structs.replace(request, guessed=not files)
        files = files or [usual]
        if others := sorted({_stem(name): name for name in listed if _stem(name) not in map(_stem, files)}.values()):
            raise SourceError(f"{reply.url}: lists {', '.join(others)}, which is no CSV and not fetched; try --file")

    def _note_period(self, reply: Reply) -> None:
        if reply.good and (period := period_in(reply.request.url)):
            self._periods_met[sha256(reply.content).digest()] = period

    @property
    def _country(self) -> str:
        return (self.option("country") or "SE").upper()

    def _listed(self, reply: Reply) -> list[str]:
        """The names, ids or URLs of the country's files in a good listing; raises SourceError if it is no JSON.

        They begin with the country: `SE-pp21-27-latest.csv`; in `IT-SE-...` and `readme-SE` it is another's.
        """
        try:
            names = sorted({_id_in(text) for text in _texts(json.loads(reply.content))}) if reply.good else []
        except (ValueError, RecursionError) as error:
            raise SourceError(f"{reply.url}: expected a JSON listing ({error}); run again later") from error
        wanted = re.compile(rf"(.*/)?{re.escape(self._country)}([_-][^/]*)?\.\w[^/]*", re.IGNORECASE)
        return [name.removeprefix("/") for name in names if wanted.fullmatch(_plain(name))]

    def _file(self, name: str) -> PageRequest:
        if "://" in name:
            secure = self.bases["folder"].startswith("https:")
            return PageRequest(_HTTP.sub(r"https://\1", name) if secure else name, listed=True)
        return PageRequest(f"{self.bases['folder']}/object?{urlencode({'id': name}, safe='/')}", listed=True)


def _id_in(text: str) -> str:
    """The id that a URL of a file asks for, else the text itself."""
    return next(iter(parse_qs(text.partition("?")[2]).get("id", ())), text)


def _plain(name: str) -> str:
    """A name without the query of a URL."""
    return name.partition("?")[0]


def _stem(name: str) -> str:
    """The name of a file without folders and endings, which is the same for `SE-1.csv` and `SE-1.csv.gz`."""
    return _plain(name).rpartition("/")[2].partition(".")[0].casefold()


def _texts(value: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
