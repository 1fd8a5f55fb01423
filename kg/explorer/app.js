"use strict";
// Joins the reader's hands to the state: clicks, keys, filters, the search box, the address.

const by = (id) => document.getElementById(id);
const FIRST_CARDS = 300;
let cardLimit = FIRST_CARDS;

function choose(chosen) {
  state.chosen = chosen;
  const actor = chosen && "actor" in chosen ? told.actors[chosen.actor] : null;
  const address = actor ? `#actor=${encodeURIComponent(actor.id)}` : "#";
  if (location.hash !== address && (actor || location.hash)) history.replaceState(null, "", address);
  lit = null;
  cardLimit = FIRST_CARDS;
  refresh();
  lookAt(chosen);
  by("panel").scrollTop = 0;
}

function refresh() {
  redraw();
  writeHidden(by("hidden"), told.facts.map((_, n) => n), " · ");
  writePanel();
  writeCounts();
}

// What the drawing leaves out: "45 more: search, or show all", "261 unnamed hidden · show", "14 unconnected hidden · show",
// "9 acts appear when you zoom in".
function writeMore() {
  const now = state.limit ?? firstLimit();
  const step = Math.min(now, choice.more);
  const raise = act(`${step} more`, "show-more", () => setLimit(now + step));
  const more = choice.more ? [`${choice.more} more: search, or draw `, raise, " · ", act("show all", "show-all", () => setLimit(Infinity))] : [];
  const unnamed = !state.unnamed && unnamedCount ? [`${unnamedCount} unnamed hidden · `, act("show", "show-unnamed", () => setUnnamed(true))] : [];
  const alone = choice.alone ? [`${choice.alone} unconnected hidden · `, act("show", "show-alone", showAlone)] : [];
  const acts = choice.waiting ? [`${plural(choice.waiting, "act")} ${choice.waiting === 1 ? "appears" : "appear"} when you zoom in`] : [];
  const parts = [more, unnamed, alone, acts].filter((part) => part.length);
  by("more").replaceChildren(...parts.map((part) => el("span", {}, ...part)));
}

function act(words, id, onclick) {
  return el("button", { type: "button", class: "plain", id, onclick }, words);
}

function setUnnamed(on) {
  state.unnamed = on;
  by("unnamed").checked = on;
  refresh();
  fit();
}

function showAlone() {
  state.alone = true;
  refresh();
  fit();
}

function setLimit(limit) {
  state.limit = limit;
  refresh();
  fit();
}

// The numbers beside the types count those with a name, and the unnamed while they are shown.
function writeCounts() {
  const counts = countBy(drawable.filter((actor) => actor.named || state.unnamed), "kind");
  for (const box of by("kinds").querySelectorAll("input:not(#unnamed)")) box.parentElement.lastChild.textContent = String(counts.get(box.value) || 0);
}

// "14 hidden: 6 demanded, 8 future" and a button that shows them.
function writeHidden(place, numbers, before) {
  const counts = hiddenByStatus(numbers, shown);
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const words = inOrder(counts, told.statuses).map((status) => `${counts.get(status)} ${status}`).join(", ");
  const off = [...counts.keys()].filter((status) => !state.statuses.has(status));
  const button = el("button", { type: "button", class: "plain", onclick: () => switchOn(off) }, "show");
  place.replaceChildren(...(total ? [before, el("b", {}, String(total)), ` hidden: ${words} `, ...(off.length ? [button] : [])] : []));
}

function switchOn(list) {
  for (const status of list) state.statuses.add(status);
  for (const box of by("statuses").querySelectorAll("input")) box.checked = state.statuses.has(box.value);
  refresh();
}

function writePanel() {
  const numbers = factsOf(state.chosen);
  const here = numbers.filter((n) => shown.has(n));
  by("facts").replaceChildren(...here.slice(0, cardLimit).map((n) => card(n, shown.get(n))));
  by("rest").hidden = here.length <= cardLimit;
  by("rest").textContent = `Show all ${here.length} facts`;
  by("chosen").replaceChildren(...(state.chosen ? chosenParts(numbers) : [el("h2", {}, "Facts"), key()]));
}

function chosenParts(numbers) {
  const hidden = el("p", { class: "about" });
  writeHidden(hidden, numbers, "");
  const close = el("button", { type: "button", class: "plain", id: "clear", onclick: () => choose(null) }, "← All facts");
  return [close, ...chosenHead(state.chosen), hidden, key()];
}

function key() {
  const roles = ["actor", "trigger", "recipient", "speaker"];
  return el("p", { class: "key", "aria-hidden": "true" }, ...roles.flatMap((role) => [el("mark", { "data-role": role }, role === "trigger" ? "act" : role), " "]));
}

// ---- filters ----

function checkbox(value, on, sample, count, change) {
  const box = el("input", { type: "checkbox", value });
  box.checked = on;
  box.addEventListener("change", () => change(box.checked));
  return el("label", { class: "chip" }, box, sample, el("span", {}, value), el("b", {}, String(count)));
}

function flip(set, value, on) {
  if (on) set.add(value);
  else set.delete(value);
  refresh();
}

function writeFilters() {
  by("kinds").append(...kinds.map((kind) => {
    const known = told.kinds.includes(kind) ? kind : "other";
    return checkbox(kind, true, el("i", { class: "shape", "data-kind": known }), 0, (on) => flip(state.kindsOff, kind, !on));
  }));
  writeUnnamed();
  by("statuses").append(...statuses.map((status) => {
    const known = told.statuses.includes(status) ? status : "other";
    return checkbox(status, state.statuses.has(status), el("i", { class: "line", "data-status": known }), statusCounts.get(status), (on) => flip(state.statuses, status, on));
  }));
  by("confidence").addEventListener("input", (event) => {
    state.confidence = Number(event.target.value);
    by("from").textContent = percent(state.confidence);
    refresh();
  });
  by("filters").open = !window.matchMedia("(max-width: 760px)").matches;
}

// Stands beside the types, and is none of them.
function writeUnnamed() {
  if (!unnamedCount) return;
  const chip = checkbox("unnamed", state.unnamed, el("i", { class: "ring" }), unnamedCount, setUnnamed);
  chip.classList.add("unnamed-chip");
  chip.querySelector("input").id = "unnamed";
  by("kinds").append(chip);
}

// ---- keys, address, start ----

function clearAll() {
  by("search").value = "";
  showFound(false);
  choose(null);
  fit();
}

function pageKey(event) {
  const typing = event.target instanceof Element && event.target.matches("input[type=search], textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    by("search").focus();
    by("search").select();
  } else if (event.key === "Escape") {
    clearAll();
  }
}

function followAddress() {
  const match = /^#actor=(.+)$/.exec(location.hash);
  if (!match) return;
  let id = match[1];
  try {
    id = decodeURIComponent(id);
  } catch {
    // not an address we wrote: take it as it stands
  }
  const actor = told.actors.findIndex((row) => row.id === id);
  if (actor >= 0) take(actor);
}

function clicked(event) {
  const node = event.nodes.length ? nodes.get(event.nodes[0]) : null;
  if (node) choose("act" in node ? { fact: node.act } : { actor: node.actor });
  else choose(event.edges.length ? { edge: event.edges[0] } : null);
}

function start() {
  writeFilters();
  startDrawing();
  refresh();
  network.on("click", clicked);
  by("search").addEventListener("input", writeFound);
  by("search").addEventListener("keydown", searchKey);
  by("search").addEventListener("blur", () => showFound(false));
  by("rest").addEventListener("click", () => {
    cardLimit = Infinity;
    writePanel();
  });
  by("closer").addEventListener("click", () => zoom(1.3));
  by("farther").addEventListener("click", () => zoom(1 / 1.3));
  by("whole").addEventListener("click", fit);
  by("picture").addEventListener("click", savePicture);
  document.addEventListener("keydown", pageKey);
  window.addEventListener("hashchange", followAddress);
  window.addEventListener("beforeprint", () => {
    cardLimit = Infinity;
    writePanel();
  });
  followAddress();
  document.documentElement.dataset.ready = "yes";
}

start();
