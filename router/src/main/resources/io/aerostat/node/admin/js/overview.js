/** State, rates, limits in use, realms and slow consumers. */

import { Chart } from "./chart.js";
import { bytes, element, table } from "./dom.js";
import { rates, totals } from "./rates.js";

const perSecond = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)}/s`;
const LARGEST = 20;

export class Overview {
  #node;
  #charts = [
    [new Chart("Calls", ["all", "failed"], perSecond), (now) => [now.calls, now.failed]],
    [new Chart("Latency of calls", ["median", "99 %"], (ms) => `${ms.toFixed(2)} ms`), (now) => [now.p50, now.p99]],
    [new Chart("Publications and events", ["published", "sent"], perSecond), (now) => [now.publications, now.events]],
    [new Chart("Bytes", ["in", "out"], (rate) => `${bytes(Math.round(rate))}/s`), (now) => [now.received, now.sent]],
    [new Chart("Joins and dropped events", ["joins", "dropped"], perSecond), (now) => [now.joined, now.dropped]],
  ];
  #limits = element("section", { class: "card", "aria-label": "Limits in use" });
  #realms = element("section", { class: "card" });
  #slow = element("section", { class: "card" });
  #before = null;

  constructor(node) {
    this.#node = node;
    this.element = element(
      "div",
      {},
      element("div", { class: "grid" }, ...this.#charts.map(([chart]) => chart.element), this.#limits),
      element("p", {}),
      this.#realms,
      this.#slow,
    );
  }

  async begin() {}

  /** Adds a point to each plot. Called also while another part is shown, so that the plots have no gaps. */
  async sample() {
    const numbers = await this.#node.call("numbers");
    const now = totals(numbers);
    const change = this.#before && rates(this.#before, now);
    this.#before = now;
    if (change) {
      this.#charts.forEach(([chart, values]) => chart.add(...values(change)));
    }
    this.#showLimits(numbers);
  }

  async refresh() {
    await this.sample();
    const { realms, count } = await this.#node.call("realms", { limit: LARGEST });
    this.#showRealms(realms, count);
    await this.#showSlow(realms);
  }

  #showLimits({ routers, process }) {
    const uses = routers.flatMap((router) => [
      [`${router.router}: sessions`, router.realms.sessions, router.realms.sessions_limit],
      [`${router.router}: clients that join`, router.pending_handshakes, router.pending_handshakes_limit],
    ]);
    this.#limits.replaceChildren(
      element("h3", {}, "Limits in use"),
      ...uses.flatMap(([name, used, limit]) => [
        element("div", {}, `${name}: ${used} of ${limit}`),
        element("meter", { min: 0, max: limit, value: used, high: limit * 0.9, "aria-label": name }),
      ]),
      element("p", { class: "quiet" }, `heap ${bytes(process.heap_used)}, ${process.threads} threads`),
    );
  }

  #showRealms(realms, count) {
    this.#realms.replaceChildren(
      element("h2", {}, "Realms"),
      table(
        "Realms",
        ["Realm", "Router", "Sessions", "Procedures", "Topics", "Calls in flight", "Dropped events", "Slow consumers"],
        realms.map((realm) => ({
          cells: [
            realm.realm,
            realm.router,
            realm.sessions,
            realm.registrations,
            realm.subscriptions,
            realm.pending_calls,
            realm.dropped_events,
            realm.slow_consumers,
          ],
        })),
      ),
      element("p", { class: "quiet" }, `${realms.length} of ${count} realms`),
    );
  }

  async #showSlow(realms) {
    const rows = [];
    for (const { realm, router } of realms) {
      const { sessions } = await this.#node.call("slow_consumers", { realm, router, limit: LARGEST });
      rows.push(
        ...sessions.map((one) => ({
          attributes: { class: one.is_slow ? "slow" : null },
          cells: [realm, String(one.session), one.authid, bytes(one.waiting_bytes), one.dropped_events],
        })),
      );
    }
    this.#slow.replaceChildren(
      element("h2", {}, "Slow consumers"),
      rows.length === 0
        ? element("p", { class: "quiet" }, "No session has bytes waiting or has missed an event.")
        : table("Slow consumers", ["Realm", "Session", "User", "Waiting", "Dropped events"], rows),
    );
  }
}

