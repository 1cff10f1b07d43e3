"""``ledger``: all claims on one question side by side, as intervals, with what they agree on and where they cannot."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from chippolitik.cli.context import Context, pass_context
from chippolitik.cli.opening import article_name, open_asked
from chippolitik.cli.words import counted

if TYPE_CHECKING:
    from chippolitik.query import Labels
    from chippolitik.query.ledger import Account

__all__ = ["ledger"]


@click.command()
@click.argument("subject")
@click.option("--metric", metavar="NAME", help="Only this metric, such as users.")
@click.option("--kind", metavar="KIND", help="Only claims of this kind, such as Order; those without an amount too.")
@click.option("--about", metavar="THING", help="Only claims that are about this too.")
@click.option("--unit", metavar="UNIT", help="Only amounts in this unit or currency; none is ever converted.")
@click.option("--as-of", metavar="DAY", help="Only what may be the case on that day.")
@click.option("--known-at", metavar="DAY", help="Only articles published by that day, and those without a date.")
@click.option("--lang", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of labels.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "md"]), default="table", show_default=True,
    help="How to print.",
)  # fmt: skip
@pass_context
def ledger(
    context: Context,
    *,
    subject: str,
    metric: str | None,
    kind: str | None,
    about: str | None,
    unit: str | None,
    as_of: str | None,
    known_at: str | None,
    lang: str,
    form: str,
) -> None:
    """Show what claims say on one question, side by side: the same kind, actors, thing and amount.

    Amounts are compared within one unit and one stated period. "incompatible" means that two exact, asserted amounts
    share no value, or that one claim denies what another asserts; "different" ones can both be true. Open ends stay
    open, rounded amounts and those without a period are never incompatible. The consensus is the range that the most
    origins allow; a copy has the origin of what it copies.

    \b
    Examples:
      chippolitik ledger Doubao --metric users
      chippolitik ledger ByteDance --kind Order --about "Ascend 910B" --format md
    """
    from chippolitik.query import Labels  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.ledger import Wanted, ask_ledger  # noqa: PLC0415 - as above
    from chippolitik.query.origins import Tracer  # noqa: PLC0415 - as above

    wanted = Wanted(
        subject=subject, kind=kind, metric=metric, about=about, unit=unit, as_of=as_of, known_at=known_at
    )  # fmt: skip
    with open_asked(context.settings) as store:
        labels = Labels(store, lang, lambda article: article_name(store, article))
        tracer = Tracer(store, f"{known_at}T00:00:00Z" if known_at else "")
        accounts = ask_ledger(store, wanted, tracer.names)
        text = _text(accounts, labels, form)
    sys.stdout.write(text)
    claims = {one.entry.claim for account in accounts for panel in account.panels for one in panel.standings}
    click.echo(f"{counted(len(claims), 'claim')} on {counted(len(accounts), 'question')}", err=True)


def _text(accounts: list[Account], labels: Labels, form: str) -> str:
    from chippolitik.query.ledger import ledger_json, ledger_rows  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.render import render  # noqa: PLC0415 - as above

    if form == "json":
        return json.dumps(ledger_json(accounts, labels), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return render(ledger_rows(accounts, labels), "csv")
    return "\n".join(_account_text(account, labels, form) for account in accounts)


def _account_text(account: Account, labels: Labels, form: str) -> str:
    """Return one question with its table and a line on each panel."""
    from chippolitik.query.ledger import account_rows, agreed_words, question_title  # noqa: PLC0415 - keeps --help fast
    from chippolitik.query.render import plain, render  # noqa: PLC0415 - as above
    from chippolitik.query.table import plain_table, terminal_table  # noqa: PLC0415 - as above

    rows, title = account_rows(account, labels), plain(question_title(account.question, labels))
    agreed = [plain(agreed_words(panel)) for panel in account.panels]
    if form == "md":
        return f"## {title}\n\n{render(rows, 'md')}\n" + "".join(f"- {line}\n" for line in agreed)
    table = terminal_table(rows) if sys.stdout.isatty() else plain_table(rows)
    return f"{title}\n{table}" + "".join(f"{line}\n" for line in agreed)
