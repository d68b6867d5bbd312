// The conversation: what is asked goes to the API, what comes back is shown with its evidence.

import { ask, begin, callOff } from "/static/api.js";
import { element } from "/static/element.js";
import { rating } from "/static/feedback.js";
import { cards } from "/static/items.js";
import { close } from "/static/popover.js";
import { reply } from "/static/reply.js";
import { understood } from "/static/understood.js";
import { whyNot } from "/static/whynot.js";
import { applyLanguage, data, say, switchLanguage, worded } from "/static/words.js";

const log = document.getElementById("log");
const form = document.getElementById("composer");
const field = document.getElementById("text");
const fresh = document.getElementById("new");
const welcome = document.getElementById("welcome");
let conversation = null;
let hinted = false;

async function send(text, remove = []) {
  welcome.hidden = true;
  fresh.hidden = false;
  const answer = element("article", { class: "answer" }, worded("p", "page.thinking", {}, { class: "waiting" }));
  log.append(element("div", { class: "said", text: remove.length ? say("turn.removed", { wish: text }) : text }), answer);
  answer.scrollIntoView({ block: "end", behavior: "smooth" });
  busy(true);
  try {
    conversation ??= await begin();
    const said = remove.length ? "" : text;
    const turn = await ask(conversation, { text: said, remove }, arriving(answer, said));
    show(answer, turn, said);
  } catch (error) {
    fail(answer, error, text, remove);
  } finally {
    busy(false);
    field.focus({ preventScroll: true });
  }
}

// What was understood, the items and the reply's sentences as they come, until the whole turn is there.
function arriving(answer, asked) {
  const words = element("p", { class: "reply" });
  const below = element("div");
  answer.setAttribute("aria-busy", "true");
  return {
    state: (state) => answer.replaceChildren(understood(state, asked), words, below, stop(state)),
    items: ({ items }) => below.replaceChildren(cards(items, null)),
    text: ({ text }) => words.append(text),
  };
}

function stop(state) {
  const button = worded("button", "page.stop", {}, { type: "button", class: "quiet" });
  button.addEventListener("click", () => {
    button.disabled = true;
    callOff(state.conversation_id, state.turn).catch(() => { button.disabled = false; });
  });
  return button;
}

function show(answer, turn, text) {
  const { button, panel } = whyNot(turn.receipt_id);
  const link = worded("a", "turn.receipt", {}, { href: `${data.prefix}/receipts/${encodeURIComponent(turn.receipt_id)}` });
  const supported = turn.claims.some((claim) => claim.verdict === "supported");
  answer.replaceChildren(
    understood(turn, text, (wished, words) => send(words, [wished])),
    reply(turn),
    ...(turn.items.length ? [cards(turn.items, turn.receipt_id)] : []),
    ...(supported && !hinted ? [worded("p", "turn.hint", {}, { class: "hint" })] : []),
    element("footer", { class: "more" }, button, link,
      worded("span", turn.wording === "template" ? "turn.template" : "turn.model"), rating(turn.receipt_id)),
    panel,
  );
  hinted ||= supported;
  answer.removeAttribute("aria-busy");
  answer.previousElementSibling.scrollIntoView({ block: "start", behavior: "smooth" });
}

function fail(answer, error, text, remove) {
  const again = worded("button", "page.retry", {}, { type: "button", class: "quiet" });
  again.addEventListener("click", () => {
    answer.previousElementSibling.remove();
    answer.remove();
    send(text, remove);
  });
  answer.replaceChildren(element("div", { class: "problem", role: "alert" }, worded("strong", "page.failed"), ` ${error.message} `, again));
  answer.removeAttribute("aria-busy");
}

function busy(is) {
  form.querySelector("button").disabled = is;
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text || form.querySelector("button").disabled) return;
  field.value = "";
  fit();
  send(text);
});
field.addEventListener("input", fit);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
fresh.addEventListener("click", () => {
  close();
  conversation = null;
  hinted = false;
  log.replaceChildren();
  fresh.hidden = true;
  welcome.hidden = false;
  field.focus();
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => switchLanguage(button.dataset.language));
}
for (const { text, language, shows } of data.suggestions) {
  const button = element("button", { type: "button", text, lang: language in data.words ? language : null, title: shows, on: { click: () => send(text) } });
  document.querySelector(".suggestions").append(element("li", {}, button));
  document.getElementById("suggestions").hidden = false;
}
applyLanguage();
field.focus();
