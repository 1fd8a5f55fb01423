"""Words of a text that is gone are known again wherever they stand; words that anybody may write are not."""

from __future__ import annotations

import pytest

from kg.traces import Traces

TEXT = "Orsolya Vekerdi accused Delcor Ferries of bribery.\nJosé Ćwik resigned. Lund\nresigned on Friday. He left."


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("+ ORSOLYA VEKERDI, accused «Delcor\tFerries»", True),
        ("vekerdi accused delcor ferries of", True),
        ("Vekerdi accused Delcor Ferries", False),
        ("Jose Cwik resigned", True),
        (r'{"words": "Jos\u00e9 \u0106wik resigned"}', True),
        (r'{"words": "Lund\nresigned on Friday"}', True),
        ("Lund resigned", False),
        ("He left", False),
        ("", False),
    ],
)
def test_a_run_of_five_words_or_a_short_sentence_is_a_trace(line: str, stands: bool) -> None:
    assert Traces.of([TEXT]).stand_in(line) is stands


def test_what_others_have_too_is_no_trace() -> None:
    rest = Traces.of([TEXT]).without(Traces.of(["José Ćwik resigned."]))
    assert not rest.stand_in("José Ćwik resigned.")
    assert rest.stand_in(TEXT)


def test_nothing_is_found_where_nothing_is_gone() -> None:
    assert not Traces.of([]).stand_in(TEXT)


def test_what_stands_in_another_text_is_no_trace_either() -> None:
    rest = Traces.of([TEXT]).unsaid(["They say that Lund resigned on Friday, when José Ćwik resigned."])
    assert not any(map(rest.stand_in, ("José Ćwik resigned.", "Lund resigned on Friday.")))
    assert rest.stand_in("Vekerdi accused Delcor Ferries of bribery")
