"""The graph over HTTP: SPARQL endpoint, graph store, linked data; nothing else knows HTTP servers.

What a query may do is decided in ``query``, what is written and how in ``store``; the command is in ``cli``.
"""

from chippolitik.serve.options import ServeOptions

__all__ = ["ServeOptions"]
