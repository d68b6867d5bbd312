// The shown items as cards: title, the facts that count, and on demand why each is there.

import { receipt, why } from "/static/api.js";
import { element } from "/static/element.js";
import { entryRow } from "/static/evidence.js";
import { live, say, worded } from "/static/words.js";
import { label, shown } from "/static/values.js";

const KEY_FACTS = 6;

export function cards(items, receiptId) {
  const titles = new Map(items.map((item) => [item.item_id, item.title]));
  return element("div", { class: "items" }, ...items.map((item) => card(item, titles, receiptId)));
}

function card(item, titles, receiptId) {
  const made = element("article", { class: "item", "data-item": item.item_id },
    element("header", {}, element("span", { class: "rank", text: item.rank }), element("h3", { text: item.title })),
    keyFacts(item),
  );
  // Until the turn is done its receipt is not known.
  if (receiptId) made.append(whyButton(made, item, titles, receiptId));
  return made;
}

function keyFacts(item) {
  const facts = new Map();
  for (const entry of item.evidence) {
    if (!entry.field || entry.type === "tradeoff" || entry.value === null) continue;
    if (!facts.has(entry.field)) facts.set(entry.field, entry);
  }
  return element("dl", { class: "facts" }, ...[...facts.values()].slice(0, KEY_FACTS).map(keyFact));
}

function keyFact(entry) {
  const fits = entry.type === "constraint_match";
  return element("div", { class: fits ? "match" : null },
    live("dt", () => label(entry.field)),
    live("dd", () => shown(entry.field, entry.value, entry.unit), { title: entry.fact_ids.join(", ") }),
  );
}

function whyButton(made, item, titles, receiptId) {
  let details = null;
  const button = worded("button", "item.why", {}, { type: "button", "aria-expanded": "false" });
  button.addEventListener("click", async () => {
    if (details) {
      details.hidden = !details.hidden;
    } else {
      details = element("div", { class: "details" });
      button.after(details);
      await explain(details, item, titles, receiptId);
    }
    made.classList.toggle("open", !details.hidden);
    button.setAttribute("aria-expanded", String(!details.hidden));
  });
  return button;
}

async function explain(details, item, titles, receiptId) {
  details.append(element("section", {},
    worded("h4", "item.facts"),
    element("ul", { class: "entries" }, ...item.evidence.map((entry) => entryRow(entry, titles))),
  ));
  try {
    const [reason, stored] = await Promise.all([why(receiptId, item.item_id), receipt(receiptId)]);
    const candidate = stored.candidates.find((one) => one.item_id === item.item_id);
    details.append(element("section", {},
      live("h4", () => `${say("item.parts_of_score")} · ${say("item.score")} ${item.score.toFixed(3)}`),
      bars(reason.features ?? {}),
      worded("h4", "item.sources", {}, { class: "after" }),
      sources(candidate?.sources ?? {}),
    ));
  } catch (error) {
    details.append(element("p", { class: "dim", text: error.message }));
  }
}

function sources(found) {
  return element("ul", { class: "sources" }, ...Object.entries(found).map(([name, hit]) => element("li", {},
    live("span", () => say(`source.${name}`)),
    live("span", () => `${say("item.source_rank", { rank: hit.rank })} · ${hit.score.toFixed(3)}`, { class: "number dim" }),
  )));
}

function bars(features) {
  const entries = Object.entries(features).sort(([, a], [, b]) => b - a);
  const most = Math.max(...entries.map(([, value]) => Math.abs(value)), 1e-9);
  return element("ul", { class: "bars" }, ...entries.map(([name, value]) => element("li", {},
    element("span", { text: name.replaceAll("_", " ") }),
    element("meter", { min: 0, max: 1, value: Math.max(0, value / most) }),
    element("span", { class: "number", text: value.toFixed(3) }),
  )));
}
