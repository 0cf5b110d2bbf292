/** Computes rates and percentiles from two answers of `aerostat.node.numbers`. */

const sum = (routers, number) => routers.reduce((total, router) => total + number(router), 0);
const values = (map) => Object.values(map).reduce((total, count) => total + count, 0);

/** Returns the sums that the plots need, over all routers. */
export function totals(numbers) {
  const { routers } = numbers;
  const durations = routers.length === 0 ? [] : routers[0].realms.call_durations.map(() => 0);
  for (const router of routers) {
    router.realms.call_durations.forEach((count, i) => {
      durations[i] += count;
    });
  }
  return {
    time: numbers.time_ms,
    bounds: numbers.duration_bounds_us,
    durations,
    calls: sum(routers, (router) => values(router.realms.calls)),
    failed: sum(routers, ({ realms: { calls } }) => values(calls) - (calls.result ?? 0)),
    publications: sum(routers, (router) => router.realms.publications),
    events: sum(routers, (router) => router.realms.events),
    joined: sum(routers, (router) => router.realms.joined),
    dropped: sum(routers, (router) => router.realms.dropped_events),
    received: sum(routers, (router) => sum(router.transports, (transport) => transport.received_bytes)),
    sent: sum(routers, (router) => sum(router.transports, (transport) => transport.sent_bytes)),
  };
}

/** Returns the rates per second between two totals; null if the node was restarted between them. */
export function rates(before, after) {
  const seconds = (after.time - before.time) / 1000;
  if (seconds <= 0) {
    return null;
  }
  const found = {};
  for (const name of ["calls", "failed", "publications", "events", "joined", "dropped", "received", "sent"]) {
    const rate = (after[name] - before[name]) / seconds;
    if (rate < 0) {
      return null;
    }
    found[name] = rate;
  }
  const counts = after.durations.map((count, i) => count - before.durations[i]);
  found.p50 = percentile(counts, after.bounds, 0.5);
  found.p99 = percentile(counts, after.bounds, 0.99);
  return found;
}

/** Returns a percentile of the durations of calls in ms, interpolated in its bucket; 0 without calls. */
export function percentile(counts, bounds, part) {
  const all = counts.reduce((total, count) => total + count, 0);
  let rest = all * part;
  for (let i = 0; i < counts.length && all > 0; i += 1) {
    if (rest <= counts[i] && counts[i] > 0) {
      const low = i === 0 ? 0 : bounds[i - 1];
      const high = i < bounds.length ? bounds[i] : low;
      return (low + ((high - low) * rest) / counts[i]) / 1000;
    }
    rest -= counts[i];
  }
  return 0;
}
