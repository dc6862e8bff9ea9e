// What every part uses: elements, words, numbers.
const at = (id) => document.getElementById(id);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const data = JSON.parse(at("data").textContent);
const words = data.words;
const lang = document.documentElement.lang;
const wide = matchMedia("(min-width: 62rem)");
const SVG = "http://www.w3.org/2000/svg";

// An element with attributes and children; a child that is text stays text. A handler is a function named `onclick` and the like.
function el(name, attributes = {}, ...children) {
  const made = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") { made[key] = value; } else if (value !== undefined && value !== false) { made.setAttribute(key, value === true ? "" : value); }
  }
  made.append(...children.flat().filter((child) => child !== "" && child !== undefined && child !== null));
  return made;
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’`]/g, "'").toLowerCase();
const figure = (n, digits = 10) => n.toLocaleString(lang, { useGrouping: "always", maximumFractionDigits: digits });
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// A number in millions or billions where it is that large.
function short(n) {
  const [scale, word] = [[1e9, words.billion], [1e6, words.million]].find(([each]) => Math.abs(n) >= each) ?? [1, ""];
  return `${figure(n / scale, 2)} ${word}`.trim();
}

// The number that somebody typed, `5 mln` and `5.000.000` alike; NaN for anything else.
const scales = Object.entries(words.scales).sort((a, b) => b[0].length - a[0].length);
const NUMBER = new RegExp(`^([+\\-−]?)(\\d[\\d.,]*)\\s*(${scales.map(([word]) => quoted(word)).join("|")})?$`);
function number(typed) {
  const [, sign, digits, scale] = plain(typed.trim()).replace(/[%€$£]/g, "").trim().match(NUMBER) ?? [];
  if (!digits) { return NaN; }
  const other = words.decimal === "," ? "." : ",";
  const grouped = new RegExp(`^\\d{1,3}(\\${other}\\d{3})+(\\${words.decimal}\\d+)?$|^\\d{1,3}(\\${words.decimal}\\d{3}){2,}$`);
  const bare = grouped.test(digits) ? digits.replaceAll(digits.match(/[.,]/)[0], "") : digits;
  return Number(bare.replace(",", ".")) * (words.scales[scale] ?? 1) * (sign && sign !== "+" ? -1 : 1);
}
