/** The AutobahnJS of shared/autobahn/autobahn.min.js, which defines a global and is no module. */

const { autobahn } = window;

if (!autobahn) {
  throw new Error("shared/autobahn/autobahn.min.js is missing: run `mvn package`, which brings it from npm.");
}

// AutobahnJS warns on the console about every connection that closes. The page says so itself, where one can see it.
autobahn.log.warn = autobahn.log.debug;

export default autobahn;
