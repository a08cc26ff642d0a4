// Of the script of the index: the lists of what is found, and all parts together.

// --- results -------------------------------------------------------------------------------------
const joined = (parts) => parts.filter(Boolean).join(", ");
const countryOf = (code) => (code === null ? "" : countries[code] ?? code);
function articleItem({ article, hits }) {
  const item = make("li", { class: "hit" }, make("h3", {}, make("a", { href: article.page, dir: "auto" }, article.title)),
    make("p", { class: "meta" }, article.source && words("span", article.source), make("span", {}, article.day === null ? "day not known" : iso(article.day))));
  if (hits.length) {
    const list = make("ul", { class: "what incident" });
    for (const hit of hits.slice(0, 6))
      list.append(make("li", {}, make("a", { class: "v", href: hit.href }, kinds[hit.kind]), " ",
        hit.place && words("span", hit.place), make("span", { class: "reading" }, joined([countryOf(hit.country), stretch(hit.first, hit.last), hit.real === actual ? "" : realis[hit.real]])),
        hit.tolls && make("span", { class: "toll" }, hit.tolls)));
    if (hits.length > 6) list.append(make("li", { class: "reading" }, `and ${hits.length - 6} more`));
    item.append(list);
  }
  const rest = [article.statements && count(article.statements, "statement"), article.policy && count(article.policy, "policy item"), article.look && `${count(article.look, "finding")} to look at`];
  if (rest.some(Boolean)) item.append(make("p", { class: "meta" }, joined(rest)));
  return item;
}
function eventItem([event]) {
  const head = [kinds[event.kind], event.place];
  const link = event.page || event.from.href;
  return make("li", { class: "hit" }, make("h3", {}, make("a", { href: link, dir: "auto" }, joined(head))),
    make("p", { class: "meta" }, make("span", {}, stretch(event.first, event.last) || "day not told"), event.country && words("span", countryOf(event.country)),
      make("span", {}, count(event.reports, "report"))),
    event.tolls && make("p", { class: "toll" }, event.tolls));
}
const eventsOf = (found) => [...found.events].sort(([a], [b]) => (b.first ?? -Infinity) - (a.first ?? -Infinity) || b.reports - a.reports);
function showResults(found) {
  const articlesShown = state.show === "articles";
  choices(byId("show"), "show", [["articles", `Articles ${COUNT.format(found.articles.length)}`], ["events", `Events ${COUNT.format(found.events.size)}`]], state.show);
  const all = articlesShown ? found.articles : eventsOf(found);
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  state.page = Math.min(state.page, pages);
  const begin = (state.page - 1) * PAGE, part = all.slice(begin, begin + PAGE);
  byId("list").start = begin + 1;
  byId("list").replaceChildren(...part.map(articlesShown ? articleItem : eventItem));
  byId("pager").hidden = pages === 1;
  byId("previous").disabled = state.page === 1;
  byId("next").disabled = state.page === pages;
  byId("where").textContent = `${COUNT.format(begin + 1)} to ${COUNT.format(begin + part.length)} of ${COUNT.format(all.length)}`;
}
for (const [id, by] of [["previous", -1], ["next", 1]])
  byId(id).addEventListener("click", () => {
    state.page += by;
    refresh();
    byId("results").focus({ preventScroll: true });
    byId("results").scrollIntoView();
  });

// --- all together --------------------------------------------------------------------------------
let saying = 0, typing = 0;
function say(found) {
  const text = `${COUNT.format(found.articles.length)} of ${count(articles.length, "article")}, ${count(found.incidents.length, "incident")}, ${count(found.events.size, "event")}`;
  clearTimeout(saying);
  saying = setTimeout(() => { if (byId("count").textContent !== text) byId("count").textContent = text; }, 150);
}
function refresh() {
  const found = find();
  showFilters();
  showTotals(found);
  showResults(found);
  say(found);
  writeAddress();
}
function change(to) {
  clearTimeout(typing);
  // What is typed counts at once where something else is chosen.
  Object.assign(state, { q: byId("q").value }, to, { page: 1 });
  refresh();
}
byId("q").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(change, 120, {});
});
byId("clear").addEventListener("click", () => {
  for (const facet of facets) facet.chosen.clear();
  change({ q: "", from: "", to: "" });
  byId("q").focus();
});
addEventListener("hashchange", () => {
  // A link of the page leads to one of its parts, which is no view to be read.
  if (byId(location.hash.slice(1))) return history.replaceState(null, "", wrote ? "#" + wrote : location.pathname);
  readAddress();
  refresh();
});
addEventListener("beforeprint", () => { for (const details of document.querySelectorAll("#totals details")) details.open = true; });

find();
makeFilters();
readAddress();
const wide = matchMedia("(min-width: 64rem)");
const fit = () => (byId("filters").open = wide.matches);
wide.addEventListener("change", fit);
fit();
for (const id of ["filters", "search", "totals", "results"]) byId(id).hidden = false;
refresh();
