/** The readings of the last few minutes, as columns: what a plot is drawn from. */

/** After so many seconds without a reading nobody knows what happened in between. */
const OUTAGE = 5;

export class History {
  #seconds;
  #columns;

  constructor(seconds, names) {
    this.#seconds = seconds;
    this.#columns = Object.fromEntries(["time", ...names].map((name) => [name, []]));
  }

  /**
   * Adds a reading. One that is older than the last, as after a change of the sender's clock, starts the history anew. After
   * an outage a row of nulls comes before it, at which a plot's line breaks.
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
    // One reading older than the window stays, so that a line begins at its edge.
    this.#drop(Math.max(0, times.findIndex((time) => time >= oldest) - 1));
  }

  #append(reading) {
    for (const [name, column] of Object.entries(this.#columns)) {
      column.push(reading[name] ?? null);
    }
  }

  /** The times and the values of one column, always of the same length. */
  column(name) {
    return [this.#columns.time, this.#columns[name]];
  }

  #drop(count) {
    if (count > 0) {
      Object.values(this.#columns).forEach((column) => column.splice(0, count));
    }
  }
}
