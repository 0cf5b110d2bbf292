package io.aerostat.cluster.engine;

/**
 * Carries messages between the nodes of one cluster, and does nothing else: its user finds out which nodes live, which
 * messages were lost, and what to send again.
 *
 * <p>Messages of one sender to one node on one lane arrive in the order of their {@link #send}, those of one sender and
 * one lane in the order of their {@link #broadcast}. A message may be lost without notice; it never arrives twice or
 * changed. All methods may be called on any thread, and none blocks.
 */
public interface ClusterEngine extends AutoCloseable {
    /** The lane of heartbeats and handshakes. Lanes of realms are numbered from 1. */
    int CONTROL_LANE = 0;

    /**
     * Begins to connect, and goes on trying until {@link #close()}. Called once.
     *
     * @param listener gets the engine's messages and changes of its connection, until the engine is closed
     */
    void start(EngineListener listener);

    /**
     * Sends a message to one node.
     *
     * @param message at most {@link #maximumMessage()} bytes; not changed by anyone after this call
     * @return false if the engine is not connected or has too much to send already; then the message is not sent, and
     *     {@link EngineListener#writable()} is called when it is worth trying again. The engine reserves some room for
     *     the control lane
     */
    boolean send(NodeId node, int lane, byte[] message);

    /**
     * Sends a message to every node of the cluster that listens, but not to this one.
     *
     * @return false as with {@link #send}
     */
    boolean broadcast(int lane, byte[] message);

    /** Returns the largest message that the engine carries, in bytes. It may change with each connection. */
    int maximumMessage();

    /** Ends the connection and all threads. Messages that still wait are sent if that is possible at once. */
    @Override
    void close();
}
