/** The sky with the balloon, which rises and falls with the telemetry, and bursts when it is popped. */

import { svg } from "../svg.js";
import { balloon } from "./balloon.js";
import { foreground, scenery } from "./scenery.js";
import { girthOf, HEIGHT, REACH, xOf, yOf } from "./scale.js";

const UP = ["ascending", "floating"];
/** The time in milliseconds after a pop in which readings from before the pop can still arrive. */
const READINGS_ON_THEIR_WAY = 1500;

export class SkyView {
  #drawing;
  #balloon;
  #phase = "unknown";
  #metres = 0;
  #poppedAt = -Infinity;

  constructor(root) {
    const scene = scenery();
    this.#balloon = balloon();
    this.#drawing = svg(
      "svg",
      { preserveAspectRatio: "xMidYMid slice", role: "img" },
      scene.drawn,
      this.#balloon,
      foreground(),
    );
    root.append(this.#drawing);
    new ResizeObserver(() => {
      const width = Math.min(2 * REACH, (HEIGHT * root.clientWidth) / Math.max(1, root.clientHeight));
      this.#drawing.setAttribute("viewBox", `${-width / 2} 0 ${width} ${HEIGHT}`);
      scene.fit(width);
    }).observe(root);
    this.#place(0, "unknown");
  }

  show(reading) {
    const justPopped = performance.now() - this.#poppedAt < READINGS_ON_THEIR_WAY;
    if (justPopped && UP.includes(reading.phase)) {
      return;
    }
    const wasWhole = UP.includes(this.#phase) || (justPopped && this.#phase === "unknown");
    if (wasWhole && reading.phase === "falling") {
      this.#burst();
    }
    this.#place(reading.altitude, reading.phase);
  }

  /** Called when this page has popped the balloon: shows the burst at once, without waiting for the next reading. */
  pop() {
    this.#poppedAt = performance.now();
    if (UP.includes(this.#phase)) {
      this.#burst();
      this.#place(this.#metres, "falling");
    }
  }

  #place(metres, phase) {
    // With the first reading, the balloon appears at its position. With later readings, it glides to the new position.
    const first = this.#phase === "unknown";
    this.#phase = phase;
    this.#metres = metres;
    this.#balloon.dataset.phase = phase;
    this.#balloon.classList.toggle("placed-at-once", first);
    this.#balloon.style.transform = `translate(${xOf(metres).toFixed(1)}px, ${yOf(metres).toFixed(1)}px)`;
    this.#balloon.style.setProperty("--girth", girthOf(metres).toFixed(3));
    this.#drawing.setAttribute(
      "aria-label",
      phase === "unknown" ? "A balloon, waiting for telemetry" : `The balloon at ${Math.round(metres)} metres, ${phase}`,
    );
  }

  #burst() {
    this.#balloon.classList.remove("bursting");
    void this.#balloon.getBoundingClientRect();
    this.#balloon.classList.add("bursting");
  }
}
