/** Shows the state of one link by a lamp and a word. */

const CAUSES = {
  unreachable: "no router",
  lost: "connection lost",
  closed: "closed by the router",
  refused: "refused",
};

export class ConnectionView {
  #item;
  #state;

  constructor(item) {
    this.#item = item;
    this.#state = item.querySelector(".connection-state");
  }

  show(state) {
    this.#item.dataset.state = state.name;
    this.#item.title = state.reason ? [state.reason, state.message].filter(Boolean).join(": ") : "";
    this.#state.textContent = words(state);
  }
}

function words(state) {
  switch (state.name) {
    case "joined":
      return "connected";
    case "waiting":
      return `${CAUSES[state.cause] ?? state.cause}, trying again`;
    default:
      return "connecting";
  }
}
