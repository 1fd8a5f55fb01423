"use strict";
// Which nodes are drawn: the actors most told of, the acts they point at, and whoever belongs to what is chosen.

const GUESTS = 60; // actors at most that are drawn only for what is chosen
const ROOM = 9000; // square pixels of the screen for each actor drawn at first
const FEW = 12; // actors that are drawn at first on any screen
const nodeById = new Map(drawn.nodes.map((node) => [node.id, node]));
const nodeOfAct = new Map(drawn.nodes.filter((node) => "act" in node).map((node) => [node.act, node]));

function able(node) {
  const actor = told.actors[node.actor];
  return !state.kindsOff.has(actor.kind) && (actor.named || state.unnamed);
}

// How many actors are drawn before the reader asks for more: what the screen has room for.
function firstLimit() {
  const stage = document.getElementById("graph");
  return Math.max(FEW, Math.min(told.first, Math.floor((stage.clientWidth * stage.clientHeight) / ROOM)));
}

// The actors that a line leads to: to or from an act, or another of them.
function tiedNodes(ids) {
  const there = (id) => ids.has(id) || isShownAct(id);
  const lines = drawn.edges.filter((edge) => there(edge.from) && there(edge.to) && shownLines(edge).length);
  return new Set(lines.flatMap((edge) => [edge.from, edge.to]));
}

function intersection(one, other) {
  return new Set([...one].filter((id) => other.has(id)));
}

// What is drawn, how many facts each actor has there, how many more actors there are, and how many stand alone.
function chooseNodes() {
  const actors = drawn.nodes.filter((node) => "actor" in node);
  const weight = new Map(actors.map((node) => [node.id, told.actors[node.actor].drawn.filter((n) => shown.has(n)).length]));
  const heard = actors.filter((node) => able(node) && weight.get(node.id));
  const tied = tiedNodes(new Set(heard.map((node) => node.id)));
  const crowded = heard.length > told.crowd;
  const ranked = heard.filter((node) => state.alone || !crowded || tied.has(node.id));
  const alone = heard.length - ranked.length;
  ranked.sort((a, b) => weight.get(b.id) - weight.get(a.id));
  const first = new Set(ranked.slice(0, state.limit ?? firstLimit()).map((node) => node.id));
  const visible = first.size < ranked.length && !state.alone ? intersection(first, tiedNodes(first)) : first;
  const more = ranked.length - visible.size;
  for (const id of actsOf(visible)) visible.add(id);
  const guests = guestNodes().filter((id) => !visible.has(id));
  for (const id of guests) visible.add(id);
  const present = drawn.edges.filter((edge) => visible.has(edge.from) && visible.has(edge.to));
  return { visible, weight, more, alone, guests, waiting: 0, busy: present.length > CROWDED };
}

// The acts that a drawn actor demands, claims or denies.
function actsOf(visible) {
  const acts = drawn.edges.filter((edge) => visible.has(edge.from) && isShownAct(edge.to));
  return new Set(acts.map((edge) => edge.to));
}

function isShownAct(id) {
  const node = nodeById.get(id);
  return "act" in node && shown.has(node.act);
}

// Whoever takes part in the chosen facts is drawn too, the chosen actor first.
function guestNodes() {
  if (!state.chosen) return [];
  const { actor } = state.chosen;
  const facts = (actor === undefined ? factsOf(state.chosen) : told.actors[actor].drawn).filter((n) => shown.has(n));
  const ends = facts.flatMap((n) => [...told.facts[n].who, ...told.facts[n].whom]).sort((a, b) => a - b);
  const actors = [...new Set([...(actor === undefined ? [] : [actor]), ...ends])].slice(0, GUESTS);
  const acts = facts.flatMap((n) => [n, ...told.facts[n].acts]).filter((n) => shown.has(n));
  const nodes = [...actors.map((n) => nodeOfActor.get(n)), ...new Set(acts.map((n) => nodeOfAct.get(n)))];
  return nodes.filter(Boolean).map((node) => node.id);
}
