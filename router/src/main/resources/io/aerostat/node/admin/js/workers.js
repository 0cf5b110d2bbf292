/** Shows containers, guests and components with their state and last lines, and restarts them. */

import { confirmed, element, replaceTable, table } from "./dom.js";

export class Workers {
  #node;
  #report;
  #list = element("div", {});
  #lines = element("pre", { tabindex: "0", "aria-label": "Last lines" });
  #outputTitle = element("h2");
  #output = element("section", { class: "card", id: "output", hidden: true }, this.#outputTitle, this.#lines);
  /** The worker whose output is shown. */
  #shown = null;

  constructor(node, report) {
    this.#node = node;
    this.#report = report;
    this.element = element(
      "div",
      {},
      element("section", { class: "card" }, element("h2", {}, "Workers and components"), this.#list),
      this.#output,
    );
  }

  async begin() {}

  async refresh() {
    const { workers } = await this.#node.call("workers");
    replaceTable(
      this.#list,
      workers.length === 0
        ? element("p", { class: "quiet" }, "The node has no containers, guests or components.")
        : table("Workers", ["Worker", "State", "Starts", "", ""], workers.map((one) => this.#row(one))),
    );
    if (this.#shown !== null) {
      await this.#showLines();
    }
  }

  #row({ worker, state, cause, starts }) {
    const button = (label, action, kind) =>
      element(
        "button",
        {
          type: "button",
          class: kind,
          "aria-label": `${label}: ${worker}`,
          onclick: () => action().catch(this.#report),
        },
        label,
      );
    return {
      attributes: { "data-worker": worker, "data-key": worker },
      cells: [
        worker,
        cause === "" ? state : `${state}: ${cause}`,
        starts,
        button("Output", () => this.#show(worker), null),
        button("Restart", () => this.#restart(worker), "danger"),
      ],
    };
  }

  async #show(worker) {
    this.#shown = worker;
    this.#output.hidden = false;
    this.#outputTitle.textContent = `Last lines of ${worker}`;
    this.#lines.textContent = "";
    await this.#showLines();
    this.#output.scrollIntoView({ block: "nearest" });
  }

  /** Shows the present lines, and scrolls to the end if the end was visible before. */
  async #showLines() {
    const worker = this.#shown;
    const { lines } = await this.#node.call("worker_output", { worker });
    if (worker !== this.#shown) {
      return;
    }
    const pre = this.#lines;
    const isAtEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 2;
    pre.textContent = lines.length === 0 ? "(none)" : lines.join("\n");
    if (isAtEnd) {
      pre.scrollTop = pre.scrollHeight;
    }
  }

  async #restart(worker) {
    if (await confirmed(`End ${worker} and start it again?`)) {
      await this.#node.call("restart_worker", { worker });
    }
    await this.refresh();
  }
}
