// The table: columns of each list, order, pages of rows, the row that is open.
const PAGE = 25;
let limit = PAGE, fits = [], listed = [];

const percent = (row) => { const c = row.figureOf("confidence"); return c === null ? "" : `${figure(c * 100, 0)}%`; };
const signed = (row) => { const n = row.figureOf("percent"); return n === null ? null : row.get("direction") === "down" ? -Math.abs(n) : n; };
const place = (row) => [el("a", { href: address({ ...state, row: "", at: row.get("_place") }) }, row.article.title), el("small", {}, row.article.shown)];
const named = (table, column) => (row) => words[table][row.get(column)] ?? row.get(column);
const status = named("names", "status");

// What stands around a figure, enough to know it by.
const AROUND = 45; // characters on each side
function around(row) {
  const [start = 0, end = 0] = row.marks, whole = row.get("_passage");
  const [a, b] = [Math.max(0, start - AROUND), Math.min(whole.length, end + AROUND)];
  const before = a ? `…${whole.slice(a, start).replace(/^\S*/, "")}` : whole.slice(0, start);
  return before + whole.slice(start, end) + (b < whole.length ? `${whole.slice(end, b).replace(/\S*$/, "")}…` : whole.slice(end));
}

// Column: its words, what is shown, what it is ordered by; `opens` is the cell with the button.
const COLUMNS = {
  facts: [
    { name: "company", label: words.kinds.company, cell: (row) => row.get("_company"), by: (row) => plain(row.get("_company")) },
    { name: "metric", label: words.metric, cell: (row) => row.get("metric"), by: (row) => plain(row.get("metric")), opens: true },
    { name: "amount", label: words.kinds.money, cell: (row) => row.get("_amount"), by: (row) => row.figureOf("amount"), n: true },
    { name: "change", label: words.change, cell: (row) => row.get("_change"), by: signed, n: true },
    { name: "period", label: words.period, cell: (row) => row.get("_period") || (row.get("_due") && `${words.due} ${row.get("_due")}`), by: (row) => row.get("period_start") },
    { name: "status", label: words.status, cell: status, by: status, soft: true },
    { name: "confidence", label: words.confidence, cell: percent, by: (row) => row.figureOf("confidence"), n: true, soft: true },
    { name: "article", label: words.article, cell: place, by: (row) => row.article.day, wide: true },
  ],
  figures: [
    { name: "text", label: words.text, cell: (row) => row.get("text"), by: (row) => plain(row.get("text")), opens: true },
    { name: "value", label: words.value, cell: (row) => row.get("_value"), by: (row) => row.figureOf("amount_min") ?? row.figureOf("value_min"), n: true },
    { name: "reason", label: words.reason, cell: named("reasons", "no_fact"), by: named("reasons", "no_fact"), soft: true },
    { name: "sentence", label: words.sentence, cell: around, by: around, soft: true },
    { name: "article", label: words.article, cell: place, by: (row) => row.article.day, wide: true },
  ],
  people: [
    { name: "person", label: words.kinds.person, cell: (row) => row.get("_person"), by: (row) => plain(row.get("_person")), opens: true },
    { name: "role", label: words.role, cell: (row) => row.get("role"), by: (row) => plain(row.get("role")) },
    { name: "class", label: words.role_class, cell: named("role_classes", "role_class"), by: named("role_classes", "role_class"), soft: true },
    { name: "company", label: words.kinds.company, cell: (row) => row.get("_company"), by: (row) => plain(row.get("_company")) },
    { name: "article", label: words.article, cell: place, by: (row) => row.article.day, wide: true },
  ],
};
// A column that no row fills is left out.
const columns = () => COLUMNS[state.view].filter((column) => column.name === "article" || lists[state.view].rows.some((row) => column.by(row)));

function ordered(rows) {
  const down = state.sort.startsWith("-"), column = columns().find((each) => each.name === state.sort.replace("-", ""));
  if (!column) { return rows; }
  const keyed = rows.map((row) => ({ row, by: column.by(row) ?? "" }));
  const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, lang));
  keyed.sort((a, b) => (a.by === "") - (b.by === "") || (a.by === "" ? 0 : compare(a.by, b.by) * (down ? -1 : 1)));
  return keyed.map(({ row }) => row);
}

function head() {
  const cells = columns().map((column) => {
    const on = state.sort.replace("-", "") === column.name, down = state.sort.startsWith("-");
    const next = on ? (down === Boolean(column.n) ? (down ? column.name : `-${column.name}`) : "") : column.n ? `-${column.name}` : column.name;
    const button = el("button", { type: "button", "data-sort": column.name, onclick: () => go({ sort: next }) }, column.label);
    return el("th", { scope: "col", class: column.n && "n", "aria-sort": on && (down ? "descending" : "ascending") }, button);
  });
  at("rows").tHead.replaceChildren(el("tr", {}, cells));
}

function line(row, same) {
  const open = state.row === row.key;
  const cells = columns().map((column) => {
    const shown = column.cell(row);
    const said = column.opens ? verdict(rowOf(row)) : "";
    const sign = said ? el("small", { class: `sign ${said}`, title: words.verdicts[said] }, ` ${SIGNS[said]}`) : "";
    const times = column.opens && same.length > 1 ? el("small", { class: "times", title: words.repeated }, `×${same.length}`) : "";
    const inside = column.opens ? el("button", { type: "button", class: "open", "aria-expanded": String(open), onclick: () => go({ row: open ? "" : row.key }) }, shown || "–") : shown;
    return el("td", { class: [column.n && "n", column.soft && "soft", column.wide && "place"].filter(Boolean).join(" ") || undefined, "data-column": column.name }, inside, sign, times);
  });
  return el("tr", { id: `row-${row.key}`, class: `${row.status}${open ? " opened" : ""}` }, cells);
}

function drawTable() {
  const { first, of } = once(fits);
  listed = ordered(state.repeats ? fits : first);
  const open = listed.findIndex((row) => row.key === state.row);
  if (open >= limit) { limit = open + PAGE; }
  const shown = listed.slice(0, limit);
  head();
  at("rows").tBodies[0].replaceChildren(...shown.flatMap((row) => {
    const same = state.repeats ? [row] : of(row);
    return row.key === state.row ? [line(row, same), opened(row, of(row))] : [line(row, same)];
  }));
  at("rows").hidden = !listed.length;
  at("rows").className = state.view;
  const every = lists[state.view].rows, total = once(every).first.length;
  at("shown").textContent = listed.length ? `${figure(listed.length)} ${words.of} ${figure(state.repeats ? every.length : total)}` : words.none;
  at("sum").textContent = sums(fits).map(([currency, n]) => `${short(n)} ${currency}`).join(" · ");
  at("summed").hidden = !at("sum").textContent;
  at("rows-more").hidden = shown.length === listed.length;
}

// The row so many rows further on, from the open one or from the one that holds the focus.
function step(by) {
  const held = document.activeElement.closest("#rows tbody tr")?.id.replace(/^row-/, "");
  const from = listed.findIndex((row) => row.key === (state.row || held)), next = listed[from < 0 ? 0 : from + by];
  if (next) { go({ row: next.key }); }
}
