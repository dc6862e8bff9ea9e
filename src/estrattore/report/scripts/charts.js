// Charts of the rows that fit: bars, years, amounts on a logarithmic scale. A mark leads to what it stands for.
const WIDTH = 400, ROW = 32, TOP = 8, LETTERS = 44; // pixels; names of a ranking; letters that fit beside a figure
const YEARS = 20, HEIGHT = 120; // of the timeline
const LANES = 4, LABEL = 50, LANE = 64, DOT = 6, DOTS = 400; // currencies; a lane of more amounts shows columns
const svg = (name, attributes, ...children) => el(`svg:${name}`, attributes, ...children);
const text = (x, y, said, anchor = "start") => svg("text", { x, y, "text-anchor": anchor }, String(said));

function counted(names) {
  const counts = new Map();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return [...counts].sort((a, b) => b[1] - a[1] || String(a[0]).localeCompare(b[0], lang));
}
function drawing(height, parts) {
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${height}` }, parts);
}
function linked(to, said, ...parts) {
  return svg("a", { href: address({ ...state, row: "", at: "", ...to }), "aria-label": said }, svg("title", {}, said), ...parts);
}

function bars(counts, to) {
  const most = counts[0]?.[1] ?? 1;
  const rows = counts.slice(0, TOP).map(([name, n], i) => {
    const y = i * ROW, label = name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name;
    return linked(to(name), `${name}: ${figure(n)}`,
      svg("rect", { class: "whole", y, width: WIDTH, height: ROW }), text(0, y + 15, label), text(WIDTH, y + 15, figure(n), "end"),
      svg("rect", { class: "track", y: y + 21, width: WIDTH, height: 4 }), svg("rect", { y: y + 21, width: (WIDTH * n) / most, height: 4 }));
  });
  const rest = counts.length - TOP;
  return { drawn: counts.length ? drawing(rows.length * ROW, rows) : null, note: rest > 0 ? `${words.rest}: ${figure(rest)}` : "" };
}

// A column for each year of the stretch that holds most of them; the latest of several.
function timeline(years) {
  const counts = new Map(counted(years)), known = [...counts.keys()];
  if (!known.length) { return { drawn: null, note: "" }; }
  const inside = (last) => known.filter((year) => last - YEARS < year && year <= last);
  const held = (last) => inside(last).reduce((sum, year) => sum + counts.get(year), 0);
  const last = known.reduce((best, year) => (held(year) > held(best) || (held(year) === held(best) && year > best) ? year : best));
  const first = Math.min(...inside(last)), step = Math.min(WIDTH / (last - first + 1), 48);
  const most = Math.max(...inside(last).map((year) => counts.get(year))), every = Math.ceil(34 / step); // a label is some 30 pixels wide
  const parts = [];
  for (let year = first; year <= last; year += 1) {
    const n = counts.get(year) ?? 0, x = (year - first) * step, tall = (HEIGHT * n) / most, middle = x + step / 2;
    if (n) {
      parts.push(linked({ from: String(year), to: String(year) }, `${year}: ${figure(n)}`,
        svg("rect", { class: "whole", x, width: step, height: HEIGHT + 40 }), svg("rect", { x: x + 1, y: 20 + HEIGHT - tall, width: step - 2, height: tall }),
        ...(step > 6 * String(n).length ? [text(middle, 14 + HEIGHT - tall, n, "middle")] : [])));
    }
    if ((last - year) % every === 0) { parts.push(text(middle, 36 + HEIGHT, year, "middle")); }
  }
  parts.push(svg("line", { x1: 0, y1: 20 + HEIGHT, x2: WIDTH, y2: 20 + HEIGHT }));
  const outside = years.length - held(last);
  return { drawn: drawing(HEIGHT + 44, parts), note: outside ? `${words.outside}: ${figure(outside)}` : "" };
}

// Amounts piled up, a lane for each of the commonest currencies; a dot opens its row.
function amounts(rows) {
  const priced = rows.map((row) => ({ row, n: row.amounts[0], currency: row.get("currency") })).filter(({ n }) => n > 0);
  const currencies = counted(priced.map(({ currency }) => currency)).slice(0, LANES).map(([currency]) => currency);
  const shown = priced.filter(({ currency }) => currencies.includes(currency));
  if (!shown.length) { return { drawn: null, note: "" }; }
  const logs = shown.map(({ n }) => Math.log10(n)), low = Math.floor(Math.min(...logs)), high = Math.max(Math.ceil(Math.max(...logs)), low + 1);
  const across = (log) => LABEL + DOT + ((log - low) * (WIDTH - LABEL - 2 * DOT)) / (high - low);
  let base = 0;
  const parts = currencies.flatMap((currency) => {
    const [drawn, height] = lane(shown.filter((each) => each.currency === currency), across, base);
    base += height;
    return [...drawn, text(0, base - 2, currency), svg("line", { x1: LABEL, y1: base, x2: WIDTH, y2: base })];
  });
  const step = Math.max(3, 3 * Math.ceil((high - low) / 12)), powers = [];
  for (let power = low; power <= high; power += 1) { if (power % step === 0) { powers.push(power); } }
  const grid = (powers.length ? powers : [low]).flatMap((power) => [
    svg("line", { x1: across(power), y1: 0, x2: across(power), y2: base }), text(across(power), base + 16, short(10 ** power), "middle")]);
  return { drawn: drawing(base + 24, [...grid, ...parts]), note: words.dots };
}
function lane(each, across, top) {
  const piles = new Map(), slot = ({ n }) => Math.round(across(Math.log10(n)) / DOT) * DOT;
  each.forEach((one) => piles.set(slot(one), (piles.get(slot(one)) ?? 0) + 1));
  const tallest = Math.max(...piles.values()), rise = Math.min(DOT, LANE / tallest), height = tallest * rise + 16;
  if (each.length > DOTS) {
    return [[...piles].map(([x, n]) => svg("rect", { x: x - DOT / 2, y: top + height - n * rise, width: DOT, height: n * rise }, svg("title", {}, figure(n)))), height];
  }
  const risen = new Map();
  return [each.map((one) => {
    const x = slot(one), n = (risen.get(x) ?? 0) + 1;
    risen.set(x, n);
    const dot = linked({ row: one.row.key }, [one.row.get("_company"), one.row.get("metric"), one.row.get("_amount") || one.row.get("text")].filter(Boolean).join(", "),
      svg("circle", { cx: x, cy: top + height - n * rise + rise / 2 - 1, r: DOT / 2 - 0.4 }));
    dot.setAttribute("tabindex", "-1"); // the rows serve the keyboard
    return dot;
  }), height];
}

// All charts of the rows that fit; names in articles count those of the rows' articles, of all articles without a filter.
function drawCharts(rows) {
  const each = once(rows).first, articles = active().length || state.q ? [...new Set(rows.map((row) => row.article))] : data.articles;
  const facts = state.view === "facts", named = (what) => counted(articles.flatMap((a) => a[what]).map((n) => data.pool[n]));
  const drawn = {
    "by-facts": bars(facts ? counted(each.map((row) => row.get("_company"))) : [], (company) => ({ company })),
    amounts: amounts(each),
    years: timeline(facts ? each.map((row) => Number(row.get("period_start").slice(0, 4))).filter(Boolean) : []),
    "by-companies": bars(named("companies"), (company) => ({ view: "facts", company, q: "" })),
    "by-people": bars(named("people"), (q) => ({ view: "people", q, company: "" })),
  };
  for (const [name, chart] of Object.entries(drawn)) {
    const figureOf = at(`chart-${name}`);
    figureOf.hidden = !chart.drawn;
    all("svg, .note", figureOf).forEach((old) => old.remove());
    if (chart.drawn) { figureOf.append(chart.drawn, ...(chart.note ? [el("p", { class: "note" }, chart.note)] : [])); }
  }
  at("charts").hidden = Object.values(drawn).every((chart) => !chart.drawn);
}
