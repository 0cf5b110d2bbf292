import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { connections, FakeTimers } from "./fake-autobahn.js";

const { Link, unlessLeft } = await import("../page/js/wamp/link.js");
const { TRANSPORT_TYPE } = await import("../page/js/wamp/transport.js");

describe("a link", () => {
  let timers;
  let states;
  let link;

  const latest = () => connections.at(-1);
  const state = () => states.at(-1);

  beforeEach(() => {
    connections.length = 0;
    timers = new FakeTimers();
    states = [];
    link = new Link({
      url: "ws://router/ws",
      realm: "realm1",
      credentials: { name: "ingemar", options: { authid: "ingemar" } },
      onState: (next) => states.push(next),
      timers,
    });
    link.open();
  });

  it("connects as its user, and does not let AutobahnJS retry", () => {
    const { transports, realm, authid, max_retries: retries } = latest().options;
    assert.equal(transports[0].url, "ws://router/ws");
    assert.deepEqual({ realm, authid, retries }, { realm: "realm1", authid: "ingemar", retries: 0 });
    assert.equal(state().name, "connecting");
  });

  it("reports that it has joined", () => {
    const session = {};
    latest().welcome(session, { authid: "ID09125" });
    assert.equal(state().name, "joined");
    assert.equal(state().session, session);
    assert.equal(state().left.aborted, false);
    assert.deepEqual(timers.delays, []);
  });

  it("tries again at growing intervals while there is no router", () => {
    let shortest = 0;
    for (let attempt = 1; attempt <= 4; attempt++) {
      latest().end("unreachable");
      assert.equal(state().cause, "unreachable");
      assert.ok(state().retryIn > shortest * 0.8, `${state().retryIn} after ${shortest}`);
      shortest = state().retryIn;
      assert.equal(connections.length, attempt);
      timers.runNext();
      assert.equal(connections.length, attempt + 1);
    }
    for (let attempt = 0; attempt < 30; attempt++) {
      latest().end("unreachable");
      assert.ok(state().retryIn <= 4800, String(state().retryIn));
      timers.runNext();
    }
  });

  for (const [what, ...ending] of [
    ["a lost connection", "lost"],
    ["the router's goodbye", "closed", "wamp.close.system_shutdown", ""],
  ]) {
    it(`opens again after ${what}`, () => {
      latest().welcome();
      const { left } = state();

      latest().end(...ending);

      assert.equal(left.aborted, true);
      assert.equal(state().name, "waiting");
      assert.equal(state().cause, ending[0]);
      assert.ok(state().retryIn < 500);
      timers.runNext();
      latest().welcome();
      assert.equal(state().name, "joined");
    });
  }

  it("reports a refusal, and waits before it tries again", () => {
    latest().end("closed", "com.example.no_such_user", "no such user");
    assert.deepEqual(
      { ...state() },
      { name: "waiting", cause: "refused", reason: "com.example.no_such_user", message: "no such user", retryIn: 5000 },
    );
  });

  it("ends a connection on which no WELCOME arrives", () => {
    assert.deepEqual(timers.delays, [10000]);
    timers.runNext();
    assert.equal(latest().closed, true);
  });

  it("stays closed in spite of a planned attempt or a late event", () => {
    latest().end("lost");
    link.close();
    assert.deepEqual(timers.delays, []);

    link.open();
    const connection = latest();
    link.close();
    assert.equal(connection.closed, true);
    const told = states.length;
    connection.welcome();
    connection.end("closed", "wamp.close.normal", "");
    assert.equal(states.length, told);
    assert.deepEqual(timers.delays, []);
  });

  it("ends the requests of a session that has ended", async () => {
    latest().welcome();
    const answer = unlessLeft(state().left, new Promise(() => {}));
    latest().end("lost");
    await assert.rejects(answer, /the connection was lost/);
  });

  it("returns the answers that arrived in time", async () => {
    latest().welcome();
    assert.equal(await unlessLeft(state().left, Promise.resolve(74)), 74);
    await assert.rejects(unlessLeft(state().left, Promise.reject(new Error("no"))), /no/);
  });
});

describe("its transport", () => {
  it("closes after the messages that were sent before", async () => {
    const Factory = window.autobahn.transports.get(TRANSPORT_TYPE);
    const transport = new Factory({}).create();
    transport.send("goodbye");
    transport.close();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(transport.done, ["goodbye", "closed"]);
  });
});
