"use strict";
// The index of a folder of pages: searched, filtered and counted here, with nothing asked of
// anybody. It reads the page's block of data and makes elements and plain text of it, never markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { kinds, realis, findings, countries } = data;
  const PAGE = 50; // results that are shown at once
  const COUNT = new Intl.NumberFormat("en");
  const count = (number, noun) => `${COUNT.format(number)} ${noun}${number === 1 ? "" : "s"}`;

  // --- rows: articles, incidents and events in the order of rows.py ---------------------------
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

  // --- what can be chosen ------------------------------------------------------------------------
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

  // --- the address holds what is chosen ---------------------------------------------------------
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

  // --- what is found ------------------------------------------------------------------------------
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

  // --- elements ---------------------------------------------------------------------------------------
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== "" && child !== null));
    return element;
  }
  const words = (tag, text, attributes = {}) => make(tag, { dir: "auto", ...attributes }, text);
  // Buttons stay the same elements: a list that is made anew may be so between press and release.
  function choices(box, key, options, chosen) {
    for (const [n, [value, name]] of options.entries()) {
      let button = box.children[n];
      if (!button) {
        button = make("button", { type: "button" });
        button.addEventListener("click", () => change({ [key]: value }));
        box.append(button);
      }
      button.setAttribute("aria-pressed", String(value === chosen));
      button.textContent = name;
    }
  }

  // --- filters --------------------------------------------------------------------------------------------
  const controls = new Map();
  function makeFilters() {
    const box = byId("facets");
    const dates = make("fieldset", {}, make("legend", {}, "Date"));
    const kindsOfDay = make("select", { id: "of" }, make("option", { value: "happened" }, "it happened"), make("option", { value: "published" }, "it was published"));
    dates.append(make("p", { class: "field" }, make("label", { for: "of" }, "Day on which"), kindsOfDay));
    for (const [key, name] of [["from", "From"], ["to", "To"]])
      dates.append(make("p", { class: "field" }, make("label", { for: key }, name), make("input", { id: key, type: "date" })));
    box.append(dates);
    for (const key of ["of", "from", "to"]) dates.querySelector("#" + key).addEventListener("change", (event) => change({ [key]: event.target.value }));
    for (const facet of facets) {
      const set = make("fieldset", {}, make("legend", {}, facet.title));
      const list = make("div", { class: "options" });
      const shown = facet.names.filter(([value]) => facet.counts.get(value)).sort((a, b) =>
        facet.key === "kind" || facet.key === "country" || facet.key === "finding" ? facet.counts.get(b[0]) - facet.counts.get(a[0]) : 0);
      for (const [value, name] of shown) {
        const input = make("input", { type: "checkbox" }), number = make("span", { class: "number" });
        const label = make("label", {}, input, words("span", name), " ", number);
        input.addEventListener("change", () => {
          input.checked ? facet.chosen.add(value) : facet.chosen.delete(value);
          change({});
        });
        list.append(label);
        controls.set(input, { facet, value, number, label });
      }
      set.append(list);
      if (shown.length) box.append(set);
    }
  }
  function showFilters() {
    for (const [input, { facet, value, number, label }] of controls) {
      const found = facet.counts.get(value) ?? 0;
      input.checked = facet.chosen.has(value);
      number.textContent = COUNT.format(found);
      label.classList.toggle("zero", !found);
    }
    for (const key of ["q", "of", "from", "to"]) if (byId(key).value !== state[key]) byId(key).value = state[key];
    const active = facets.reduce((sum, facet) => sum + facet.chosen.size, 0) + Boolean(state.from) + Boolean(state.to);
    byId("active").textContent = active ? `(${active} chosen)` : "";
    byId("clear").hidden = !active && !state.q;
  }

  // --- totals ------------------------------------------------------------------------------------------------
  const MOST = 120; // bars at most
  const monthOf = (day) => ((d) => d.getUTCFullYear() * 12 + d.getUTCMonth())(new Date(day * DAY));
  const PERIODS = {
    day: { of: (day) => day, name: iso },
    week: { of: (day) => Math.floor((day + 3) / 7), name: (week) => `week of ${iso(week * 7 - 3)}` },
    month: { of: monthOf, name: (month) => `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((((month % 12) + 12) % 12) + 1).padStart(2, "0")}` },
  };
  const actual = realis.indexOf("actual");
  const fresh = () => ({ incidents: 0, killed: sums(), wounded: sums() });
  const sums = () => ({ low: 0, best: 0, high: 0, open: false, told: 0 });
  function addToll(sum, bounds) {
    if (!bounds) return;
    const [low, best, high] = bounds;
    const least = low ?? (best === null && high === null ? null : 0);
    if (least === null && best === null) return;
    sum.told += 1;
    sum.low += least ?? 0;
    sum.best += best ?? low ?? 0;
    sum.high += high ?? Math.max(best ?? 0, low ?? 0);
    sum.open ||= high === null;
  }
  function total(found) {
    const happened = [...found.events].filter(([, real]) => real === actual).map(([event]) => event);
    const dated = happened.filter((event) => event.first !== null);
    const days = dated.filter((event) => event.first === event.last).map((event) => event.first).sort((a, b) => a - b);
    const span = days.length ? days.at(-1) - days[Math.floor(days.length / 10)] : 0;
    const per = state.per || (span <= 45 ? "day" : span <= 300 ? "week" : "month");
    const period = PERIODS[per], buckets = new Map();
    let loose = 0;
    for (const event of dated) {
      const at = period.of(event.first);
      if (period.of(event.last) !== at) { loose += 1; continue; }
      if (!buckets.has(at)) buckets.set(at, fresh());
      const bucket = buckets.get(at);
      bucket.incidents += 1;
      addToll(bucket.killed, event.killed);
      addToll(bucket.wounded, event.wounded);
    }
    const all = [...buckets.keys()].sort((a, b) => a - b);
    // From the latest backwards, as far as there are bars; of gaps of many years nothing is shown.
    const last = all.at(-1), first = all.find((at) => at > last - MOST);
    const shown = [];
    for (let at = first; at <= last; at += 1) shown.push([at, buckets.get(at) ?? fresh()]);
    const before = all.filter((at) => at < first).map((at) => buckets.get(at));
    return { per, period, shown, before, loose, undated: happened.length - dated.length, other: found.events.size - happened.length };
  }
  const amount = (sum, events) => (!sum.told ? (events ? "not told" : "–") : null);
  function showTotals(found) {
    const totals = total(found);
    choices(byId("per"), "per", [["day", "Day"], ["week", "Week"], ["month", "Month"]], totals.per);
    const older = totals.before.reduce((sum, bucket) => sum + bucket.incidents, 0);
    const aside = [
      older && `${count(older, "event")} before ${totals.period.name(totals.shown[0][0])}`,
      totals.loose && `${count(totals.loose, "event")} whose ${totals.per} is not known so closely`,
      totals.undated && `${count(totals.undated, "event")} without a day`,
      totals.other && `${count(totals.other, "event")} that did not happen or lie further back (planned, threatened, denied, historical …)`,
    ].filter(Boolean);
    byId("totals-note").textContent = "Each event once, on its own day, with the range of all its reports; the bar is the best number, the line goes from low to high, and an arrow says that no upper bound is told."
      + (aside.length ? ` Not shown: ${aside.join("; ")}.` : "");
    byId("charts").replaceChildren(...(totals.shown.length ? [
      chart(totals, "Events", "incident", (b) => ({ best: b.incidents, low: b.incidents, high: b.incidents, told: 1 })),
      chart(totals, "Killed", "killed", (b) => b.killed),
      chart(totals, "Injured", "wounded", (b) => b.wounded),
    ] : [words("p", "Nothing of what is found has a day.", { class: "none" })]));
    table(totals);
  }
  const SVG = "http://www.w3.org/2000/svg";
  function drawn(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  function chart({ shown, period, per }, title, kind, of) {
    const HIGH = 96, FOOT = 18, HEAD = 12;
    const most = Math.max(1, ...shown.map(([, b]) => (of(b).told ? Math.max(of(b).best, of(b).high) : 0)));
    const y = (value) => HEAD + (HIGH - HEAD) * (1 - value / most);
    const wide = 100 / shown.length, bar = Math.min(wide * 0.72, 5);
    const sum = shown.reduce((all, [, b]) => { const s = of(b); if (s.told) all.low += s.low, all.best += s.best, all.high += s.high, all.open ||= s.open, all.told += s.told; return all; }, sums());
    const range = kind === "incident" ? COUNT.format(sum.best)
      : !sum.told ? "not told" : `${COUNT.format(sum.best)} (low ${COUNT.format(sum.low)}, high ${sum.open ? "open" : COUNT.format(sum.high)}), told of ${count(sum.told, "event")}`;
    const caption = make("figcaption", {}, make("b", {}, title), ` ${range}`);
    if (!sum.told) return make("figure", {}, caption);
    const svg = drawn("svg", { height: HIGH + FOOT, role: "img", "aria-label": `${title} by ${per}: ${range}. The table has every number.` });
    for (const line of [0, most]) {
      svg.append(drawn("line", { class: "rule", x1: 0, x2: "100%", y1: y(line), y2: y(line) }));
      if (line) svg.append(drawn("text", { x: 0, y: y(line) - 3 }, COUNT.format(line)));
    }
    const every = Math.ceil(shown.length / 6);
    shown.forEach(([at, bucket], n) => {
      const s = of(bucket), middle = wide * (n + 0.5);
      if (n % every === 0) svg.append(drawn("text", { x: `${wide * n}%`, y: HIGH + FOOT - 3 }, period.name(at).replace("week of ", "")));
      if (!s.told || (kind === "incident" && !bucket.incidents)) return;
      const group = drawn("g", {}, drawn("title", {}, `${period.name(at)}: ${kind === "incident" ? s.best : spoken(s)}`));
      group.append(drawn("rect", { class: "bar-" + kind, x: `${middle - bar / 2}%`, width: `${bar}%`, y: y(s.best), height: Math.max(1, HIGH - y(s.best)) }));
      if (s.low !== s.high || s.open) group.append(drawn("line", { class: "reach", x1: `${middle}%`, x2: `${middle}%`, y1: y(s.low), y2: y(s.high) - (s.open ? 4 : 0) }));
      if (s.open) group.append(drawn("text", { class: "open", x: `${middle}%`, y: y(s.high) - 1, "text-anchor": "middle" }, "\u25B4"));
      svg.append(group);
    });
    return make("figure", {}, caption, svg);
  }
  const spoken = (s) => `best ${COUNT.format(s.best)}, low ${COUNT.format(s.low)}, high ${s.open ? "open" : COUNT.format(s.high)}, told of ${count(s.told, "event")}`;
  function table({ shown, period, per, before }) {
    const cell = (text) => make("td", {}, text);
    const heading = (text, span, scope) => make("th", { scope: scope ?? (span ? "colgroup" : "col"), ...(span ? { colspan: span } : {}) }, text);
    const tolls = (s, events) => {
      const none = amount(s, events);
      return none ? [none, none, none, "0"].map(cell) : [s.low, s.best].map((n) => cell(COUNT.format(n))).concat(cell(s.open ? "open" : COUNT.format(s.high)), cell(COUNT.format(s.told)));
    };
    const row = (name, b) => make("tr", {}, make("th", { scope: "row" }, name), cell(COUNT.format(b.incidents)), ...tolls(b.killed, b.incidents), ...tolls(b.wounded, b.incidents));
    const rows = shown.filter(([, b]) => b.incidents).map(([at, b]) => row(period.name(at), b));
    if (before.length) {
      const all = fresh();
      for (const b of before) {
        all.incidents += b.incidents;
        for (const key of ["killed", "wounded"]) {
          for (const part of ["low", "best", "high", "told"]) all[key][part] += b[key][part];
          all[key].open ||= b[key].open;
        }
      }
      rows.unshift(row(`before ${period.name(shown[0][0])}`, all));
    }
    const bounds = ["low", "best", "high", "events that tell"];
    byId("totals-table").replaceChildren(
      make("thead", {},
        make("tr", {}, make("th", { scope: "col", rowspan: 2 }, per), make("th", { scope: "col", rowspan: 2 }, "events"), heading("killed", 4), heading("injured", 4)),
        make("tr", {}, ...[...bounds, ...bounds].map((name) => heading(name)))),
      make("tbody", {}, ...rows));
  }

  // --- results -----------------------------------------------------------------------------------------------------
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

  // --- all together -----------------------------------------------------------------------------------------------------
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
})();
