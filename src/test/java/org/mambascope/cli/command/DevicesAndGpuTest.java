package org.mambascope.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.device.GpuState;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;

class DevicesAndGpuTest {
    private final StringWriter out = new StringWriter();

    @Test
    @DisplayName("devices lists the CPU first, then the GPUs that libtorch sees, a line each")
    void devices() throws Exception {
        List<String> expected = Devices.all().stream().map(Devices::nameOf).toList();

        assertThat(run(new DevicesCommand())).isZero();

        assertThat(out.toString().lines()).containsExactlyElementsOf(expected);
        assertThat(expected.getFirst()).isEqualTo("cpu");
    }

    @Test
    @DisplayName("devices gives the same names as JSON")
    void devicesAsJson() throws Exception {
        assertThat(run(new DevicesCommand(), "--json")).isZero();

        assertThat(json()).extracting(JsonNode::asText).first().isEqualTo("cpu");
        assertThat(json()).hasSize(Devices.all().size());
    }

    @Test
    @DisplayName("gpu says the state of this machine, as JSON too")
    void gpu() throws Exception {
        GpuState state = GpuState.ofThisMachine();

        assertThat(run(new GpuCommand(), "--json")).isZero();

        assertThat(json().get("cards")).hasSize(state.cards().size());
        assertThat(json().get("devices")).hasSize(state.devices().size());
        assertThat(json().get("fetched").asBoolean()).isEqualTo(state.isFetched());
        assertThat(json().get("advice").asText()).isEqualTo(state.advice());
    }

    @Test
    @DisplayName(
            "without a card, gpu --install fetches nothing and says that models run on the CPU")
    void nothingToInstall() throws Exception {
        assumeTrue(GpuState.ofThisMachine().cards().isEmpty());

        assertThat(run(new GpuCommand(), "--install")).isZero();

        assertThat(out.toString()).contains("CPU");
    }

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command).setOut(new PrintWriter(out)).execute(arguments);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }
}
