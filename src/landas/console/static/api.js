// Talks to the HTTP API of this page's project. Failures become errors with the problem's own words.

import { data } from "/static/words.js";

export class Problem extends Error {
  constructor(document) {
    super([document.detail, document.remedy].filter(Boolean).join(" "));
  }
}

async function checked(response) {
  if (response.ok) return response;
  let document;
  try {
    document = await response.json();
  } catch {
    document = { detail: `${response.status} ${response.statusText}` };
  }
  throw new Problem(document);
}

function post(path, body, accept = "application/json") {
  const headers = { "Content-Type": "application/json", Accept: accept };
  return fetch(data.prefix + path, { method: "POST", headers, body: JSON.stringify(body) }).then(checked);
}

function get(path) {
  return fetch(data.prefix + path).then(checked).then((response) => response.json());
}

export async function begin() {
  const response = await post("/v1/conversations", {});
  return (await response.json()).conversation_id;
}

export const receipt = remembering((id) => get(`/v1/receipts/${encodeURIComponent(id)}`));
export const others = remembering((id) => get(`/receipts/${encodeURIComponent(id)}/others`));
export const why = (id, item) => get(`/v1/receipts/${encodeURIComponent(id)}/why/${encodeURIComponent(item)}`);

export const feedback = (id, rating) => post(`/v1/receipts/${encodeURIComponent(id)}/feedback`, { rating });

// Receipts never change, so one reading is enough; a failed one is tried again.
function remembering(read) {
  const kept = new Map();
  return (id) => {
    if (!kept.has(id)) kept.set(id, read(id).catch((error) => { kept.delete(id); throw error; }));
    return kept.get(id);
  };
}

// One turn as it streams in. `on.items` and `on.reply` hear the pieces; the whole turn is given back.
export async function ask(conversation, text, on) {
  const path = `/v1/conversations/${encodeURIComponent(conversation)}/turns`;
  const response = await post(path, { text }, "text/event-stream");
  let turn = null;
  for await (const [name, document] of events(response.body)) {
    if (name === "done") turn = document;
    else if (name === "error") throw new Problem(document);
    else on[name]?.(document);
  }
  if (turn === null) throw new Problem({ detail: "The answer broke off." });
  return turn;
}

async function* events(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let waiting = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    waiting += decoder.decode(value, { stream: true });
    const complete = waiting.split("\n\n");
    waiting = complete.pop();
    for (const block of complete) {
      const lines = block.split("\n");
      const name = lines.find((line) => line.startsWith("event: "))?.slice(7);
      const text = lines.find((line) => line.startsWith("data: "))?.slice(6);
      if (name && text) yield [name, JSON.parse(text)];
    }
  }
}
