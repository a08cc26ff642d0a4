"use strict";
// The index of a folder of pages: searched, filtered and counted here, with nothing asked of
// anybody. It reads the page's block of data and makes elements and plain text of it, never markup.
// The parts are one script. This one: what there is, what is chosen of it, and what is found.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const { kinds, realis, findings, countries } = data;
const PAGE = 50; // results that are shown at once
const COUNT = new Intl.NumberFormat("en");
const count = (number, noun) => `${COUNT.format(number)} ${noun}${number === 1 ? "" : "s"}`;

// --- rows: articles, incidents and events in the order of rows.py --------------------------------
const articles = data.articles.map(([page, title, source, day, worst, found, coders, look, statements, policy, words]) =>
  ({ page: "articles/" + page, title, source, day, worst, found, coders, look, statements, policy, words, incidents: [] }));
const events = data.events.map(([page, kind, place, country, first, last, killed, wounded, tolls, reports]) =>
  ({ page: page && "events/" + page, kind, place, country, first, last, killed, wounded, tolls, reports, from: null }));
for (const [at, of, kind, country, first, last, coder, real, number, place, tolls] of data.incidents) {
  const incident = { article: articles[at], event: events[of], kind, country, first, last, coder, real, place, tolls, href: `${articles[at].page}#r${number}` };
  incident.article.incidents.push(incident);
  incident.event.from ??= incident;
}
const DAY = 864e5;
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10).replace(/^[+]0*/, "");
const dayOf = (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / DAY : NaN);
const stretch = (first, last) => (first === null ? "" : first === last ? iso(first) : `${iso(first)} to ${iso(last)}`);

// --- what can be chosen --------------------------------------------------------------------------
// An incident's own facets hold for one incident together; an article without any has a stand-in.
const NONE = { kind: -1, country: null, real: -1, first: null, last: null };
const SEVERITIES = ["no finding", "for information", "warning", "error"];
const CODERS = [[4, "both"], [1, "model"], [2, "parser"]];
const facets = [
  { key: "kind", title: "Kind", of: (i) => [i.kind], names: [...kinds.entries(), [-1, "no incident"]] },
  { key: "country", title: "Country", of: (i) => (i.kind < 0 ? [] : [i.country ?? ""]), names: [...Object.entries(countries), ["", "not known"]] },
  { key: "by", title: "Found by", of: (i) => CODERS.filter(([bit]) => i.coder & bit).map(([bit]) => bit), names: CODERS },
  { key: "realis", title: "Realis", of: (i) => (i.kind < 0 ? [] : [i.real]), names: [...realis.entries()] },
  { key: "worst", title: "Worst finding", ofArticle: (a) => [a.worst], names: [...SEVERITIES.entries()].reverse() },
  { key: "finding", title: "Findings", ofArticle: (a) => findings.flatMap((_, n) => (a.found & (1 << n) ? [n] : [])), names: findings.map((name, n) => [n, name.replaceAll("_", " ")]) },
];
for (const facet of facets) {
  facet.chosen = new Set();
  facet.label = new Map(facet.names);
  facet.byName = new Map(facet.names.map(([value, name]) => [facet.key === "country" ? String(value) || "-" : name, value]));
}
const state = { q: "", of: "happened", from: "", to: "", show: "articles", per: "", page: 1 };

// --- the address holds what is chosen ------------------------------------------------------------
const nameOf = (facet, value) => (facet.key === "country" ? String(value) || "-" : facet.label.get(value));
function written() {
  const query = new URLSearchParams();
  if (state.q.trim()) query.set("q", state.q.trim());
  for (const facet of facets) for (const value of facet.chosen) query.append(facet.key, nameOf(facet, value));
  for (const key of ["from", "to"]) if (state[key]) query.set(key, state[key]);
  if (state.of !== "happened") query.set("of", state.of);
  if (state.show !== "articles") query.set("show", state.show);
  if (state.per) query.set("per", state.per);
  if (state.page > 1) query.set("page", state.page);
  return query.toString();
}
function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const one = (key, allowed, otherwise) => (allowed.includes(query.get(key)) ? query.get(key) : otherwise);
  state.q = query.get("q") ?? "";
  for (const facet of facets)
    facet.chosen = new Set(query.getAll(facet.key).filter((name) => facet.byName.has(name)).map((name) => facet.byName.get(name)));
  for (const key of ["from", "to"]) state[key] = Number.isNaN(dayOf(query.get(key) ?? "")) ? "" : query.get(key);
  state.of = one("of", ["happened", "published"], "happened");
  state.show = one("show", ["articles", "events"], "articles");
  state.per = one("per", ["day", "week", "month"], "");
  state.page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
}
let wrote = "";
function writeAddress() {
  wrote = written();
  history.replaceState(null, "", wrote ? "#" + wrote : location.pathname + location.search);
}

// --- what is found -------------------------------------------------------------------------------
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const heap = (article) => (article.heap ??= fold([article.title, article.source, article.words].join(" ")));
const meets = (facet, values) => !facet.chosen.size || values.some((value) => facet.chosen.has(value));
const bit = (facet) => 1 << facets.indexOf(facet);
const DATED = 1 << facets.length, SOUGHT = DATED << 1;
const ofArticles = facets.filter((facet) => facet.ofArticle), ofIncidents = facets.filter((facet) => facet.of);

function find() {
  const words = fold(state.q).split(/\s+/).filter(Boolean);
  const from = dayOf(state.from), to = dayOf(state.to);
  const outside = (first, last) => (!Number.isNaN(from) && !(last >= from)) || (!Number.isNaN(to) && !(first <= to));
  const dated = Boolean(state.from || state.to), happened = state.of === "happened";
  for (const facet of facets) facet.counts = new Map(), facet.last = new Map();
  const add = (facet, value, article) => {
    if (facet.last.get(value) === article) return;
    facet.last.set(value, article);
    facet.counts.set(value, (facet.counts.get(value) ?? 0) + 1);
  };
  const found = { articles: [], incidents: [], events: new Map() };
  for (const article of articles) {
    let fails = words.every((word) => heap(article).includes(word)) ? 0 : SOUGHT;
    if (dated && !happened && (article.day === null || outside(article.day, article.day))) fails |= DATED;
    for (const facet of ofArticles) if (!meets(facet, facet.ofArticle(article))) fails |= bit(facet);
    if (fails & SOUGHT) continue;
    const hits = [];
    let met = false;
    for (const incident of article.incidents.length ? article.incidents : [{ ...NONE, coder: article.coders }]) {
      let misses = dated && happened && (incident.first === null || outside(incident.first, incident.last)) ? DATED : 0;
      for (const facet of ofIncidents) if (!meets(facet, facet.of(incident))) misses |= bit(facet);
      const all = fails | misses;
      for (const facet of ofIncidents) if (!(all & ~bit(facet))) for (const value of facet.of(incident)) add(facet, value, article);
      if (!misses) {
        met = true;
        if (incident.kind >= 0) hits.push(incident);
      }
    }
    if (met) for (const facet of ofArticles) if (!(fails & ~bit(facet))) for (const value of facet.ofArticle(article)) add(facet, value, article);
    if (!met || fails) continue;
    found.articles.push({ article, hits });
    for (const incident of hits) {
      found.incidents.push(incident);
      found.events.set(incident.event, Math.min(incident.real, found.events.get(incident.event) ?? Infinity));
    }
  }
  return found;
}
