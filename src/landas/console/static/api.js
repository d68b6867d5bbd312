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

function post(path, body, more = {}) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", ...more };
  return fetch(data.prefix + path, { method: "POST", headers, body: JSON.stringify(body) }).then(checked);
}

function get(path) {
  return fetch(data.prefix + path).then(checked).then((response) => response.json());
}

function send(method, path, body) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return fetch(data.prefix + path, { method, headers, body: body && JSON.stringify(body) }).then(checked);
}

const person = (user, rest) => `/v1/users/${encodeURIComponent(user)}/${rest}`;

export const preferences = (user) => get(person(user, "preferences"));
export const consent = (user, said) => send("PUT", person(user, "consent"), said);
export const strengthen = (user, id, strength) => send("PATCH", person(user, `preferences/${encodeURIComponent(id)}`), { strength });
export const forget = (user, id) => send("DELETE", person(user, id ? `preferences/${encodeURIComponent(id)}` : "preferences"));

export async function begin() {
  const response = await post("/v1/conversations", data.user ? { user_id: data.user } : {});
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

const TRIES = 5;
const PAUSE_MS = 300;

// One turn as it streams in. `on.state`, `on.items` and `on.text` hear the pieces; the whole turn is given back.
// A line that is lost is taken up again after the last event that was heard.
export async function ask(conversation, said, on) {
  let last = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const headers = { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) };
      const response = await post(turns(conversation), said, headers);
      for await (const { id, name, document } of events(response.body)) {
        if (name === "done") return document;
        if (name === "error") throw new Problem(document);
        last = id;
        on[name]?.(document);
      }
    } catch (error) {
      // Before the first event nobody knows whether the turn began.
      if (error instanceof Problem || last === null) throw error;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  throw new Problem({ detail: "The answer broke off." });
}

// No model is waited for any more: the turn ends at once.
export const callOff = (conversation, turn) => fetch(`${data.prefix}${turns(conversation)}/${turn}`, { method: "DELETE" }).then(checked);

const turns = (conversation) => `/v1/conversations/${encodeURIComponent(conversation)}/turns`;

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
      const lines = new Map(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
      if (lines.has("data")) yield { id: lines.get("id") ?? null, name: lines.get("event"), document: JSON.parse(lines.get("data")) };
    }
  }
}
