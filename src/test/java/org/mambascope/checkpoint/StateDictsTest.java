package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which state dict of a file is opened: the wanted ones here have tensors "a" and "b". */
class StateDictsTest {
    @TempDir Path folder;

    private Path file(PickleBytes root) throws IOException {
        return TorchZip.write(folder.resolve("weights.pth"), root.stop(), 16);
    }

    /** A dictionary of tensors. */
    private static PickleBytes dictionary(PickleBytes pickle, String... names) {
        pickle.ops("}");
        for (String name : names) {
            pickle.text(name).vector(4).ops("s");
        }
        return pickle;
    }

    private Path tensors(String... names) throws IOException {
        return file(dictionary(new PickleBytes(), names));
    }

    /** A root dictionary of wanted state dicts, each with a third tensor called as it is. */
    private Path sections(String... names) throws IOException {
        PickleBytes root = new PickleBytes().ops("}");
        for (String name : names) {
            dictionary(root.text(name), "a", "b", "in " + name).ops("s");
        }
        return file(root);
    }

    private static WeightFile open(Path file, Optional<String> section) {
        return WeightFiles.open(
                file,
                section,
                candidate -> candidate.tensors().keySet().containsAll(List.of("a", "b")));
    }

    private static WeightFile open(Path file) {
        return open(file, Optional.empty());
    }

    @Test
    void theRootCanBeTheStateDict() throws IOException {
        try (WeightFile weights = open(tensors("b", "a"))) {
            assertThat(weights.sections()).containsExactly("root");
            assertThat(weights.tensors().keySet()).containsExactly("b", "a");
            assertThat(weights.notes()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "state_dict", "model_ema", "state_dict_ema", "teacher"})
    void oneUnderAnyNameIsFoundAndSaid(String name) throws IOException {
        try (WeightFile weights = open(sections(name))) {
            assertThat(weights.tensors()).containsKey("in " + name);
            assertThat(weights.notes()).containsExactly("State dict " + name + " is used.");
        }
    }

    @Test
    void ofSeveralTheModelComesFirstThenAveragesThenOthersAsInTheFile() throws IOException {
        Path file =
                sections("teacher", "ema", "state_dict_ema", "model_ema", "state_dict", "model");
        List<String> order =
                List.of("model", "state_dict", "ema", "state_dict_ema", "model_ema", "teacher");
        try (WeightFile weights = open(file)) {
            assertThat(weights.sections()).isEqualTo(order);
            assertThat(weights.tensors()).containsKey("in model");
            assertThat(weights.notes())
                    .containsExactly(
                            "State dict model of 6 is used (%s); --section NAME takes another."
                                    .formatted(String.join(", ", order)));
        }
        for (String section : order) {
            try (WeightFile weights = open(file, Optional.of(section))) {
                assertThat(weights.tensors()).containsKey("in " + section);
            }
        }
    }

    @Test
    void aSectionThatIsNotThereIsRefusedWithTheNearest() throws IOException {
        Path file = sections("model", "model_ema");
        assertThatThrownBy(() -> open(file, Optional.of("model_emma")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(file.toString())
                .hasMessageEndingWith(
                        "“model_emma” is not a known state dict: did you mean model_ema?");
    }

    @Test
    void otherDictionariesOfTensorsArePassedOverAndCounted() throws IOException {
        PickleBytes root = new PickleBytes().ops("}").text("metrics");
        dictionary(root, "accuracy").ops("s").text("net");
        dictionary(root, "a", "b").ops("s").text("optimizer").ops("}").text("state").ops("}K\0");
        dictionary(root, "exp_avg").ops("sK\1");
        dictionary(root, "exp_avg").ops("sss");
        try (WeightFile weights = open(file(root))) {
            assertThat(weights.sections()).containsExactly("net");
            assertThat(weights.notes())
                    .containsExactly(
                            "State dict net is used.",
                            "Dictionaries of tensors passed over: 3 (metrics,"
                                    + " optimizer/state/0, optimizer/state/1).");
        }
    }

    @Test
    void itIsFoundAtAnyDepth() throws IOException {
        PickleBytes inDictionaries = new PickleBytes().ops("}").text("x").ops("}").text("y");
        PickleBytes inAList = new PickleBytes().ops("]N");
        PickleBytes inATuple = new PickleBytes().ops("N");
        file(dictionary(inDictionaries, "a", "b").ops("ss"));
        assertSection("x/y");
        file(dictionary(inAList.ops("a"), "a", "b").ops("a"));
        assertSection("1");
        file(dictionary(inATuple, "a", "b").op(0x86));
        assertSection("1");
    }

    private void assertSection(String path) {
        try (WeightFile weights = open(folder.resolve("weights.pth"))) {
            assertThat(weights.sections()).containsExactly(path);
            assertThat(weights.tensors().keySet()).containsExactly("a", "b");
        }
    }

    /** An object of a class that averages weights: its state has them as "shadow". */
    @Test
    void itIsFoundInAnObjectsState() throws IOException {
        PickleBytes root = new PickleBytes().ops("}").text("ema");
        root.global("torch_ema.ema", "Average").ops(")\u0081}").text("decay").ops("Ns");
        dictionary(root.text("shadow"), "a", "b").ops("sbs");
        try (WeightFile weights = open(file(root))) {
            assertThat(weights.sections()).containsExactly("ema/shadow");
        }
    }

    @Test
    void itIsFoundInADictionaryOfAnotherClass() throws IOException {
        PickleBytes root = new PickleBytes().global("easydict", "EasyDict").ops(")R");
        root.text("a").vector(4).ops("s").text("b").vector(4).ops("s");
        try (WeightFile weights = open(file(root))) {
            assertThat(weights.tensors().keySet()).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "_orig_mod.",
                "model.",
                "module._orig_mod.",
                "backbone.",
                "encoder.",
                "net.",
                "any.thing.at.all."
            })
    void anyCommonPrefixIsTakenOffAndSaid(String prefix) throws IOException {
        Path file = tensors(prefix + "a", prefix + "b", "n_averaged");
        try (WeightFile weights = open(file)) {
            assertThat(weights.tensors().keySet()).containsExactly("a", "b", "n_averaged");
            assertThat(weights.tensors().get("a").name()).isEqualTo("a");
            assertThat(weights.floats("b")).hasSize(4);
            assertThat(weights.notes())
                    .containsExactly(
                            "The prefix "
                                    + prefix
                                    + " is taken off the names of 2 tensors; tensors beside them:"
                                    + " 1.");
        }
    }

    @Test
    void twoPrefixesAreTwoStateDictsOfWhichOneIsTakenAlone() throws IOException {
        Path file = tensors("x.a", "x.b", "ema.a", "ema.b", "model.a", "model.b", "beside");
        try (WeightFile weights = open(file)) {
            assertThat(weights.sections()).containsExactly("model", "ema", "x");
            assertThat(weights.tensors().keySet()).containsExactly("a", "b", "beside");
        }
        try (WeightFile weights = open(file, Optional.of("x"))) {
            assertThat(weights.tensors().keySet()).containsExactly("a", "b", "beside");
        }
    }

    @Test
    void aStateDictCanBeCalledWithoutItsPrefix() throws IOException {
        PickleBytes root = new PickleBytes().ops("}").text("state_dict");
        Path file = file(dictionary(root, "model.a", "model.b").ops("s"));
        for (String section : List.of("state_dict", "state_dict/model")) {
            try (WeightFile weights = open(file, Optional.of(section))) {
                assertThat(weights.sections()).containsExactly("state_dict/model");
                assertThat(weights.tensors().keySet()).containsExactly("a", "b");
            }
        }
    }

    @Test
    void namesInsideWinOverTheSameNamesBeside() throws IOException {
        try (WeightFile weights = open(tensors("net.a", "net.b", "a"))) {
            assertThat(weights.tensors()).containsOnlyKeys("a", "b");
        }
    }

    @Test
    void whereNoneFitsTheFirstIsOpenedAsItIs() throws IOException {
        try (WeightFile weights = open(tensors("module.a", "module.c"))) {
            assertThat(weights.tensors().keySet()).containsExactly("module.a", "module.c");
            assertThat(weights.notes()).isEmpty();
        }
    }

    @Test
    void prefixesOfSafetensorsAreTakenOffToo() {
        OutputTensor tensor = OutputTensor.floats(List.of(1L), new float[] {7});
        Path file = folder.resolve("weights.safetensors");
        SafetensorsWriter.write(file, Map.of("module.a", tensor, "module.b", tensor), Map.of());
        try (WeightFile weights = open(file)) {
            assertThat(weights.floats("a")).containsExactly(7);
            assertThat(weights.sections()).containsExactly("module");
        }
    }

    @Test
    void anOrderedDictionaryMadeFromPairsIsRead() throws IOException {
        PickleBytes root = new PickleBytes().global("collections", "OrderedDict").ops("](");
        root.text("b").vector(4).op(0x86).text("a").vector(4).op(0x86).ops("e").op(0x85).ops("R");
        try (WeightFile weights = open(file(root))) {
            assertThat(weights.tensors().keySet()).containsExactly("b", "a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "]", "K\1", "N", ")", "}K\1K\2s", "}K\1}s"})
    void aFileWithoutAnyIsRefused(String root) throws IOException {
        Refusal.of(file(new PickleBytes().ops(root))).contains("no state dict");
    }
}
