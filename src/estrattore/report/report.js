"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’`]/g, "'").toLowerCase();
  const box = document.createElement("textarea");
  const decoded = (source) => {
    if (!source.includes("&")) { return source; }
    box.innerHTML = source;
    return box.value;
  };
  const figure = (n) => n.toLocaleString(document.documentElement.lang, { useGrouping: "always" });
  const words = JSON.parse(at("words").textContent);
  const search = at("search"), chip = at("chip"), tip = at("tip");
  const wide = matchMedia("(min-width: 62rem)");
  let only = "";  // the name or year that a chart chose, as `company:Eni`

  // An article's body lies in it as text until it is shown: a thousand articles would be slow to open.
  function fill(item) {
    const body = item.querySelector("noscript");
    if (body) {
      body.outerHTML = body.textContent;
      const few = all("details tr", item).length < 200;  // a long list beside its text takes long to lay out
      all("details", item).forEach((each) => { each.open ||= wide.matches && few; });
    }
    item.classList.add("shown");
  }

  // What can be searched and filtered in an item, from its source: its words, without those of the page, and its keys.
  function index(item) {
    const own = item.outerHTML.replace(/<(summary|thead|small)>.*?<\/\1>/gs, "").replace(/<\/(h3|p|div|td)>/g, " ");
    return {
      text: plain(decoded(own.replace(/<[^>]*>/g, ""))),
      keys: new Set([...own.matchAll(/ data-key="([^"]*)"/g)].map((found) => decoded(found[1]))),
    };
  }

  // A list shows a page of the items that fit the filter and hold all the words searched for.
  function list(name, items, size) {
    const more = at(`${name}-more`);
    let limit = size, indexed;
    function draw() {
      const wanted = plain(search.value).split(/\s+/).filter(Boolean);
      if (wanted.length || only) { indexed ??= items.map(index); }
      const fits = items.filter((_, i) => (!only || indexed[i].keys.has(only)) && wanted.every((word) => indexed[i].text.includes(word)));
      const shown = new Set(fits.slice(0, limit));
      items.forEach((item) => { if (!shown.has(item)) { item.classList.remove("shown"); } });
      shown.forEach(fill);
      at(`${name}-n`).textContent = figure(fits.length);
      at(`${name}-shown`).textContent = fits.length ? `${words.shown} ${figure(shown.size)} ${words.of} ${figure(fits.length)}` : words.none;
      more.hidden = shown.size === fits.length;
    }
    more.addEventListener("click", () => { limit += size; draw(); });
    return () => { limit = size; draw(); };
  }
  const lists = [list("articles", all("article"), 20), list("facts", all("#facts tbody tr"), 25)];
  const redraw = () => lists.forEach((draw) => draw());

  function filter(key) {
    const [kind, ...name] = key.split(":");
    only = key;
    chip.hidden = !key;
    chip.className = kind;
    chip.textContent = key && `${words.kinds[kind]}: ${name.join(":")}`;
    chip.title = chip.getAttribute("aria-label");
    redraw();
  }

  // A link's target is shown, opened and focused, also where a search or a page hides it.
  function follow() {
    const id = decodeURIComponent(location.hash.slice(1)), item = at(id.split("-")[0]);
    if (item?.matches("article, tr")) { fill(item); }
    const target = at(id);
    all(".aim").forEach((each) => each.classList.remove("aim"));
    if (!target) { return; }
    const details = target.closest("details"), small = target.matches("mark, tr");
    if (details) { details.open = true; }
    target.classList.add("aim");
    (small && target.querySelector("a") || target).focus({ preventScroll: true });
    target.scrollIntoView({ block: details && wide.matches ? "nearest" : small ? "center" : "start" });
  }

  // The value stands beside its mark, never outside the window.
  function say(link) {
    const place = link.getClientRects()[0];
    tip.textContent = link.dataset.value;
    tip.hidden = false;
    link.setAttribute("aria-describedby", "tip");
    tip.style.left = `${Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${place.top > tip.offsetHeight + 8 ? place.top - tip.offsetHeight - 6 : place.bottom + 6}px`;
  }
  const hush = () => { tip.hidden = true; };
  for (const event of ["mouseover", "focusin"]) {
    document.addEventListener(event, (e) => {
      const link = e.target.closest("a[data-value]");
      if (link) { say(link); } else { hush(); }
    });
  }
  document.addEventListener("focusout", hush);
  document.addEventListener("scroll", () => {  // a focused mark keeps its value while the page moves
    const link = document.activeElement.closest("a[data-value]");
    if (link && !tip.hidden) { say(link); } else { hush(); }
  }, { passive: true });
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") { hush(); } });

  document.addEventListener("click", (e) => {
    const chosen = e.target.closest("[data-filter]"), kind = e.target.closest("[data-kind]"), link = e.target.closest("a[href^='#']");
    if (chosen) { filter(chosen.dataset.filter); }
    if (kind) {
      const off = document.body.classList.toggle(`no-${kind.dataset.kind}`);
      kind.setAttribute("aria-pressed", String(!off));
    }
    if (link) {  // we move, not the browser: its own navigation would take the focus away again
      e.preventDefault();
      history.pushState(null, "", link.getAttribute("href"));
      follow();
    }
  });
  chip.addEventListener("click", () => { filter(""); search.focus(); });
  search.addEventListener("input", redraw);
  search.form.addEventListener("submit", (e) => e.preventDefault());
  search.form.addEventListener("reset", () => setTimeout(() => filter("")));
  window.addEventListener("hashchange", follow);
  redraw();
  window.addEventListener("load", () => setTimeout(follow));  // after the browser's own way to the link, which takes the focus
})();
