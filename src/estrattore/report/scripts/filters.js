// Filters: what the address says, and which rows fit it. `state` holds every filter; what is as usual is left out of the address.
const USUAL = { view: "facts", status: "actual" };
const FIELDS = ["view", "q", "company", "class", "status", "role", "reason", "currency", "unit", "from", "to", "min", "max", "conf", "article", "repeats", "sort", "row", "at"];
const OPTIONS = { class: "measure", status: "status", role: "role_class", reason: "no_fact", currency: "currency", unit: "unit" };
const VIEWS = { // which filters a list has
  facts: ["company", "class", "status", "currency", "unit", "from", "to", "min", "max", "conf", "article"],
  figures: ["reason", "currency", "unit", "min", "max", "article"],
  people: ["company", "role", "article"],
};
let state = {};

function read(hash) {
  const given = hash.includes("=") ? new URLSearchParams(hash) : new URLSearchParams(hash ? { at: hash } : {});
  const told = Object.fromEntries(FIELDS.map((name) => [name, given.get(name) ?? USUAL[name] ?? ""]));
  return Object.hasOwn(VIEWS, told.view) ? told : { ...told, view: "facts" };
}
function address(wanted) {
  const kept = FIELDS.filter((name) => wanted[name] !== (USUAL[name] ?? "")).map((name) => [name, wanted[name]]);
  return kept.length ? `#${new URLSearchParams(kept)}` : "#";
}

// First or last day of what was typed: 2024, 2024-03, 2024-03-05; months and days that do not exist compare well enough.
const day = (typed, rest) => (/^\d{4}(-\d{2}){0,2}$/.test(typed.trim()) ? typed.trim() + rest.slice(typed.trim().length) : "");
const value = (row, name) => (OPTIONS[name] === "measure" ? row.measure : OPTIONS[name] === "status" ? row.status : row.get(OPTIONS[name]));
const chosen = (name) => (row) => value(row, name) === state[name];

// A company is called by its name or one of its others; only if no company is called so, by a part of them.
function companyTest(typed) {
  const wanted = plain(typed.trim()), names = (row) => plain(`${row.get("_company")}|${row.get("_aliases")}`).split("|");
  const exact = (row) => names(row).includes(wanted);
  const part = new RegExp(`(?<![\\p{L}\\p{N}])${quoted(wanted)}`, "u");
  return lists[state.view].rows.some(exact) ? exact : (row) => names(row).some((name) => part.test(name));
}
function articleTest(typed) {
  const wanted = plain(typed.trim()), is = (a) => plain(a.id) === wanted || plain(a.title) === wanted;
  const fits = data.articles.some(is) ? is : (a) => wanted.split(/\s+/).every((word) => plain(`${a.title} ${a.id}`).includes(word));
  const known = new Map(data.articles.map((a) => [a, fits(a)]));
  return (row) => known.get(row.article);
}
function periodTest() {
  const from = day(state.from, "0000-01-01") || "0000", to = day(state.to, "9999-12-31") || "9999-12-31";
  return (row) => row.get("period_start") !== "" && (row.get("period_end") || row.get("period_start")) >= from && row.get("period_start") <= to;
}
function amountTest() {
  const min = state.min ? number(state.min) : -Infinity, max = state.max ? number(state.max) : Infinity;
  return (row) => row.amounts.length > 0 && Math.max(...row.amounts) >= min && Math.min(...row.amounts) <= max;
}

// The words of a search; a figure, with its scale if one follows, fits that number too, however it is written.
function searched(typed) {
  const parts = plain(typed).split(/\s+/).filter(Boolean), tests = [];
  for (let i = 0; i < parts.length; i += 1) {
    const pair = `${parts[i]} ${parts[i + 1]}`, whole = Number.isNaN(number(pair)) ? parts[i] : pair, n = number(whole);
    if (whole === pair) { i += 1; }
    const alone = new RegExp(`(?<![\\d]|\\d[.,])${quoted(whole)}(?!\\d|[.,]\\d)`);
    tests.push(Number.isNaN(n) ? { text: (t) => t.includes(whole), row: () => false } : { text: (t) => alone.test(t), row: (row) => row.figures.includes(Math.abs(n)) });
  }
  return tests;
}

// The rows that fit, and how many tests beside the search and the usual ones there were.
function fitting({ searching = true } = {}) {
  const fields = VIEWS[state.view].filter((name) => state[name] && !(name === "status" && state.status === "all"));
  const tests = fields.filter((name) => name in OPTIONS).map(chosen);
  if (fields.includes("company")) { tests.push(companyTest(state.company)); }
  if (fields.includes("article")) { tests.push(articleTest(state.article)); }
  if (fields.includes("from") || fields.includes("to")) { tests.push(periodTest()); }
  if (fields.includes("min") || fields.includes("max")) { tests.push(amountTest()); }
  if (fields.includes("conf")) { tests.push((row) => row.figureOf("confidence") >= number(state.conf) / 100); }
  if (searching) { tests.push(...searched(state.q).map((each) => (row) => each.text(row.text) || each.row(row))); }
  return lists[state.view].rows.filter((row) => tests.every((test) => test(row)));
}

// The filters that narrow the list beyond what it usually shows.
const active = () => VIEWS[state.view].filter((name) => state[name] !== (USUAL[name] ?? "") && !(name === "status" && state.status === "all"));

// What the usual status and the list hide of what was asked for, and the way there.
function beside() {
  if (state.view !== "facts") { return []; }
  const shown = once(fits).first.length, figures = { ...read(""), view: "figures", q: state.q, article: state.article };
  const offers = [[words.other_status, { ...state, row: "", status: "all" }, shown], [words.figures, figures, 0]];
  return offers.filter((_, i) => (i ? state.q : state.status !== "all")).map(([said, wanted, less]) => {
    const own = state;
    state = wanted;
    const n = once(fitting()).first.length - less;
    state = own;
    return n > 0 ? el("a", { href: address(wanted) }, `${said}: ${figure(n)}`) : "";
  });
}
