// Evidence as rows: what a statement or a place on the slate rests on, with value, source, time and fact ids.

import { element } from "/static/element.js";
import { live, say, worded } from "/static/words.js";
import { label, moment, shown } from "/static/values.js";

// Evidence entries of a turn whose facts a claim cites, and the cited ids that no entry explains.
export function cited(claim, turn) {
  const wanted = new Set(claim.fact_ids);
  const all = turn.items.flatMap((item) => item.evidence);
  // A difference cites both facts; it belongs to a statement only when the statement cites both, too.
  const found = all.filter((entry) => entry.fact_ids.length && entry.fact_ids.every((id) => wanted.has(id)));
  const told = new Set(found.flatMap((entry) => entry.fact_ids));
  const other = all.filter((entry) => !found.includes(entry) && entry.fact_ids.some((id) => wanted.has(id) && !told.has(id)));
  for (const entry of other) entry.fact_ids.forEach((id) => told.add(id));
  const differences = found.filter((entry) => entry.type === "tradeoff");
  return { entries: distinct([...differences, ...found, ...other]), rest: [...wanted].filter((id) => !told.has(id)) };
}

// One fact may stand behind several entries (a wish it fits, stock): the first says enough.
function distinct(entries) {
  const seen = new Set();
  return entries.filter((entry) => {
    const key = `${entry.type === "tradeoff"}/${entry.fact_ids.join("/")}`;
    return !seen.has(key) && seen.add(key);
  });
}

export function entryRow(entry, titles, about = null) {
  return element("li", { class: "entry" },
    about && element("div", { class: "entry-about", text: about }),
    element("div", { class: "entry-value" }, live("span", () => heading(entry)), valueOf(entry)),
    live("div", () => sourceOf(entry, titles), { class: "entry-source" }),
    entry.fact_ids.length ? element("div", { class: "entry-source" }, element("code", { text: entry.fact_ids.join(", ") })) : null,
  );
}

function heading(entry) {
  return entry.field ? label(entry.field) : say(`evidence.${entry.type}`);
}

function valueOf(entry) {
  if (entry.type === "similar_to_event") return element("b", { text: entry.inputs.title });
  if (entry.type === "popularity") return worded("b", "evidence.rank", { rank: entry.inputs.rank });
  if (entry.value === null || entry.value === undefined) return null;
  const sign = entry.type === "tradeoff" && entry.value > 0 ? "+" : "";
  return live("b", () => sign + (entry.field ? shown(entry.field, entry.value, entry.unit) : [].concat(entry.value).join(", ")));
}

function sourceOf(entry, titles) {
  const other = entry.inputs.other_item_id;
  const kind = entry.field ? `${say(`evidence.${entry.type}`, { other: titles.get(other) ?? other })} · ` : "";
  const source = say(`source.${entry.source}`);
  const time = entry.observed_at ? `, ${say("evidence.observed", { time: moment(entry.observed_at) })}` : "";
  return `${kind}${say("evidence.source")}: ${source}${time}`;
}

// A fact of the receipt that no evidence entry of the turn shows.
export function factRow(fact, about) {
  const entry = { type: "attribute", field: fact.field, value: fact.value, unit: fact.unit, source: fact.source,
    observed_at: fact.observed_at, fact_ids: [fact.fact_id], inputs: {} };
  return entryRow(entry, new Map(), about);
}
