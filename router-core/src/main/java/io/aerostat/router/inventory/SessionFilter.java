package io.aerostat.router.inventory;

import java.util.Locale;

/**
 * Selects sessions. An empty text sets no condition.
 *
 * @param search a part of the authid, role or address, or the complete id; upper and lower case are not distinguished
 * @param authid the complete authid
 * @param authrole the complete role
 * @param transport a transport, such as {@code websocket} or {@code websocket/tls}
 * @param address a part of the address
 */
public record SessionFilter(String search, String authid, String authrole, String transport, String address) {
    /** Selects all sessions. */
    public static final SessionFilter ALL = new SessionFilter("", "", "", "", "");

    public SessionFilter {
        search = search.toLowerCase(Locale.ROOT);
    }

    /** Checks whether a session with these properties is selected. */
    public boolean selects(long id, String itsAuthid, String itsRole, String itsTransport, String itsAddress) {
        return (authid.isEmpty() || authid.equals(itsAuthid))
                && (authrole.isEmpty() || authrole.equals(itsRole))
                && (transport.isEmpty() || itsTransport.equals(transport) || itsTransport.startsWith(transport + "/"))
                && itsAddress.contains(address)
                && (search.isEmpty()
                        || contains(itsAuthid)
                        || contains(itsRole)
                        || contains(itsAddress)
                        || search.equals(Long.toString(id)));
    }

    private boolean contains(String text) {
        return text.toLowerCase(Locale.ROOT).contains(search);
    }
}
