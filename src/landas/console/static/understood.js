// How the request was understood: each wish with the words it comes from, and the words that nothing explains.

import { element } from "/static/element.js";
import { data, live, say, worded } from "/static/words.js";
import { condition, label, shown } from "/static/values.js";

export function understood(turn, text) {
  const { intent } = turn;
  const chips = [
    ...intent.categories.map((kind) => element("span", { class: "chip" }, live("b", () => shown(data.category, kind)))),
    ...intent.constraints.map((constraint) => wish(constraint, text)),
    ...(intent.sort ? [order(intent.sort)] : []),
    ...intent.unparsed.map(unknown),
  ];
  const found = chips.length ? chips : [worded("span", "turn.nothing_understood", {}, { class: "dim" })];
  return element("section", { class: "understood" }, worded("h3", "turn.understood"), ...found);
}

function wish(constraint, text) {
  // A wish of an earlier turn has no span: its words are not in this text.
  const quote = constraint.span && Array.from(text).slice(...constraint.span).join("");
  return element("span", { class: constraint.strength === "soft" ? "chip soft" : "chip", title: constraint.assumption },
    live("b", () => label(constraint.field)),
    live("span", () => condition(constraint)),
    quote && element("q", { text: quote }),
    constraint.strength === "soft" ? worded("small", "turn.preferably") : null,
    quote ? null : worded("small", "turn.from_before"),
  );
}

function order(sort) {
  const key = sort.direction === "lower" ? "turn.sort_lower" : "turn.sort_higher";
  return element("span", { class: "chip" }, live("span", () => say(key, { field: label(sort.field).toLowerCase() })));
}

function unknown(words) {
  return element("span", { class: "chip unknown" }, worded("span", "turn.unparsed"), element("q", { text: words }));
}
