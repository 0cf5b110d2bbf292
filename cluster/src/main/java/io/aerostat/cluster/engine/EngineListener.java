package io.aerostat.cluster.engine;

/**
 * Receives an engine's messages and the changes of its connection. Calls about the connection never overlap each other.
 * No method may block or throw.
 */
public interface EngineListener {
    /** Called when the engine can send and receive, at first and after each {@link #disconnected}. */
    void connected();

    /**
     * Called when the engine has lost its connection, or could not connect. The engine goes on trying.
     *
     * @param reason what was found, for people
     */
    void disconnected(String reason);

    /**
     * Called when the engine cannot work until a person changes the configuration of the node or of the server, for
     * example because of a wrong password.
     *
     * @param reason what was found and what was expected, for people; holds no secret
     */
    void refused(String reason);

    /** Called on any thread when the engine accepts messages again after it has refused one. */
    void writable();

    /**
     * Called with each message that another node has sent to this one or to all; on one thread for each lane.
     *
     * @param message belongs to the listener
     */
    void received(int lane, byte[] message);
}
