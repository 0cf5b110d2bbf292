/** A small plot of the last minutes, with one or two lines, scaled to the largest value. */

import { element } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const POINTS = 90;

export class Chart {
  #lines;
  #now = element("span", { class: "quiet" }, "waits for the second reading …");
  #svg = document.createElementNS(SVG, "svg");
  #format;
  #title;

  /** `names` has one entry for each line. */
  constructor(title, names, format) {
    this.#title = title;
    this.#format = format;
    this.#lines = names.map((name, i) => {
      const line = document.createElementNS(SVG, "polyline");
      line.setAttribute("class", i === 0 ? "first" : "second");
      this.#svg.append(line);
      return { name, line, values: [] };
    });
    this.#svg.setAttribute("class", "chart");
    this.#svg.setAttribute("viewBox", `0 0 ${POINTS - 1} 100`);
    this.#svg.setAttribute("preserveAspectRatio", "none");
    this.#svg.setAttribute("role", "img");
    this.element = element("section", { class: "card" }, element("h3", {}, title), this.#now, this.#svg);
  }

  add(...values) {
    this.#lines.forEach((one, i) => {
      one.values.push(values[i]);
      one.values.splice(0, one.values.length - POINTS);
    });
    const largest = Math.max(1e-9, ...this.#lines.flatMap((one) => one.values));
    const texts = this.#lines.map((one) => {
      const start = POINTS - one.values.length;
      one.line.setAttribute(
        "points",
        one.values.map((value, i) => `${start + i},${(98 - (96 * value) / largest).toFixed(2)}`).join(" "),
      );
      return `${one.name} ${this.#format(one.values.at(-1))}`;
    });
    const text = `${texts.join(" · ")} (scale ${this.#format(largest)})`;
    this.#now.textContent = text;
    this.#svg.setAttribute("aria-label", `${this.#title}: ${text}`);
  }
}
