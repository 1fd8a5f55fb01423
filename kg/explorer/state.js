"use strict";
// What the page knows (`told`, `drawn`), what the reader asked for (`state`), and what follows from the two.
// No document is touched here except to read the two data blocks.

const told = JSON.parse(document.getElementById("told").textContent);
const drawn = JSON.parse(document.getElementById("drawn").textContent);
const REPORTED = new Set(told.shown);

const state = {
  statuses: new Set(told.shown), // statuses switched on
  kindsOff: new Set(), // types switched off
  confidence: 0,
  unnamed: true, // set below: are actors without a name drawn
  alone: false, // are actors drawn to whom no line leads, where there are many
  limit: null, // actors drawn at most; null: as many as the screen has room for
  chosen: null, // {actor: n} | {edge: id} | {fact: n}
};

const edgeById = new Map(drawn.edges.map((edge) => [edge.id, edge]));
const nodeOfActor = new Map(drawn.nodes.filter((n) => "actor" in n).map((n) => [n.actor, n]));
const edgesOfFact = new Map();
for (const edge of drawn.edges) {
  for (const fact of edge.lines.flatMap((line) => line.facts)) {
    if (!edgesOfFact.has(fact)) edgesOfFact.set(fact, []);
    edgesOfFact.get(fact).push(edge.id);
  }
}

// A name as people compare it. Both the typed word and the stored keys pass through it, so they always meet.
function fold(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/’/g, "'");
  return bare.toUpperCase().toLowerCase().replace(/ς/g, "σ").trim().split(/\s+/).join(" ");
}

const searchKeys = told.actors.map((actor) => actor.search.split("\n").map(fold));

// Actors whose name or alias holds the words: at its beginning, then at a word's, then anywhere; the most told-of first.
function search(words) {
  const sought = fold(words);
  if (!sought) return [];
  const rankOne = (key) => (key.startsWith(sought) ? 0 : key.includes(` ${sought}`) ? 1 : key.includes(sought) ? 2 : 3);
  const rank = (keys) => Math.min(...keys.map(rankOne));
  const found = searchKeys.map((keys, actor) => ({ actor, rank: rank(keys) })).filter((hit) => hit.rank < 3);
  return found.sort((a, b) => a.rank - b.rank || a.actor - b.actor).map((hit) => hit.actor);
}

function passes(fact) {
  const kindOn = (actor) => !state.kindsOff.has(told.actors[actor].kind);
  return fact.confidence >= state.confidence && fact.who.every(kindOn) && fact.whom.every(kindOn);
}

// Which facts are shown, each with its manner: its status, or "content" for an act that a shown fact demands or claims.
function shownFacts() {
  const shown = new Map();
  told.facts.forEach((fact, n) => {
    if (passes(fact) && state.statuses.has(fact.status)) shown.set(n, fact.status);
  });
  const reach = [...shown.keys()];
  while (reach.length) {
    for (const act of told.facts[reach.pop()].acts) {
      const fact = told.facts[act];
      if (REPORTED.has(fact.status) || shown.get(act) === "content" || !passes(fact)) continue;
      shown.set(act, "content");
      reach.push(act);
    }
  }
  return shown;
}

// The facts behind what is chosen, in reading order; when nothing is, all of them, the foremost first.
function factsOf(chosen) {
  if (!chosen) return told.order;
  if ("actor" in chosen) return told.actors[chosen.actor].facts;
  if ("fact" in chosen) return [...new Set([chosen.fact, ...pointingAt(chosen.fact)])];
  return [...new Set(edgeById.get(chosen.edge).lines.flatMap((line) => line.facts))].sort((a, b) => a - b);
}

function pointingAt(fact) {
  return told.facts[fact].content_of;
}

// "6 demanded, 4 future": the facts among `numbers` that are not shown, counted by status.
function hiddenByStatus(numbers, shown) {
  const counts = new Map();
  for (const n of numbers) {
    const status = told.facts[n].status;
    if (!shown.has(n)) counts.set(status, (counts.get(status) || 0) + 1);
  }
  return counts;
}

function countBy(items, key) {
  const counts = new Map();
  for (const item of items) counts.set(item[key], (counts.get(item[key]) || 0) + 1);
  return counts;
}

// The known words in their order, then any others.
function inOrder(counts, known) {
  return [...known.filter((word) => counts.has(word)), ...[...counts.keys()].filter((word) => !known.includes(word)).sort()];
}

const statusCounts = countBy(told.facts, "status");
const statuses = inOrder(statusCounts, told.statuses);
const drawable = [...nodeOfActor.keys()].map((n) => told.actors[n]);
const kinds = inOrder(countBy(drawable, "kind"), told.kinds);
const unnamedCount = drawable.filter((actor) => !actor.named).length;
state.unnamed = unnamedCount <= told.crowd;
