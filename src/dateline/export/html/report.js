"use strict";
// Ties the highlighted words to the records: what is pointed at or focused on one side is lit on
// the other. It reads the page's own elements and writes classes, focus and plain text.
(() => {
  const text = document.getElementById("text");
  const records = document.getElementById("records");
  const peek = document.getElementById("peek");
  const wide = matchMedia("(min-width: 64rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const glide = (distance) => (still.matches || Math.abs(distance) > innerHeight ? "auto" : "smooth");

  // --- which elements show which mark ---------------------------------------------------------
  const words = new Map(); // mark: its pieces of the article
  const values = new Map(); // mark: its value in a record or a finding
  const marksOf = (element) => element.dataset.m.split(" ");
  for (const piece of text.querySelectorAll("[data-m]"))
    for (const mark of marksOf(piece)) words.has(mark) ? words.get(mark).push(piece) : words.set(mark, [piece]);
  for (const value of records.querySelectorAll("[data-m]")) values.set(value.dataset.m, value);
  const cardOf = (mark) => values.get(mark)?.closest(".card");
  const isLight = (mark) => values.get(mark)?.classList.contains("light") ?? true;
  const marksIn = (card) => [...card.querySelectorAll("[data-m]")].map((value) => value.dataset.m);
  const labelOf = (mark) => {
    const card = cardOf(mark);
    const label = values.get(mark).closest("dl > div")?.firstElementChild.textContent;
    const how = values.get(mark).closest("dd > .note")?.firstElementChild.textContent;
    return [card.firstElementChild.textContent.trim(), label, how].filter(Boolean).join(", ");
  };

  // Every value of the article in reading order; of those that begin together the longest first.
  const steps = [...words].filter(([mark]) => !isLight(mark)).map(([mark, pieces]) => ({ mark, pieces }));
  const order = new Map([...text.querySelectorAll("[data-m]")].map((piece, index) => [piece, index]));
  steps.sort((a, b) => order.get(a.pieces[0]) - order.get(b.pieces[0]) || b.pieces.length - a.pieces.length);

  // --- what is lit ------------------------------------------------------------------------------
  let lit = [];
  let step = -1; // the value of the article that the keyboard is at
  function light(marks) {
    for (const element of lit) element.classList.remove("lit", "faint");
    lit = [];
    const on = (element, ...names) => (element.classList.add(...names), lit.push(element));
    for (const mark of marks) {
      const faint = isLight(mark) ? "faint" : "lit";
      for (const piece of words.get(mark) ?? []) on(piece, faint);
      const value = values.get(mark);
      if (value) on(value, "lit"), on(cardOf(mark), "lit");
    }
    if (marks.length) text.style.setProperty("--lit", getComputedStyle(cardOf(marks[0]) ?? text).getPropertyValue("--faint"));
  }

  // The marks of what is pointed at: of words all that are on them, of a record all of its own.
  function marksAt(target) {
    const marked = target.closest("[data-m]");
    if (marked) {
      const all = marksOf(marked), full = all.filter((mark) => !isLight(mark));
      return full.length ? full : all;
    }
    const card = target.closest(".card") ?? linked(target)?.closest(".card");
    return card ? marksIn(card) : [];
  }
  const linked = (target) => {
    const link = target.closest('a[href^="#"]');
    return link ? document.getElementById(link.hash.slice(1)) : null;
  };

  // --- bringing the other side into sight -----------------------------------------------------------
  // Records that were never in sight have a guessed height, so what is scrolled to is looked at again.
  const HEAD = 56; // what stands over the records
  let quiet = 0; // until when pointing does nothing: the page is moving under the pointer
  let sought = null;
  function reveal(marks, from) {
    if (!marks.length || !wide.matches) return;
    if (records.contains(from)) seek(words.get(marks.find((mark) => !isLight(mark)) ?? marks[0])?.[0]);
    else seek(values.get(marks[0]));
  }
  function seek(element) {
    sought = element;
    if (element) look(element, 10);
  }
  function look(element, tries) {
    if (element !== sought || !tries) return;
    const inPane = wide.matches && element !== records && records.contains(element);
    const distance = inPane ? fromPane(element) : fromPage(element);
    if (Math.abs(distance) < 2) return;
    const behavior = glide(distance);
    // At the head of the page the end of the records lies below the window.
    const ended = distance > 0 && records.scrollTop + records.clientHeight > records.scrollHeight - 2;
    if (inPane && !ended) records.scrollBy({ top: distance, behavior });
    else (quiet = performance.now() + 600), scrollBy({ top: distance, behavior });
    setTimeout(look, behavior === "auto" ? 60 : 450, element, tries - 1);
  }
  function fromPane(element) {
    const pane = records.getBoundingClientRect();
    const top = Math.max(pane.top, 0) + HEAD, bottom = Math.min(pane.bottom, innerHeight);
    let box = (element.closest(".card") ?? element).getBoundingClientRect();
    if (box.height > bottom - top) box = element.getBoundingClientRect();
    return box.top >= top && box.bottom <= bottom ? 0 : box.top - top - 8;
  }
  function fromPage(element) {
    const box = element.getClientRects()[0];
    if (!box || (box.top >= 0 && box.bottom <= innerHeight)) return 0;
    return box.top - innerHeight / (text.contains(element) ? 2 : 8);
  }
  function say(marks) {
    peek.textContent = "";
    if (!marks.length) return;
    peek.append(labelOf(marks[0]));
    if (wide.matches) return;
    const link = document.createElement("a");
    link.href = "#" + cardOf(marks[0]).id;
    link.textContent = "Show the record";
    peek.append(" ", link);
  }

  // --- pointing and focusing ---------------------------------------------------------------------------
  let focused = []; // what stays lit when the pointer goes
  let waiting = 0;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || performance.now() < quiet) return;
    const marks = marksAt(event.target);
    light(marks.length ? marks : focused);
    clearTimeout(waiting);
    if (marks.length) waiting = setTimeout(reveal, 180, marks, event.target);
  });
  document.addEventListener("focusin", (event) => {
    const piece = event.target.closest("#text a[data-m]");
    if (piece && steps[step]?.pieces[0] !== piece) step = steps.findIndex((s) => s.pieces[0] === piece);
    const marks = piece && step >= 0 ? [steps[step].mark] : marksAt(event.target);
    focused = marks;
    light(marks);
    reveal(marks, event.target);
    if (peek.contains(event.target)) return;
    if (!piece) peek.textContent = "";
    else if (!wide.matches) say(marks);
  });

  // --- following a link to the other side ----------------------------------------------------------------
  const go = (element) => {
    element.focus({ preventScroll: true });
    seek(element);
  };
  function toRecord(mark) {
    const value = values.get(mark);
    if (value) rove(value), go(value);
  }
  function toWords(mark) {
    const piece = words.get(mark)?.[0];
    if (!piece) return;
    step = steps.findIndex((s) => s.mark === mark);
    if (piece.matches("a")) rove(piece);
    else piece.tabIndex = -1;
    go(piece);
  }
  document.addEventListener("click", (event) => {
    const marked = event.target.closest("[data-m]");
    if (marked && text.contains(marked) && !getSelection().toString()) {
      event.preventDefault();
      const at = steps[step];
      const mark = at?.pieces[0] === marked ? at.mark : marksAt(marked)[0];
      // Where the records are out of sight a touch shows what it is first.
      if (!wide.matches && event.detail > 0) return light([mark]), say([mark]);
      return toRecord(mark);
    }
    if (marked && records.contains(marked)) return event.preventDefault(), toWords(marked.dataset.m);
    const element = linked(event.target);
    if (element) {
      event.preventDefault();
      peek.textContent = "";
      go(element);
      light((focused = marksAt(element)));
    } else if (!peek.contains(event.target)) peek.textContent = "";
  });

  // --- one stop of the tab key for each side, arrows within it --------------------------------------------
  const sides = [
    { side: text, stops: [...new Set(steps.map((s) => s.pieces[0]))].filter((piece) => piece.matches("a")) },
    { side: records, stops: [...records.querySelectorAll("a.v")] },
  ];
  for (const { stops } of sides) stops.forEach((stop, index) => (stop.tabIndex = index ? -1 : 0));
  function rove(stop) {
    for (const { side, stops } of sides)
      if (side.contains(stop)) for (const other of stops) if (other.tabIndex === 0 && other !== stop) other.tabIndex = -1;
    stop.tabIndex = 0;
  }
  const forward = () => (text.dir === "rtl" ? "ArrowLeft" : "ArrowRight");
  function moved(key, at, length, onward) {
    if (key === onward || key === "ArrowDown") return Math.min(at + 1, length - 1);
    if (key === "ArrowUp" || key === (onward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft")) return Math.max(at - 1, 0);
    return key === "Home" ? 0 : key === "End" ? length - 1 : -1;
  }
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") return light((focused = [])), (peek.textContent = "");
    const here = event.target.closest("a");
    if (!here) return;
    if (text.contains(here) && step >= 0) {
      const next = moved(event.key, step, steps.length, forward());
      if (next < 0) return;
      event.preventDefault();
      const same = steps[next].pieces[0] === here;
      step = next;
      const { mark, pieces } = steps[step];
      rove(pieces[0]);
      if (same) light((focused = [mark])), reveal([mark], here), say([mark]);
      else go(pieces[0]);
    } else if (records.contains(here)) {
      const { stops } = sides[1];
      const next = moved(event.key, stops.indexOf(here), stops.length, "ArrowRight");
      if (next < 0) return;
      event.preventDefault();
      rove(stops[next]);
      go(stops[next]);
    }
  });

  for (const button of document.querySelectorAll(".legend button"))
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") === "true";
      button.setAttribute("aria-pressed", String(!shown));
      text.classList.toggle("hide-" + button.dataset.kind, shown);
    });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
