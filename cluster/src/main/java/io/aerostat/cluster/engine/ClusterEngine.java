package io.aerostat.cluster.engine;

/**
 * Carries messages between the nodes of one cluster, and does nothing else. The engine's user must find out which nodes
 * are alive and which messages were lost, and must send lost messages again if necessary.
 *
 * <p>The messages that a sender sends to one node on one lane with {@link #send} arrive in order. The messages that a
 * sender sends on one lane with {@link #broadcast} also arrive in order. A message can be lost without notice, but
 * never arrives twice or changed. All methods may be called on any thread, and none blocks.
 */
public interface ClusterEngine extends AutoCloseable {
    /** The lane of heartbeats and handshakes. Lanes of realms are numbered from 1. */
    int CONTROL_LANE = 0;

    /**
     * Begins to connect, and keeps trying until {@link #close()}. Called once.
     *
     * @param listener receives messages, and the changes of the engine's connection, until the engine is closed
     */
    void start(EngineListener listener);

    /**
     * Sends a message to one node.
     *
     * @param message the message, of at most {@link #maximumMessage()} bytes; must not be changed after this call
     * @return false if the engine is not connected or already has too much to send. In this case the message is not
     *     sent, and {@link EngineListener#writable()} is called when another attempt is likely to succeed. The engine
     *     reserves some room for the control lane
     */
    boolean send(NodeId node, int lane, byte[] message);

    /**
     * Sends a message to every other node of the cluster that listens.
     *
     * @return false in the same cases as {@link #send}
     */
    boolean broadcast(int lane, byte[] message);

    /** Returns the largest message that the engine carries, in bytes. The value can change with each connection. */
    int maximumMessage();

    /** Ends the connection and all threads. Waiting messages are sent if the engine can send them at once. */
    @Override
    void close();
}
