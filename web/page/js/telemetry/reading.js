/** One checked reading of the balloon's instruments. Values from the network are not trusted before this check. */

export const TOPIC = "com.balloon.data";

export const PHASES = Object.freeze(["ascending", "floating", "falling", "landed"]);

const NUMBERS = {
  altitude: "altitude",
  pressure: "pressure",
  temperature: "temperature",
  radiation: "radiation",
  latitude: "latitude",
  longitude: "longitude",
  vertical_speed: "verticalSpeed",
};

/**
 * Returns how many times faster than the clock the time aboard passes between two readings, as a whole number. Returns
 * `null` if the readings have no time aboard, or belong to two flights.
 */
export function paceBetween(earlier, later) {
  const clock = later.time - earlier.time;
  const aboard = later.timeAboard - earlier.timeAboard;
  return clock > 0 && aboard > 0 ? Math.round(aboard / clock) : null;
}

/** Returns the reading in an event's keyword arguments. Throws an error that names the invalid part. */
export function readingFrom(kwargs) {
  const time = Date.parse(kwargs?.time);
  if (Number.isNaN(time)) {
    throw new Error(`time: found ${show(kwargs?.time)} (expected an ISO-8601 date and time)`);
  }
  // A balloon that flies in real time need not send the time aboard.
  const timeAboard = Date.parse(kwargs.flight_time) / 1000;
  const reading = { time: time / 1000, timeAboard, phase: kwargs.phase };
  if (!PHASES.includes(kwargs.phase)) {
    throw new Error(`phase: found ${show(kwargs.phase)} (expected one of ${PHASES.join(", ")})`);
  }
  for (const [sent, name] of Object.entries(NUMBERS)) {
    const value = kwargs[sent];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new Error(`${sent}: found ${show(value)} (expected a number)`);
    }
    reading[name] = value;
  }
  return Object.freeze(reading);
}

function show(value) {
  return JSON.stringify(value) ?? String(value);
}
