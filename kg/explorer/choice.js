"use strict";
// Which nodes are drawn: the actors most told of, the acts they point at, and whoever belongs to what is chosen.

const GUESTS = 60; // actors at most that are drawn only for what is chosen
const nodeById = new Map(drawn.nodes.map((node) => [node.id, node]));
const nodeOfAct = new Map(drawn.nodes.filter((node) => "act" in node).map((node) => [node.act, node]));

function able(node) {
  const actor = told.actors[node.actor];
  return !state.kindsOff.has(actor.kind) && (actor.named || state.unnamed);
}

// What is drawn, how many facts each actor has there, and how many actors more there are.
function chooseNodes() {
  const actors = drawn.nodes.filter((node) => "actor" in node);
  const weight = new Map(actors.map((node) => [node.id, told.actors[node.actor].drawn.filter((n) => shown.has(n)).length]));
  const ranked = actors.filter((node) => able(node) && weight.get(node.id));
  ranked.sort((a, b) => weight.get(b.id) - weight.get(a.id));
  const visible = new Set(ranked.slice(0, state.limit).map((node) => node.id));
  const more = ranked.length - visible.size;
  for (const id of actsOf(visible)) visible.add(id);
  const guests = guestNodes().filter((id) => !visible.has(id));
  for (const id of guests) visible.add(id);
  const present = drawn.edges.filter((edge) => visible.has(edge.from) && visible.has(edge.to));
  return { visible, weight, more, guests, busy: present.length > CROWDED };
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
