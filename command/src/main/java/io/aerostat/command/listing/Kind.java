package io.aerostat.command.listing;

import java.util.List;

/** The kinds of entries that can be listed, and the columns that are shown for each kind. */
enum Kind {
    SESSIONS("session", "session authid authrole authmethod", ""),
    REGISTRATIONS("registration", "uri match invoke", "callees"),
    SUBSCRIPTIONS("subscription", "uri match", "subscribers");

    private final String meta;
    private final String columns;
    private final String members;

    Kind(String meta, String columns, String members) {
        this.meta = meta;
        this.columns = columns;
        this.members = members;
    }

    /** Returns the name of a meta procedure for this kind. */
    String procedure(String name) {
        return "wamp." + meta + "." + name;
    }

    /** Returns the heading of the number of members, such as {@code callees}; empty for a kind without members. */
    String members() {
        return members;
    }

    List<String> columns() {
        return List.of(columns.split(" "));
    }
}
