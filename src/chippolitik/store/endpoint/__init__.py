"""Graph databases of other people, spoken to in SPARQL 1.1: query, update, Graph Store Protocol.

What is sent where is decided in ``pushing`` and ``endpoint.store``; addresses and credentials come from the caller.
"""

from chippolitik.store.endpoint.addresses import SERVERS, Endpoint, endpoint_at
from chippolitik.store.endpoint.credentials import Credentials, credentials_for
from chippolitik.store.endpoint.opening import connect

__all__ = ["SERVERS", "Credentials", "Endpoint", "connect", "credentials_for", "endpoint_at"]
