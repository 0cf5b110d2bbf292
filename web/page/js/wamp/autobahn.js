/** The AutobahnJS of shared/autobahn/autobahn.min.js, which defines a global and is no module. */

const { autobahn } = window;

if (!autobahn) {
  throw new Error("shared/autobahn/autobahn.min.js is missing: run `mvn package`, which brings it from npm.");
}

// AutobahnJS warns on the console about every connection that closes. This is turned off, because the page itself shows
// closed connections.
autobahn.log.warn = autobahn.log.debug;

export default autobahn;
