/**
 * AutobahnJS's WebSocket, except that `close()` first sends the messages that wait.
 *
 * AutobahnJS encodes a message on one turn of the event loop and sends it on the next, but closes at once. So its
 * answer to the router's GOODBYE would be sent on a closing socket: the router would wait in vain, and the browser
 * would report an error.
 */

import autobahn from "./autobahn.js";

export const TRANSPORT_TYPE = "websocket-in-order";

const WebSocketFactory = autobahn.transports.get("websocket");

function WebSocketInOrder(options) {
  const sockets = new WebSocketFactory(options);

  this.type = TRANSPORT_TYPE;
  this.create = () => {
    const transport = sockets.create();
    const { send, close } = transport;
    let sent = Promise.resolve();
    transport.send = (message) => {
      const sending = send(message);
      sent = Promise.allSettled([sent, sending]);
      return sending;
    };
    transport.close = (code, reason) => {
      sent.then(() => close(code, reason));
    };
    return transport;
  };
}

autobahn.transports.register(TRANSPORT_TYPE, WebSocketInOrder);
