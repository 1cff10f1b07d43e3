"""Chippolitik: news about AI chips and export controls as a knowledge graph one can check, query and trust."""

from typing import TYPE_CHECKING

__all__ = ["Graph", "__version__"]

__version__ = "0.1.0"

if TYPE_CHECKING:
    from chippolitik.api import Graph
else:

    def __getattr__(name: str) -> object:
        """Load the Python API when it is first asked for, so that ``chippolitik --help`` stays fast."""
        if name == "Graph":
            from chippolitik.api import Graph  # noqa: PLC0415 - see above

            return Graph
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
