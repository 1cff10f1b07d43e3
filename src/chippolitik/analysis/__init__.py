"""Networks of dependence: who depends on whom, what that exposes, where single points of failure are.

The edges come from the knowledge base and from claims that hold; asking for single facts is in ``query``.
"""

from chippolitik.analysis.chokepoints import Chokepoint, Chokepoints, chokepoints
from chippolitik.analysis.exposure import Exposure, Step, exposure
from chippolitik.analysis.network import Basis, Dependency, Network, Node, dependency_network

__all__ = [
    "Basis",
    "Chokepoint",
    "Chokepoints",
    "Dependency",
    "Exposure",
    "Network",
    "Node",
    "Step",
    "chokepoints",
    "dependency_network",
    "exposure",
]
