// What a person says of rows: right, wrong, mended, missing. It stays in this browser, by run, and leaves it as corrections.csv.
const STORE = `estrattore:${data.run}`, WHO = "estrattore:by";
const SIGNS = { right: "✓", wrong: "✗", changed: "✎", missing: "+" };
const NAMES = ["companies", "organizations", "people"];
const GIVEN = { // the columns that a person can give, by table
  facts: ["company", "metric", "amount", "amount_max", "currency", "unit", "percent", "percent_max", "percent_unit", "percent_role", "direction", "period_start", "period_end", "status"],
  companies: ["name", "legal_form"], organizations: ["name"], people: ["name", "role", "role_class", "affiliation"],
  money: ["amount_min", "amount_max", "currency", "modifier", "unit"],
  percentages: ["value_min", "value_max", "unit", "direction", "modifier", "basis"],
  dates: ["date_start", "date_end", "modifier"],
};
const CHOICES = {
  status: ["actual", "forecast", "expectation", "unconfirmed", "denied"], direction: ["", "up", "down"], percent_role: ["", "change", "level", "share"],
  percent_unit: ["", "percent", "permille", "percentage_point", "basis_point"], role_class: ["", ...Object.keys(words.role_classes)],
};
const LINE = ["sha256", "table", "start_char", "end_char", "text", "verdict", "column", "value", "note", "by", "on"];

const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { at("marked").title = words.not_kept; } };
let marks = {};
try { marks = JSON.parse(kept(STORE) ?? "{}"); } catch { marks = {}; }

// A row as corrections name it. Offsets count characters, of which a browser's strings may hold two for one.
const keyOf = (row) => [row.sha, row.table, row.start, row.end, row.fact].join("|");
const points = (text, units) => [...text.slice(0, units)].length;
function rowOf(row) { // of a list of the page
  const [start, end] = row.get("_span").split("-").map(Number), table = row.get("_table");
  return { sha: row.article.sha, n: data.articles.indexOf(row.article), table, start, end, text: row.get("_words"), fact: table === "facts" ? row.get("fact_id") : "", get: (column) => row.get(column) };
}
function rowOfArticle(line) { // of the list beside an article
  const n = items.indexOf(line.closest("article")), values = JSON.parse(line.dataset.values), [start, end] = line.dataset.span.split("-").map(Number);
  const row = { sha: data.articles[n].sha, n, table: line.dataset.table, start, end, fact: "", get: (column) => String(values[column] ?? "") };
  return Object.defineProperty(row, "text", { enumerable: true, get: () => wordsAt(n, start, end) ?? line.dataset.words });
}
const stored = (row) => data.stored[keyOf(row)] ?? data.stored[keyOf({ ...row, fact: "" })];
const verdict = (row) => marks[keyOf(row)]?.verdict ?? stored(row) ?? "";

function mark(row, said, given = {}) {
  const own = said === "wrong" ? [] : GIVEN[row.table].map((column) => [column, row.get(column)]).filter(([, value]) => value !== "");
  const values = { ...(row.fact ? { fact_id: row.fact } : {}), ...Object.fromEntries(own), ...given };
  const { sha, table, start, end, text } = row;
  marks[keyOf(row)] = { sha, table, start, end, text, verdict: said, values, note: "", by: kept(WHO) ?? "", on: new Date().toISOString().slice(0, 10), ...(given.note !== undefined ? { note: given.note } : {}) };
  delete marks[keyOf(row)].values.note;
  settle();
}
function unmark(row) { delete marks[keyOf(row)]; settle(); }
function settle() {
  keep(STORE, JSON.stringify(marks));
  drawTable();
  drawMarks();
}

// The signs beside the rows of articles that are filled, what was added, and the buttons above the table.
function drawMarks() {
  const n = Object.keys(marks).length;
  at("marked").hidden = !n;
  at("marked-n").textContent = figure(n);
  all("article.shown tr[data-span] .judge").forEach((button) => {
    const row = rowOfArticle(button.closest("tr")), said = verdict(row);
    button.textContent = SIGNS[said] ?? "…";
    button.title = words.verdicts[said] ?? words.judge;
  });
  all("article.shown .added").forEach((list) => {
    const { sha } = data.articles[items.indexOf(list.closest("article"))];
    list.replaceChildren(...Object.entries(marks).filter(([, each]) => each.sha === sha && each.verdict === "missing").map(([key, each]) =>
      el("li", {}, `${SIGNS.missing} ${each.text} · ${words.tables[each.table]} `, el("button", { type: "button", onclick: () => { delete marks[key]; settle(); } }, words.unmark))));
  });
}
function judging(item) { // an article's rows get their buttons when it is filled
  all("tr[data-span]", item).forEach((line) => {
    if (!line.querySelector(".judge")) { line.lastElementChild.append(" ", el("button", { type: "button", class: "judge", "aria-label": words.judge, onclick: () => edit(rowOfArticle(line)) }, "…")); }
  });
  const details = item.querySelector("details");
  if (details && !item.querySelector(".added")) {
    details.append(el("ul", { class: "added" }), el("button", { type: "button", class: "add", onclick: () => add(item) }, words.add));
  }
}

// The buttons of an open row.
function judge(row) {
  const own = rowOf(row), said = verdict(own);
  const button = (name, act) => el("button", { type: "button", class: `say ${name}`, "aria-pressed": String(said === name), onclick: act }, `${SIGNS[name]} ${words.verdicts[name]} (${words.keys_of[name]})`);
  return el("p", { class: "steps judgement" }, button("right", () => mark(own, "right")), button("wrong", () => mark(own, "wrong")), button("changed", () => edit(own)),
    marks[keyOf(own)] ? el("button", { type: "button", class: "say", onclick: () => unmark(own) }, words.unmark) : "");
}
function judgeByKey(key) {
  const row = listed.find((each) => each.key === state.row), name = Object.keys(words.keys_of).find((each) => words.keys_of[each] === key);
  if (!row || !name) { return false; }
  if (name === "changed") { edit(rowOf(row)); } else { mark(rowOf(row), name); }
  return true;
}

// The text of an article, also of one that is not filled; null where it was not kept.
function textOf(n) {
  const body = items[n].querySelector("noscript");
  const whole = body ? new DOMParser().parseFromString(body.textContent, "text/html") : items[n];
  return whole.querySelector(".text")?.textContent ?? null;
}
const wordsAt = (n, start, end) => { const text = textOf(n); return text === null ? null : [...text].slice(start, end).join(""); };
function spanOf(n, said, near) { // the place of words that is nearest to another
  const text = textOf(n), found = [];
  for (let i = text?.indexOf(said) ?? -1; said && i >= 0; i = text.indexOf(said, i + 1)) { found.push(points(text, i)); }
  const start = found.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
  return start === undefined ? null : [start, start + [...said].length];
}

// The form in which a row is mended or added.
const editor = at("editor");
let editing = null;
function field(name, value, choices) {
  const control = choices ? el("select", { name }, choices.map((each) => el("option", { value: each, selected: each === value }, words.tables[each] ?? words.names[each] ?? words.role_classes[each] ?? each))) : el("input", { name, autocomplete: "off" });
  if (!choices) { control.value = value; }
  return el("label", {}, el("span", {}, words.fields[name] ?? name), control);
}
function drawEditor(table) {
  const { row, added } = editing, tables = added ? Object.keys(GIVEN) : NAMES.includes(row.table) ? NAMES : [row.table];
  at("editor-fields").replaceChildren(
    field("table", table, tables), field("words", row.text),
    ...GIVEN[table].map((column) => field(`column:${column}`, row.get(column), CHOICES[column])).map((label, i) => { label.firstChild.textContent = GIVEN[table][i]; return label; }),
    field("note", ""), field("by", kept(WHO) ?? ""));
  at("editor-fields").querySelector("[name=table]").onchange = (e) => drawEditor(e.target.value);
}
function edit(row, added = false) {
  editing = { row, added };
  at("editor-error").textContent = "";
  at("editor-title").textContent = added ? words.add : words.verdicts.changed;
  all("#editor .quick").forEach((button) => { button.hidden = added; });
  drawEditor(row.table);
  editor.showModal();
}
function add(item) {
  const n = items.indexOf(item), chosen = getSelection(), text = item.querySelector(".text");
  const inside = text && chosen.rangeCount && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode) ? chosen.getRangeAt(0) : null;
  const before = inside ? document.createRange() : null;
  if (before) { before.setStart(text, 0); before.setEnd(inside.startContainer, inside.startOffset); }
  const said = inside?.toString() ?? "", start = before ? points(before.toString(), Infinity) : 0;
  edit({ sha: data.articles[n].sha, n, table: "facts", start, end: start + [...said].length, text: said, fact: "", get: () => "" }, true);
}
function saveEdit() {
  const { row, added } = editing, given = new FormData(editor.querySelector("form")), table = given.get("table"), said = given.get("words").trim();
  const span = said === row.text && !added ? [row.start, row.end] : spanOf(row.n, said, row.start);
  if (!span) { at("editor-error").textContent = words.not_there; return; }
  keep(WHO, given.get("by"));
  const values = Object.fromEntries(GIVEN[table].map((column) => [column, given.get(`column:${column}`).trim()]).filter(([column, value]) => value !== "" || row.get(column) !== ""));
  for (const [column, value] of Object.entries(values)) { // figures as the tables write them
    if (/^(amount|value|percent)(_min|_max)?$/.test(column) && value && value !== row.get(column)) {
      if (Number.isNaN(number(value))) { at("editor-error").textContent = `${column}: ${words.no_number}`; return; }
      values[column] = String(number(value));
    }
  }
  if (added) { mark({ ...row, table, start: span[0], end: span[1], text: said, get: () => "" }, "missing", { ...values, note: given.get("note") }); } else {
    const [first, last] = row.table !== "facts" ? ["start_char", "end_char"] : row.get("amount") !== "" ? ["amount_start", "amount_end"] : ["percent_start", "percent_end"];
    const moved = span[0] === row.start && span[1] === row.end ? {} : { [first]: String(span[0]), [last]: String(span[1]) };
    mark({ ...row, get: (column) => (GIVEN[table].includes(column) ? row.get(column) : "") }, "changed", { ...values, ...moved, ...(table === row.table ? {} : { table }), note: given.get("note") });
  }
  editor.close();
}
editor.querySelector("form").addEventListener("submit", (e) => { e.preventDefault(); saveEdit(); });
at("editor-cancel").addEventListener("click", () => editor.close());
for (const name of ["right", "wrong"]) { at(`editor-${name}`).addEventListener("click", () => { mark(editing.row, name); editor.close(); }); }

function corrections() {
  const cell = (text) => { const safe = escaped(String(text)); return /[,"\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };
  const lines = Object.values(marks).flatMap((m) => {
    const given = Object.entries(m.values);
    return (given.length ? given : [["", ""]]).map(([column, value]) => [m.sha, m.table, m.start, m.end, m.text, m.verdict, column, value, m.note, m.by, m.on].map(cell).join(","));
  });
  return `${[LINE.join(","), ...lines].join("\n")}\n`;
}
at("marked-save").addEventListener("click", () => save("corrections.csv", corrections(), "text/csv;charset=utf-8"));
at("marked-clear").addEventListener("click", () => { if (confirm(words.clear_sure)) { marks = {}; settle(); } });
