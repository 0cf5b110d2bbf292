/** A service that needs only the client. */
module com.example.greeting {
    requires io.aerostat.client;

    exports com.example.greeting;
}
