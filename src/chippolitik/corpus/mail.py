"""An e-mail message, such as a newsletter → fields. Attachments are left out."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from chippolitik.corpus.reading import Fields
from chippolitik.corpus.webpage import fields_of_page
from chippolitik.errors import InputError

__all__ = ["fields_of_mail"]


def fields_of_mail(data: bytes, *, place: str) -> Fields:
    """Read a message: its plain text, or that of its HTML where it has no other.

    The subject is the title, the sender's name the source, the day of sending the date.

    Args:
        data: The message as sent (RFC 5322).
        place: The source as the user gave it, for errors.

    Raises:
        InputError: It has no header or no readable text.
    """
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)  # the policy makes these
    if not message.keys():
        raise InputError("has no header of a message", "give a message saved as .eml", file=place)
    try:
        part = message.get_body(("plain", "html"))
        content = str(part.get_content()) if part is not None else ""
        is_page = part is not None and part.get_content_subtype() == "html"
    except (MessageError, LookupError, UnicodeError) as error:
        raise InputError(f"its text cannot be read: {error}", "save it again as UTF-8", file=place) from None
    text = fields_of_page(content).text if is_page else content.replace("\r\n", "\n").strip()
    return Fields(
        text=text,
        published=_day(message),
        source=_sender(message),
        title=str(message["subject"] or "").strip() or None,
        id=str(message["message-id"] or "").strip().strip("<>") or None,
    )


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(str(message["from"] or ""))
    return name or address or None


def _day(message: EmailMessage) -> str | None:
    sent = getattr(message["date"], "datetime", None)
    return sent.date().isoformat() if sent else None
