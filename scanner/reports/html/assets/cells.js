// How values look in a cell, and the one way elements are made: names are text, never markup.

const payload = JSON.parse(document.getElementById("payload").textContent);
const numbers = new Intl.NumberFormat("en-GB");
const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
const DAY = 86400000;
const LONGEST = 16; // characters of a range that fit a column
const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"];

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function word(number) {
  return payload.words[number];
}

// A sentence is a template and the numbers that fill its gaps: "12:60:92".
function sentence(code) {
  if (!code) return "";
  const [template, ...fillers] = code.split(":");
  return payload.sentences[template].reduce((text, part, n) => text + fillers[n - 1] + part);
}

function sentences(codes) {
  return codes ? codes.split(";").map(sentence) : [];
}

// The figure to go by alone where there is little room: what is surely so gives way to it.
function ranged(low, high) {
  const told = between(low, high);
  const most = numbers.format(high);
  const range = document.createDocumentFragment();
  if (told === most) return document.createTextNode(most);
  const before = told.length > LONGEST ? "up to " : told.slice(0, -most.length);
  range.append(make("span", "least", before), most);
  return range;
}

function between(low, high) {
  const most = numbers.format(high);
  if (low === high) return most;
  return low ? `${numbers.format(low)} to ${most}` : `up to ${most}`;
}

function day(value) {
  return value === null ? "–" : dates.format(value * DAY);
}

function size(bytes) {
  if (bytes === null) return "–";
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const amount = bytes / 1000 ** power;
  return `${amount.toLocaleString("en-GB", { maximumSignificantDigits: 3 })} ${UNITS[power]}`;
}

function bandMark(name) {
  return make("span", `band ${name.toLowerCase()}`, capital(name.toLowerCase()));
}

// The folder gives way where there is little room; the last segment tells places apart.
function nameParts(name) {
  const cut = name.lastIndexOf("/") + 1;
  const isolated = make("bdi", "name");
  isolated.append(make("span", "folder", name.slice(0, cut)), make("span", "leaf", name.slice(cut)));
  return isolated;
}

// How a column's values are shown. Each takes the columns of its table and a row's number.
const SHOWN = {
  rank: (columns, row) => numbers.format(columns.rank[row]),
  band: (columns, row) => bandMark(word(columns.band[row])),
  people: (columns, row) => ranged(columns.peopleLow[row], columns.people[row]),
  entry: (columns, row) => ranged(columns.entryLow[row], columns.entry[row]),
  sensitivity: (columns, row) => `${columns.sensitivity[row] ?? "–"}`,
  exposure: (columns, row) => `${columns.exposure[row] ?? "–"}`,
  access: (columns, row) => capital(word(columns.access[row])),
  status: (columns, row) => capital(word(columns.status[row])),
  format: (columns, row) => word(columns.format[row]) || "–",
  size: (columns, row) => size(columns.size[row]),
  changed: (columns, row) => day(columns.changed[row]),
};
