/** Makes elements. Texts are set as textContent, never as markup, because they come from clients. */

export const byId = (id) => document.getElementById(id);

/** Makes an element: `element("td", { class: "number" }, "text", child …)`. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : String(value));
    }
  }
  made.append(...children.map((child) => (child instanceof Node ? child : document.createTextNode(String(child)))));
  return made;
}

/** The largest number of characters that a cell shows in one line. */
const SHORT = 8;

function kind(cell) {
  if (typeof cell === "number") {
    return "number";
  }
  return typeof cell === "string" && cell.length > SHORT ? "text" : null;
}

/** Makes a table that becomes a list of cards on a narrow screen. A cell is a text, a number or an element. */
export function table(caption, heads, rows) {
  const body = element("tbody");
  for (const { cells, attributes = {} } of rows) {
    body.append(
      element(
        "tr",
        attributes,
        ...cells.map((cell, i) =>
          element("td", { "data-label": heads[i], class: kind(cell) }, cell),
        ),
      ),
    );
  }
  return element(
    "div",
    { class: "scroll" },
    element(
      "table",
      { class: "cards", "aria-label": caption },
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          ...heads.map((head, i) =>
            element("th", { scope: "col", class: typeof rows[0]?.cells[i] === "number" ? "number" : null }, head),
          ),
        ),
      ),
      body,
    ),
  );
}

/**
 * Shows a new table. If its rows have the same keys (`data-key`) as the present rows, only the texts of cells change,
 * so that the keyboard focus stays, and buttons do not move under the pointer.
 */
export function replaceTable(list, made) {
  const present = [...list.querySelectorAll("tbody tr")];
  const wanted = [...made.querySelectorAll("tbody tr")];
  const isSame =
    present.length > 0 &&
    present.length === wanted.length &&
    present.every((row, i) => row.dataset.key === wanted[i].dataset.key);
  if (!isSame) {
    list.replaceChildren(made);
    return;
  }
  present.forEach((row, i) => {
    row.className = wanted[i].className;
    [...row.cells].forEach((cell, j) => {
      const next = wanted[i].cells[j];
      if (next.childElementCount === 0) {
        cell.textContent = next.textContent;
      }
    });
  });
}

/** Asks for confirmation; keyboard focus begins on Cancel. */
export function confirmed(text) {
  const dialog = byId("confirm");
  byId("confirm-text").textContent = text;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Returns a count with its noun: `plural(1, "callee")` is “1 callee”. */
export const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

export function bytes(count) {
  let value = Number(count);
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

export function duration(seconds) {
  const s = Math.floor(seconds);
  if (s < 60) {
    return `${s} s`;
  }
  if (s < 3600) {
    return `${Math.floor(s / 60)} min`;
  }
  return s < 86400 ? `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min` : `${Math.floor(s / 86400)} d`;
}
