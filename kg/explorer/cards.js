"use strict";
// Facts in words. Every text goes in as textContent; quotes arrive already cut in pieces and are never counted here.

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined && child !== null && child !== ""));
  return element;
}

const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
const percent = (share) => `${Math.round(share * 100)} %`;

function actorButton(n) {
  const actor = told.actors[n];
  const button = el("button", { type: "button", class: "actor", onclick: () => choose({ actor: n }) }, actor.name || "(no name)");
  if (!actor.named) button.classList.add("unnamed");
  return button;
}

function badge(fact, manner) {
  const known = told.statuses.includes(fact.status) ? fact.status : "other";
  const by = fact.status === "claimed" ? (fact.by ? ` by ${fact.by}` : ", reportedly") : "";
  return el("span", { class: "badge", "data-status": known, "data-manner": manner === "content" ? "content" : undefined }, fact.status, by);
}

function joined(parts) {
  return parts.flatMap((part, n) => (n === 0 ? [part] : [n === parts.length - 1 ? " and " : ", ", part]));
}

// "Taliban demands withdrawal of foreign troops [actual]"; an act without known ends is told by its label.
function claim(fact, n, manner) {
  const bare = !fact.who.length && !fact.whom.length && !fact.acts.length && fact.label;
  const act = el("button", { type: "button", class: "act", title: "Show in the graph", onclick: () => choose({ fact: n }) }, bare || fact.words);
  const who = joined(fact.who.map(actorButton));
  const whom = joined(fact.whom.map(actorButton));
  const acts = joined(fact.acts.map(actButton));
  const disputed = fact.disputed ? el("span", { class: "badge", "data-status": "disputed" }, "disputed") : "";
  const between = whom.length && acts.length ? ": " : "";
  return el("p", { class: "claim" }, ...who, who.length ? " " : "", act, " ", ...whom, between, ...acts, " ", badge(fact, manner), disputed);
}

function actButton(n) {
  const fact = told.facts[n];
  return el("button", { type: "button", class: "act content", onclick: () => choose({ fact: n }) }, fact.label || fact.words);
}

// The address as the browser itself reads it: only http and https become links, shown with their true host.
function link(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank" }, url.host);
}

function sourceLine(sentence) {
  const article = told.articles[sentence.article];
  const words = [article.title && el("cite", {}, article.title), article.source, article.published, article.link && link(article.link)];
  const parts = words.filter(Boolean);
  return el("p", { class: "source" }, ...parts.flatMap((part, n) => (n ? [" · ", part] : [part])));
}

// Innermost speaker first: "says Mujahid (warned), via Reuters (reported)". A cue alone is an unnamed source.
function speakerLine(sentence) {
  const links = sentence.said.map((said, n) => {
    const name = "actor" in said ? actorButton(said.actor) : said.name;
    const how = [said.cue, said.quoted ? "quoted" : ""].filter(Boolean).join(", ");
    return [n ? " via " : "Said by ", name, how ? ` (${how})` : ""];
  });
  if (links.length) return el("p", { class: "speakers" }, ...links.flat());
  return sentence.cue ? el("p", { class: "speakers" }, `Unnamed source (${sentence.cue})`) : "";
}

function sentenceBlock(sentence, fact) {
  const pieces = sentence.pieces.map((piece) => {
    if (!piece.role) return piece.text;
    return el("mark", { "data-role": piece.role, title: piece.role }, piece.text);
  });
  const details = [
    sentence.status !== fact.status && `here: ${sentence.status}`,
    sentence.date,
    `confidence ${percent(sentence.confidence)}`,
    sentence.rule,
  ].filter(Boolean);
  return el("div", { class: "sentence" }, el("blockquote", {}, ...pieces), speakerLine(sentence), sourceLine(sentence),
    el("p", { class: "details" }, details.join(" · ")));
}

function card(n, manner) {
  const fact = told.facts[n];
  const blocks = fact.sentences.map((sentence) => sentenceBlock(sentence, fact));
  const others = blocks.slice(1);
  const more = others.length
    ? el("details", {}, el("summary", {}, `${plural(others.length, "more sentence")}`), ...others,
        fact.more ? el("p", { class: "details" }, `and ${fact.more} more in the store`) : "")
    : "";
  const item = el("li", { class: "card", "data-fact": n, "data-event": fact.id, "data-manner": manner }, claim(fact, n, manner), ...blocks.slice(0, 1), more);
  item.addEventListener("mouseenter", () => light([n]));
  item.addEventListener("mouseleave", () => light(null));
  item.addEventListener("focusin", () => light([n]));
  item.addEventListener("focusout", () => light(null));
  return item;
}

function actorHead(actor) {
  const about = [actor.kind, actor.country, actor.sector, actor.affiliation].filter(Boolean).join(" · ");
  const seen = [...new Set([actor.first_seen, actor.last_seen].filter(Boolean))].join(" to ");
  return [
    el("h2", {}, actor.name || "(no name)"),
    el("p", { class: "about" }, about),
    actor.aliases.length ? el("p", { class: "about" }, `Also: ${actor.aliases.join(", ")}`) : "",
    el("p", { class: "about" }, `In ${plural(actor.n_articles, "article")}${seen ? `, ${seen}` : ""}${actor.named ? "" : " · unnamed there"}`),
  ];
}

function nodeName(id) {
  return drawn.nodes.find((node) => node.id === id).label;
}

function chosenHead(chosen) {
  if ("actor" in chosen) return actorHead(told.actors[chosen.actor]);
  if ("fact" in chosen) return [el("h2", {}, told.facts[chosen.fact].label || told.facts[chosen.fact].words), el("p", { class: "about" }, "One act")];
  const edge = edgeById.get(chosen.edge);
  const arrow = edge.arrows ? " → " : " — ";
  return [el("h2", {}, nodeName(edge.from), arrow, nodeName(edge.to)), el("p", { class: "about" }, plural(factsOf(chosen).length, "fact"))];
}
