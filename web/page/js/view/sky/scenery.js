/** The parts that do not move with the balloon: stars, sun or moon, clouds, marks of heights, and hills. */

import { svg } from "../svg.js";
import { HEIGHT, REACH, yOf } from "./scale.js";

const HEIGHTS = [0, 5000, 10000, 15000, 20000, 25000, 30000];
const TROPOPAUSE = 11000;
/** Moves the hills, which are drawn with the ground at y = 562, to the ground of the sky. */
const ON_THE_GROUND = `translate(0 ${yOf(0) - 562})`;

/** Returns the scenery, and a function that moves its edge parts to the edges when the width changes. */
export function scenery() {
  const light = sunOrMoon();
  const ticks = heights();
  const line = tropopause();
  const name = line.querySelector("text");
  return {
    drawn: svg("g", { class: "scenery" }, air(), stars(), light, clouds(), ticks, line),
    fit(width) {
      ticks.setAttribute("transform", `translate(${-width / 2} 0)`);
      name.setAttribute("x", width / 2 - 12);
      light.setAttribute("transform", `translate(${width / 2 - 74} 132)`);
    },
  };
}

/** Drawn after the balloon, so that it lands behind the grass. */
export function foreground() {
  return svg(
    "g",
    { class: "foreground" },
    svg("path", { class: "hill near", transform: ON_THE_GROUND, d: "M-480 596 C-390 570 -310 600 -240 600 C-150 566 -70 572 10 590 S180 612 240 584 S390 606 480 590 V680 H-480 Z" }),
  );
}

function air() {
  const stops = [
    [0, "space"],
    [0.34, "high"],
    [0.68, "middle"],
    [1, "low"],
  ];
  return svg(
    "g",
    {},
    svg(
      "defs",
      {},
      svg(
        "linearGradient",
        { id: "air", x1: 0, y1: 0, x2: 0, y2: 1 },
        ...stops.map(([offset, name]) => svg("stop", { offset, class: `air-${name}` })),
      ),
    ),
    svg("rect", { x: -REACH, width: 2 * REACH, height: HEIGHT, fill: "url(#air)" }),
    svg("path", { class: "hill far", transform: ON_THE_GROUND, d: "M-480 540 C-420 520 -330 560 -240 556 C-170 528 -110 520 -40 548 S100 520 160 536 S220 550 240 540 S380 516 480 548 V680 H-480 Z" }),
    svg("path", { class: "hill middle", transform: ON_THE_GROUND, d: "M-480 566 C-400 590 -310 552 -240 584 C-130 548 -30 556 60 576 S190 566 240 556 S410 588 480 566 V680 H-480 Z" }),
  );
}

/** The same stars on every visit: a small generator with a fixed seed places them. */
function stars() {
  let seed = 20250;
  const next = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const drawn = Array.from({ length: 170 }, () => {
    const y = next() ** 1.7 * 330;
    return svg("circle", {
      cx: ((next() * 2 - 1) * REACH).toFixed(1),
      cy: y.toFixed(1),
      r: (0.5 + next() * 1.1).toFixed(2),
      opacity: ((1 - y / 340) * (0.45 + next() * 0.55)).toFixed(2),
    });
  });
  return svg("g", { class: "stars" }, ...drawn);
}

function sunOrMoon() {
  return svg(
    "g",
    {},
    svg("g", { class: "sun" }, svg("circle", { r: 46, class: "glow" }), svg("circle", { r: 22 })),
    svg("path", { class: "moon", d: "M6 -22 A22 22 0 1 0 20 12 A17 17 0 1 1 6 -22 Z" }),
  );
}

function heights() {
  const ticks = HEIGHTS.map((metres) => {
    const label = svg("text", { x: 40, y: 4 });
    label.textContent = metres === 0 ? "0 km" : String(metres / 1000);
    return svg(
      "g",
      { class: "tick", transform: `translate(0 ${yOf(metres).toFixed(1)})` },
      svg("line", { x1: 0, x2: 14 }),
      label,
    );
  });
  return svg("g", { class: "heights" }, ...ticks);
}

function tropopause() {
  const name = svg("text", { y: -7 });
  name.textContent = "tropopause · 11 km";
  return svg(
    "g",
    { class: "heights tropopause", transform: `translate(0 ${yOf(TROPOPAUSE).toFixed(1)})` },
    svg("line", { x1: -REACH, x2: REACH }),
    name,
  );
}

function clouds() {
  const cloud = (x, metres, scale, name) =>
    svg(
      "g",
      { transform: `translate(${x} ${yOf(metres).toFixed(1)}) scale(${scale})` },
      svg(
        "g",
        { class: `cloud ${name}` },
        svg("path", { d: "M-58 16 a20 20 0 0 1 6 -39 a30 30 0 0 1 55 -9 a24 24 0 0 1 40 15 a17 17 0 0 1 6 33 z" }),
      ),
    );
  return svg(
    "g",
    { class: "clouds" },
    cloud(-144, 5200, 0.8, "slow"),
    cloud(152, 3300, 1.05, "fast"),
    cloud(-70, 2300, 0.6, "fast"),
    cloud(90, 7800, 0.5, "slow"),
    cloud(-330, 3600, 0.9, "fast"),
    cloud(340, 5600, 0.8, "slow"),
  );
}
