import { paceBetween } from "../telemetry/reading.js";

/** The numbers over the sky: height, climb, position, and their age. */

const WORDS = {
  ascending: "ascending",
  floating: "floating",
  falling: "popped, falling",
  landed: "landed",
};
const STALE_AFTER = 5;

export class ReadoutView {
  #altitude;
  #phase;
  #speed;
  #position;
  #age;
  #pace;
  #first = null;
  #arrived = null;

  constructor(root) {
    this.#altitude = root.querySelector("#altitude");
    this.#phase = root.querySelector("#phase");
    this.#speed = root.querySelector("#vertical-speed");
    this.#position = root.querySelector("#position");
    this.#age = root.querySelector("#age");
    this.#pace = root.querySelector("#pace");
    setInterval(() => this.#grow(), 1000);
  }

  show(reading) {
    this.#arrived = performance.now();
    this.#altitude.textContent = Math.round(reading.altitude).toLocaleString("en");
    this.#speed.textContent = `${signed(reading.verticalSpeed)} m/s`;
    this.#position.textContent = `${degrees(reading.latitude, "N", "S")} ${degrees(reading.longitude, "E", "W")}`;
    if (this.#phase.dataset.phase !== reading.phase) {
      // Set only when it changes, because screen readers read each change aloud.
      this.#phase.dataset.phase = reading.phase;
      this.#phase.textContent = WORDS[reading.phase];
    }
    this.#showPace(reading);
    this.#grow();
  }

  /** The pace is computed over a few seconds, because the time aboard comes in whole seconds. */
  #showPace(reading) {
    this.#first ??= reading;
    const pace = reading.time - this.#first.time < 3 ? null : paceBetween(this.#first, reading);
    if (pace !== null) {
      this.#pace.hidden = pace === 1;
      this.#pace.textContent = `time-lapse: ${pace} × real time`;
    }
    if (reading.timeAboard < this.#first.timeAboard || reading.time < this.#first.time) {
      this.#first = reading;
    }
  }

  #grow() {
    if (this.#arrived !== null) {
      const seconds = Math.floor((performance.now() - this.#arrived) / 1000);
      this.#age.textContent = seconds < 2 ? "live" : `${seconds} s ago`;
      this.#age.classList.toggle("stale", seconds >= STALE_AFTER);
    }
  }
}

function signed(speed) {
  return `${speed < 0 ? "−" : "+"}${Math.abs(speed).toFixed(1)}`;
}

function degrees(value, positive, negative) {
  return `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
}
