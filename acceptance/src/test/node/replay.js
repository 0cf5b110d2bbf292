/**
 * Publishes three events to a topic with a history, and subscribes in a later session with the option x_replay_after.
 * Prints the arguments of the events that arrive: those after the first one, and a live one. ROUTER_URL is the
 * WebSocket address of the router, and the argument is a serializer.
 */

import { anonymous, withSession } from "./session.js";

const url = process.env.ROUTER_URL;
const serializer = process.argv[2];
const topic = `com.app.log.${serializer}`;

const first = await withSession(url, serializer, anonymous, async (session) => {
  const { id } = await session.publish(topic, ["first", 1.5], {}, { acknowledge: true });
  await session.publish(topic, ["second", "ä"], {}, { acknowledge: true });
  await session.publish(topic, ["third"], {}, { acknowledge: true });
  return id;
});

const seen = await withSession(url, serializer, anonymous, async (session) => {
  let arrived;
  const all = new Promise((resolve) => (arrived = resolve));
  const words = [];
  const onEvent = ([word]) => {
    words.push(word);
    if (word === "live") arrived();
  };
  await session.subscribe(topic, onEvent, { x_replay_after: first });
  await session.publish(topic, ["live"], {}, { acknowledge: true, exclude_me: false });
  await all;
  return words;
});

console.log(seen.join(" "));
process.exit(0);
