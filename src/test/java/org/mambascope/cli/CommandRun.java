package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.json.Json;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that ran in this process.
 *
 * @param status with which it ended
 * @param output that it printed
 * @param errors that it printed elsewhere
 */
record CommandRun(int status, String output, String errors) {
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Commands.commandLine((_, _) -> 0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int status = line.execute(arguments);
        return new CommandRun(status, out.toString(), err.toString());
    }

    CommandRun succeeds() {
        assertThat(status).as(errors).isZero();
        return this;
    }

    JsonNode json() {
        try {
            return Json.MAPPER.readTree(succeeds().output);
        } catch (JsonProcessingException e) {
            throw new AssertionError(output, e);
        }
    }
}
