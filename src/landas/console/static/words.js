// The page's own words. An element made by `worded` follows the language switch; data never changes with it.

import { element } from "/static/element.js";

export const data = JSON.parse(document.getElementById("page-data").textContent);

let language = remembered() ?? data.language;

function remembered() {
  try {
    const kept = localStorage.getItem("landas-language");
    return kept in data.words ? kept : null;
  } catch {
    return null; // storage may be switched off; the page works without it
  }
}

export function currentLanguage() {
  return language;
}

export function say(key, values = {}) {
  const [section, name] = key.split(".");
  const text = data.words[language][section]?.[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, slot) => (slot in values ? resolved(values[slot]) : whole));
}

// A value may be a function of the language (a field's label, a number): it is asked again at every switch.
function resolved(value) {
  return String(typeof value === "function" ? value() : value);
}

const fillers = new WeakMap();

export function worded(tag, key, values = {}, properties = {}) {
  return live(tag, () => say(key, values), properties);
}

export function live(tag, text, properties = {}) {
  const made = element(tag, { ...properties, "data-live": true });
  fillers.set(made, text);
  made.textContent = text();
  return made;
}

export function switchLanguage(code) {
  language = code;
  try {
    localStorage.setItem("landas-language", code);
  } catch {
    // as above
  }
  applyLanguage();
}

export function applyLanguage() {
  document.documentElement.lang = language;
  for (const found of document.querySelectorAll("[data-word]")) found.textContent = say(found.dataset.word);
  for (const found of document.querySelectorAll("[data-word-placeholder]")) found.placeholder = say(found.dataset.wordPlaceholder);
  for (const found of document.querySelectorAll("[data-word-label]")) found.setAttribute("aria-label", say(found.dataset.wordLabel));
  for (const found of document.querySelectorAll("[data-live]")) found.textContent = fillers.get(found)();
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}
