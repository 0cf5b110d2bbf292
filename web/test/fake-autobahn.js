/**
 * Replaces AutobahnJS, which is a global in a browser: its connections do what a test tells them. Import this module
 * before the modules that use AutobahnJS.
 */

export const connections = [];

class Connection {
  constructor(options) {
    this.options = options;
    this.isConnected = false;
    this.closed = false;
    connections.push(this);
  }

  open() {
    this.isConnected = true;
  }

  close() {
    this.closed = true;
  }

  /** The router says WELCOME. */
  welcome(session = {}, details = {}) {
    this.onopen(session, details);
  }

  /** The connection ends; `reason` and `message` are those of an ABORT or GOODBYE, if there was one. */
  end(how, reason = null, message = null) {
    this.isConnected = false;
    this.onclose(how, { reason, message });
  }
}

/** A transport that sends on the next turn, like AutobahnJS's, and remembers the order. */
class Transport {
  done = [];
  send = async (message) => {
    await null;
    this.done.push(message);
  };
  close = () => {
    this.done.push("closed");
  };
}

const factories = new Map([["websocket", class { create = () => new Transport() }]]);

globalThis.window = {
  autobahn: {
    Connection,
    log: { debug() {}, warn() {} },
    auth_cra: {},
    transports: { get: (type) => factories.get(type), register: (type, factory) => factories.set(type, factory) },
  },
};

/** Timers that run only when a test runs them. */
export class FakeTimers {
  #planned = new Map();
  #next = 1;

  setTimeout = (callback, delay) => {
    const id = this.#next++;
    this.#planned.set(id, { callback, delay });
    return id;
  };

  clearTimeout = (id) => {
    this.#planned.delete(id);
  };

  /** Returns the planned delays, shortest first. */
  get delays() {
    return [...this.#planned.values()].map(({ delay }) => delay).sort((a, b) => a - b);
  }

  /** Runs the timer with the shortest delay. */
  runNext() {
    const [id, { callback }] = [...this.#planned].sort(([, a], [, b]) => a.delay - b.delay)[0];
    this.#planned.delete(id);
    callback();
  }
}
