"use strict";
// The drawing: which nodes and edges show, and how they look. Colours come from app.css, so light and dark agree with it.

const DASHES = {
  actual: false,
  claimed: [7, 5],
  content: [2, 4],
  promised: [12, 4],
  future: [12, 4],
  demanded: [2, 4],
  hypothetical: [1, 7],
  negated: [14, 4, 2, 4],
  denied: [14, 4, 2, 4],
};
const reader = window.matchMedia("(prefers-color-scheme: dark)");

const LARGE = 60; // nodes; beyond this names are read by zooming in, save the foremost
const CROWDED = 300; // edges; beyond this they are pale until something is chosen

let foremost = new Set(); // nodes with an enlarged name
let overview = 1; // the scale at which the whole drawing is seen
let colours = {};
let shown = shownFacts();
let lit = null; // facts under the pointer in the list
let network = null;
const nodes = new vis.DataSet(drawn.nodes);
const edges = new vis.DataSet(drawn.edges);

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["ink", "faint", "ground", "accent", "actual", "claimed", "content", "unreal", "not", "other", ...told.kinds];
  colours = Object.fromEntries(names.map((name) => [name, read(name)]));
}

function statusColour(manner) {
  if (manner === "negated" || manner === "denied") return colours.not;
  return Object.hasOwn(DASHES, manner) && colours[manner] ? colours[manner] : colours.unreal;
}

function kindColour(kind) {
  return told.kinds.includes(kind) ? colours[kind] : colours.other;
}

function short(text, most) {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trim()}…` : text;
}

// "demands +2", and under it who says so or what became of it.
function lineLabel(line, others) {
  const words = others ? `${short(line.words, 28)} +${others}` : short(line.words, 28);
  if (line.status === "actual") return words;
  if (line.status === "claimed") return `${words}\n${line.by ? `says ${short(line.by, 22)}` : "reportedly"}`;
  return `${words}\n(${line.status})`;
}

function shownLines(edge) {
  const lines = edge.lines.map((line) => ({ ...line, facts: line.facts.filter((n) => shown.has(n)) }));
  return lines.filter((line) => line.facts.length);
}

// The facts to stand out, or null when all do.
function focus() {
  if (lit) return new Set(lit);
  return state.chosen ? new Set(factsOf(state.chosen)) : null;
}

function edgeLook(edge, focused, visible) {
  const lines = shownLines(edge);
  if (!lines.length || !visible.has(edge.from) || !visible.has(edge.to)) return { id: edge.id, hidden: true };
  const facts = new Set(lines.flatMap((line) => line.facts));
  const manner = shown.get(lines[0].facts[0]);
  const faded = focused && ![...facts].some((n) => focused.has(n));
  const colour = statusColour(manner);
  return {
    id: edge.id,
    hidden: false,
    label: faded ? " " : lineLabel(lines[0], lines.length - 1),
    width: 1.4 + 1.6 * Math.log2(facts.size),
    dashes: Object.hasOwn(DASHES, manner) ? DASHES[manner] : [1, 7],
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.12 : drawn.edges.length > CROWDED ? 0.3 : 1 },
    font: { size: 13 * Math.min(enlarged(), 1.15), color: colours.ink, strokeWidth: 5, strokeColor: colours.ground, align: "horizontal", face: "system-ui, sans-serif" },
    arrows: edge.arrows ? { to: { enabled: true, scaleFactor: 0.7 } } : "",
  };
}

function nodeFacts(node) {
  if ("act" in node) return [node.act, ...pointingAt(node.act)];
  return told.actors[node.actor].drawn;
}

function nodeShows(node) {
  if ("act" in node) return shown.has(node.act);
  const actor = told.actors[node.actor];
  return !state.kindsOff.has(actor.kind) && actor.drawn.some((n) => shown.has(n));
}

function nodeLook(node, focused) {
  const chosen = state.chosen || {};
  const mine = "act" in node ? chosen.fact === node.act : chosen.actor === node.actor;
  const faded = focused && !mine && !nodeFacts(node).some((n) => focused.has(n));
  const look = "act" in node ? actLook() : actorLook(told.actors[node.actor]);
  if ("actor" in node) Object.assign(look, overviewSize(node, look.font));
  look.font.color = faded ? colours.faint : colours.ink;
  return { id: node.id, hidden: false, opacity: faded ? 0.2 : 1, borderWidth: mine ? 4 : 1.5, ...look };
}

// In a large drawing the foremost actors keep a readable name at every zoom, and no node is smaller than a dot.
function overviewSize(node, font) {
  if (!network || drawn.nodes.length <= LARGE) return {};
  const grown = foremost.has(node.id) ? growth() : 1;
  return {
    size: Math.max(node.size * Math.sqrt(grown), 3 / overview),
    font: { ...font, size: font.size * grown, strokeWidth: 5 * grown },
    widthConstraint: { maximum: 150 * grown },
  };
}

function growth() {
  return Math.min(Math.max(0.75 / network.getScale(), 1), 14);
}

// The foremost actors whose names, so enlarged, do not lie on the name of one before them.
function uncrowded() {
  const wide = 150 * growth();
  const high = 60 * growth();
  const kept = [];
  for (const node of drawn.nodes) {
    if (!("actor" in node) || !told.actors[node.actor].top || !nodeShows(node)) continue;
    const { x, y } = nodes.get(node.id);
    if (kept.every((one) => Math.abs(one.x - x) > wide || Math.abs(one.y - y) > high)) kept.push({ id: node.id, x, y });
  }
  return new Set(kept.map((one) => one.id));
}

function followZoom() {
  if (drawn.nodes.length <= LARGE) return;
  foremost = uncrowded();
  const focused = focus();
  const top = drawn.nodes.filter((node) => "actor" in node && told.actors[node.actor].top && !nodes.get(node.id).hidden);
  nodes.update(top.map((node) => nodeLook(node, focused)));
}

function actLook() {
  const box = { background: colours.ground, border: colours.content };
  return {
    color: { ...box, highlight: box, hover: box },
    shapeProperties: { borderDashes: [4, 3], borderRadius: 10 },
    margin: 8,
    font: { size: 14 * enlarged(), face: "system-ui, sans-serif" },
  };
}

function actorLook(actor) {
  const colour = kindColour(actor.kind);
  const fill = { background: actor.named ? colour : colours.ground, border: actor.named ? colours.ground : colour };
  const bold = { background: fill.background, border: actor.named ? colours.accent : colour };
  return {
    color: { ...fill, highlight: bold, hover: bold },
    font: { size: (actor.top ? 18 : 15) * enlarged(), face: "system-ui, sans-serif", strokeWidth: 5, strokeColor: colours.ground, vadjust: -2 },
  };
}

function redraw() {
  shown = shownFacts();
  const focused = focus();
  if (network) foremost = uncrowded();
  const visible = new Set(drawn.nodes.filter(nodeShows).map((node) => node.id));
  nodes.update(drawn.nodes.map((node) => (visible.has(node.id) ? nodeLook(node, focused) : { id: node.id, hidden: true })));
  edges.update(drawn.edges.map((edge) => edgeLook(edge, focused, visible)));
  document.getElementById("empty").hidden = visible.size > 0;
}

// Makes the facts of a card stand out while it is under the pointer or has the focus.
function light(facts) {
  lit = facts;
  redraw();
}

function fit() {
  const seen = nodes.getIds({ filter: (node) => !node.hidden });
  if (seen.length) network.fit({ nodes: seen, minZoomLevel: 0.05, maxZoomLevel: 1.2, animation: false });
  overview = network.getScale();
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: false });
  followZoom();
}

// Moves only when the node cannot be seen or its name cannot be read.
function bringIntoView(node) {
  if (!node || nodes.get(node.id).hidden) return;
  const stage = document.getElementById("graph");
  const { x, y } = network.canvasToDOM(network.getPosition(node.id));
  const inside = x > 20 && y > 20 && x < stage.clientWidth - 60 && y < stage.clientHeight - 40;
  if (!inside || network.getScale() < 0.5) network.focus(node.id, { scale: Math.max(network.getScale(), 0.8), animation: false });
}

// On an upright screen the drawing lies on its side, mirrored, so that it fills the screen; and names are larger.
function upright() {
  const stage = document.getElementById("graph");
  return stage.clientHeight > stage.clientWidth;
}

function enlarged() {
  return upright() ? 1.4 : 1;
}

function turn() {
  const side = upright();
  nodes.update(drawn.nodes.map((node) => ({ id: node.id, x: side ? node.y : node.x, y: side ? node.x : node.y })));
}

function savePicture() {
  document.querySelector("#graph canvas").toBlob((blob) => {
    const anchor = el("a", { href: URL.createObjectURL(blob), download: "graph.png" });
    anchor.click();
    URL.revokeObjectURL(anchor.href);
  });
}

function startDrawing() {
  readColours();
  turn();
  redraw();
  network = new vis.Network(document.getElementById("graph"), { nodes, edges }, JSON.parse(drawn.options));
  fit();
  redraw();
  network.on("zoom", followZoom);
  let side = upright();
  new ResizeObserver(() => {
    if (side === upright()) return;
    side = upright();
    turn();
    redraw();
    fit();
  }).observe(document.getElementById("graph"));
  reader.addEventListener("change", () => {
    readColours();
    redraw();
  });
}
