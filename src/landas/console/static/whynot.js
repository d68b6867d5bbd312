// "Why not another item?": pick one that was considered, or enter any id, and read the step, rule and reason.

import { others, receipt, why } from "/static/api.js";
import { element } from "/static/element.js";
import { say, worded } from "/static/words.js";

let count = 0;

export function whyNot(receiptId) {
  const panel = element("section", { class: "why-not", id: `why-not-${++count}`, hidden: true });
  const button = worded("button", "why_not.open", {}, { type: "button", "aria-expanded": "false", "aria-controls": panel.id });
  button.addEventListener("click", () => {
    if (!panel.hasChildNodes()) fill(panel, receiptId);
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
  });
  return { button, panel };
}

function fill(panel, receiptId) {
  const answer = element("div", { "aria-live": "polite" });
  const explain = (id) => show(answer, receiptId, id);
  const field = element("input", { id: `${panel.id}-item`, required: true, "data-word-placeholder": "why_not.id", autocomplete: "off", spellcheck: "false" });
  const label = worded("label", "why_not.id", {}, { for: field.id, class: "hidden" });
  field.placeholder = say("why_not.id");
  const form = element("form", {}, label, field, worded("button", "why_not.ask", {}, { type: "submit" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    explain(field.value.trim());
  });
  const list = element("div", { class: "others" }, worded("p", "why_not.loading", {}, { class: "dim" }));
  panel.append(worded("p", "why_not.lead", {}, { class: "dim" }), form, answer, list);
  offer(list, receiptId, explain);
}

async function offer(list, receiptId, explain) {
  let found;
  let masked;
  try {
    [found, { masked }] = await Promise.all([others(receiptId), receipt(receiptId)]);
  } catch (error) {
    list.replaceChildren(element("p", { class: "dim", text: error.message }));
    return;
  }
  const groups = ["removed", "outranked"].map((kind) => [kind, found.filter((one) => one.kind === kind)]);
  list.replaceChildren(...groups.filter(([, entries]) => entries.length).map(([kind, entries]) =>
    element("div", {}, worded("h4", `why_not.${kind}`), ...entries.map((one) => choice(one, explain)))));
  if (masked.length) list.append(keptOut(masked));
  if (!found.length && !masked.length) list.append(worded("p", "why_not.none", {}, { class: "dim" }));
}

// What rules and wishes kept out before anything was ranked is known by count; any of its ids can be entered.
function keptOut(masked) {
  const rows = [...masked].sort((a, b) => b.count - a.count).map((mask) => element("li", {},
    element("span", {}, element("code", { text: mask.rule }), ` ${mask.reason}`), element("small", { text: mask.count })));
  return element("div", {}, worded("h4", "why_not.kept_out"), element("ul", {}, ...rows));
}

function choice(one, explain) {
  return element("button", { type: "button", on: { click: () => explain(one.item_id) } },
    element("span", { text: one.title ?? one.item_id }), one.reason && element("small", { text: one.reason }));
}

async function show(answer, receiptId, id) {
  try {
    const reason = await why(receiptId, id);
    answer.replaceChildren(element("div", { class: "explained" },
      element("div", {}, worded("strong", reason.shown ? "why_not.shown" : "why_not.not_shown"), " ", element("code", { text: reason.item_id })),
      element("div", { text: reason.reason }),
      element("div", { class: "dim" }, worded("span", "why_not.step"), `: ${reason.step}`,
        reason.rule && " · ", reason.rule && worded("span", "why_not.rule"), reason.rule && `: ${reason.rule}`),
    ));
  } catch (error) {
    answer.replaceChildren(element("p", { class: "dim", text: error.message }));
  }
}
