// The articles below the table: filled when they are shown, searched as the table is; the value of a mark beside it.
const MORE = 20, LONG = 200; // articles of a page; rows of a list that takes long to lay out beside its text
const items = all("article"), tip = at("tip");
let most = MORE, texts;

// A body lies in its article as text until it is shown: a thousand articles would be slow to open.
function fill(item) {
  const body = item.querySelector("noscript");
  if (body) {
    body.outerHTML = body.textContent;
    const few = all("details tr", item).length < LONG;
    all("details", item).forEach((each) => { each.open ||= wide.matches && few; });
  }
  item.classList.add("shown");
  judging(item);
}

// The words of an article, from its source, without those of the page.
const box = document.createElement("textarea");
function decoded(source) {
  if (!source.includes("&")) { return source; }
  box.innerHTML = source;
  return box.value;
}
function wordsOf(item) {
  const own = item.outerHTML.replace(/<(summary|thead|small)>.*?<\/\1>|<button.*?<\/button>/gs, "").replace(/<\/(h3|p|div|td)>/g, " ");
  return plain(decoded(own.replace(/<[^>]*>/g, "")));
}

// The articles that hold the words searched for and, where the list is narrowed, its rows; a company alone asks only to be named.
function drawArticles() {
  const wanted = searched(state.q), narrowed = active();
  if (wanted.length) { texts ??= items.map(wordsOf); }
  const held = narrowed.length ? new Set(fitting({ searching: false }).map((row) => row.article)) : null;
  if (held && narrowed.join() === "company") {
    const named = new Set(lists[state.view].rows.filter(companyTest(state.company)).map((row) => row.get("_company")));
    data.articles.filter((a) => a.companies.some((n) => named.has(data.pool[n]))).forEach((a) => held.add(a));
  }
  const fit = items.filter((_, i) => (!held || held.has(data.articles[i])) && wanted.every((each) => each.text(texts[i])));
  const shown = new Set(fit.slice(0, most));
  items.forEach((item) => { if (!shown.has(item)) { item.classList.remove("shown"); } });
  shown.forEach(fill);
  drawMarks();
  at("articles-n").textContent = figure(fit.length);
  at("articles-shown").textContent = fit.length ? `${words.shown} ${figure(shown.size)} ${words.of} ${figure(fit.length)}` : words.none;
  at("articles-more").hidden = shown.size === fit.length;
}
at("articles-more").addEventListener("click", () => { most += MORE; drawArticles(); });

// A link's target is shown, opened and focused, also where a search or a page hides it.
function follow(id) {
  const item = at(id.split("-")[0]);
  if (item?.matches("article")) { fill(item); }
  const target = at(id);
  all(".aim").forEach((each) => each.classList.remove("aim"));
  if (!target) { return; }
  const details = target.closest("article details"), small = target.matches("mark, tr");
  if (details) { details.open = true; }
  target.classList.add("aim");
  ((small && target.querySelector("a")) || target).focus({ preventScroll: true });
  target.scrollIntoView({ block: details && wide.matches ? "nearest" : small ? "center" : "start" });
}

// The value stands beside its mark, never outside the window.
function say(link) {
  const beside = link.getClientRects()[0];
  tip.textContent = link.dataset.value;
  tip.hidden = false;
  link.setAttribute("aria-describedby", "tip");
  tip.style.left = `${Math.max(8, Math.min(beside.left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${beside.top > tip.offsetHeight + 8 ? beside.top - tip.offsetHeight - 6 : beside.bottom + 6}px`;
}
const hush = () => { tip.hidden = true; };
for (const event of ["mouseover", "focusin"]) {
  document.addEventListener(event, (e) => {
    const link = e.target.closest("a[data-value]");
    if (link) { say(link); } else { hush(); }
  });
}
document.addEventListener("focusout", hush);
document.addEventListener("scroll", () => { // a focused mark keeps its value while the page moves
  const link = document.activeElement.closest("a[data-value]");
  if (link && !tip.hidden) { say(link); } else { hush(); }
}, { passive: true });

// Where there is no pointer to hover, a first tap on a mark says its value, a second one leads to its row.
let tapped = null;
document.addEventListener("click", (e) => {
  const link = e.target.closest("a[data-value]");
  if (link && e.pointerType === "touch" && tapped !== link) {
    e.preventDefault();
    e.stopImmediatePropagation();
    say(link);
  }
  tapped = link;
});
document.addEventListener("click", (e) => {
  const button = e.target.closest("button[data-kind]");
  if (button) {
    const off = document.body.classList.toggle(`no-${button.dataset.kind}`);
    button.setAttribute("aria-pressed", String(!off));
  }
});
