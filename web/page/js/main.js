/** Puts the page together. */

import { History } from "./telemetry/history.js";
import { telemetry } from "./telemetry/telemetry.js";
import { ConnectionView } from "./view/connection.js";
import { IdentityView } from "./view/identity.js";
import { Log } from "./view/log.js";
import { PLOTTED, PlotsView } from "./view/plots.js";
import { PopView } from "./view/pop.js";
import { ReadoutView } from "./view/readout.js";
import { SignInView } from "./view/sign-in.js";
import { SkyView } from "./view/sky/sky-view.js";
import { themeSwitch } from "./view/theme.js";
import { Visitor } from "./visitor.js";

const SECONDS_SHOWN = 180;

const router = { url: routerUrl(window.location), realm: "realm1" };
const part = (id) => document.getElementById(id);

const log = new Log(part("log"));
const sky = new SkyView(part("sky"));
const readout = new ReadoutView(document);
const history = new History(
  SECONDS_SHOWN,
  PLOTTED.map(({ name }) => name),
);
const plots = new PlotsView(part("plots"), history, SECONDS_SHOWN);
themeSwitch(part("theme"), () => plots.recolour());

const visitor = new Visitor(router, {
  log,
  sky,
  connection: new ConnectionView(part("my-connection")),
  identity: new IdentityView(document),
  pop: new PopView(document, (x, y) => visitor.pop(x, y)),
});
new SignInView(part("sign-in"), part("sign-in-open"), (name, secret, onTrouble) => visitor.become(name, secret, onTrouble));

telemetry({
  router,
  connection: new ConnectionView(part("telemetry-connection")),
  log,
  onReading: (reading) => {
    history.add(reading);
    plots.update();
    readout.show(reading);
    sky.show(reading);
  },
});
visitor.arrive("ingemar", "123456");

/** Returns the URL of the WebSocket of the router that served this page. */
function routerUrl({ protocol, host }) {
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/ws`;
}
