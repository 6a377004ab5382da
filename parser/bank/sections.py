"""The prose between headings, and the end of the last section."""

from bisect import bisect_left, bisect_right

from parser.bank.layout import Layout
from parser.bank.ordered_candidates import Candidate
from parser.text.document import Document, fold, trim
from parser.text.furniture import LONGEST_LINE, ends_content, is_footer
from schema.record import Section, Span


def read_sections(
    document: Document, layout: Layout, headings: list[Candidate], end: int
) -> tuple[list[Section], list[Span]]:
    """The sections under `headings` in page order, with spans of heading and text; `end` is a text offset."""
    sections, spans = [], []
    limits = [document.starts[heading.line] + heading.start for heading in headings[1:]] + [end]
    for heading, limit in zip(headings, limits, strict=False):
        if heading.name not in layout.headings:
            continue
        name, offset = layout.headings[heading.name], document.starts[heading.line]
        furniture = without_furniture(document, heading.line, limit)
        start, stop = trim(document.text, offset + heading.end, furniture)
        written = document.text[offset + heading.start : offset + heading.end]
        sections.append(Section(name, written, document.text[start:stop], "heading", start, stop))
        spans.append(Span("heading", offset + heading.start, offset + heading.end, name))
        spans.append(Span("section", start, stop, name))
        if furniture < limit:
            spans.append(Span("boilerplate", *trim(document.text, furniture, limit)))
    return sections, spans


def without_furniture(document: Document, first: int, limit: int) -> int:
    """The end of a text that begins after line `first`, without the link texts and footers below it.

    `limit` and the result are text offsets.
    """
    line = bisect_left(document.starts, limit) - 1
    end = limit
    while line > first:
        text = document.lines[line]
        if text and (len(text) > LONGEST_LINE or not is_footer(fold(text))):
            break
        end = document.starts[line] if text else end
        line -= 1
    return end


def end_of_content(document: Document, headings: list[Candidate]) -> int:
    """The line that ends the content of the last heading: where the markup closes the block that contains it.

    Plain text ends with its last line. In HTML the block is the innermost one that contains the heading and text
    after it; where no earlier section contained blocks, a block that opens after text is page furniture too.
    """
    last, first = headings[-1].line, headings[0].line
    return min(_end_of_block(document, first, last), _box_after(document, last))


def _box_after(document: Document, last: int) -> int:
    """The first line after line `last` that opens a box of the web site, or the number of lines."""
    below = range(last + 1, len(document.lines))
    return next((line for line in below if ends_content(fold(document.lines[line]))), len(document.lines))


def _end_of_block(document: Document, first: int, last: int) -> int:
    """The end of the block of markup that contains line `last`, where the last heading stands."""
    flat = first < last and not any(first < line <= last for line, _ in document.blocks)
    depth, floor = 0, 0
    for line, step in document.blocks[bisect_right(document.blocks, (last, 9)) :]:
        filled = any(text.strip() for text in document.lines[last + 1 : line])
        depth += 1 if step > 0 else -1
        if filled and (depth < floor or step > 1 or (step > 0 and flat)):
            return line
        floor = min(floor, depth)
    return len(document.lines)
