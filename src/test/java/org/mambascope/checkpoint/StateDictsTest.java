package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

class StateDictsTest {
    @TempDir Path folder;

    private Path file(PickleBytes root) throws IOException {
        return TorchZip.write(folder.resolve("weights.pth"), root.stop(), 16);
    }

    /** A root dictionary of dictionaries, each with one tensor called as the dictionary is. */
    private Path sections(String... names) throws IOException {
        PickleBytes root = new PickleBytes().ops("}");
        for (String name : names) {
            root.text(name).ops("}").text("in " + name).vector(4).ops("ss");
        }
        return file(root);
    }

    private Path tensors(String... names) throws IOException {
        PickleBytes root = new PickleBytes().ops("}");
        for (String name : names) {
            root.text(name).vector(4).ops("s");
        }
        return file(root);
    }

    @Test
    void theRootCanBeTheStateDict() throws IOException {
        try (WeightFile weights = WeightFiles.open(tensors("b", "a"))) {
            assertThat(weights.sections()).containsExactly("");
            assertThat(weights.tensors().keySet()).containsExactly("b", "a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "state_dict", "model_ema", "state_dict_ema", "teacher"})
    void oneUnderANameIsFound(String name) throws IOException {
        try (WeightFile weights = WeightFiles.open(sections(name))) {
            assertThat(weights.tensors()).containsOnlyKeys("in " + name);
        }
    }

    @Test
    void ofSeveralTheModelIsPreferredWhereverItStands() throws IOException {
        Path file = sections("teacher", "state_dict_ema", "model_ema", "state_dict", "model");
        try (WeightFile weights = WeightFiles.open(file)) {
            assertThat(weights.sections())
                    .containsExactly(
                            "model", "state_dict", "model_ema", "state_dict_ema", "teacher");
            assertThat(weights.tensors()).containsOnlyKeys("in model");
        }
        for (String section : new String[] {"state_dict_ema", "teacher"}) {
            try (WeightFile weights = WeightFiles.open(file, Optional.of(section))) {
                assertThat(weights.tensors()).containsOnlyKeys("in " + section);
            }
        }
    }

    @Test
    void aPrefixIsDroppedOnlyIfEveryTensorHasIt() throws IOException {
        try (WeightFile weights = WeightFiles.open(tensors("module.a", "module.module.b"))) {
            assertThat(weights.tensors().keySet()).containsExactly("a", "module.b");
        }
        try (WeightFile weights = WeightFiles.open(tensors("module.a", "b"))) {
            assertThat(weights.tensors().keySet()).containsExactly("module.a", "b");
        }
    }

    @Test
    void anOrderedDictionaryMadeFromPairsIsRead() throws IOException {
        PickleBytes root = new PickleBytes().global("collections", "OrderedDict").ops("](");
        root.text("b").vector(4).op(0x86).text("a").vector(4).op(0x86).ops("e").op(0x85).ops("R");
        try (WeightFile weights = WeightFiles.open(file(root))) {
            assertThat(weights.tensors().keySet()).containsExactly("b", "a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "]", "K\1", "N", ")", "}K\1K\2s", "}K\1}s"})
    void aFileWithoutAnyIsRefused(String root) throws IOException {
        Refusal.of(file(new PickleBytes().ops(root))).contains("no state dict");
    }
}
