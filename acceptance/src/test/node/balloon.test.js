/**
 * Tests the balloon example with AutobahnJS, with each serializer that the library has. ROUTER_URL is the router's
 * WebSocket address.
 */

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anonymous, Refused, SERIALIZERS, wampcra, wampcraWithKey, withSession } from "./session.js";

const url = process.env.ROUTER_URL;
const DEADLINE = { timeout: 20_000 };

const INGEMAR = wampcra("ingemar", "123456");
const KARINA = wampcra("karina", "secret2");
const ANOHNI = wampcra("anohni", "secret1");
const ANOHNIS_STORED_KEY = "prq7+YkJ1/KlW1X0YczMHw==";

const notAuthorized = { error: "wamp.error.not_authorized" };

for (const serializer of Object.keys(SERIALIZERS)) {
  describe(`AutobahnJS over ${serializer}`, () => {
    const as = (who, use) => withSession(url, serializer, who, use);
    const identity = async (who) => {
      const { authid, authrole, authmethod, transport } = await as(who, (_session, details) => details);
      assert.equal(transport.protocol, `wamp.2.${serializer}`);
      return { authid, authrole, authmethod };
    };

    it("lets karina in as the backend", DEADLINE, async () => {
      assert.deepEqual(await identity(KARINA), { authid: "karina", authrole: "backend", authmethod: "wampcra" });
    });

    it("lets ingemar in as a balloonpopper, under another authid", DEADLINE, async () => {
      assert.deepEqual(await identity(INGEMAR), {
        authid: "ID09125",
        authrole: "balloonpopper",
        authmethod: "wampcra",
      });
    });

    it("lets anohni in, whose key is derived from her secret", DEADLINE, async () => {
      assert.deepEqual(await identity(ANOHNI), { authid: "anohni", authrole: "authenticator", authmethod: "wampcra" });
    });

    it("lets anohni in with the key as it is stored", DEADLINE, async () => {
      assert.equal((await identity(wampcraWithKey("anohni", ANOHNIS_STORED_KEY))).authid, "anohni");
    });

    it("refuses a user whom nobody knows, in the authenticator's own words", DEADLINE, async () => {
      await assert.rejects(identity(wampcra("nobody", "secret")), (refusal) => {
        assert.ok(refusal instanceof Refused, String(refusal));
        assert.equal(refusal.reason, "com.example.no_such_user");
        assert.match(refusal.abortMessage, /could not authenticate session - no such user nobody/);
        return true;
      });
    });

    for (const name of ["karina", "ingemar", "anohni"]) {
      it(`refuses ${name} with a wrong secret`, DEADLINE, async () => {
        await assert.rejects(identity(wampcra(name, "wrong")), (refusal) => {
          assert.ok(refusal instanceof Refused, String(refusal));
          assert.equal(refusal.reason, "wamp.error.not_authorized");
          return true;
        });
      });
    }

    it("pops the balloon", DEADLINE, async () => {
      await as(INGEMAR, async (session) => {
        assert.equal(await session.call("com.balloon.pop", [56, 18]), 74);
        assert.equal(await session.call("com.balloon.pop", [-7, 7]), 0);
        assert.equal(await session.call("com.balloon.pop", [1.5, 2.25]), 3.75);
        assert.equal(await session.call("com.balloon.pop", [2 ** 40, 1]), 2 ** 40 + 1);
      });
    });

    it("answers many calls at once, each with its own sum", DEADLINE, async () => {
      await as(INGEMAR, async (session) => {
        const sums = await Promise.all(Array.from({ length: 100 }, (_, n) => session.call("com.balloon.pop", [n, n])));
        assert.deepEqual(
          sums,
          Array.from({ length: 100 }, (_, n) => 2 * n),
        );
      });
    });

    it("denies a balloonpopper everything else", DEADLINE, async () => {
      await as(INGEMAR, async (session) => {
        const forbidden = [
          () => session.subscribe("com.example.oncounter", () => {}),
          () => session.subscribe("com.balloon.data", () => {}),
          () => session.register("com.example.mul2", ([x, y]) => x * y),
          () => session.register("com.balloon.pop", ([x, y]) => x * y),
          () => session.publish("com.balloon.data", [], {}, { acknowledge: true }),
          () => session.call("com.balloon.authenticate", ["realm1", "ingemar", {}]),
        ];
        for (const attempt of forbidden) {
          await assert.rejects(async () => attempt(), notAuthorized, String(attempt));
        }
      });
    });

    it("denies the other two the balloon", DEADLINE, async () => {
      for (const who of [KARINA, ANOHNI]) {
        await as(who, (session) => assert.rejects(async () => session.call("com.balloon.pop", [56, 18]), notAuthorized));
      }
    });

    it("brings telemetry to an anonymous session, as keyword arguments", DEADLINE, async () => {
      await as(anonymous, async (session, { authrole }) => {
        assert.equal(authrole, "anonymous");
        const readings = [];
        await new Promise((resolve, reject) => {
          session
            .subscribe("com.balloon.data", (_args, reading) => {
              readings.push(reading);
              if (readings.length === 2) {
                resolve();
              }
            })
            .then(null, reject);
        });
        for (const reading of readings) {
          assert.ok(!Number.isNaN(Date.parse(reading.time)), reading.time);
          assert.ok(["ascending", "floating", "falling", "landed"].includes(reading.phase), reading.phase);
          for (const name of [
            "altitude",
            "pressure",
            "temperature",
            "radiation",
            "latitude",
            "longitude",
            "vertical_speed",
          ]) {
            assert.equal(typeof reading[name], "number", name);
          }
        }
        assert.ok(Date.parse(readings[1].time) > Date.parse(readings[0].time));
      });
    });

    it("denies an anonymous session the balloon", DEADLINE, async () => {
      await as(anonymous, (session) =>
        assert.rejects(async () => session.call("com.balloon.pop", [56, 18]), notAuthorized),
      );
    });
  });
}
