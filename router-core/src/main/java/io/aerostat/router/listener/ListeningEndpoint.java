package io.aerostat.router.listener;

import java.nio.file.Path;
import java.util.Optional;

/** An address to listen on (docs/reference/crossbar.md#endpoints-and-tls). */
public sealed interface ListeningEndpoint {
    int DEFAULT_BACKLOG = 1024;

    /** A visitor of endpoints, with one method for each kind. */
    interface Visitor<R> {
        R tcp(Tcp endpoint);

        R unix(Unix endpoint);
    }

    /** Calls the visitor's method for this kind of endpoint. */
    <R> R accept(Visitor<R> visitor);

    /** Returns how many connections the operating system queues until the router accepts them. */
    int backlog();

    /** Checks whether another endpoint has the same address: the same host and ports, or the same path. */
    boolean isAt(ListeningEndpoint other);

    /** Checks whether another endpoint can use the same socket, that is, differs at most in its TLS options. */
    boolean isSocketOf(ListeningEndpoint other);

    /** Returns the socket file that the router creates when it begins to listen; empty for a TCP port. */
    Optional<Path> socketFile();

    /**
     * A TCP port.
     *
     * @param host the address of the interface; {@code 0.0.0.0} or {@code ::} for all interfaces
     * @param firstPort the first port to try; 0 for any free port
     * @param lastPort the last port to try
     * @param shared whether other processes may listen on the same port (SO_REUSEPORT)
     */
    record Tcp(String host, int firstPort, int lastPort, int backlog, boolean shared, Optional<ServerTlsOptions> tls)
            implements ListeningEndpoint {
        public Tcp {
            if (firstPort < 0 || lastPort > 65535 || firstPort > lastPort) {
                throw new IllegalArgumentException(
                        "port: found " + firstPort + " to " + lastPort + " (expected 0 to 65535, in order)");
            }
            checkBacklog(backlog);
        }

        /** Creates an unencrypted endpoint with the default options. */
        public Tcp(String host, int port) {
            this(host, port, port, DEFAULT_BACKLOG, false, Optional.empty());
        }

        @Override
        public boolean isAt(ListeningEndpoint other) {
            return other instanceof Tcp tcp
                    && host.equals(tcp.host)
                    && firstPort == tcp.firstPort
                    && lastPort == tcp.lastPort;
        }

        @Override
        public boolean isSocketOf(ListeningEndpoint other) {
            return isAt(other) && other instanceof Tcp tcp && backlog == tcp.backlog && shared == tcp.shared;
        }

        /** Returns a copy of this endpoint with TLS. */
        public Tcp withTls(ServerTlsOptions options) {
            return new Tcp(host, firstPort, lastPort, backlog, shared, Optional.of(options));
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tcp(this);
        }

        @Override
        public Optional<Path> socketFile() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return (tls.isPresent() ? "tls " : "tcp ") + host + ":" + firstPort
                    + (lastPort == firstPort ? "" : "-" + lastPort);
        }
    }

    /** A Unix domain socket. A socket file that a dead process has left behind is removed first. */
    record Unix(Path path, int backlog) implements ListeningEndpoint {
        public Unix {
            checkBacklog(backlog);
        }

        @Override
        public boolean isAt(ListeningEndpoint other) {
            return other instanceof Unix unix && path.equals(unix.path);
        }

        @Override
        public boolean isSocketOf(ListeningEndpoint other) {
            return equals(other);
        }

        /** Creates an endpoint with the default backlog. */
        public Unix(Path path) {
            this(path, DEFAULT_BACKLOG);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.unix(this);
        }

        @Override
        public Optional<Path> socketFile() {
            return Optional.of(path);
        }

        @Override
        public String toString() {
            return "unix " + path;
        }
    }

    private static void checkBacklog(int backlog) {
        if (backlog < 1 || backlog > 65535) {
            throw new IllegalArgumentException("backlog: found " + backlog + " (expected 1 to 65535)");
        }
    }
}
