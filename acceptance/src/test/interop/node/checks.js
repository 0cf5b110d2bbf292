/**
 * The checks that each client must pass with the router and with the Java client as its peer (`interop.peer.*`). Each
 * check gets `open`, which joins another session, and `unique`, which makes a name that no other check uses. A check
 * fails by throwing an error.
 */

import assert from "node:assert/strict";

/** Joins, awaits `use(session)`, and leaves. */
async function withSession(open, use, who) {
  const session = await open(who);
  try {
    return await use(session);
  } finally {
    await session.leave();
  }
}

const list = (...values) => values;

/** Returns a promise together with the functions that settle it. */
function promised() {
  const promise = {};
  promise.value = new Promise((resolve) => {
    promise.resolve = resolve;
  });
  return promise;
}

const VALUES = [
  0,
  -1,
  2 ** 31,
  -(2 ** 40),
  2 ** 53 - 1,
  0.5,
  -1.25e100,
  true,
  null,
  "",
  "smørrebrød \u{1F388} \u0001",
  [],
  [[1], { deep: [null] }],
  { "a b": {} },
];

export const CHECKS = {
  "join anonymously": ({ open }) =>
    withSession(open, async (session) => assert.ok(session.id > 0), { method: "anonymous" }),

  "join with a ticket": ({ open }) =>
    withSession(open, async (session) => assert.equal(session.authid, "tina"), { method: "ticket", authid: "tina", secret: "secret" }),

  "join with WAMP-CRA": ({ open }) =>
    withSession(open, async (session) => assert.equal(session.authid, "carl"), { method: "wampcra", authid: "carl", secret: "secret" }),

  "join with salted WAMP-CRA": ({ open }) =>
    withSession(open, async (session) => assert.equal(session.authid, "sally"), { method: "wampcra", authid: "sally", secret: "secret" }),

  "join with cryptosign": ({ open }) =>
    withSession(open, async (session) => assert.equal(session.authid, "kris"), {
      method: "cryptosign",
      authid: "kris",
      seed: "41".repeat(32),
      publicKey: "db995fe25169d141cab9bbba92baa01f9f2e1ece7df4cb2ac05190f37fcc1f9d",
    }),

  "be refused with a wrong secret": ({ open }) =>
    assert.rejects(open({ method: "wampcra", authid: "carl", secret: "wrong" }), (refusal) => {
      assert.match(String(refusal.reason), /wamp\.error\.(not_authorized|authentication_denied)/);
      return true;
    }),

  "call": ({ open }) =>
    withSession(open, async (session) => {
      const answer = await session.call("interop.peer.echo", VALUES, { named: VALUES });
      assert.deepEqual(answer.args, VALUES);
      assert.deepEqual(answer.kwargs, { named: VALUES });
    }),

  "binary values": ({ open }) =>
    withSession(open, async (session) => {
      const octets = Uint8Array.from({ length: 256 }, (_, n) => n);
      const [back] = (await session.call("interop.peer.echo", [octets], {})).args;
      assert.deepEqual(Uint8Array.from(back), octets);
    }),

  "call, answered with an error": ({ open }) =>
    withSession(open, (session) =>
      assert.rejects(session.call("interop.peer.fail", [1, "two"], { three: 3 }), (failure) => {
        assert.equal(failure.error, "interop.error.custom");
        assert.deepEqual(failure.args, [1, "two"]);
        assert.deepEqual(failure.kwargs, { three: 3 });
        return true;
      }),
    ),

  "many calls at once": ({ open }) =>
    withSession(open, async (session) => {
      const numbers = Array.from({ length: 200 }, (_, n) => n);
      const answers = await Promise.all(numbers.map((n) => session.call("interop.peer.echo", [n], {})));
      assert.deepEqual(answers.map(({ args }) => args[0]), numbers);
    }),

  "be called": ({ open, unique }) =>
    withSession(open, async (session) => {
      const uri = unique();
      await session.register(uri, ({ args, kwargs }) => ({ args: [...args, "and"], kwargs: { ...kwargs, more: true } }));
      const [answer] = (await session.call("interop.peer.call", [uri, [1, "two"], { three: 3 }], {})).args;
      assert.deepEqual(answer, { args: [1, "two", "and"], kwargs: { three: 3, more: true } });
    }),

  "be called, answering with an error": ({ open, unique }) =>
    withSession(open, async (session) => {
      const uri = unique();
      await session.register(uri, ({ args }) => session.fail("interop.error.mine", args));
      await assert.rejects(session.call("interop.peer.call", [uri, [7], {}], {}), (failure) => {
        assert.equal(failure.error, "interop.error.mine");
        assert.deepEqual(failure.args, [7]);
        return true;
      });
    }),

  "take progressive results": ({ open }) =>
    withSession(open, async (session) => {
      const seen = [];
      const answer = await session.call("interop.peer.progress", [3], {}, { onProgress: ({ args }) => seen.push(args[0]) });
      assert.deepEqual(seen, [1, 2, 3]);
      assert.deepEqual(answer.args, ["done"]);
    }),

  "give progressive results": ({ open, unique }) =>
    withSession(open, async (session) => {
      const uri = unique();
      await session.register(uri, ({ args, progress }) => {
        for (let n = 1; n <= args[0]; n++) {
          progress([n]);
        }
        return { args: [-1], kwargs: {} };
      });
      const [values] = (await session.call("interop.peer.call_progressively", [uri, [3]], {})).args;
      assert.deepEqual(values, [1, 2, 3, -1]);
    }),

  "cancel a call": ({ open, unique }) =>
    withSession(open, async (session) => {
      const token = unique();
      const { answer, cancel } = session.startCall("interop.peer.wait", [token], {});
      const over = answer.then(
        () => "a result",
        ({ error }) => error,
      );
      await session.call("interop.peer.started", [token], {});
      cancel("kill");
      assert.equal(await over, "wamp.error.canceled");
      assert.deepEqual((await session.call("interop.peer.interrupted", [token], {})).args, [true]);
    }),

  "be canceled": ({ open, unique }) =>
    withSession(open, async (session) => {
      const [uri, token] = [unique(), unique()];
      const never = promised();
      await session.register(uri, async ({ args }) => {
        session.call("interop.peer.reached", args, {});
        await never.value;
      });
      const outcome = await session.call("interop.peer.call_and_cancel", [uri, [token]], { mode: "killnowait" });
      assert.deepEqual(outcome.args, ["wamp.error.canceled"]);
      never.resolve();
    }),

  "register patterns": ({ open, unique }) =>
    withSession(open, async (session) => {
      const base = unique();
      const handler = (kind) => ({ details }) => ({ args: [kind, details.procedure], kwargs: {} });
      await session.register(`${base}.prefix`, handler("prefix"), { match: "prefix" });
      await session.register(`${base}..wild`, handler("wildcard"), { match: "wildcard" });
      for (const [kind, uri] of [
        ["prefix", `${base}.prefix.and.more`],
        ["wildcard", `${base}.any.wild`],
      ]) {
        const [answer] = (await session.call("interop.peer.call", [uri, [], {}], {})).args;
        assert.deepEqual(answer.args, [kind, uri]);
      }
    }),

  "share a registration": ({ open, unique }) =>
    withSession(open, (one) =>
      withSession(open, async (two) => {
        const uri = unique();
        for (const [name, session] of Object.entries({ one, two })) {
          await session.register(uri, () => ({ args: [name], kwargs: {} }), { invoke: "roundrobin" });
        }
        const names = [];
        for (let n = 0; n < 4; n++) {
          names.push((await one.call("interop.peer.call", [uri, [], {}], {})).args[0].args[0]);
        }
        assert.deepEqual(names, list("one", "two", "one", "two"));
      }),
    ),

  "disclose the caller": ({ open }) =>
    withSession(open, async (session) =>
      assert.deepEqual((await session.call("interop.peer.caller", [], {})).args, [session.id]),
    ),

  "publish": ({ open, unique }) =>
    withSession(open, async (session) => {
      const topic = `interop.heard.${unique()}`;
      const id = await session.publish(topic, VALUES, { named: VALUES }, { acknowledge: true });
      assert.ok(id > 0);
      const [event] = (await session.call("interop.peer.heard", [topic], {})).args;
      assert.deepEqual(event, { args: VALUES, kwargs: { named: VALUES } });
    }),

  "subscribe": ({ open, unique }) =>
    withSession(open, async (session) => {
      const topic = unique();
      const heard = promised();
      await session.subscribe(topic, heard.resolve);
      await session.call("interop.peer.publish", [topic, VALUES, { named: VALUES }], {});
      const { args, kwargs } = await heard.value;
      assert.deepEqual(args, VALUES);
      assert.deepEqual(kwargs, { named: VALUES });
    }),

  "subscribe patterns": ({ open, unique }) =>
    withSession(open, async (session) => {
      const base = unique();
      const heard = { prefix: promised(), wildcard: promised() };
      await session.subscribe(`${base}.prefix`, heard.prefix.resolve, { match: "prefix" });
      await session.subscribe(`${base}..wild`, heard.wildcard.resolve, { match: "wildcard" });
      await session.call("interop.peer.publish", [`${base}.prefix.x`, [1], {}], {});
      await session.call("interop.peer.publish", [`${base}.any.wild`, [2], {}], {});
      assert.equal((await heard.prefix.value).details.topic, `${base}.prefix.x`);
      assert.equal((await heard.wildcard.value).details.topic, `${base}.any.wild`);
    }),

  "receive one's own event": ({ open, unique }) =>
    withSession(open, async (session) => {
      const topic = unique();
      const heard = promised();
      await session.subscribe(topic, heard.resolve);
      await session.publish(topic, ["not for me"], {}, { acknowledge: true });
      await session.publish(topic, ["for me"], {}, { acknowledge: true, exclude_me: false });
      assert.deepEqual((await heard.value).args, ["for me"]);
    }),

  "white and black lists": ({ open, unique }) =>
    withSession(open, (one) =>
      withSession(open, (two) =>
        withSession(open, async (publisher) => {
          const topic = unique();
          const heard = { one: promised(), two: promised() };
          await one.subscribe(topic, heard.one.resolve);
          await two.subscribe(topic, heard.two.resolve);
          await publisher.publish(topic, ["for one"], {}, { acknowledge: true, eligible: [one.id] });
          await publisher.publish(topic, ["not for one"], {}, { acknowledge: true, exclude: [one.id] });
          assert.deepEqual((await heard.one.value).args, ["for one"]);
          assert.deepEqual((await heard.two.value).args, ["not for one"]);
        }),
      ),
    ),

  "unregister and unsubscribe": ({ open, unique }) =>
    withSession(open, async (session) => {
      const [uri, topic] = [unique(), unique()];
      const registration = await session.register(uri, () => ({ args: [], kwargs: {} }));
      await session.unregister(registration);
      await assert.rejects(session.call("interop.peer.call", [uri, [], {}], {}), ({ error }) => {
        assert.equal(error, "wamp.error.no_such_procedure");
        return true;
      });
      const subscription = await session.subscribe(topic, () => {});
      await session.unsubscribe(subscription);
      assert.deepEqual((await session.call("wamp.subscription.lookup", [topic], {})).args, [null]);
    }),

  "the meta API": ({ open, unique }) =>
    withSession(open, async (session) => {
      const joined = promised();
      await session.subscribe("wamp.session.on_join", ({ args }) => joined.resolve(args[0].session));
      const other = await open();
      assert.equal(await joined.value, other.id);
      assert.ok((await session.call("wamp.session.list", [], {})).args[0].includes(other.id));
      assert.equal((await session.call("wamp.session.get", [other.id], {})).args[0].authrole, "member");
      await other.leave();
      const uri = unique();
      await session.register(uri, () => ({ args: [], kwargs: {} }));
      const [registration] = (await session.call("wamp.registration.lookup", [uri], {})).args;
      assert.equal((await session.call("wamp.registration.get", [registration], {})).args[0].uri, uri);
    }),
};
