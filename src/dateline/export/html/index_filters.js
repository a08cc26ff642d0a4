// Of the script of the index: elements, and the filters.

// --- elements ------------------------------------------------------------------------------------
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

// --- filters -------------------------------------------------------------------------------------
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
