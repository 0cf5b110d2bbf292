/** The sessions of a realm: filtered, a page at a time; each can be ended. */

import { bytes, confirmed, duration, element, replaceTable, table } from "./dom.js";
import { RealmChoice } from "./realm-choice.js";

const PAGE = 100;
const HEADS = ["Session", "User", "Role", "Method", "Transport", "Address", "Age", "Waiting", "Dropped", ""];

export class Sessions {
  #node;
  #report;
  #realm;
  #fields = {};
  #list = element("div", { "aria-live": "polite" });
  #more;
  #count = element("span", { class: "quiet", id: "session-count" });
  #after = 0;
  #next = 0;

  constructor(node, report) {
    this.#node = node;
    this.#report = report;
    this.#realm = new RealmChoice(node, () => this.#first());
    const field = (name, label) => {
      this.#fields[name] = element("input", { id: `filter-${name}`, type: "search" });
      return element("label", {}, label, this.#fields[name]);
    };
    const first = element("button", { type: "button", onclick: () => this.#first() }, "First page");
    this.#more = element("button", { type: "button", id: "next-page", onclick: () => this.#show(this.#next) }, "Next page");
    this.element = element(
      "section",
      { class: "card" },
      element("h2", {}, "Sessions"),
      element(
        "form",
        {
          class: "row",
          role: "search",
          onsubmit: (event) => {
            event.preventDefault();
            this.#first();
          },
        },
        this.#realm.element,
        field("search", "Search"),
        field("authid", "User"),
        field("authrole", "Role"),
        field("transport", "Transport"),
        field("address", "Address"),
        element("button", { type: "submit", id: "filter" }, "Filter"),
      ),
      this.#list,
      element("div", { class: "row" }, first, this.#more, this.#count),
    );
  }

  async begin() {
    await this.#realm.load();
  }

  async refresh() {
    await this.#load(this.#after);
  }

  #first() {
    this.#show(0);
  }

  #show(after) {
    this.#load(after).catch(this.#report);
  }

  async #load(after) {
    const realm = this.#realm.chosen;
    if (!realm) {
      return;
    }
    const filters = {};
    for (const [name, input] of Object.entries(this.#fields)) {
      filters[name] = input.value.trim();
    }
    const page = await this.#node.call("sessions", { ...realm, ...filters, after, limit: PAGE });
    this.#after = after;
    this.#next = page.next;
    this.#more.disabled = page.next === 0;
    this.#count.textContent = `${page.sessions.length} of ${page.selected} sessions`;
    replaceTable(this.#list, table("Sessions", HEADS, page.sessions.map((one) => this.#row(realm, one))));
  }

  #row(realm, one) {
    const kill = element(
      "button",
      {
        type: "button",
        class: "danger",
        disabled: one.session === this.#node.id,
        "aria-label": `End session ${one.session} of ${one.authid}`,
        onclick: () => this.#kill(realm, one).catch(this.#report),
      },
      "End",
    );
    return {
      attributes: { class: one.is_slow ? "slow" : null, "data-session": one.session, "data-key": one.session },
      cells: [
        String(one.session),
        one.authid,
        one.authrole,
        one.authmethod,
        one.transport,
        one.peer,
        duration(one.age_seconds),
        bytes(one.waiting_bytes),
        one.dropped_events,
        kill,
      ],
    };
  }

  async #kill(realm, { session, authid }) {
    if (await confirmed(`End session ${session} of “${authid}”? Its client gets GOODBYE and may come back.`)) {
      await this.#node.call("kill_session", { ...realm, session, message: "ended by an operator" });
    }
    await this.refresh();
  }
}
