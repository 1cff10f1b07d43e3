// A graph that people can move about. Colours come from the page's style sheet.
import cytoscape from "cytoscape";

export function draw(place, { nodes, edges }) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const graph = cytoscape({
    container: place,
    elements: [
      ...nodes.map((node) => ({ data: node })),
      ...edges.map((edge, i) => ({ data: { ...edge, id: `edge-${i}` } })),
    ],
    style: [
      { selector: "node", style: {
        label: "data(label)", "text-wrap": "wrap", "text-max-width": 130, "font-size": 11, color: colour("--ink"),
        "background-color": colour("--sheet"), "border-width": 1, "border-color": colour("--soft"), width: 18, height: 18,
        "text-valign": "bottom", "text-margin-y": 4 } },
      { selector: "node[?self]", style: { "background-color": colour("--planned"), width: 26, height: 26, "font-weight": "bold" } },
      { selector: "edge", style: {
        label: "data(label)", "font-size": 9, color: colour("--soft"), "text-rotation": "autorotate", "text-background-color": colour("--paper"),
        "text-background-opacity": 0.9, width: 1.2, "line-color": colour("--soft"), "target-arrow-color": colour("--soft"),
        "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.8 } },
      { selector: "edge[!claimed]", style: { "line-style": "dashed" } },
    ],
    layout: nodes.some((node) => node.self)
      ? { name: "concentric", concentric: (node) => (node.data("self") ? 2 : 1), levelWidth: () => 1, minNodeSpacing: 46, padding: 24 }
      : { name: "cose", animate: false, randomize: false, padding: 24, nodeRepulsion: () => 90000, idealEdgeLength: () => 90,
          nodeOverlap: 40, componentSpacing: 90, nodeDimensionsIncludeLabels: true, numIter: 2500 },
    maxZoom: 2.5,
  });
  // Words stay legible where there is little room; what does not fit is a drag away.
  if (graph.zoom() < 0.7) {
    graph.zoom(0.7);
    graph.center(nodes.some((node) => node.self) ? graph.nodes("[?self]") : graph.nodes().first());
  }
  graph.on("dbltap", "node", (event) => {
    const href = event.target.data("href");
    if (href) location.assign(href);
  });
  return graph;
}
