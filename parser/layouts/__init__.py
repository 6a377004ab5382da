"""One file for each layout of a labelled page; `LABELLED` is the order in which they are tried."""

from parser.layouts import projektbank_2007

LABELLED = (projektbank_2007.LAYOUT,)
