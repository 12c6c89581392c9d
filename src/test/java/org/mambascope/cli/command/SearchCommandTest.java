package org.mambascope.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mambascope.cli.Commands;

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

    /** A plan carried out, where the method learns in one epoch. */
    private Path quantised(Path plan, String method) {
        Path file = folder.resolve(method + ".safetensors");
        assertThat(
                        run(
                                "quantize",
                                SAMPLE,
                                "--method",
                                method,
                                "--epochs",
                                1,
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
        return file;
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

        Path file = quantised(plan, "pts-smooth");
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
                                "--convert",
                                0,
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode found = new ObjectMapper().readTree(out.toString());

        assertThat(found.get("converted")).isEmpty();
        assertThat(found.get("method").asText()).isEqualTo("rotated");
        assertThat(found.get("cost").asDouble())
                .isLessThanOrEqualTo(found.get("budget").asDouble())
                .isGreaterThan(0.55 / 0.6 * found.get("budget").asDouble());
        assertThat(found.get("agreement").asDouble()).isGreaterThan(80);
    }

    @Test
    @Tag("slow")
    @DisplayName("the best plan is converted with learning, and its file answers as was said")
    void convertsTheBestPlan() throws IOException {
        Path plan = folder.resolve("plan.json");
        assertThat(
                        search(
                                "--method",
                                "jlss",
                                "--epochs",
                                1,
                                "--size",
                                "500kB",
                                "--bits",
                                "w4a8,w8a8",
                                "--out",
                                plan,
                                "--json"))
                .as(err.toString())
                .isZero();
        JsonNode found = new ObjectMapper().readTree(out.toString());
        JsonNode converted = found.get("converted").get(0);
        assertThat(found.get("converted")).hasSize(1);
        assertThat(converted.get("method").asText()).isEqualTo("PTS + JLSS");
        assertThat(found.get("sqnrDb")).isEqualTo(converted.get("sqnrDb"));
        assertThat(found.get("cost").asDouble()).isLessThanOrEqualTo(500_000);

        Path file = quantised(plan, "jlss");
        assertThat(Files.size(file)).isEqualTo(found.get("cost").asLong());
        assertThat(
                        run(
                                "evaluate",
                                file,
                                "--dataset",
                                IMAGES,
                                "--limit",
                                16,
                                "--precision",
                                "simulated",
                                "--reference",
                                SAMPLE,
                                "--json"))
                .as(err.toString())
                .isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).get("sqnr_db").asDouble())
                .isCloseTo(converted.get("sqnrDb").asDouble(), within(0.1));
    }

    @Test
    @Tag("slow")
    @DisplayName("a latency is predicted from single layers and measured, beside floating point")
    void findsAPlanOfALatency() throws IOException {
        assertThat(search("--latency", "60s", "--size", "60%", "--bits", "w8a8", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode found = new ObjectMapper().readTree(out.toString());

        assertThat(found.get("budgets").get("ms").asDouble()).isEqualTo(60_000);
        assertThat(found.get("budgets").get("bytes").asDouble()).isGreaterThan(800_000);
        assertThat(found.get("predictedMs").asDouble())
                .isEqualTo(found.get("costs").get("ms").asDouble())
                .isBetween(0.1, 60_000.0);
        assertThat(found.get("measuredMs").asDouble()).isPositive();
        assertThat(found.get("floatingMs").asDouble()).isPositive();
        assertThat(found.get("integerLayers").asInt()).isIn(0, 48);
    }

    @Test
    @DisplayName("budgets that are none are refused in words")
    void refuses() {
        assertThat(search("--size", "small")).isEqualTo(1);
        assertThat(err.toString()).contains("300kB").contains("found small");
        assertThat(search()).isEqualTo(2);
        assertThat(err.toString()).contains("--size, --bit-operations or --latency");
        assertThat(search("--latency", "30")).isEqualTo(1);
        assertThat(err.toString()).contains("30ms, 0.5s or 80%").contains("found 30");
        assertThat(search("--size", "1k", "--bit-operations", "1G")).isEqualTo(2);
        assertThat(search("--size", "1k", "--bits", "w8a8")).isEqualTo(1);
        assertThat(err.toString()).contains("Expected a budget of at least 5");
    }
}
