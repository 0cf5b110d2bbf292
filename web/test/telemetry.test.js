import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { History } from "../page/js/telemetry/history.js";
import { paceBetween, readingFrom } from "../page/js/telemetry/reading.js";

const GOOD = Object.freeze({
  time: "2026-05-01T12:00:01.500Z",
  phase: "ascending",
  altitude: 1200.5,
  pressure: 880.2,
  temperature: 7.1,
  radiation: 640,
  latitude: 52.21,
  longitude: 14.12,
  vertical_speed: 5.5,
});

describe("a reading", () => {
  it("has the values of the event", () => {
    const reading = readingFrom({ ...GOOD, flight_time: "ignored" });
    assert.equal(reading.time, Date.parse(GOOD.time) / 1000);
    assert.equal(reading.verticalSpeed, 5.5);
    assert.equal(reading.phase, "ascending");
    assert.equal("flight_time" in reading, false);
  });

  for (const [what, change, message] of [
    ["no arguments", undefined, /^time: found undefined/],
    ["a time that is none", { time: "yesterday" }, /^time: found "yesterday"/],
    ["an unknown phase", { phase: "<b>exploding</b>" }, /^phase: found "<b>exploding<\/b>" \(expected one of ascending/],
    ["a text for a number", { altitude: "high" }, /^altitude: found "high" \(expected a number\)/],
    ["a number that is none", { pressure: Number.NaN }, /^pressure: found null/],
    ["a missing part", { vertical_speed: undefined }, /^vertical_speed: found undefined/],
  ]) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => readingFrom(change && { ...GOOD, ...change }), { message });
    });
  }
});

describe("the pace", () => {
  const at = (time, flight_time) => readingFrom({ ...GOOD, time: `2026-05-01T12:00:${time}Z`, flight_time });

  it("is the pace of the flight time", () => {
    assert.equal(paceBetween(at("01", "2026-05-01T07:01:00Z"), at("04", "2026-05-01T07:04:00Z")), 60);
  });

  it("is unknown between two flights, and without a flight time in the events", () => {
    assert.equal(paceBetween(at("01", "2026-05-01T09:01:00Z"), at("04", "2026-05-01T07:00:00Z")), null);
    assert.equal(paceBetween(at("01", undefined), at("04", undefined)), null);
  });
});

describe("the history", () => {
  const at = (time, altitude) => ({ time, altitude });

  it("keeps columns of one length", () => {
    const history = new History(60, ["altitude"]);
    history.add(at(1, 10));
    history.add(at(2, 20));
    assert.deepEqual(history.column("altitude"), [
      [1, 2],
      [10, 20],
    ]);
  });

  it("drops readings that are older than its window, except for one at its edge", () => {
    const history = new History(10, ["altitude"]);
    for (let time = 0; time <= 100; time++) {
      history.add(at(time, time));
    }
    assert.deepEqual(history.column("altitude")[0], [89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
  });

  it("has a gap after a pause between readings, so that a plotted line breaks", () => {
    const history = new History(60, ["altitude"]);
    history.add(at(1, 10));
    history.add(at(11, 20));
    history.add(at(12, 30));
    assert.deepEqual(history.column("altitude"), [
      [1, 6, 11, 12],
      [10, null, 20, 30],
    ]);
  });

  it("begins again when the clock of the sender goes back", () => {
    const history = new History(60, ["altitude"]);
    history.add(at(100, 1));
    history.add(at(50, 2));
    assert.deepEqual(history.column("altitude"), [[50], [2]]);
  });
});
