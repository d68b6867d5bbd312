// Two buttons below an answer: whether it helped. What is said is kept with the answer's receipt.

import { feedback } from "/static/api.js";
import { element } from "/static/element.js";
import { worded } from "/static/words.js";

export function rating(receiptId) {
  const made = element("span", { class: "rating" });
  const give = async (value) => {
    try {
      await feedback(receiptId, value);
      made.replaceChildren(worded("span", "turn.thanks", {}, { role: "status" }));
    } catch (error) {
      made.replaceChildren(element("span", { role: "alert", text: error.message }));
    }
  };
  const button = (key, value) => worded("button", key, {}, { type: "button", class: "quiet", on: { click: () => give(value) } });
  made.append(button("turn.helped", 1), " ", button("turn.helped_not", -1));
  return made;
}
