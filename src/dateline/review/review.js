"use strict";
// Decides about records, from the keyboard first. The highlights are the report's own script; this
// one sends decisions, writes what came of them into the page's own elements, and moves the focus.
(() => {
  const main = document.querySelector("main");
  const base = "/article/" + main.dataset.article;
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const text = document.getElementById("text");
  const said = document.getElementById("said");
  const trouble = document.getElementById("trouble");
  const help = document.getElementById("help");
  const items = [...document.querySelectorAll(".item")];
  const cardOf = (item) => item.querySelector(".card");
  const nameOf = (item) => cardOf(item).querySelector("h4").textContent.trim();
  const isOpen = (item) => item.classList.contains("open");
  const done = []; // what was decided on this page, the last at the end

  // --- sending ------------------------------------------------------------------------------
  async function send(path, body) {
    trouble.textContent = "";
    try {
      const answer = await fetch(base + path, {
        method: "POST",
        headers: { "content-type": "application/json", "x-csrf": csrf },
        body: JSON.stringify(body),
      });
      const json = (answer.headers.get("content-type") ?? "").startsWith("application/json");
      const told = json ? await answer.json() : { said: await answer.text() };
      if (answer.ok) return told;
      complain(told.said ?? told.problems.map((problem) => problem.message).join(" "));
    } catch {
      complain("The server does not answer. Is dateline review still running?");
    }
    return null;
  }
  function complain(words) {
    said.textContent = "";
    trouble.textContent = "Nothing was saved. " + words;
    const card = document.activeElement.closest(".card");
    if (card) card.scrollIntoView({ block: "nearest" });
  }

  // --- where the keyboard is --------------------------------------------------------------------
  let at = 0;
  function go(index) {
    if (!items.length) return;
    at = Math.max(0, Math.min(index, items.length - 1));
    const card = cardOf(items[at]);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest(".item");
    if (item) at = items.indexOf(item);
  });
  function goOn(from) {
    const order = [...items.keys()].map((step) => (from + 1 + step) % items.length);
    const next = order.find((index) => isOpen(items[index]));
    if (next !== undefined) return go(next);
    const button = document.querySelector('[data-do="finish"]');
    button.focus();
    said.textContent += " All are decided. f: nothing is missing, done.";
  }

  // --- deciding ------------------------------------------------------------------------------------
  async function decide(item, verdict) {
    if (item.getAttribute("aria-busy") === "true") return;
    item.setAttribute("aria-busy", "true");
    const { item: id, seen, standing, verdict: before } = item.dataset;
    const told = await send("/decide", { item: id, seen: Number(seen), verdict });
    item.removeAttribute("aria-busy");
    if (!told) return;
    // What was corrected or added looks otherwise once that is taken back; so does what was done.
    const finished = document.querySelector('[data-do="finish"]').dataset.finished === "true";
    if (told.gone || standing !== "read" || before === "corrected" || finished !== told.finished)
      return location.assign(base + "#" + cardOf(item).id), location.reload();
    show(item, told);
    said.textContent = `${nameOf(item)}: ${told.verdict || "undecided again"}. ${told.left} to decide.`;
    if (verdict === "withdrawn") return go(items.indexOf(item));
    done.push(item);
    goOn(items.indexOf(item));
  }
  function show(item, told) {
    item.dataset.seen = told.seen;
    item.dataset.verdict = told.verdict;
    item.classList.toggle("open", !told.decided);
    item.classList.toggle("decided", told.decided);
    const badge = item.querySelector(".badge");
    badge.textContent = told.said;
    badge.className = "badge " + told.verdict;
    item.querySelector('[data-do="withdrawn"]').hidden = !told.verdict;
    document.getElementById("left").textContent = told.left + " to decide";
  }
  function undo() {
    const item = done.pop() ?? items[at];
    if (item?.dataset.verdict) decide(item, "withdrawn");
    else said.textContent = "There is nothing to undo.";
  }
  async function finish() {
    const button = document.querySelector('[data-do="finish"]');
    const finished = button.dataset.finished !== "true";
    const told = await send("/finish", { finished });
    if (told) location.assign(told.finished ? told.next : base);
  }

  // --- adding what is missing -------------------------------------------------------------------------
  // The text's elements hold the article's characters and no others; offsets are in code points.
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return "";
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    const start = [...before.toString()].length + [...words].length - [...words.trimStart()].length;
    const length = [...words.trim()].length;
    return length ? `${start}-${start + length}` : "";
  }
  const add = (type) => location.assign(`${base}/new?type=${type}&at=${selected()}`);
  for (const link of document.querySelectorAll("[data-add]"))
    link.addEventListener("click", (event) => {
      event.preventDefault();
      add(link.dataset.add);
    });

  // --- buttons and keys ---------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button) return;
    const item = button.closest(".item");
    if (button.dataset.do === "finish") finish();
    else if (item) decide(item, button.dataset.do);
  });
  const toggle = document.getElementById("keys-on");
  const stored = "dateline-review-keys";
  toggle.checked = localStorage.getItem(stored) !== "off";
  toggle.addEventListener("change", () => localStorage.setItem(stored, toggle.checked ? "on" : "off"));
  const keys = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => items[at] && decide(items[at], "accepted"),
    r: () => items[at] && decide(items[at], "rejected"),
    e: () => items[at]?.querySelector('[data-do="edit"]')?.click(),
    u: undo,
    i: () => add("incident"),
    s: () => add("statement"),
    p: () => add("policy-context"),
    f: finish,
    n: () => document.querySelector('[data-do="next"]').click(),
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || help.open) return;
    if (event.target.closest("input, textarea, select")) return;
    if (!toggle.checked && event.key !== "?") return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  const asked = location.hash ? items.findIndex((item) => cardOf(item).id === location.hash.slice(1)) : -1;
  // Where the records stand below the article, it is read first.
  if (asked >= 0 || matchMedia("(min-width: 64rem)").matches)
    go(asked >= 0 ? asked : Math.max(0, items.findIndex(isOpen)));
  else at = Math.max(0, items.findIndex(isOpen));
})();
