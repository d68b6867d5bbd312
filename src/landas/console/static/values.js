// Shows a field's name and value in the page's language: money, units, dates, yes and no.

import { currentLanguage, data, say } from "/static/words.js";

const WHOLE = new Set(["IDR", "JPY", "KRW", "VND", "CLP"]);

export function label(field) {
  const words = data.fields[field]?.labels[currentLanguage()] ?? field.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function shown(field, value, unit) {
  if (value === null || value === undefined) return say("value.unknown");
  if (typeof value === "boolean") return say(value ? "value.yes" : "value.no");
  if (Array.isArray(value)) return value.map((one) => shown(field, one, unit)).join(", ");
  const type = data.fields[field]?.type;
  if (typeof value === "number" && type === "money" && unit) return money(value, unit);
  if (typeof value === "number") return number(value) + (unit ? ` ${unitWord(field, unit)}` : "");
  if (type === "date") return day(value);
  return data.fields[field]?.values[value]?.[currentLanguage()] ?? String(value);
}

// A fact is in its field's own unit, which the page knows in words.
function unitWord(field, unit) {
  return data.fields[field]?.units[currentLanguage()] ?? unit;
}

function number(value) {
  // A year or a code reads wrong with a thousands mark.
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: Math.abs(value) >= 10 ? 1 : 3, useGrouping: Math.abs(value) >= 10000 }).format(value);
}

function money(value, currency) {
  const decimals = WHOLE.has(currency) || Number.isInteger(value) ? 0 : 2;
  const options = { style: "currency", currency, currencyDisplay: "narrowSymbol", minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  try {
    return new Intl.NumberFormat(currentLanguage(), options).format(value);
  } catch {
    return `${currency} ${number(value)}`; // a code that the browser doesn't know
  }
}

function day(text) {
  const parsed = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) ? text : parsed.toLocaleDateString(currentLanguage(), { dateStyle: "medium", timeZone: "UTC" });
}

export function moment(text) {
  return new Date(text).toLocaleString(currentLanguage(), { dateStyle: "medium", timeStyle: "short" });
}

// `at most $500`, `is red`
export function condition(constraint) {
  const values = [].concat(constraint.value).map((one) => shown(constraint.field, one, constraint.unit));
  return say(`op.${constraint.op}`, { value: values.join(", "), low: values[0], high: values[values.length - 1] });
}
