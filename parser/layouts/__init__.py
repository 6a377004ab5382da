"""One file per layout of labelled pages; `LABELLED_LAYOUTS` is the order in which they are tried."""

from parser.layouts import projektbank_2007, projektbank_2014, projektbank_dnr

LABELLED_LAYOUTS = (projektbank_2007.LAYOUT, projektbank_dnr.LAYOUT, projektbank_2014.LAYOUT)
