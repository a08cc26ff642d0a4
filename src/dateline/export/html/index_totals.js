// Of the script of the index: what is found over time, as bars and as a table.

// --- totals --------------------------------------------------------------------------------------
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
  // A day takes some 5rem: on a phone's width fewer of them stand there, and the last one ends with the bars.
  const width = (byId("charts").clientWidth || document.documentElement.clientWidth) / parseFloat(getComputedStyle(document.documentElement).fontSize);
  const every = Math.ceil(shown.length / Math.max(2, Math.min(6, Math.floor(width / 7))));
  shown.forEach(([at, bucket], n) => {
    const s = of(bucket), middle = wide * (n + 0.5);
    const reaches = n && wide * n > 100 - 500 / width;
    if (n % every === 0) svg.append(drawn("text", { class: "day", x: reaches ? "100%" : `${wide * n}%`, y: HIGH + FOOT - 3, "text-anchor": reaches ? "end" : "start" }, period.name(at).replace("week of ", "")));
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
