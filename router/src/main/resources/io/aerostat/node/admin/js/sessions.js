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
  #title = element("h2", { tabindex: "-1" }, "Sessions");
  #list = element("div");
  #previous;
  #more;
  #count = element("span", { class: "quiet", id: "session-count", role: "status" });
  /** The chosen page: its realm, its filters, and the values of `after` of all pages up to it. */
  #chosen = null;
  /** The page that the list shows. It differs from the chosen page until the node has answered. */
  #shown = null;
  /** The value of `after` of the page behind the shown page; 0 if there is none. */
  #next = 0;

  constructor(node, report) {
    this.#node = node;
    this.#report = report;
    this.#realm = new RealmChoice(node, () => this.#first());
    const field = (name, label) => {
      this.#fields[name] = element("input", { id: `filter-${name}`, type: "search" });
      return element("label", {}, label, this.#fields[name]);
    };
    const button = (id, label, pages) =>
      element("button", { type: "button", id, disabled: true, onclick: () => this.#turn(pages) }, label);
    this.#previous = button("previous-page", "Previous page", () => this.#shown.pages.slice(0, -1));
    this.#more = button("next-page", "Next page", () => [...this.#shown.pages, this.#next]);
    this.element = element(
      "section",
      { class: "card" },
      this.#title,
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
      element("div", { class: "row" }, this.#previous, this.#more, this.#count),
    );
  }

  async begin() {
    await this.#realm.load();
    this.#chosen = this.#firstPage();
  }

  async refresh() {
    await this.#load();
  }

  #first() {
    this.#show(this.#firstPage());
  }

  /** Returns the first page of the realm and filters in the form; null if the node has no realm. */
  #firstPage() {
    const realm = this.#realm.chosen;
    const filters = Object.entries(this.#fields).map(([name, input]) => [name, input.value.trim()]);
    return realm && { realm, filters: Object.fromEntries(filters), pages: [0] };
  }

  /** Shows a page beside the shown page. Ignores clicks while another page is on its way. */
  #turn(pages) {
    if (this.#shown === this.#chosen) {
      this.#show({ ...this.#shown, pages: pages() });
    }
  }

  #show(page) {
    this.#chosen = page;
    this.#load().catch(this.#report);
  }

  /** Loads the chosen page. Ignores the answer if another page was chosen before it arrived. */
  async #load() {
    const chosen = this.#chosen;
    if (chosen === null) {
      return;
    }
    const { realm, filters, pages } = chosen;
    const page = await this.#node.call("sessions", { ...realm, ...filters, after: pages.at(-1), limit: PAGE });
    if (chosen !== this.#chosen) {
      return;
    }
    this.#shown = chosen;
    this.#next = page.next;
    this.#previous.disabled = pages.length === 1;
    this.#more.disabled = page.next === 0;
    this.#showCount((pages.length - 1) * PAGE, page);
    replaceTable(this.#list, table("Sessions", HEADS, page.sessions.map((one) => this.#row(realm, one))));
  }

  /** Shows which sessions the page has. Sets the text only if it differs, because screen readers read each change. */
  #showCount(before, { sessions, selected }) {
    const last = before + sessions.length;
    const text = `${sessions.length === 0 ? 0 : before + 1}–${last} of ${selected} sessions`;
    if (this.#count.textContent !== text) {
      this.#count.textContent = text;
    }
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
      this.#title.focus(); // The button with the focus is about to disappear.
    }
    await this.refresh();
  }
}
