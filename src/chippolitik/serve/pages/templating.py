"""The templates of the pages, everything escaped; what fills them is in the modules of the pages."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

__all__ = ["template"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("chippolitik.serve.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def template(name: str) -> Template:
    """Return a template by the name of its file; it is read once.

    Args:
        name: Such as ``entity.html``.
    """
    return _environment().get_template(name)
