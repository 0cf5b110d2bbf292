package io.aerostat.cluster.engine;

/**
 * Receives an engine's messages and the changes of its connection. Calls of {@link #connected}, {@link #disconnected}
 * and {@link #refused} never overlap each other. No method may block or throw.
 */
public interface EngineListener {
    /** Called when the engine can send and receive: for the first time, or again after {@link #disconnected}. */
    void connected();

    /**
     * Called when the engine has lost its connection, or could not connect. The engine keeps trying.
     *
     * @param reason the problem that was found, in words
     */
    void disconnected(String reason);

    /**
     * Called when the engine cannot work until a person changes the configuration of the node or of the server, for
     * example because of a wrong password.
     *
     * @param reason what was found and what was expected, in words; contains no secret
     */
    void refused(String reason);

    /** Called on any thread when the engine accepts messages again after it has refused a message. */
    void writable();

    /**
     * Called with each message that another node has sent to this node or to all nodes. Calls for one lane come on one
     * thread.
     *
     * @param message the listener may keep and change the array
     */
    void received(int lane, byte[] message);
}
