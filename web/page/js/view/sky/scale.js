/** Converts heights to positions in the drawing. */

/** The height of the drawing. Its width depends on the shape of its place in the page; x = 0 is in the middle. */
export const HEIGHT = 640;

/** How far the scenery extends to both sides. */
export const REACH = 480;

const GROUND = 538;
const TOP = 204;
const HIGHEST = 36000;

/**
 * Returns the y coordinate of a height in metres. The lower air gets more room than its real share, because more
 * happens there.
 */
export function yOf(metres) {
  const part = Math.min(Math.max(metres, 0), HIGHEST) / HIGHEST;
  return GROUND - (GROUND - TOP) * part ** 0.8;
}

/** Returns the x coordinate at a height: the wind moves the balloon a little to both sides. */
export function xOf(metres) {
  return 14 + 44 * Math.sin(metres / 4600);
}

/** Returns the width of the balloon at a height: the thinner the air, the wider the balloon. */
export function girthOf(metres) {
  return 0.56 + (0.5 * Math.min(Math.max(metres, 0), HIGHEST)) / HIGHEST;
}
