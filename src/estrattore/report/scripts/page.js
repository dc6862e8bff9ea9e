// The page: what the address says is what is shown; every control writes into the address.
const form = at("filters"), controls = [...form.elements].filter((each) => each.name);
let drawn = null; // the address that is shown
if (matchMedia("(max-width: 44rem)").matches) { at("more-filters").lastElementChild.prepend(...all("#filters > .main > label:not(.search)")); }

// The choices of a list, with how often each stands in it; one that the address asks for is there in any case.
function choices(name) {
  const label = { class: words.metric_classes, status: words.names, role: words.role_classes, reason: words.reasons }[name] ?? {};
  const counts = new Map();
  once(lists[state.view].rows).first.forEach((row) => { const v = value(row, name); if (v) { counts.set(v, (counts.get(v) ?? 0) + 1); } });
  if (state[name] && state[name] !== "all" && !counts.has(state[name])) { counts.set(state[name], 0); }
  const known = [...counts].map(([v, n]) => [v, label[v] ?? v, n]).sort((a, b) => a[1].localeCompare(b[1], lang));
  const any = el("option", { value: name === "status" ? "all" : "" }, words.any);
  return [any, ...known.map(([v, said, n]) => el("option", { value: v }, `${said} (${figure(n)})`))];
}

function drawForm() {
  const shown = VIEWS[state.view];
  controls.forEach((control) => {
    const { name } = control;
    if (name in OPTIONS && shown.includes(name)) { control.replaceChildren(...choices(name)); }
    if (control.type === "checkbox") { control.checked = Boolean(state[name]); } else if (control !== document.activeElement || control.value !== state[name]) { control.value = state[name]; }
    const filled = !(name in OPTIONS) || control.options.length > 1;
    control.closest("label").hidden = !["q", "repeats"].includes(name) && !(shown.includes(name) && filled);
  });
  at("confidence").hidden ||= !lists.facts.has("confidence");
  const again = lists[state.view].rows.length - once(lists[state.view].rows).first.length;
  at("repeats-n").textContent = figure(again);
  at("repeats-n").closest("label").hidden = !again;
  const rest = all("#more-filters label").filter((label) => !label.hidden);
  at("more-filters").hidden = !rest.length;
  at("more-n").textContent = rest.filter((label) => active().includes(label.control.name)).length || "";
  all("[data-view]").forEach((link) => {
    const { view } = link.dataset;
    link.href = address({ ...read(""), view, q: state.q, article: state.article, sort: "" });
    link.toggleAttribute("aria-current", view === state.view);
    if (view === state.view) { link.setAttribute("aria-current", "true"); }
  });
  const named = (name) => (name in OPTIONS ? all(`[name=${name}] option`).find((o) => o.value === state[name])?.textContent.replace(/ \([^()]*\)$/, "") : state[name]);
  at("chips").firstElementChild.replaceChildren(...active().map((name) => el("button", { type: "button", class: `chip ${name}`, title: words.no_filter, onclick: () => go({ [name]: USUAL[name] ?? "" }) },
    `${form.elements[name].closest("label").querySelector("span").textContent}: ${named(name)}`)));
  at("chips").hidden = !active().length && !state.q;
}

// Show what the address says. Only what changed is drawn anew, so that an open row costs no charts.
function show() {
  state = read(location.hash.slice(1));
  const filters = address({ ...state, row: "", at: "", sort: "" });
  const fresh = filters !== drawn;
  if (fresh) {
    [limit, most, drawn] = [PAGE, MORE, filters];
    drawForm();
    fits = fitting();
    drawCharts(fits);
    drawArticles();
    at("beside").replaceChildren(...beside());
  }
  drawTable();
  if (state.at) { follow(decodeURIComponent(state.at)); } else if (state.row) { reveal(); }
}
function reveal() {
  const line = at(`row-${state.row}`), box = line?.getBoundingClientRect(), below = line?.nextElementSibling.getBoundingClientRect();
  if (line && (box.top < at("filters").getBoundingClientRect().bottom || below.bottom > innerHeight)) { line.scrollIntoView({ block: "center" }); }
  line?.querySelector("button.open").focus({ preventScroll: true });
}

// A new state becomes the address; typing replaces the last one, so that a step back leaves the filter, not a letter.
function go(change, { typing = false } = {}) {
  const next = address({ ...state, at: "", ...change });
  if (next === (location.hash || "#")) { return; }
  history[typing ? "replaceState" : "pushState"](null, "", next);
  show();
}

let waiting;
form.addEventListener("input", (e) => {
  const { name, type, checked, value: typed, tagName } = e.target;
  const wanted = { [name]: type === "checkbox" ? (checked ? "1" : "") : typed, row: "" };
  clearTimeout(waiting);
  if (tagName === "SELECT" || type === "checkbox") { go(wanted); } else { waiting = setTimeout(() => go(wanted, { typing: true }), 80); }
});
form.addEventListener("submit", (e) => e.preventDefault());
form.addEventListener("reset", (e) => { e.preventDefault(); go({ ...read(""), view: state.view }); });
document.addEventListener("click", (e) => { // we move, not the browser: its own navigation would take the focus away again
  const link = e.target.closest("a[href^='#']"), to = link?.getAttribute("href");
  if (!link || e.defaultPrevented || e.ctrlKey || e.metaKey || e.shiftKey) { return; }
  e.preventDefault();
  const hash = to.slice(1);
  const next = hash.includes("=") || !hash ? to : address({ ...state, ...(at(hash)?.closest("table#rows") ? {} : { row: "" }), at: hash });
  history.pushState(null, "", next);
  show();
});
at("rows").addEventListener("click", (e) => { // the whole row opens it; its buttons and links do their own
  const line = e.target.closest("tbody tr[id]");
  if (line && !e.target.closest("a, button") && !String(getSelection())) { line.querySelector("button.open").click(); }
});
at("rows-more").addEventListener("click", () => { limit += PAGE; drawTable(); });
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") { hush(); if (state.row && !editor.open && !e.target.matches("input, select, textarea")) { const { row } = state; go({ row: "" }); at(`row-${row}`)?.querySelector("button").focus(); } return; }
  if (editor.open || e.target.matches("input, select, textarea") || e.ctrlKey || e.metaKey || e.altKey) { return; }
  const by = { j: 1, k: -1 }[e.key] ?? (e.target.closest("#rows tbody") ? { ArrowDown: 1, ArrowUp: -1 }[e.key] : undefined);
  if (by) { e.preventDefault(); step(by); } else if (state.row && judgeByKey(e.key)) { e.preventDefault(); }
});

// What is listed, for a spreadsheet.
function save(name, content, type) {
  const link = el("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
async function copy(content) {
  try { await navigator.clipboard.writeText(content); } catch { // without the right to the clipboard, as a selection
    const area = el("textarea", {});
    area.value = content;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
at("csv").addEventListener("click", () => save(`${state.view}.csv`, csv(lists[state.view], listed), "text/csv;charset=utf-8"));
at("copy").addEventListener("click", async () => { await copy(clip(lists[state.view], listed)); at("done").textContent = `${words.copied}: ${figure(listed.length)}`; });

at("companies").append(...counted(lists.facts.rows.map((row) => row.get("_company"))).map(([name]) => el("option", { value: name })));
at("titles").append(...data.articles.map((a) => el("option", { value: a.title })));
all("[data-count]").forEach((each) => { each.textContent = figure(once(lists[each.dataset.count].rows).first.length); });
window.addEventListener("popstate", show);
window.addEventListener("hashchange", show);
show();
window.addEventListener("load", () => setTimeout(() => { if (state.at) { follow(decodeURIComponent(state.at)); } })); // after the browser's own way to the link, which takes the focus
