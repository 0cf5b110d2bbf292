package io.aerostat.acceptance.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A port that forwards to another port of this machine, and whose connections a test can cut. Each connection uses two
 * threads.
 */
final class CutProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    CutProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Closes all connections. The port continues to accept new ones. */
    void cut() {
        for (Socket socket : sockets) {
            close(socket);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket router = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, router));
                start(() -> copy(client, router));
                start(() -> copy(router, client));
            } catch (IOException e) {
                // The proxy has been closed, or the router does not accept connections.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // The connection was cut, or one of its ends has closed it. The other direction ends as well.
        } finally {
            sockets.removeAll(List.of(from, to));
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cut proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        close(server);
        cut();
    }
}
