/** The card with the hidden message: the balloon's answer, and the button that pops the balloon again. */

export class PopView {
  #status;
  #message;
  #sum;
  #result;
  #form;
  #button;

  /** `onPop(x, y)` is called when somebody presses the button. */
  constructor(root, onPop) {
    this.#status = root.querySelector("#pop-status");
    this.#message = root.querySelector("#pop-message");
    this.#sum = root.querySelector("#pop-sum");
    this.#result = root.querySelector("#pop-result");
    this.#form = root.querySelector("#pop-form");
    this.#button = root.querySelector("#pop-button");
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      onPop(this.#form.elements.x.valueAsNumber, this.#form.elements.y.valueAsNumber);
    });
    this.unavailable("Waiting for the session …");
  }

  /** Disables the button, and shows the reason. */
  unavailable(why) {
    this.#status.textContent = why;
    this.#button.disabled = true;
  }

  /** Enables the button. */
  ready(words) {
    this.#status.textContent = words;
    this.#button.disabled = false;
  }

  /** Reveals the hidden message. */
  answered(x, y, sum) {
    this.#message.hidden = false;
    this.#sum.textContent = `${x} + ${y}`;
    this.#result.value = typeof sum === "object" ? JSON.stringify(sum) : String(sum);
    // Restarts the small animation of the number.
    this.#result.classList.remove("fresh");
    void this.#result.offsetWidth;
    this.#result.classList.add("fresh");
  }
}
