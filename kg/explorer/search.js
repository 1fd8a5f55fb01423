"use strict";
// The search box: every actor of the page is found here, drawn or not.

let pointed = -1;

function writeFound() {
  const hits = search(by("search").value).slice(0, 12);
  pointed = hits.length ? 0 : -1;
  by("found").replaceChildren(...hits.map((actor, n) => {
    const row = told.actors[actor];
    const item = el("li", { role: "option", id: `hit${n}`, "data-actor": actor, "aria-selected": n === 0 ? "true" : "false" }, row.name, el("small", {}, row.kind));
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => take(actor));
    return item;
  }));
  if (by("search").value.trim() && !hits.length) by("found").append(el("li", { class: "none" }, "No such actor on this page"));
  showFound(by("found").children.length > 0);
}

function showFound(open) {
  by("found").hidden = !open;
  by("search").setAttribute("aria-expanded", String(open));
  by("search").setAttribute("aria-activedescendant", open && pointed >= 0 ? `hit${pointed}` : "");
}

function movePointer(step) {
  const options = [...by("found").querySelectorAll("[role=option]")];
  if (!options.length) return;
  pointed = (pointed + step + options.length) % options.length;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === pointed)));
  by("search").setAttribute("aria-activedescendant", `hit${pointed}`);
}

function take(actor) {
  by("search").value = told.actors[actor].name;
  showFound(false);
  choose({ actor });
}

function searchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    movePointer(event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
  } else if (event.key === "Enter" && pointed >= 0) {
    take(Number(by("found").children[pointed].dataset.actor));
  }
}
