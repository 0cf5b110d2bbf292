/** Where a height is in the drawing. */

/** The drawing's height; its width follows from the shape of the place it is shown in, around x = 0. */
export const HEIGHT = 640;

/** The scenery goes so far to both sides. */
export const REACH = 480;

const GROUND = 538;
const TOP = 204;
const HIGHEST = 36000;

/** The drawing's y of a height in metres. The lower air gets a little more room than it has, for more happens in it. */
export function yOf(metres) {
  const part = Math.min(Math.max(metres, 0), HIGHEST) / HIGHEST;
  return GROUND - (GROUND - TOP) * part ** 0.8;
}

/** The drawing's x at a height: the wind carries the balloon a little to and fro. */
export function xOf(metres) {
  return 14 + 44 * Math.sin(metres / 4600);
}

/** How wide the balloon is at a height: the thinner the air, the wider it gets. */
export function girthOf(metres) {
  return 0.56 + (0.5 * Math.min(Math.max(metres, 0), HIGHEST)) / HIGHEST;
}
