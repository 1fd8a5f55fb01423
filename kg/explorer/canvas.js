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

const CROWDED = 300; // edges; beyond this they are pale until something is chosen
const FACE = "system-ui, sans-serif";

let choice = { visible: new Set(), guests: [], weight: new Map(), more: 0, alone: 0, waiting: 0 };
let colours = {};
let shown = shownFacts();
let lit = null; // facts under the pointer in the list
let network = null;
const nodes = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, hidden: true })));
const edges = new vis.DataSet([]); // an edge comes when it is first shown: thousands may never be
const present = new Set(); // ids of the nodes and edges that are not hidden

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const names = ["ink", "soft", "faint", "ground", "accent", "actual", "claimed", "content", "unreal", "not", "other", ...told.kinds];
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
  const lines = visible.has(edge.from) && visible.has(edge.to) ? shownLines(edge) : [];
  if (!lines.length) return { id: edge.id, hidden: true };
  const facts = new Set(lines.flatMap((line) => line.facts));
  const manner = shown.get(lines[0].facts[0]);
  const faded = focused && ![...facts].some((n) => focused.has(n));
  const colour = statusColour(manner);
  return {
    id: edge.id,
    hidden: false,
    label: faded || !written.has(edge.id) ? " " : lineLabel(lines[0], lines.length - 1),
    width: 1.4 + 1.6 * Math.log2(facts.size),
    dashes: Object.hasOwn(DASHES, manner) ? DASHES[manner] : [1, 7],
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.12 : choice.busy ? 0.35 : 1 },
    font: { size: wordSize(), color: colours.soft, strokeWidth: 5 * growth(), strokeColor: colours.ground, align: "horizontal", face: FACE, vadjust: written.get(edge.id) || 0 },
    arrows: edge.arrows ? { to: { enabled: true, scaleFactor: 0.7 } } : "",
  };
}

function nodeFacts(node) {
  if ("act" in node) return [node.act, ...pointingAt(node.act)];
  return told.actors[node.actor].drawn;
}

function nodeFades(node, focused) {
  if (!focused) return false;
  const chosen = state.chosen || {};
  const mine = "act" in node ? chosen.fact === node.act : chosen.actor === node.actor;
  return !mine && !nodeFacts(node).some((n) => focused.has(n));
}

function nodeLook(node, focused) {
  const chosen = state.chosen || {};
  const mine = "act" in node ? chosen.fact === node.act : chosen.actor === node.actor;
  const faded = nodeFades(node, focused);
  const look = "act" in node ? actLook(node) : actorLook(node);
  look.font.color = faded ? colours.faint : colours.ink;
  look.font.vadjust = (written.get(node.id) || 0) - ("act" in node ? 0 : nameSize(node) / 2 + 2); // vis leaves that much under a symbol
  return { id: node.id, hidden: false, opacity: faded ? 0.2 : 1, borderWidth: mine ? 4 : 1.5, ...nodeText(node), ...look };
}

// The name, where there is room for it.
function nodeText(node) {
  const text = { label: written.has(node.id) ? nodeWords(node) : " " };
  return "act" in node ? text : { ...text, size: symbolSize(node) };
}

function actLook(node) {
  const box = { background: colours.ground, border: colours.content };
  return {
    color: { ...box, highlight: box, hover: box },
    shapeProperties: { borderDashes: [4, 3], borderRadius: 10 },
    margin: 5,
    font: { size: nameSize(node), face: FACE },
  };
}

function actorLook(node) {
  const actor = told.actors[node.actor];
  const colour = kindColour(actor.kind);
  const fill = { background: actor.named ? colour : colours.ground, border: actor.named ? colours.ground : colour };
  const bold = { background: fill.background, border: actor.named ? colours.accent : colour };
  return {
    color: { ...fill, highlight: bold, hover: bold },
    font: { size: nameSize(node), face: FACE, strokeWidth: 4 * growth(), strokeColor: colours.ground },
  };
}

function redraw() {
  shown = shownFacts();
  choice = chooseNodes();
  seatGuests();
  restyle();
  document.getElementById("empty").hidden = choice.visible.size > 0;
}

// The look of all nodes and edges: again after every zoom, as letters keep their size on the screen.
// An act is its words: where there is no room for them it waits, counted, until the reader comes nearer.
function restyle() {
  const focused = focus();
  const coming = drawn.edges.filter((edge) => choice.visible.has(edge.from) && choice.visible.has(edge.to) && !edges.get(edge.id));
  edges.add(coming.map((edge) => ({ ...edge, hidden: true })));
  write(choice.visible, focused);
  const visible = new Set([...choice.visible].filter((id) => written.has(id) || "actor" in nodeById.get(id)));
  choice.waiting = [...choice.visible].filter((id) => !visible.has(id) && !nodeFades(nodeById.get(id), focused)).length;
  writeMore();
  put(nodes, drawn.nodes, (node) => (visible.has(node.id) ? nodeLook(node, focused) : { id: node.id, hidden: true }));
  put(edges, drawn.edges, (edge) => edgeLook(edge, focused, visible));
}

// Gives these items their looks; what is hidden and was so costs nothing.
function put(set, items, look) {
  const rows = [];
  for (const item of items) {
    const row = look(item);
    if (row.hidden && !present.delete(item.id)) continue;
    if (!row.hidden) present.add(item.id);
    rows.push(row);
  }
  set.update(rows);
}

// Makes the facts of a card stand out while it is under the pointer or has the focus.
function light(facts) {
  lit = facts;
  redraw();
}
