package io.aerostat.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The exit code and the output of a command. */
record Invoked(int exitCode, String out, String err) {
    /** Runs a command in this process. */
    static Invoked of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = ClientCommands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Invoked(exitCode, out.toString(), err.toString());
    }

    List<String> errors() {
        return err.lines().toList();
    }
}
