/** The second session of the page, an anonymous one, which only receives the balloon's readings. */

import { anonymous } from "../wamp/credentials.js";
import { Link, unlessLeft } from "../wamp/link.js";
import { describe, refusalInFull, refusalInWords } from "../wamp/refusal.js";
import { readingFrom, TOPIC } from "./reading.js";

/** Subscribes whenever the router is available. Calls `onReading` with each valid reading. */
export function telemetry({ router, connection, log, onReading }) {
  let complained = false;
  let lastPhase = null;

  const receive = (_args, kwargs) => {
    let reading;
    try {
      reading = readingFrom(kwargs);
    } catch (problem) {
      if (!complained) {
        complained = true;
        log.note(`a reading of ${TOPIC} makes no sense`, problem.message);
      }
      return;
    }
    if (lastPhase !== null && lastPhase !== reading.phase) {
      log.note(happened(reading));
    }
    lastPhase = reading.phase;
    onReading(reading);
  };

  const subscribe = async ({ session, left }) => {
    try {
      await unlessLeft(left, session.subscribe(TOPIC, receive));
      log.done(`listening to ${TOPIC}, as role anonymous`);
    } catch (failure) {
      if (!left.aborted) {
        log.failed(`could not subscribe to ${TOPIC}`, describe(failure));
      }
    }
  };

  const link = new Link({
    ...router,
    credentials: anonymous,
    onState: (state) => {
      connection.show(state);
      if (state.name === "joined") {
        subscribe(state);
      } else if (state.cause === "refused") {
        log.note(
          `the router refused an anonymous session: ${refusalInWords(state.reason)}`,
          refusalInFull(state.reason, state.message),
        );
      }
    },
  });
  link.open();
}

function happened({ phase, altitude, latitude, longitude }) {
  const height = `${Math.round(altitude).toLocaleString("en")} m`;
  switch (phase) {
    case "ascending":
      return "a new balloon flies";
    case "floating":
      return `the balloon floats at ${height}`;
    case "falling":
      return `the balloon was popped at ${height} and falls`;
    default:
      return `it landed at ${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
  }
}
