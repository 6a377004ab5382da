"""What is sought before a pattern is compiled must be there wherever the pattern would find it."""

import re

from archive.privacy.folding import without_case

_ODD = "iıİIsſSkKKµμΜßẞςσΣåÅÅþÞéÉǅǆ"


def test_what_a_pattern_takes_for_equal_is_equal_without_case() -> None:
    letters = [*_ODD, *map(chr, range(0x20, 0x250))]
    pairs = [(one, other) for one in _ODD for other in letters if re.fullmatch(re.escape(one), other, re.IGNORECASE)]
    assert ("ſ", "S") in pairs and ("ı", "i") in pairs
    assert [pair for pair in pairs if without_case(pair[0]) != without_case(pair[1])] == []


def test_a_part_of_a_text_is_a_part_of_the_folded_text() -> None:
    assert without_case("İLMA") in without_case("hos İlma Provsson")
    assert without_case("STRAẞE") in without_case("vid Straße")
