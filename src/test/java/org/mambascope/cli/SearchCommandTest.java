package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The search for a bit plan, from the command line to the file that the plan gives. */
class SearchCommandTest {
    private static final String SAMPLE = "sample-models/vim-fmnist.safetensors";
    private static final String IMAGES = "sample-images/fashion-mnist";

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = Commands.commandLine((_, _) -> 0);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private int search(Object... more) {
        List<Object> all =
                new ArrayList<>(
                        List.of(
                                "search",
                                SAMPLE,
                                "--dataset",
                                IMAGES,
                                "--limit",
                                16,
                                "--calibration",
                                IMAGES,
                                "--calibration-images",
                                8));
        all.addAll(List.of(more));
        return run(all.toArray());
    }

    @Test
    @Tag("slow")
    @DisplayName(
            "the plan that is found gives a file of just the size that was said, in the budget")
    void findsAPlanOfASize() throws IOException {
        Path plan = folder.resolve("plan.json");
        assertThat(search("--size", "500kB", "--bits", "w4a8,w8a8", "--out", plan, "--json"))
                .as(err.toString())
                .isZero();
        JsonNode found = new ObjectMapper().readTree(out.toString());
        List<JsonNode> path = new ArrayList<>();
        found.get("path").forEach(path::add);

        assertThat(found.get("unit").asText()).isEqualTo("bytes");
        assertThat(found.get("cost").asDouble()).isLessThanOrEqualTo(500_000);
        assertThat(found.get("layers")).hasSize(48);
        assertThat(found.get("layers").toString()).contains("W4A8").contains("W8A8");
        assertThat(path.getFirst().get("bits").asText()).isEqualTo("W8A8");
        assertThat(path.getFirst().get("cost").asDouble()).isGreaterThan(560_000);
        JsonNode last = path.get(found.get("steps").asInt());
        assertThat(last.get("measuredSqnrDb").asDouble())
                .isEqualTo(found.get("sqnrDb").asDouble())
                .isLessThan(path.getFirst().get("measuredSqnrDb").asDouble());

        Path file = folder.resolve("found.safetensors");
        assertThat(
                        run(
                                "quantize",
                                SAMPLE,
                                "--method",
                                "pts-smooth",
                                "--plan",
                                plan,
                                "--calibration",
                                IMAGES,
                                "--calibration-images",
                                8,
                                "--out",
                                file))
                .as(err.toString())
                .isZero();
        assertThat(Files.size(file)).isEqualTo(found.get("cost").asLong());
    }

    @Test
    @Tag("slow")
    @DisplayName("a method that learns is searched by what its learning starts from")
    void searchesForMethodsThatLearn() throws IOException {
        assertThat(
                        search(
                                "--method",
                                "rotated",
                                "--bit-operations",
                                "60%",
                                "--of",
                                "w8a8",
                                "--bits",
                                "w4a8,w8a8",
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode found = new ObjectMapper().readTree(out.toString());

        assertThat(found.get("method").asText()).isEqualTo("rotated");
        assertThat(found.get("cost").asDouble())
                .isLessThanOrEqualTo(found.get("budget").asDouble())
                .isGreaterThan(0.55 / 0.6 * found.get("budget").asDouble());
        assertThat(found.get("agreement").asDouble()).isGreaterThan(80);
    }

    @Test
    @DisplayName("budgets that are none are refused in words")
    void refuses() {
        assertThat(search("--size", "small")).isEqualTo(1);
        assertThat(err.toString()).contains("300kB").contains("found small");
        assertThat(search()).isEqualTo(2);
        assertThat(search("--size", "1k", "--bits", "w8a8")).isEqualTo(1);
        assertThat(err.toString()).contains("Expected a budget of at least 5");
    }
}
