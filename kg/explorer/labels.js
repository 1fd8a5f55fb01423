"use strict";
// Which words are written: names, then words on edges between them, then the rest, none on another; and how large their letters are.

const ROOMY = 40; // nodes; up to here everything is written
const LEAST = 11; // pixels of the screen that an actor's name takes at least
const NAME = 14; // in the units of the drawing
const ACT_LETTERS = 32;
const ALWAYS = 60; // edges between names; up to here their words may come near others
const NEAR = 0.92; // of the boxes: letters do not fill theirs
const pen = document.createElement("canvas").getContext("2d");

let written = new Set(); // ids of the nodes and edges with words

// How much larger letters are drawn than the layout planned, so that they can be read at this zoom.
function growth() {
  return network ? Math.min(Math.max(LEAST / NAME / network.getScale(), enlarged(), 1), 14) : enlarged();
}

function nameSize(node, top) {
  return ("act" in node ? 12 : top ? 16 : NAME) * growth();
}

function wordSize() {
  return 12 * growth();
}

function widest(node) {
  return ("act" in node ? 125 : 150) * growth();
}

function nodeWords(node) {
  return "act" in node && choice.visible.size > ROOMY ? short(node.label, ACT_LETTERS) : node.label;
}

// The width and height of a text that is broken at spaces.
function measured(text, size, most) {
  pen.font = `${size}px ${FACE}`;
  let width = 0;
  let lines = 0;
  for (const row of text.split("\n")) {
    let line = "";
    for (const word of row.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && pen.measureText(longer).width > most) lines += 1;
      line = line && pen.measureText(longer).width > most ? word : longer;
      width = Math.max(width, Math.min(pen.measureText(line).width, most));
    }
    lines += 1;
  }
  return { width, height: lines * size * 1.2 };
}

function symbolBox(node) {
  const { x, y } = nodes.get(node.id);
  return { id: node.id, x, y, width: 2 * node.size, height: 2 * node.size };
}

function nameBox(node) {
  const { x, y } = nodes.get(node.id);
  const top = "actor" in node && told.actors[node.actor].top;
  const { width, height } = measured(nodeWords(node), nameSize(node, top), widest(node));
  return "act" in node ? { id: node.id, x, y, width: width + 10, height: height + 10 } : { id: node.id, x, y: y + node.size + 2 + height / 2, width, height };
}

function wordsBox({ edge, lines }) {
  const text = lineLabel(lines[0], lines.length - 1);
  const { x, y } = network.body.edges[edge.id].edgeType.getPoint(0.5);
  return { id: edge.id, x, y, ...measured(text, wordSize(), Infinity) };
}

function touch(one, other, share = 1) {
  return Math.abs(one.x - other.x) < (share * (one.width + other.width)) / 2 && Math.abs(one.y - other.y) < (share * (one.height + other.height)) / 2;
}

// Takes the boxes in their order, each where it touches none before it.
function settle(boxes, taken, share) {
  for (const box of boxes) {
    if (taken.some((one) => one.id !== box.id && touch(one, box, share))) continue;
    taken.push(box);
    written.add(box.id);
  }
}

function write(visible, focused) {
  const lit = drawn.nodes.filter((node) => visible.has(node.id) && !nodeFades(node, focused));
  written = new Set();
  if (!network || visible.size <= ROOMY) {
    written = new Set([...visible, ...drawn.edges.map((edge) => edge.id)]);
    return;
  }
  const taken = lit.filter((node) => "actor" in node).map(symbolBox);
  const named = byWeight(lit.filter(isNamed));
  const near = upright() ? 1 : NEAR;
  settle(named.map(nameBox), taken, near);
  const rows = litEdges(visible, focused);
  const between = rows.filter(({ edge }) => [edge.from, edge.to].every((id) => isNamed(nodeById.get(id))));
  settle(between.map(wordsBox), taken, between.length <= ALWAYS ? near : 1);
  settle(byWeight(lit.filter((node) => !named.includes(node))).map(nameBox), taken, 1);
  settle(rows.filter((row) => !between.includes(row)).map(wordsBox), taken, 1);
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
