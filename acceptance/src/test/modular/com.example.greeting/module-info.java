/** A service that only needs the client. */
module com.example.greeting {
    requires io.aerostat.client;

    exports com.example.greeting;
}
