"use strict";
// Where the reader looks: the whole, a neighbourhood, back again; and where those sit that are drawn only for a while.

const CLOSE = 1.15; // the scale beyond which a neighbourhood is not enlarged
const NEAREST = 1.2; // the same of the whole
const FARTHEST = 0.05;
const EDGE = 14; // pixels of the screen that stay free round what is looked at
let before = null; // what was seen before a neighbourhood was
let whole = true; // is all that is drawn seen, as at the start
let seated = []; // guests that have left their places

function fit() {
  before = null;
  look([...choice.visible], NEAREST);
  whole = true;
}

// Brings these nodes and their words into the view. More than once, as letters grow when the view goes away.
function look(ids, most) {
  const stage = document.getElementById("graph");
  const nodesThere = ids.map((id) => nodeById.get(id));
  for (let turn = 0; turn < 4 && ids.length; turn += 1) {
    const { left, right, top, bottom } = extent(nodesThere.flatMap(boxesOf));
    const across = (stage.clientWidth - 2 * EDGE) / (right - left);
    const down = (stage.clientHeight - 2 * EDGE) / (bottom - top);
    const scale = Math.max(FARTHEST, Math.min(across, down, most));
    network.moveTo({ scale, position: { x: (left + right) / 2, y: (top + bottom) / 2 }, animation: false });
    restyle();
  }
}

// The symbol of a node and the words written with it.
function boxesOf(node) {
  const words = written.has(node.id) ? nameBoxes(node).filter((box) => box.lift === written.get(node.id)) : [];
  return "actor" in node ? [symbolBox(node), ...words] : words.length ? words : nameBoxes(node);
}

function extent(boxes) {
  return {
    left: Math.min(...boxes.map((box) => box.x - box.width / 2)),
    right: Math.max(...boxes.map((box) => box.x + box.width / 2)),
    top: Math.min(...boxes.map((box) => box.y - box.height / 2)),
    bottom: Math.max(...boxes.map((box) => box.y + box.height / 2)),
  };
}

function zoom(factor) {
  whole = false;
  network.moveTo({ scale: network.getScale() * factor, animation: false });
  restyle();
}

// An actor's or an act's neighbourhood; the view from before it when nothing is chosen; an edge stays where it is.
function lookAt(chosen) {
  if (chosen && "edge" in chosen) return;
  whole = false;
  const there = { scale: network.getScale(), position: network.getViewPosition() };
  if (!chosen) {
    if (before) network.moveTo({ ...before, animation: false });
    before = null;
    restyle();
    return;
  }
  before ??= there;
  const focused = focus();
  look(drawn.nodes.filter((node) => choice.visible.has(node.id) && !nodeFades(node, focused)).map((node) => node.id), CLOSE);
}

// Guests sit in free places round what they are guests of; when it is let go they go home.
function seatGuests() {
  if (!network) return;
  const key = choice.guests.join();
  if (key === seated.join()) return;
  nodes.update(seated.map((id) => ({ id, ...home(nodeById.get(id)) })));
  seated = choice.guests;
  const focused = focus();
  const hosts = drawn.nodes.filter((node) => choice.visible.has(node.id) && !seated.includes(node.id) && !nodeFades(node, focused));
  const taken = hosts.map(room);
  const host = state.chosen && "actor" in state.chosen ? nodeOfActor.get(state.chosen.actor) : hosts[0];
  const middle = host ? nodes.get(host.id) : { x: 0, y: 0 };
  for (const id of seated) taken.push(sit(nodeById.get(id), middle, taken));
}

function room(node) {
  const { x, y } = nodes.get(node.id);
  const { width, height } = measured(nodeWords(node, 16), 16);
  return { id: node.id, x, y: y + ("act" in node ? 0 : height / 2), width: width + 26, height: height + 46 };
}

// The first free place of a spiral round the middle.
function sit(node, middle, taken) {
  const box = room(node);
  const lift = box.y - nodes.get(node.id).y;
  for (let turn = 0; turn < 2000; turn += 1) {
    const far = turn === 0 ? 0 : 90 + 4 * turn;
    Object.assign(box, { x: middle.x + 1.4 * far * Math.cos(2.4 * turn), y: middle.y + far * Math.sin(2.4 * turn) + lift });
    if (!taken.some((one) => touch(one, box))) break;
  }
  nodes.update({ id: node.id, x: box.x, y: box.y - lift });
  return box;
}

// On an upright screen the drawing lies on its side, mirrored, so that it fills the screen; and names are larger.
function upright() {
  const stage = document.getElementById("graph");
  return stage.clientHeight > stage.clientWidth;
}

function enlarged() {
  return upright() ? 1.4 : 1;
}

function home(node) {
  const side = upright();
  return { x: side ? node.y : node.x, y: side ? node.x : node.y };
}

function turn() {
  nodes.update(drawn.nodes.map((node) => ({ id: node.id, ...home(node) })));
  seated = [];
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
  let waiting = 0;
  network.on("dragStart", () => {
    whole = false;
  });
  network.on("zoom", () => {
    whole = false;
    clearTimeout(waiting);
    waiting = setTimeout(restyle, 60);
  });
  let side = upright();
  network.on("resize", () => {
    const turned = side !== upright();
    side = upright();
    if (turned) turn();
    if (turned || whole) {
      redraw();
      fit();
    }
  });
  reader.addEventListener("change", () => {
    readColours();
    redraw();
  });
}
