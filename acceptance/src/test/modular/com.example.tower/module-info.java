/** A program with an embedded router that offers the service Greeting to clients over sockets. */
module com.example.tower {
    requires com.example.greeting;
    requires io.aerostat.client;
    requires io.aerostat.router;
}
