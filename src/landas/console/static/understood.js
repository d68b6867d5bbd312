// How the request was understood: each wish with the words it comes from, and the words that nothing explains.

import { forget } from "/static/api.js";
import { element } from "/static/element.js";
import { data, live, say, worded } from "/static/words.js";
import { condition, label, shown } from "/static/values.js";

// `drop(wish, words)` takes a wish back; null where the turn is still being answered.
export function understood(turn, text, drop = null) {
  const { intent } = turn;
  const held = turn.state ?? intent;
  const wishes = intent.constraints.length ? intent.constraints : held.constraints;
  const chips = [
    ...held.categories.map((kind) => element("span", { class: "chip" },
      live("b", () => shown(data.category, kind)), remove(drop, data.category && { field: data.category, value: kind }, kind))),
    ...wishes.map((constraint) => wish(constraint, text, drop)),
    ...(intent.sort ? [order(intent.sort)] : []),
    ...(turn.remembered ?? []).map(remembered),
    ...intent.unparsed.map(unknown),
  ];
  const found = chips.length ? chips : [worded("span", "turn.nothing_understood", {}, { class: "dim" })];
  return element("section", { class: "understood" }, worded("h3", "turn.understood"), ...found);
}

function wish(constraint, text, drop) {
  // A wish of an earlier turn has no span: its words are not in this text.
  const quote = constraint.span && Array.from(text).slice(...constraint.span).join("");
  return element("span", { class: constraint.strength === "soft" ? "chip soft" : "chip", title: constraint.assumption },
    live("b", () => label(constraint.field)),
    live("span", () => condition(constraint)),
    quote && element("q", { text: quote }),
    constraint.strength === "soft" ? worded("small", "turn.preferably") : null,
    quote ? null : worded("small", "turn.from_before"),
    remove(drop, part(constraint), `${label(constraint.field)} ${condition(constraint)}`),
  );
}

// The chip's own wish: another of its field stays.
function part({ field, op, value }) {
  return Array.isArray(value) ? { field, op } : { field, op, value };
}

function remove(drop, wish, words) {
  if (!drop || !wish) return null;
  const button = element("button", { type: "button", class: "drop", text: "×", on: { click: () => drop(wish, words) } });
  const name = () => button.setAttribute("aria-label", say("turn.remove", { wish: words }));
  name();
  return button;
}

// An assumption from before this conversation; the person takes it back here, for good.
function remembered(preference) {
  const gone = worded("button", "turn.forget", {}, { type: "button", class: "forget" });
  const chip = element("span", { class: "chip soft" },
    live("b", () => label(preference.field)),
    live("span", () => condition(preference)),
    worded("small", "turn.remembered"),
    gone,
  );
  gone.addEventListener("click", () => forget(data.user, preference.preference_id).then(() => chip.remove(), () => {}));
  return chip;
}

function order(sort) {
  const key = sort.direction === "lower" ? "turn.sort_lower" : "turn.sort_higher";
  return element("span", { class: "chip" }, live("span", () => say(key, { field: label(sort.field).toLowerCase() })));
}

function unknown(words) {
  return element("span", { class: "chip unknown" }, worded("span", "turn.unparsed"), element("q", { text: words }));
}
