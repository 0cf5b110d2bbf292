/** The visible log; every line also goes to the browser's console. */

import { svg } from "./svg.js";

const LONGEST = 200;
/** The drawing of each mark, in a box of 24 by 24. */
const MARKS = {
  done: "M5 12.5 L10 17.5 L19.5 7",
  note: "M12 11.5 L12 12.5",
  denied: "M12 3.5 L19 6 V11 C19 15.8 16 19 12 20.5 C8 19 5 15.8 5 11 V6 Z M8.5 12 L11 14.5 L15.5 9.5",
  failed: "M6.5 6.5 L17.5 17.5 M17.5 6.5 L6.5 17.5",
};
const SPOKEN = { done: "done", note: "note", denied: "denied as expected", failed: "failed" };

export class Log {
  #window;
  #list;

  /** `root` scrolls; the list in it holds the lines. */
  constructor(root) {
    this.#window = root;
    this.#list = root.querySelector("ol");
  }

  /** The visitor's action has succeeded. */
  done(text, detail) {
    console.log(...line(text, detail));
    this.#append("done", text, detail);
  }

  /** Something has happened that is neither success nor failure. */
  note(text, detail) {
    console.log(...line(text, detail));
    this.#append("note", text, detail);
  }

  /** The router has refused a request, as the example intends. */
  denied(text, detail) {
    console.warn(...line(text, detail));
    this.#append("denied", text, detail);
  }

  /** The router or the balloon has refused a request that should have succeeded. */
  failed(text, detail) {
    console.error(...line(text, detail));
    this.#append("failed", text, detail);
  }

  #append(kind, text, detail) {
    const { scrollHeight, scrollTop, clientHeight } = this.#window;
    const atEnd = scrollHeight - scrollTop - clientHeight < 24;
    this.#list.append(entry(kind, text, detail));
    while (this.#list.children.length > LONGEST) {
      this.#list.firstElementChild.remove();
    }
    if (atEnd) {
      this.#window.scrollTop = this.#window.scrollHeight;
    }
  }
}

function line(text, detail) {
  return detail ? [text, detail] : [text];
}

function entry(kind, text, detail) {
  const item = element("li", kind);
  const mark = svg(
    "svg",
    { class: "mark", viewBox: "0 0 24 24", role: "img", "aria-label": SPOKEN[kind] },
    svg("path", { d: MARKS[kind] }),
  );
  const now = new Date();
  const time = element("time", "", now.toLocaleTimeString([], { hour12: false }));
  time.dateTime = now.toISOString();
  const words = element("span", "words", text);
  if (detail) {
    words.append(" ", element("code", "", detail));
  }
  item.append(mark, time, words);
  return item;
}

/**
 * Creates an element. Its text is inserted as text, never as markup, so that data from a router cannot become part of
 * the page.
 */
function element(name, className, text = "") {
  const created = document.createElement(name);
  if (className) {
    created.className = className;
  }
  created.textContent = text;
  return created;
}
