"""Whether a state is over."""

from __future__ import annotations

import pytest
from tests.extract.made import rows


@pytest.mark.parametrize(("word", "phase"), [("formerly ", "ended"), ("", None)])
def test_the_words_of_a_clause_say_that_a_state_is_over(word: str, phase: str | None) -> None:
    """What was formerly the case has ended; what is the case has no phase."""
    [usage] = rows(f"Tencent {word}used the H20.", "en", "Usage")
    assert usage.get("phase") == phase
