"use strict";
// Which words are written: names, then acts, then words on edges, none on another; and how large their letters are.

const ROOMY = 40; // nodes; beyond this acts are cut
const LEAST = 11; // pixels of the screen that an actor's name takes at least
const DOT = 4; // pixels of the screen from a symbol's middle to its edge at least
const NAME = 14; // in the units of the drawing
const ACT_LETTERS = 32;
const AIR = 3; // pixels of the screen between the ends of two texts
const pen = document.createElement("canvas").getContext("2d");

let written = new Map(); // the nodes and edges with words: how far each stands from where it is drawn by itself

// How much larger letters are drawn than the layout planned, so that they can be read at this zoom.
function growth() {
  return network ? Math.min(Math.max(LEAST / NAME / network.getScale(), enlarged(), 1), 14) : enlarged();
}

function nameSize(node) {
  return ("act" in node ? 12 : told.actors[node.actor].top ? 16 : NAME) * growth();
}

function wordSize() {
  return 12 * growth();
}

function nodeWords(node, size = nameSize(node)) {
  const crowded = "act" in node && choice.visible.size > ROOMY;
  return broken(crowded ? short(node.label, ACT_LETTERS) : node.label, size, 10.5 * size);
}

function textWidth(text, size) {
  pen.font = `${size}px ${FACE}`;
  return pen.measureText(text).width;
}

// The text with line breaks for some of its spaces, so that no line is wider than `most` if words allow.
function broken(text, size, most) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && textWidth(longer, size) <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join("\n");
}

function measured(text, size) {
  const lines = text.split("\n");
  return { width: Math.max(...lines.map((line) => textWidth(line, size))), height: lines.length * size * 1.2 };
}

// No symbol is smaller on the screen than a dot.
function symbolSize(node) {
  return Math.max(node.size, DOT / (network ? network.getScale() : 1));
}

function symbolBox(node) {
  const { x, y } = nodes.get(node.id);
  return { id: node.id, x, y, width: 2 * symbolSize(node), height: 2 * symbolSize(node) };
}

// Where the words of a node can stand: a name under its symbol or over it, an act in its own box.
function nameBoxes(node) {
  const { x, y } = nodes.get(node.id);
  const size = nameSize(node);
  const { width, height } = measured(nodeWords(node, size), size);
  if ("act" in node) return [{ id: node.id, x, y, width: width + 10, height: height + 10, lift: 0 }];
  const away = symbolSize(node) + 2 + height / 2;
  return [y + away, y - away].map((middle) => ({ id: node.id, x, y: middle, width, height, lift: middle - y - away }));
}

// The words of an edge stand on its middle, or just over or under it.
function wordsBoxes({ edge, lines }) {
  const { x, y } = network.body.edges[edge.id].edgeType.getPoint(0.5);
  const { width, height } = measured(lineLabel(lines[0], lines.length - 1), wordSize());
  return [0, -0.7 * height, 0.7 * height].map((lift) => ({ id: edge.id, x, y: y + lift, width, height, lift }));
}

function touch(one, other, air = 0) {
  return Math.abs(one.x - other.x) < (one.width + other.width) / 2 + air && Math.abs(one.y - other.y) < (one.height + other.height) / 2;
}

// Takes each text in its order at the first of its places where it touches none before it.
function settle(texts, taken) {
  const air = AIR / network.getScale();
  for (const places of texts) {
    const box = places.find((place) => !taken.some((one) => one.id !== place.id && touch(one, place, air)));
    if (!box) continue;
    taken.push(box);
    written.set(box.id, box.lift);
  }
}

function write(visible, focused) {
  const lit = drawn.nodes.filter((node) => visible.has(node.id) && !nodeFades(node, focused));
  written = new Map();
  if (!network) return;
  const taken = lit.filter((node) => "actor" in node).map(symbolBox);
  const named = byWeight(lit.filter(isNamed));
  settle(named.map(nameBoxes), taken);
  settle(byWeight(lit.filter((node) => !named.includes(node))).map(nameBoxes), taken);
  const rows = litEdges(visible, focused);
  const between = rows.filter(({ edge }) => [edge.from, edge.to].every((id) => isNamed(nodeById.get(id))));
  settle(between.map(wordsBoxes), taken);
  settle(rows.filter((row) => !between.includes(row)).map(wordsBoxes), taken);
}

// What is chosen first, then actors by their facts, then acts.
function byWeight(list) {
  const chosen = state.chosen && "actor" in state.chosen ? state.chosen.actor : -1;
  const weight = (node) => (node.actor === chosen ? Infinity : choice.weight.get(node.id) || 0);
  return [...list].sort((a, b) => weight(b) - weight(a));
}

// The edges that stand out, each with its shown lines, the strongest first.
function litEdges(visible, focused) {
  const stands = (lines) => lines.length && (!focused || lines.some((line) => line.facts.some((n) => focused.has(n))));
  const rows = drawn.edges.filter((edge) => visible.has(edge.from) && visible.has(edge.to)).map((edge) => ({ edge, lines: shownLines(edge) }));
  const strength = ({ lines }) => lines.reduce((sum, line) => sum + line.facts.length, 0);
  return rows.filter(({ lines }) => stands(lines)).sort((a, b) => strength(b) - strength(a));
}

function isNamed(node) {
  return "actor" in node && told.actors[node.actor].named;
}
