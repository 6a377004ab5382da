"""The pages in web archives as inputs, with the visits that our own runs logged."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scraper.input import Input
from scraper.store.archived_pages.joined_segments import join_segments
from scraper.store.archived_pages.revisits import is_event, resolve_revisits, visits_of
from scraper.store.archived_pages.warc import WarcError, WarcRecord, find_records
from scraper.store.visits import PageVisit, believed, seen_of, withdrawn


def web_archive_inputs(paths: Iterable[Path], passed_over: Callable[[str], None]) -> Iterator[Input]:
    """The pages in WARC, ARC, WACZ or WET files, except those that our own scraper flagged."""
    records = list(join_segments(record for path in paths for record in _records(path, passed_over)))
    logged = list(_logged(records))
    unusable = {(visit.url, visit.time) for visit in withdrawn(visit for _, visit in logged)}
    usable = (record for record in records if (record.page.url, record.page.time) not in unusable)
    pages = list(resolve_revisits(record for record in usable if not is_event(record)))
    places = {record.source: place for place, record in enumerate(records)}
    made = [(places[page.source], visit) for page in pages for visit in visits_of(page)]
    seen = seen_of(visit for _, visit in sorted([*logged, *made], key=lambda one: (one[1].time, one[0])))
    for record in pages:
        url = record.page.url
        yield Input(record.source, record.path, url, record.page.time, record, seen.get(url) if url else None)


def _logged(records: Iterable[WarcRecord]) -> Iterator[tuple[int, PageVisit]]:
    """What our own runs, each in its file, logged of when pages were seen and gone, with the places of the records."""
    visits: dict[Path, list[tuple[int, PageVisit]]] = {}
    for place, record in enumerate(records):
        if is_event(record):
            visits.setdefault(record.path, []).extend((place, visit) for visit in visits_of(record))
    for logged in visits.values():
        kept = {id(visit) for visit in believed([visit for _, visit in logged])}
        yield from ((place, visit) for place, visit in logged if id(visit) in kept)


def _records(path: Path, passed_over: Callable[[str], None]) -> Iterator[WarcRecord]:
    try:
        yield from find_records(path, passed_over)
    except WarcError as error:
        yield WarcRecord(path, 0, problem=str(error).removeprefix(f"{path}: "))
