"""Divides the text of a page into its blocks: paragraphs, cells and headings, and what is only to be clicked on."""

import lxml.html
import msgspec

_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "kbd", "label", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""Elements that do not begin a new line, as browsers show them."""

_CONTROLS = frozenset(("a", "nav", "button", "option", "select", "legend"))


class TextBlock(msgspec.Struct, frozen=True):
    """The text of a block as it is written; a `control` is only a menu, a link, a button or a choice."""

    text: str
    control: bool


class BlockReader:
    """Gathers the blocks of a page from its elements, in order."""

    def __init__(self) -> None:
        """None so far."""
        self._blocks: list[TextBlock] = []
        self._texts: list[str] = []
        self._within = 0
        self._control = True

    def add(self, element: lxml.html.HtmlElement, text: str, begins: bool) -> None:
        """Add the text behind the begin or the end of an element."""
        if isinstance(element.tag, str):  # comments have a function there
            if element.tag not in _INLINE:
                self._end_block()
            if element.tag in _CONTROLS:
                self._within += 1 if begins else -1
        if text and not text.isspace():
            self._control = self._control and self._within > 0
        self._texts.append(text)

    def blocks(self) -> list[TextBlock]:
        """The blocks that have a text."""
        self._end_block()
        return self._blocks

    def _end_block(self) -> None:
        text = "".join(self._texts).strip()
        if text:
            self._blocks.append(TextBlock(text, self._control))
        self._texts, self._control = [], True
