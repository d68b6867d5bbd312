// The reply with its statements marked. Claims count Unicode code points, so the text is cut by code points.

import { receipt } from "/static/api.js";
import { element } from "/static/element.js";
import { cited, entryRow, factRow } from "/static/evidence.js";
import { attach } from "/static/popover.js";
import { worded } from "/static/words.js";

const SENTENCE_ENDS = /[.!?…]["”’)]*\s+$|\n\s*$/;

export function reply(turn) {
  const points = Array.from(turn.reply);
  const made = element("p", { class: "reply", lang: turn.language });
  let sentence = element("span", { class: "sentence" });
  let at = 0;
  const say = (text) => {
    for (const piece of sentencesOf(text)) {
      sentence.append(piece);
      if (!SENTENCE_ENDS.test(piece)) continue;
      made.append(sentence);
      sentence = element("span", { class: "sentence" });
    }
  };
  for (const claim of turn.claims.filter((one) => one.verdict === "supported")) {
    say(points.slice(at, claim.start).join(""));
    sentence.append(statement(claim, turn));
    at = claim.end;
  }
  say(points.slice(at).join(""));
  if (sentence.hasChildNodes()) made.append(sentence);
  return made;
}

// Only what stands between statements is cut, so a point inside a title or a number ends nothing.
function sentencesOf(text) {
  return text.match(/[\s\S]+?(?:[.!?…]["”’)]*\s+|\n\s*|$)/g) ?? [];
}

function statement(claim, turn) {
  const marked = element("span", { class: "claim", role: "button", tabindex: 0, text: Array.from(turn.reply).slice(claim.start, claim.end).join("") });
  attach(marked, () => behind(claim, turn));
  return marked;
}

function behind(claim, turn) {
  const titles = new Map(turn.items.map((item) => [item.item_id, item.title]));
  const { entries, rest } = cited(claim, turn);
  const list = element("ul", { class: "entries" }, ...entries.map((entry) => entryRow(entry, titles, aboutOf(entry, titles))));
  if (rest.length) addFacts(list, rest, turn, titles);
  if (!entries.length && !rest.length) list.append(worded("li", "turn.no_evidence", {}, { class: "entry dim" }));
  return list;
}

function aboutOf(entry, titles) {
  return titles.get(entry.item_id) ?? entry.inputs.title ?? entry.item_id;
}

// Facts that no entry shows stand in the receipt; where it can't be read, their ids still say which they are.
async function addFacts(list, ids, turn) {
  const wanted = new Set(ids);
  try {
    const { slate } = await receipt(turn.receipt_id);
    for (const place of slate) {
      for (const fact of place.facts.filter((one) => wanted.delete(one.fact_id))) list.append(factRow(fact, place.title));
    }
  } catch {
    // the ids below are shown instead
  }
  for (const id of wanted) list.append(element("li", { class: "entry" }, element("code", { text: id })));
}
