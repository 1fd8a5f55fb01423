"""A Graph as XML that other programs draw: GEXF for Gephi, GraphML for yEd and Cytoscape."""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

from kg.export.networks import to_networkx
from kg.model import Graph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def to_graphml(graph: Graph) -> str:
    """The graph as GraphML: well-formed XML 1.0, equal text for equal graphs; networkx reads `for_xml` back."""
    return "\n".join(nx.generate_graphml(for_xml(to_networkx(graph)))) + "\n"


def to_gexf(graph: Graph) -> str:
    """The graph as GEXF 1.2: well-formed XML 1.0, equal text for equal graphs (no date of writing in it)."""
    text = "\n".join(nx.generate_gexf(for_xml(to_networkx(graph))))
    return re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1) + "\n"


def for_xml(net: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The network as XML can hold it: a control character is a picture of it, and a line ends with a line feed."""
    clean: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, told in net.nodes(data=True):
        clean.add_node(_xml(node), **{name: _xml(value) for name, value in told.items()})
    for source, target, key, told in net.edges(keys=True, data=True):
        clean.add_edge(_xml(source), _xml(target), key=_xml(key), **{name: _xml(value) for name, value in told.items()})
    return clean


def _xml(value: Any) -> Any:
    return _NOT_XML.sub(_picture, _LINE_END.sub("\n", value)) if isinstance(value, str) else value


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"
