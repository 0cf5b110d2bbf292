/**
 * The visitor of the page, who is signed in as one user at a time and pops the balloon.
 *
 * To sign in as another user, the visitor opens a second session. It replaces the first session only when the router
 * has accepted it, so a wrong secret does not end the first session.
 */

import { POP, pop, popWhenThere, tryForbiddenThings } from "./example.js";
import { user } from "./wamp/credentials.js";
import { Link } from "./wamp/link.js";
import { describe, errorUri, NOT_AUTHORIZED, refusalInFull, refusalInWords } from "./wamp/refusal.js";

const FIRST_NUMBERS = [56, 18];

export class Visitor {
  #router;
  #views;
  #link = null;
  #exampleShown = false;
  #now = null;

  /** `router` is `{ url, realm }`; `views` are the parts of the page that a visitor's session changes. */
  constructor(router, views) {
    this.#router = router;
    this.#views = views;
  }

  /** Signs in, and stays signed in. */
  arrive(name, secret) {
    this.#adopt(this.#linkFor(name, secret));
    this.#link.open();
  }

  /** Tries to sign in as `name`; `SignInView` describes the return value. */
  become(name, secret, onTrouble) {
    const link = this.#linkFor(name, secret);
    const done = new Promise((resolve, reject) => {
      link.onState = (state) => {
        if (state.name === "joined") {
          this.#adopt(link);
          this.#follow(link, state);
          resolve();
        } else if (state.cause === "refused") {
          link.close();
          reject({ reason: state.reason, message: state.message });
        } else if (state.name === "waiting") {
          onTrouble(state.cause);
        }
      };
    });
    done.catch(({ reason, message }) => this.#logRefusal(name, reason, message));
    link.open();
    return {
      done,
      cancel: () => {
        if (this.#link !== link) {
          link.close();
        }
      },
    };
  }

  /** Pops the balloon with two numbers of the visitor's own. */
  async pop(x, y) {
    const now = this.#now;
    if (now === null) {
      return;
    }
    this.#views.pop.unavailable(`Calling ${POP}(${x}, ${y}) …`);
    try {
      this.#popped(x, y, await pop(now.session, now.left, x, y));
    } catch (failure) {
      if (this.#now === now) {
        this.#views.log.note(`${POP}(${x}, ${y}) failed`, describe(failure));
        this.#views.pop.ready(`The balloon did not answer: ${describe(failure)}.`);
      }
    }
  }

  #linkFor(name, secret) {
    return new Link({ ...this.#router, credentials: user(name, secret), onState: () => {} });
  }

  #adopt(link) {
    this.#link?.close();
    this.#link = link;
    this.#exampleShown = false;
    link.onState = (state) => this.#follow(link, state);
  }

  #follow(link, state) {
    this.#now = state.name === "joined" ? state : null;
    this.#views.connection.show(state);
    if (state.name === "joined") {
      this.#joined(link.user, state);
    } else if (state.name === "waiting") {
      this.#away(link.user, state);
    }
  }

  #away(name, { cause, reason, message }) {
    this.#views.identity.away(name);
    if (cause === "refused") {
      this.#logRefusal(name, reason, message);
      this.#views.pop.unavailable(`The router refused ${name}: ${refusalInWords(reason)}.`);
    } else if (cause !== "unreachable") {
      this.#views.log.note("the router is gone, trying to reach it again", reason ?? cause);
      this.#views.pop.unavailable("The router is gone; this page comes back by itself when it does.");
    } else {
      this.#views.pop.unavailable("The router does not answer; this page connects by itself when it does.");
    }
  }

  #logRefusal(name, reason, message) {
    this.#views.log.note(`the router refused ${name}: ${refusalInWords(reason)}`, refusalInFull(reason, message));
  }

  async #joined(name, { session, details, left }) {
    this.#views.identity.joined(name, session, details);
    this.#views.log.done(`signed in as ${name}: the router calls me ${details.authid}, role ${details.authrole}`);
    if (this.#exampleShown) {
      this.#views.pop.ready("Connected again.");
      return;
    }
    try {
      await this.#showExample(name, session, left);
    } catch (failure) {
      if (!left.aborted) {
        this.#couldNotPop(name, details.authrole, failure);
      }
    }
  }

  async #showExample(name, session, left) {
    const [x, y] = FIRST_NUMBERS;
    await tryForbiddenThings(session, name, left, this.#views.log);
    this.#views.pop.unavailable(`Calling ${POP}(${x}, ${y}) …`);
    let told = false;
    const sum = await popWhenThere(session, left, x, y, (failure) => {
      this.#views.pop.unavailable("The balloon is not there yet; asking again every second.");
      if (!told) {
        this.#views.log.note("the balloon is not there yet, asking again", describe(failure));
        told = true;
      }
    });
    this.#exampleShown = true;
    this.#popped(x, y, sum);
    this.#views.pop.ready("This page popped the balloon when it loaded. It comes down, lands, and flies again after a while.");
  }

  #popped(x, y, sum) {
    this.#views.log.done(`${POP}(${x}, ${y}) = ${sum}`);
    this.#views.pop.answered(x, y, sum);
    this.#views.pop.ready("Pop! It comes down, lands, and flies again after a while.");
    this.#views.sky.pop();
  }

  #couldNotPop(name, role, failure) {
    if (errorUri(failure) === NOT_AUTHORIZED) {
      this.#views.log.denied(`denied, as it should be: ${name} may not call ${POP}`, describe(failure));
      this.#views.pop.unavailable(`Only role balloonpopper may pop the balloon; ${name} has role ${role}.`);
    } else {
      this.#views.log.failed(`${POP} failed`, describe(failure));
      this.#views.pop.ready(`The balloon did not answer: ${describe(failure)}.`);
    }
  }
}
