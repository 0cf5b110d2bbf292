/** The balloon with its radiosonde: the envelope, the parachute, and the shreds when the balloon bursts. */

import { svg } from "../svg.js";

const SHREDS = 12;

export function balloon() {
  return svg(
    "g",
    { class: "balloon", "data-phase": "unknown" },
    svg("defs", {}, latex()),
    // The reported position is that of the instruments, so the rest of the balloon is drawn above that point.
    svg(
      "g",
      { transform: "translate(0 -51)" },
      svg("g", { class: "sway" }, envelope(), parachute(), sonde()),
      burst(),
    ),
  );
}

function latex() {
  return svg(
    "radialGradient",
    { id: "latex", cx: 0.36, cy: 0.3, r: 0.78 },
    svg("stop", { offset: 0, class: "latex-light" }),
    svg("stop", { offset: 0.5, class: "latex" }),
    svg("stop", { offset: 1, class: "latex-dark" }),
  );
}

function envelope() {
  return svg(
    "g",
    { class: "envelope" },
    svg("path", {
      class: "skin",
      d: "M0 -128 C40 -128 60 -100 60 -70 C60 -34 26 -10 5 4 L-5 4 C-26 -10 -60 -34 -60 -70 C-60 -100 -40 -128 0 -128 Z",
    }),
    svg("path", { class: "shine", d: "M-34 -98 C-40 -84 -40 -68 -34 -56" }),
    svg("path", { class: "neck", d: "M-5 3 L5 3 L8 11 L-8 11 Z" }),
  );
}

function parachute() {
  return svg(
    "g",
    { class: "parachute" },
    svg("path", { class: "lines", d: "M-50 -44 L0 20 M-18 -38 L0 20 M18 -38 L0 20 M50 -44 L0 20" }),
    svg("path", {
      class: "canopy",
      d: "M-52 -42 C-50 -82 -26 -96 0 -96 C26 -96 50 -82 52 -42 C42 -50 28 -50 18 -40 C8 -48 -8 -48 -18 -40 C-28 -50 -42 -50 -52 -42 Z",
    }),
    svg("path", { class: "stripe", d: "M-18 -40 C-20 -70 -10 -90 0 -96 C10 -90 20 -70 18 -40 C8 -48 -8 -48 -18 -40 Z" }),
  );
}

function sonde() {
  return svg(
    "g",
    { class: "sonde" },
    svg("path", { class: "string", d: "M0 8 L0 34" }),
    svg("rect", { class: "box", x: -11, y: 34, width: 22, height: 17, rx: 3 }),
    svg("path", { class: "antenna", d: "M7 51 L11 61" }),
    svg("circle", { class: "lamp", cx: -4, cy: 42.5, r: 2.6 }),
  );
}

function burst() {
  const shreds = Array.from({ length: SHREDS }, (_, index) =>
    svg(
      "g",
      { transform: `rotate(${(360 / SHREDS) * index + (index % 3) * 6})` },
      svg("path", { class: "shred", d: index % 2 ? "M0 -36 q16 -11 7 -29 q-18 3 -7 29" : "M0 -30 q-14 -8 -9 -25 q15 3 9 25" }),
    ),
  );
  const word = svg("text", { class: "word", y: 6 });
  word.textContent = "Pop!";
  return svg(
    "g",
    { class: "burst", transform: "translate(0 -62)" },
    svg("circle", { class: "ring", r: 30 }),
    ...shreds,
    word,
  );
}
