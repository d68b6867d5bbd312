// What a person lets be remembered: seen, corrected and forgotten through the API.

import { consent, forget, preferences, strengthen } from "/static/api.js";
import { element } from "/static/element.js";
import { condition, label, moment } from "/static/values.js";
import { data, say, worded } from "/static/words.js";

const kept = document.getElementById("kept");
const agrees = document.getElementById("consent");
const all = document.getElementById("all");
const problem = document.getElementById("problem");

async function refresh() {
  const found = await preferences(data.user);
  agrees.checked = found.consented;
  all.hidden = found.preferences.length === 0;
  kept.replaceChildren(...(found.preferences.length ? found.preferences.map(row) : [worded("li", "remembered.nothing", {}, { class: "dim" })]));
}

function row(preference) {
  const strength = element("input", { type: "range", min: 0.1, max: 1, step: 0.1, value: preference.strength, "aria-label": say("remembered.strength") });
  strength.addEventListener("change", () => doing(() => strengthen(data.user, preference.preference_id, Number(strength.value))));
  const gone = worded("button", "remembered.forget", {}, { type: "button", class: "quiet" });
  gone.addEventListener("click", () => doing(() => forget(data.user, preference.preference_id)));
  return element("li", {},
    element("span", {}, element("b", { text: label(preference.field) }), ` ${condition(preference)}`),
    element("label", {}, worded("span", "remembered.strength"), strength),
    gone,
    element("small", { text: origin(preference) }),
  );
}

function origin({ source, expires_at }) {
  const from = source ? say("remembered.from_turn", { turn: source.turn, conversation: source.conversation_id }) : say("remembered.given");
  return `${from} · ${say("remembered.until", { time: moment(expires_at) })}`;
}

async function doing(change) {
  problem.hidden = true;
  try {
    await change();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
  await refresh();
}

agrees.addEventListener("change", () => doing(() => consent(data.user, { remember: agrees.checked })));
all.addEventListener("click", () => doing(() => forget(data.user)));
refresh();
