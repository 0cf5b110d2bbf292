/**
 * The steps of the weather-balloon example, in their order: a subscription and a registration that the router must
 * deny, and the call that pops the balloon.
 */

import { unlessLeft } from "./wamp/link.js";
import { describe, errorUri, NOT_AUTHORIZED } from "./wamp/refusal.js";

export const POP = "com.balloon.pop";

const FORBIDDEN_TOPIC = "com.example.oncounter";
const FORBIDDEN_PROCEDURE = "com.example.mul2";

/** Errors of a router whose balloon is starting or was just lost. A later call can succeed. */
const BALLOON_AWAY = ["wamp.error.no_such_procedure", "wamp.error.canceled", "wamp.error.unavailable"];
const ASK_AGAIN_AFTER = 1000;

/** Tries the two requests that a balloonpopper may not make, and logs the router's answers. */
export async function tryForbiddenThings(session, user, left, log) {
  await expectDenial(
    left,
    () => session.subscribe(FORBIDDEN_TOPIC, () => {}),
    `${user} may not subscribe to ${FORBIDDEN_TOPIC}`,
    log,
  );
  await expectDenial(
    left,
    () => session.register(FORBIDDEN_PROCEDURE, ([x, y]) => x * y),
    `${user} may not register ${FORBIDDEN_PROCEDURE}`,
    log,
  );
}

async function expectDenial(left, attempt, rule, log) {
  try {
    await unlessLeft(left, attempt());
    log.failed(`allowed, but should have been denied: ${rule}`);
  } catch (failure) {
    if (errorUri(failure) === NOT_AUTHORIZED) {
      log.denied(`denied, as it should be: ${rule}`, describe(failure));
    } else if (!left.aborted) {
      log.failed(`neither allowed nor denied: ${rule}`, describe(failure));
    }
  }
}

/** Pops the balloon; resolves to the sum in its answer. */
export function pop(session, left, x, y) {
  return unlessLeft(left, session.call(POP, [x, y]));
}

/**
 * Pops the balloon as soon as it is available. Calls `onAway` for each attempt that fails because the balloon is not
 * available yet.
 */
export async function popWhenThere(session, left, x, y, onAway) {
  for (;;) {
    try {
      return await pop(session, left, x, y);
    } catch (failure) {
      if (!BALLOON_AWAY.includes(errorUri(failure))) {
        throw failure;
      }
      onAway(failure);
      await unlessLeft(left, new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_AFTER)));
    }
  }
}
