"use strict";
// Fills the fields of a record out of the article, sends them, and shows what is wrong with them.
(() => {
  const form = document.querySelector("form.fields");
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const text = document.getElementById("text");
  const said = document.getElementById("said");
  const trouble = document.getElementById("trouble");
  let changed = false;
  let field = null; // the words that a selection fills

  // --- words out of the article -------------------------------------------------------------------
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    const start = [...before.toString()].length + [...words].length - [...words.trimStart()].length;
    const length = [...words.trim()].length;
    return length ? { words: words.trim(), at: `${start}-${start + length}` } : null;
  }
  function fill(node, { words, at }) {
    node.querySelector("textarea").value = words;
    touched(node);
    node.dataset.at = at;
    said.textContent = `Filled: “${words.slice(0, 80)}”.`;
  }
  // What was read out of other words goes; what the reviewer wrote stays.
  function touched(node) {
    changed = true;
    node.dataset.at = "";
    for (const part of node.querySelectorAll("[data-part]")) {
      if (part.dataset.mine) continue;
      part.value = "";
      part.placeholder = "worked out";
    }
    right(node);
  }
  const take = () => {
    const found = selected();
    if (found && field?.isConnected) fill(field, found);
  };
  text.addEventListener("pointerup", () => setTimeout(take, 0));
  text.addEventListener("keyup", (event) => event.shiftKey || take());
  text.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
  document.addEventListener("focusin", (event) => {
    const node = event.target.closest('[data-node="words"]');
    if (node) field = node;
  });
  form.addEventListener("input", (event) => {
    changed = true;
    const node = event.target.closest("[data-node]");
    if (event.target.matches("textarea")) touched(node);
    else if (event.target.dataset.part) event.target.dataset.mine = "yes";
    right(node);
  });

  // --- several values -----------------------------------------------------------------------------------
  form.addEventListener("click", (event) => {
    const act = event.target.closest("button[data-do]")?.dataset.do;
    if (act === "more") {
      const many = event.target.closest('[data-node="many"]');
      const template = [...many.children].find((child) => child.matches("template"));
      const one = template.content.firstElementChild.cloneNode(true);
      template.before(one);
      one.querySelector("textarea, select, input")?.focus();
    } else if (act === "drop") {
      const one = event.target.closest(".one");
      const more = one.parentElement.querySelector(':scope > [data-do="more"]');
      one.remove();
      more.focus();
    } else return;
    changed = true;
  });

  // --- what is sent -----------------------------------------------------------------------------------------
  const inside = (root) =>
    [...root.querySelectorAll("[data-node]")].filter(
      (node) => (node.parentElement.closest("[data-node]") ?? form) === root,
    );
  function valueOf(node, path, places) {
    places.set(path, node);
    const kind = node.dataset.node;
    if (kind === "value") return node.querySelector("select").value;
    if (kind === "flag") return node.querySelector("input").checked;
    if (kind === "group") return fieldsOf(node, path + ".", places);
    if (kind === "many") {
      // A value without any words is none.
      const filled = inside(node).filter((one) => [...one.querySelectorAll("textarea")].some((words) => words.value.trim()));
      return filled.map((one, number) => valueOf(one, `${path}.${number}`, places));
    }
    const told = { words: node.querySelector("textarea").value, at: node.dataset.at };
    // What the reviewer did not touch is worked out, or stays as it was.
    for (const part of node.querySelectorAll("[data-mine]")) told[part.dataset.part] = part.value;
    return told;
  }
  function fieldsOf(root, prefix, places) {
    return Object.fromEntries(inside(root).map((node) => [node.dataset.name, valueOf(node, prefix + node.dataset.name, places)]));
  }
  async function save() {
    const places = new Map();
    const record = fieldsOf(form, "", places);
    const { to, item, seen, type } = form.dataset;
    for (const node of form.querySelectorAll("[data-node]")) right(node);
    trouble.textContent = "";
    const button = form.querySelector('[type="submit"]');
    button.disabled = true;
    try {
      const answer = await fetch(to, {
        method: "POST",
        headers: { "content-type": "application/json", "x-csrf": csrf },
        body: JSON.stringify({ item, seen: Number(seen), type, record }),
      });
      const json = (answer.headers.get("content-type") ?? "").startsWith("application/json");
      const told = json ? await answer.json() : { said: await answer.text() };
      if (answer.ok) return (changed = false), location.assign(told.to);
      if (told.problems) show(told.problems, places);
      else trouble.textContent = "Nothing was saved. " + told.said;
    } catch {
      trouble.textContent = "Nothing was saved. The server does not answer. Is dateline review still running?";
    }
    button.disabled = false;
  }

  // --- what is wrong ---------------------------------------------------------------------------------------
  let numbers = 0;
  function nodeAt(path, places) {
    for (let here = path; here; here = here.slice(0, Math.max(0, here.lastIndexOf("."))))
      if (places.has(here)) return places.get(here);
    return null;
  }
  function show(problems, places) {
    let first = null;
    const others = [];
    for (const { path, message, nearest } of problems) {
      const node = nodeAt(path, places);
      const place = node?.querySelector(":scope > .problem");
      if (!place) {
        others.push(message);
        continue;
      }
      place.textContent = message;
      place.hidden = false;
      place.id ||= "problem-" + ++numbers;
      const input = node.querySelector("textarea, select, input, button");
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", place.id);
      if (nearest && node.dataset.node === "words") {
        const use = document.createElement("button");
        use.type = "button";
        use.textContent = "Use that";
        use.addEventListener("click", () => {
          fill(node, { words: nearest, at: "" });
          input.focus();
        });
        place.append(" ", use);
      }
      first ??= input;
    }
    trouble.textContent = "Nothing was saved yet. " + (others.join(" ") || `${problems.length} to look at.`);
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: "center" });
  }
  function right(node) {
    const place = node.querySelector(":scope > .problem");
    if (!place || place.hidden) return;
    place.hidden = true;
    place.textContent = "";
    for (const input of node.querySelectorAll("[aria-invalid]")) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
  }

  // --- saving and leaving -------------------------------------------------------------------------------------
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  let warned = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") {
      if (!changed || warned) return location.assign(form.dataset.back);
      warned = true;
      said.textContent = "Not saved yet. Escape again leaves it.";
      return;
    } else return;
    warned = false;
  });
  if (matchMedia("(min-width: 64rem)").matches) text.querySelector("a.m")?.scrollIntoView({ block: "center" });
  form.querySelector("textarea, select")?.focus({ preventScroll: true });
})();
