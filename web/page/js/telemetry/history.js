/** The readings of the last few minutes, as the columns from which a plot is drawn. */

/** The number of seconds without a reading that counts as an outage, in which nothing is known about the balloon. */
const OUTAGE = 5;

export class History {
  #seconds;
  #columns;

  constructor(seconds, names) {
    this.#seconds = seconds;
    this.#columns = Object.fromEntries(["time", ...names].map((name) => [name, []]));
  }

  /**
   * Adds a reading. If the reading is older than the last one, for example after a change of the sender's clock, the
   * history begins again. After an outage, a row of nulls is added first, at which the line of a plot breaks.
   */
  add(reading) {
    const times = this.#columns.time;
    if (times.length > 0 && reading.time <= times[times.length - 1]) {
      this.#drop(times.length);
    }
    const last = times.at(-1);
    if (last !== undefined && reading.time - last > OUTAGE) {
      this.#append({ time: (last + reading.time) / 2 });
    }
    this.#append(reading);
    const oldest = reading.time - this.#seconds;
    // Keeps one reading that is older than the window, so that the line begins at the window's edge.
    this.#drop(Math.max(0, times.findIndex((time) => time >= oldest) - 1));
  }

  #append(reading) {
    for (const [name, column] of Object.entries(this.#columns)) {
      column.push(reading[name] ?? null);
    }
  }

  /** Returns the times and the values of one column; both have the same length. */
  column(name) {
    return [this.#columns.time, this.#columns[name]];
  }

  #drop(count) {
    if (count > 0) {
      Object.values(this.#columns).forEach((column) => column.splice(0, count));
    }
  }
}
