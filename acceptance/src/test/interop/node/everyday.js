/**
 * Checks situations that a client meets in everyday life: silence, canceled calls, a cut connection. `node everyday.js
 * CLIENT` prints its results in the form of run.js. PROXY_PORT is a port that forwards to the router; the procedure
 * `interop.everyday.cut` closes all connections of this port.
 */

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

const client = await import(`./${process.argv[2]}.js`);
const url = process.env.ROUTER_URL;
const port = Number(process.env.PROXY_PORT);
const silence = 1000 * Number(process.env.SILENCE_SECONDS);
const DEADLINE = 60_000;

let names = 0;
const unique = () => `interop.everyday_${process.pid}_${++names}`;

async function isThere(session) {
  assert.deepEqual((await session.call("interop.peer.echo", ["still here"], {})).args, ["still here"]);
}

async function isCalled(session) {
  const uri = unique();
  await session.register(uri, ({ args }) => ({ args: [args[0] + 1], kwargs: {} }));
  assert.deepEqual((await session.call("interop.peer.call", [uri, [41], {}], {})).args[0].args, [42]);
}

function cancel(mode) {
  return async (session) => {
    const token = unique();
    const { answer, cancel } = session.startCall("interop.peer.wait", [token], {});
    answer.catch(() => {});
    await session.call("interop.peer.started", [token], {});
    cancel(mode);
    await isThere(session);
  };
}

const CHECKS = {
  "call and be called": async (session) => {
    await isThere(session);
    await isCalled(session);
  },

  "publish and subscribe": async (session) => {
    const topic = unique();
    const heard = new Promise((resolve) => session.subscribe(topic, resolve).then(() => session.call("interop.peer.publish", [topic, [7], {}], {})));
    assert.deepEqual((await heard).args, [7]);
    const other = `interop.heard.${unique()}`;
    await session.publish(other, [8], {}, { acknowledge: true });
    assert.deepEqual((await session.call("interop.peer.heard", [other], {})).args[0].args, [8]);
  },

  "live on after an error": async (session) => {
    await assert.rejects(session.call("interop.everyday.nobody", [], {}), ({ error }) => error === "wamp.error.no_such_procedure");
    await isThere(session);
  },

  "live on after a canceled call, mode skip": cancel("skip"),
  "live on after a canceled call, mode killnowait": cancel("killnowait"),
  "live on after a canceled call, mode kill": cancel("kill"),

  "stay through silence": async (session) => {
    const before = session.id;
    await pause(silence);
    await isThere(session);
    assert.equal(session.id, before);
  },
};

async function comeBack(serializer) {
  const { session, again } = await client.openLasting(`ws://127.0.0.1:${port}/ws`, serializer);
  const before = session.id;
  session.call("interop.everyday.cut", [port], {}).catch(() => {}); // the cut loses the answer
  const next = await again;
  assert.notEqual(next.id, before);
  await isCalled(next);
}

function withDeadline(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${silence + DEADLINE} ms`)), silence + DEADLINE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function attempt(serializer, name, work) {
  const absent = client.ABSENT_EVERYDAY?.[name];
  let outcome = ["absent", absent];
  if (!absent) {
    try {
      await withDeadline(work());
      outcome = ["ok", ""];
    } catch (failure) {
      outcome = ["failed", String(failure?.stack ?? JSON.stringify(failure)).replace(/\s+/g, " ").slice(0, 600)];
    }
  }
  console.log(["RESULT", serializer, name, ...outcome].join("\t"));
}

console.log(`CLIENT\t${client.NAME}\t${client.VERSION}`);
await Promise.all(
  client.SERIALIZERS.map(async (serializer) => {
    for (const [name, check] of Object.entries(CHECKS)) {
      await attempt(serializer, name, async () => {
        const session = await client.open(url, serializer, { method: "anonymous" });
        await check(session);
        await session.leave();
      });
    }
  }),
);
for (const serializer of client.SERIALIZERS) {
  await attempt(serializer, "come back after a cut", () => comeBack(serializer));
}
console.log("DONE");
process.exit(0);
