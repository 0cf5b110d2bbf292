package io.aerostat.acceptance.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A proxy that delays all bytes in both directions. It simulates a long distance without netem, which not every kernel
 * has.
 */
final class DelayingProxy implements AutoCloseable {
    private record Chunk(long dueAt, byte[] bytes) {}

    private final ServerSocket listener;
    private final int target;
    private final Duration delay;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private DelayingProxy(ServerSocket listener, int target, Duration delay) {
        this.listener = listener;
        this.target = target;
        this.delay = delay;
    }

    /** Starts a proxy to a port of this machine. */
    static DelayingProxy to(int target, Duration delay) {
        try {
            DelayingProxy proxy =
                    new DelayingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, delay);
            start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address for a client of NATS. */
    String url() {
        return "nats://127.0.0.1:" + listener.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "delaying proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                carry(near, far);
                carry(far, near);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        start(() -> read(from, underWay));
        start(() -> write(to, underWay));
    }

    private void read(Socket from, BlockingQueue<Chunk> underWay) {
        byte[] buffer = new byte[65_536];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                underWay.add(new Chunk(System.nanoTime() + delay.toNanos(), Arrays.copyOf(buffer, read)));
            }
        } catch (IOException e) {
            // A failure is treated like the end of the stream.
        }
        underWay.add(new Chunk(System.nanoTime() + delay.toNanos(), new byte[0]));
    }

    private static void write(Socket to, BlockingQueue<Chunk> underWay) {
        try {
            for (Chunk next = underWay.take(); next.bytes.length > 0; next = underWay.take()) {
                for (long left = next.dueAt - System.nanoTime(); left > 0; left = next.dueAt - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                to.getOutputStream().write(next.bytes);
            }
            to.close();
        } catch (IOException e) {
            // Nothing to do: the other direction ends as well.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
