package io.aerostat.cluster.engine;

/** What an engine tells its user. Calls about the connection never overlap each other. None may block or throw. */
public interface EngineListener {
    /** Called when the engine can send and receive, at first and after each {@link #disconnected}. */
    void connected();

    /**
     * Called when the engine has lost its connection, or has found none. The engine goes on trying.
     *
     * @param reason what was found, for people
     */
    void disconnected(String reason);

    /**
     * Called when the engine cannot do its work until a person changes the configuration here or there, such as after a
     * wrong password.
     *
     * @param reason what was found and what was expected, for people; holds no secret
     */
    void refused(String reason);

    /** Called on any thread when the engine takes messages again after it has refused one. */
    void writable();

    /**
     * Called with each message that another node has sent to this one or to all; on one thread for each lane.
     *
     * @param message belongs to the listener
     */
    void received(int lane, byte[] message);
}
