// An open row: its sentence in place with all parts marked, and everything that the row says.
const OF_FACTS = [
  [words.kinds.company, (row) => [row.get("_company"), row.get("company") !== row.get("_company") && `(${row.get("company")})`].filter(Boolean).join(" ")],
  [words.metric, (row) => [row.get("metric"), words.metric_classes[row.get("metric_class")] !== row.get("metric") && words.metric_classes[row.get("metric_class")] && `(${words.metric_classes[row.get("metric_class")]})`].filter(Boolean).join(" ")],
  [words.kinds.money, (row) => row.get("_amount") && `${row.get("_amount")} = ${row.amounts.map((n) => figure(n)).filter((n, i, every) => every.indexOf(n) === i).join(" – ")}`],
  [words.change, (row) => [row.get("_change"), words.names[row.get("basis")]].filter(Boolean).join(", ")],
  [words.previous, (row) => row.get("_previous")],
  [words.period, (row) => row.get("_period")],
  [words.due, (row) => row.get("_due")],
  [words.counterparty, (row) => [row.get("counterparty"), words.parties[row.get("counterparty_role")] && `(${words.parties[row.get("counterparty_role")]})`].filter(Boolean).join(" ")],
  [words.status, (row) => words.names[row.get("status")] ?? row.get("status")],
  [words.confidence, percent],
];
const SAID = {
  facts: OF_FACTS,
  figures: [[words.value, (row) => row.get("_value")], [words.reason, named("reasons", "no_fact")]],
  people: [[words.role, (row) => row.get("role")], [words.role_class, named("role_classes", "role_class")], [words.kinds.company, (row) => row.get("_company")]],
};

function marked(row) {
  const whole = row.get("_passage") || row.get("sentence"), parts = [];
  let done = 0;
  for (let i = 0; i < row.marks.length; i += 3) {
    const [start, end, part] = row.marks.slice(i, i + 3);
    parts.push(whole.slice(done, start), el("mark", { class: part, "data-part": words.kinds[part] ?? words[part] }, whole.slice(start, end)));
    done = end;
  }
  return el("blockquote", { lang: "it" }, ...parts, whole.slice(done));
}

function opened(row, same) {
  const said = SAID[state.view].map(([name, value]) => [name, value(row)]).filter(([, value]) => value);
  const others = same.filter((each) => each !== row).map((each) => el("li", {}, place(each)));
  const at = listed.indexOf(row), move = (by, label) => el("button", { type: "button", disabled: !listed[at + by], onclick: () => step(by), class: "step" }, label);
  return el("tr", { class: "detail" }, el("td", { colspan: columns().length },
    el("div", { class: "passage" },
      el("div", {}, marked(row), el("p", { class: "meta from" }, place(row)),
        others.length ? el("details", {}, el("summary", {}, `${words.also} (${others.length})`), el("ul", {}, others)) : ""),
      el("dl", {}, said.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]))),
    judge(row),
    el("p", { class: "steps" }, move(-1, `↑ ${words.before}`), move(1, `↓ ${words.next}`), el("small", {}, words.keys))));
}
