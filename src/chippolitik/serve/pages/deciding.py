"""Decisions about claims, carried out by a process of their own, since extracting anew needs what a server does not.

The process reads the decision from standard input and writes what went wrong, or nothing.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chippolitik.errors import ChippolitikError, StoreError

__all__ = ["Decision", "decide", "main"]

_SECONDS = 120
_ONE_AT_A_TIME = asyncio.Lock()


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides about a claim in quarantine.

    Attributes:
        store: The store.
        article: Id of the claim's article.
        digest: The claim's digits.
        verdict: ``admit``, ``reject`` or ``edit``.
        reason: Why.
        by: Who decides.
        edited: What the claim should say, for ``edit``: a row of the flat table; else None.
    """

    store: Path
    article: str
    digest: str
    verdict: str
    reason: str
    by: str
    edited: dict[str, Any] | None = None


async def decide(decision: Decision) -> str:
    """Carry out a decision; return what went wrong, or an empty string."""
    async with _ONE_AT_A_TIME:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            "from chippolitik.serve.pages.deciding import main; main()",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        text = json.dumps(asdict(decision) | {"store": str(decision.store.resolve())}).encode()
        try:
            async with asyncio.timeout(_SECONDS):
                out, _ = await process.communicate(text)
        except TimeoutError:
            process.kill()
            await process.wait()
            return "This took too long and was stopped; nothing was decided."
    if process.returncode:
        return "The decision could not be carried out; the server's log says why."
    return out.decode()


def main() -> None:
    """Carry out the decision on standard input."""
    given = json.load(sys.stdin)
    try:
        _follow(given)
    except ChippolitikError as error:
        sys.stdout.write(f"{error.message}; {error.hint}" if error.hint else error.message)


def _follow(given: dict[str, Any]) -> None:
    from chippolitik.pipeline.reprocessing import decide as follow  # noqa: PLC0415 - slow to import
    from chippolitik.pipeline.versions import manifest  # noqa: PLC0415 - likewise
    from chippolitik.store import Judgement, Verdict, open_writer  # noqa: PLC0415 - likewise

    with open_writer(Path(given["store"]), manifest()) as store:
        held = [item for item in store.quarantined(given["article"]) if item.claim.digest == given["digest"]]
        if not held:
            raise StoreError("the claim is no longer in quarantine", "look at the queue again")
        judgement = Judgement.on(
            given["article"],
            held[0].claim,
            Verdict(given["verdict"]),
            given["reason"],
            by=given["by"],
            edited=given["edited"],
        )
        follow(store, judgement)
