package org.mambascope.tensor.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The NVIDIA GPUs of this machine as its driver tells them, whether libtorch can use them or not.
 *
 * @param driver the folder in which Linux's driver describes each card
 * @param query a program and its arguments that print a name a line, where there is no such folder
 */
record NvidiaCards(Path driver, List<String> query) {
    /** Usual paths of the driver and its program. */
    static final NvidiaCards OF_THIS_MACHINE =
            new NvidiaCards(
                    Path.of("/proc/driver/nvidia/gpus"),
                    List.of("nvidia-smi", "--query-gpu=name", "--format=csv,noheader"));

    private static final String MODEL = "Model:";

    NvidiaCards {
        query = List.copyOf(query);
    }

    /** Their names; none without a driver. */
    List<String> names() {
        try {
            return Files.isDirectory(driver) ? described() : queried();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<String> described() throws IOException {
        try (Stream<Path> cards = Files.list(driver)) {
            return cards.sorted()
                    .map(card -> card.resolve("information"))
                    .filter(Files::isReadable)
                    .flatMap(NvidiaCards::lines)
                    .filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(MODEL.length()).strip())
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> queried() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(query).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer =
                new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return process.waitFor() == 0
                ? answer.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()
                : List.of();
    }
}
