// The lists of the page. A row's cells are numbers of texts; `get` gives the text of a column, `figureOf` its number.
class Row {
  constructor(list, cells, marks) { Object.assign(this, { list, cells, marks }); }
  get(column) { return data.pool[this.cells[this.list.at.get(column)]] ?? ""; }
  figureOf(column) { const text = this.get(column); return text === "" ? null : Number(text); }
  get key() { return this.get("_key"); }
  get article() { return data.articles[Number(this.get("_article"))]; }
  get status() { return this.get("status") || "actual"; }
  get measure() { return this.get("metric_class") || this.get("metric"); }
  get amounts() { return ["amount", "amount_max", "amount_min"].map((column) => this.figureOf(column)).filter((n) => n !== null); }

  // Everything that a search looks at.
  get text() {
    this.found ??= plain([
      ...["_company", "_aliases", "_person", "company", "name", "metric", "role", "text", "counterparty", "_amount", "_change", "_previous", "_period", "_value", "_passage"].map((c) => this.get(c)),
      words.metric_classes[this.get("metric_class")], words.role_classes[this.get("role_class")], this.article.title, this.article.id,
    ].filter(Boolean).join("\n"));
    return this.found;
  }
  get figures() {
    const columns = ["amount", "amount_max", "amount_min", "amount_previous", "percent", "percent_max", "percent_previous", "value_min", "value_max"];
    return columns.map((column) => this.figureOf(column)).filter((n) => n !== null).map(Math.abs);
  }
}

class List {
  constructor(source) {
    this.columns = source.columns.filter((column) => !column.startsWith("_"));
    this.at = new Map(source.columns.map((column, i) => [column, i]));
    this.numbers = new Set(source.numbers);
    this.rows = source.rows.map((cells, i) => new Row(this, cells, source.marks[i]));
    this.byKey = new Map(this.rows.map((row) => [row.key, row]));
  }
  has(column) { return this.rows.some((row) => row.get(column) !== ""); }
}
const lists = Object.fromEntries(Object.entries(data.lists).map(([name, source]) => [name, new List(source)]));

// Each statement once: the first of the rows that say the same.
function once(rows) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.get("_group"));
    if (group) { group.push(row); } else { groups.set(row.get("_group"), [row]); }
  }
  return { first: [...groups.values()].map(([row]) => row), of: (row) => groups.get(row.get("_group")) };
}

// Amounts added up by currency and status, of rows that one may add: one measure, nothing denied, no prices per unit, each statement once.
function sums(rows) {
  const counted = once(rows.filter((row) => row.status !== "denied" && !row.get("unit") && row.figureOf("amount") !== null)).first;
  if (new Set(counted.map((row) => row.measure)).size !== 1 || counted.length < 2 || counted[0].measure === "other") { return []; }
  const totals = new Map();
  const several = new Set(counted.map((row) => row.status)).size > 1;
  counted.forEach((row) => {
    const of = several ? `${row.get("currency")} (${words.names[row.status] ?? row.status})` : row.get("currency");
    totals.set(of, (totals.get(of) ?? 0) + row.figureOf("amount"));
  });
  return [...totals];
}

// Rows as the run writes them into csv: what a spreadsheet would take for a formula gets a quote in front.
const [FORMULA, PLAIN_NUMBER] = [new RegExp(`^(?:${data.csv.formula})`), new RegExp(`^(?:${data.csv.number})$`)];
const SEMICOLON = new RegExp(data.csv.semicolon, "g");
function escaped(text) {
  const safe = text.replace(SEMICOLON, "$1'");
  return FORMULA.test(safe) && !PLAIN_NUMBER.test(safe) ? `'${safe}` : safe;
}
function csv(list, rows) {
  const { delimiter, decimal, bom } = data.csv, special = new RegExp(`[${delimiter}"\\n\\r]`);
  const cell = (row, column) => {
    const text = list.numbers.has(column) ? row.get(column).replace(".", decimal) : escaped(row.get(column));
    return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => list.columns.map((column) => cell(row, column)).join(delimiter));
  return `${bom ? "\ufeff" : ""}${[list.columns.join(delimiter), ...lines].join("\n")}\n`;
}

// Rows for the clipboard: a spreadsheet parts them at tabs, and reads numbers as its people write them.
function clip(list, rows) {
  const cell = (row, column) => list.numbers.has(column) ? row.get(column).replace(".", words.decimal) : escaped(row.get(column)).replace(/\s+/g, " ");
  return [list.columns.join("\t"), ...rows.map((row) => list.columns.map((column) => cell(row, column)).join("\t"))].join("\n");
}
