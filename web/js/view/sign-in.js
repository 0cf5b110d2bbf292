/** The dialog in which one signs in as somebody else. */

export class SignInView {
  #dialog;
  #form;
  #problem;
  #submit;
  #attempt = null;

  /**
   * `signIn(user, secret, onTrouble)` starts an attempt and returns `{ done, cancel }`: `done` resolves when the router
   * has let the user in and rejects with `{ reason, message }` when it has refused.
   */
  constructor(dialog, opener, signIn) {
    this.#dialog = dialog;
    this.#form = dialog.querySelector("form");
    this.#problem = dialog.querySelector("#sign-in-problem");
    this.#submit = dialog.querySelector("#sign-in-submit");

    opener.addEventListener("click", () => this.#open());
    dialog.querySelector("#sign-in-cancel").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.#end());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#try(signIn);
    });
  }

  #open() {
    this.#form.reset();
    this.#say(null);
    this.#dialog.showModal();
  }

  async #try(signIn) {
    const { user, secret } = this.#form.elements;
    const name = user.value.trim();
    this.#say(null);
    this.#submit.disabled = true;
    const attempt = signIn(name, secret.value, (trouble) => this.#say(`The router does not answer (${trouble}); still trying.`));
    this.#attempt = attempt;
    try {
      await attempt.done;
      this.#dialog.close();
    } catch ({ reason, message }) {
      if (this.#attempt === attempt) {
        this.#end();
        this.#say(message ? `The router refused “${name}”: ${message}` : `The router refused “${name}”.`, reason);
        secret.select();
      }
    }
  }

  #end() {
    this.#attempt?.cancel();
    this.#attempt = null;
    this.#submit.disabled = false;
  }

  #say(text, uri) {
    this.#problem.hidden = text === null;
    this.#problem.textContent = text ?? "";
    if (uri) {
      const code = document.createElement("code");
      code.textContent = uri;
      this.#problem.append(" ", code);
    }
  }
}
