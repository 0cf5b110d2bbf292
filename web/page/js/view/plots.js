/** Four small plots over the same three minutes, with one shared cursor. */

import uPlot from "../../shared/uplot/uPlot.esm.js";

const CURSOR = uPlot.sync("telemetry");
const LEAST_SECONDS = 30;

export const PLOTTED = [
  { name: "altitude", label: "Altitude", unit: "km", scale: 0.001, digits: 2, least: 0.4, lowest: 0 },
  { name: "temperature", label: "Temperature", unit: "°C", scale: 1, digits: 1, least: 4, lowest: -Infinity },
  { name: "pressure", label: "Pressure", unit: "hPa", scale: 1, digits: 0, least: 20, lowest: 0 },
  { name: "radiation", label: "Solar radiation", unit: "W/m²", scale: 1, digits: 0, least: 40, lowest: 0 },
];

export class PlotsView {
  #history;
  #plots;

  constructor(root, history, seconds) {
    this.#history = history;
    this.#plots = PLOTTED.map((what) => new Plot(root, what, seconds));
  }

  /** Draws the present history. */
  update() {
    this.#plots.forEach((plot) => plot.draw(this.#history.column(plot.name)));
  }

  /** Draws again in the colours of the theme. */
  recolour() {
    this.#plots.forEach((plot) => plot.recolour());
  }
}

class Plot {
  #what;
  #figure;
  #value;
  #canvas;
  #chart;

  constructor(root, what, seconds) {
    this.#what = what;
    const figure = document.createElement("figure");
    figure.className = "plot";
    figure.dataset.of = what.name;
    const caption = document.createElement("figcaption");
    const label = document.createElement("span");
    label.textContent = what.label;
    this.#value = document.createElement("strong");
    this.#value.textContent = "–";
    caption.append(label, this.#value);
    this.#canvas = document.createElement("div");
    this.#canvas.className = "canvas";
    this.#canvas.setAttribute("role", "img");
    figure.append(caption, this.#canvas);
    root.append(figure);
    this.#figure = figure;

    this.#chart = new uPlot(options(what, seconds, this.#canvas), [[], []], this.#canvas);
    new ResizeObserver(() => this.#chart.setSize(sizeOf(this.#canvas))).observe(this.#canvas);
    this.#describe([]);
  }

  get name() {
    return this.#what.name;
  }

  draw([times, values]) {
    const shown = values.map((value) => (value === null ? null : value * this.#what.scale));
    this.#chart.setData([times, shown]);
    this.#describe(shown);
  }

  recolour() {
    this.#chart.redraw(false, true);
  }

  #describe(shown) {
    const { label, unit, digits } = this.#what;
    const last = shown.at(-1);
    this.#value.textContent = last === undefined ? "–" : `${withDigits(last, digits)} ${unit}`;
    const gaps = shown.filter((value) => value === null).length;
    this.#figure.dataset.gaps = String(gaps);
    const missing = gaps > 0 ? ", with readings missing" : "";
    this.#canvas.setAttribute("aria-label", `${label} over the last three minutes, now ${this.#value.textContent}${missing}`);
  }
}

function options(what, seconds, canvas) {
  // Reads a colour at each drawing, because the theme may have changed; plots.css registers these properties as
  // colours.
  const colour = (name) => () => getComputedStyle(canvas).getPropertyValue(name);
  const line = colour("--plot-line");
  const axis = {
    stroke: colour("--plot-words"),
    font: "11px system-ui, sans-serif",
    grid: { stroke: colour("--plot-grid"), width: 1 },
    ticks: { show: false },
  };
  return {
    ...sizeOf(canvas),
    padding: [8, 22, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: CURSOR.key }, y: false, points: { size: 7 }, drag: { x: false, y: false } },
    scales: {
      x: { time: true, range: (chart) => lastSeconds(chart.data[0], seconds) },
      y: { range: (_chart, low, high) => withRoom(low, high, what) },
    },
    axes: [
      { ...axis, size: 24, space: 70, values: (_chart, splits) => splits.map(clock) },
      { ...axis, size: 46, space: 30, gap: 4 },
    ],
    series: [
      {},
      {
        stroke: line,
        width: 2,
        fill: (chart) => fade(chart, line()),
        fillTo: (chart) => chart.scales.y.min,
        points: { show: (_chart, _series, from, to) => to - from < 1, size: 6, fill: line },
      },
    ],
  };
}

function sizeOf(canvas) {
  return { width: Math.max(120, canvas.clientWidth), height: Math.max(90, canvas.clientHeight) };
}

/**
 * Returns the range of times: from the first reading to the last. The range is not shorter than a few seconds, even if
 * there are few readings, and not longer than `seconds`.
 */
function lastSeconds(times, seconds) {
  const end = times.at(-1) ?? Date.now() / 1000;
  const known = end - (times[0] ?? end);
  return [end - Math.min(seconds, Math.max(LEAST_SECONDS, known)), end];
}

/**
 * Returns the range of the values with a margin. The range is never so narrow that noise looks large, and never
 * includes impossible values.
 */
function withRoom(low, high, { least, lowest }) {
  if (low === null || high === null) {
    return [0, least];
  }
  const missing = Math.max(0, least - (high - low)) / 2;
  const air = (high - low) * 0.08;
  const bottom = Math.max(lowest, low - missing - air);
  return [bottom, Math.max(high + missing + air, bottom + least)];
}

function fade(chart, colour) {
  const { top, height } = chart.bbox;
  const gradient = chart.ctx.createLinearGradient(0, top, 0, top + height);
  gradient.addColorStop(0, translucent(colour, 0.3));
  gradient.addColorStop(1, translucent(colour, 0.02));
  return gradient;
}

/** Returns a computed `rgb(…)` colour with this alpha. */
function translucent(colour, alpha) {
  return colour.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
}

function withDigits(value, digits) {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
