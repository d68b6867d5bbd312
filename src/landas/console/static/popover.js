// The one popover: shown while a statement is pointed at or focused, kept open by a click, a tap or Enter.

import { element } from "/static/element.js";
import { worded, say } from "/static/words.js";

const box = document.getElementById("evidence");
let owner = null;
let pinned = false;
let leaving = 0;

export function attach(target, content) {
  target.setAttribute("aria-haspopup", "dialog");
  target.setAttribute("aria-expanded", "false");
  target.setAttribute("aria-controls", box.id);
  target.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && !pinned && open(target, content));
  target.addEventListener("pointerleave", () => leave());
  target.addEventListener("focus", () => !pinned && target.matches(":focus-visible") && open(target, content));
  target.addEventListener("blur", (event) => !pinned && !box.contains(event.relatedTarget) && close());
  target.addEventListener("click", () => (pinned && owner === target ? close() : pin(target, content)));
  target.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    pin(target, content);
  });
}

function pin(target, content) {
  open(target, content);
  pinned = true;
}

function open(target, content) {
  clearTimeout(leaving);
  if (owner === target) return;
  owner?.setAttribute("aria-expanded", "false");
  owner = target;
  pinned = false;
  target.setAttribute("aria-expanded", "true");
  const shut = element("button", { type: "button", class: "close", "aria-label": say("page.close"), text: "×", on: { click: close } });
  box.replaceChildren(shut, worded("h3", "turn.evidence"), content());
  box.setAttribute("aria-label", say("turn.evidence"));
  box.hidden = false;
  place(target);
}

function place(target) {
  const first = target.getClientRects()[0] ?? target.getBoundingClientRect();
  const room = window.innerHeight - first.bottom;
  const above = room < box.offsetHeight + 16 && first.top > box.offsetHeight + 16;
  const left = Math.max(16, Math.min(first.left, window.innerWidth - box.offsetWidth - 16));
  box.style.left = `${left + window.scrollX}px`;
  box.style.top = `${window.scrollY + (above ? first.top - box.offsetHeight - 8 : target.getBoundingClientRect().bottom + 8)}px`;
}

function leave() {
  if (pinned) return;
  leaving = setTimeout(close, 180);
}

export function close() {
  clearTimeout(leaving);
  const back = box.contains(document.activeElement) ? owner : null;
  owner?.setAttribute("aria-expanded", "false");
  owner = null;
  pinned = false;
  box.hidden = true;
  back?.focus();
}

box.addEventListener("pointerenter", () => clearTimeout(leaving));
box.addEventListener("pointerleave", () => leave());
document.addEventListener("keydown", (event) => event.key === "Escape" && owner && close());
document.addEventListener("pointerdown", (event) => {
  if (owner && !box.contains(event.target) && !owner.contains(event.target)) close();
});
