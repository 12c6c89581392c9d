package org.mambascope.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

class RecordedCommandTest {
    @TempDir private Path folder;

    @Test
    void leavesOutTheFoldersOfFilesAlone() {
        Path output = folder.resolve("x.safetensors");

        String words =
                new RecordedCommand(output)
                        .words(
                                List.of(
                                        "train",
                                        "--dataset=" + folder,
                                        "--test",
                                        "scenes:val:96x64:300:" + folder,
                                        "--classes",
                                        "T-shirt/top,Bag",
                                        "--directions",
                                        "h v",
                                        "--out",
                                        output.toString()));

        assertThat(words)
                .isEqualTo(
                        "mambascope train --dataset=%s --test scenes:val:96x64:300 --classes T-shirt/top,Bag --directions \"h v\" --out x.safetensors"
                                .formatted(folder.getFileName()));
    }
}
