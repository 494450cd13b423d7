/** Filters what is on the page; without it the page shows everything. */
export const script = `
const folds = matchMedia("(max-width: 48rem)").matches && document.querySelectorAll("#tables .group").length > 1;
for (const form of document.querySelectorAll("form[data-filters]")) {
  const list = document.querySelector('[data-filtered="' + form.dataset.filters + '"]');
  const entries = [...list.querySelectorAll("article, tbody tr")].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
    group: element.dataset.group,
    marked: Number(element.dataset.marked ?? 0) > 0,
  }));
  const apply = () => {
    const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const groups = [...form.querySelectorAll("[name=group]")];
    const shown = new Set(groups.filter((box) => box.checked).map((box) => box.value));
    let seen = 0;
    for (const { element, text, group, marked } of entries) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (groups.length === 0 || shown.has(group)) &&
        (!form.marked?.checked || marked);
      element.hidden = !fits;
      if (fits) seen += 1;
    }
    for (const group of list.querySelectorAll(".group")) {
      group.hidden = group.querySelector("tbody tr:not([hidden])") === null;
      // Who looks for something sees where it is.
      if (folds) group.open = seen < entries.length;
    }
    form.querySelector("output").textContent = seen === entries.length ? "" : seen + " of " + entries.length;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A browser that comes back keeps what was typed.
  apply();
}
// Browsers without ::details-content leave what is closed out of a print.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const each of closed) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of closed) each.open = false;
});
`;
