/** Signs in, switches between the parts of the page, and refreshes the part that is shown. */

import "./theme.js";
import { Configuration } from "./configuration.js";
import { Contracts } from "./contracts.js";
import { byId, element } from "./dom.js";
import { ManagedNode } from "./node.js";
import { Overview } from "./overview.js";
import { Sessions } from "./sessions.js";
import { endTries } from "./try-call.js";
import { Uris } from "./uris.js";
import { Workers } from "./workers.js";

const INTERVAL = 2000;

const VIEWS = {
  overview: ["Overview", () => overview],
  sessions: ["Sessions", (node) => new Sessions(node, report)],
  procedures: [
    "Procedures",
    (node) => new Uris(node, report, { title: "Procedures", procedure: "registrations", member: "callee" }),
  ],
  topics: [
    "Topics",
    (node) => new Uris(node, report, { title: "Topics", procedure: "subscriptions", member: "subscriber" }),
  ],
  contracts: ["Contracts", (node) => new Contracts(node, report)],
  workers: ["Workers", (node) => new Workers(node, report)],
  configuration: ["Configuration", (node) => new Configuration(node)],
};

let node = null;
/** The plots, which get points even while another part is shown. */
let overview = null;
let view = null;
/** The part that is being refreshed, if any. */
let refreshing = null;

function report(failure) {
  const problem = byId("problem");
  problem.textContent = failure.message;
  problem.hidden = false;
}

function clearProblem() {
  byId("problem").hidden = true;
}

function signedOut(state) {
  endTries();
  node = null;
  overview = null;
  view = null;
  byId("node").hidden = true;
  byId("view").replaceChildren();
  byId("sign-out").hidden = true;
  byId("sign-in").hidden = false;
  byId("state").textContent = state;
  byId("user").focus();
}

async function signIn(event) {
  event.preventDefault();
  clearProblem();
  byId("sign-in-submit").disabled = true;
  byId("state").textContent = "signing in …";
  try {
    const settings = await (await fetch("settings.json")).json();
    const user = {
      user: byId("user").value,
      secret: byId("secret").value,
      methods: byId("method").value.split(" "),
    };
    const signed = await ManagedNode.signIn(settings, user, (reason) => {
      if (node === signed) {
        signedOut("not signed in");
        report(new Error(`The connection to the node has ended (${reason}).`));
      }
    });
    byId("secret").value = "";
    try {
      const status = await signed.call("status");
      byId("node-name").textContent = String(status.node ?? "").replace(/^\(no id\)$/, "");
    } catch (refused) {
      signed.signOut();
      throw refused;
    }
    node = signed;
    overview = new Overview(node);
    byId("state").textContent = `${node.authid} (${node.authrole})`;
    byId("sign-in").hidden = true;
    byId("sign-out").hidden = false;
    byId("node").hidden = false;
    byId("main").focus(); // The sign-in form, which had the focus, is hidden.
    await show();
  } catch (failure) {
    if (node === null) {
      byId("state").textContent = "not signed in";
    }
    report(failure);
  } finally {
    byId("sign-in-submit").disabled = false;
  }
}

/** Shows the part that the address names. */
async function show() {
  if (node === null) {
    return;
  }
  clearProblem();
  const name = location.hash.slice(1) in VIEWS ? location.hash.slice(1) : "overview";
  // The tabs are changed, not replaced, so that they keep the keyboard focus.
  for (const tab of byId("tabs").children) {
    if (tab.id === `tab-${name}`) {
      tab.setAttribute("aria-current", "page");
    } else {
      tab.removeAttribute("aria-current");
    }
  }
  const shown = VIEWS[name][1](node);
  view = shown;
  byId("view").replaceChildren(shown.element);
  try {
    await shown.begin();
    await refresh();
  } catch (failure) {
    reportOf(shown, failure);
  }
}

/** Refreshes the visible part, without waiting for the refresh of a hidden part. */
async function refresh() {
  const shown = view;
  if (shown === null || refreshing === shown) {
    return;
  }
  refreshing = shown;
  try {
    await shown.refresh();
  } catch (failure) {
    reportOf(shown, failure);
  } finally {
    if (refreshing === shown) {
      refreshing = null;
    }
  }
}

/** Reports a failure, unless the part in which it happened is no longer shown. */
function reportOf(part, failure) {
  if (view === part) {
    report(failure);
  }
}

byId("tabs").append(
  ...Object.entries(VIEWS).map(([key, [title]]) =>
    element(
      "button",
      {
        type: "button",
        id: `tab-${key}`,
        onclick: () => {
          location.hash = key;
        },
      },
      title,
    ),
  ),
);
byId("sign-in").addEventListener("submit", signIn);
byId("sign-out").addEventListener("click", () => {
  const leaving = node;
  signedOut("not signed in");
  leaving?.signOut();
});
window.addEventListener("hashchange", show);
setInterval(() => {
  if (!document.hidden) {
    if (view !== overview) {
      overview?.sample().catch(() => {}); // The visible part reports a lost connection.
    }
    refresh();
  }
}, INTERVAL);
