package org.mambascope.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.checkpoint.pickle.TorchUnpickler;

import java.io.IOException;
import java.nio.file.Path;

@Timeout(20)
class HostilePickleTest {
    @TempDir Path folder;

    private Path file(byte[] pickle) throws IOException {
        return TorchZip.write(folder.resolve("hostile.pth"), pickle, 16);
    }

    /** The beginning of a root dictionary with a good tensor; the rest follows under "x". */
    private static PickleBytes besideAGoodTensor() {
        return new PickleBytes().ops("}(").text("good").vector(4).text("x");
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "nt, system",
        "builtins, eval",
        "builtins, exec",
        "__builtin__, getattr",
        "subprocess, Popen",
        "runpy, _run_code",
        "operator, attrgetter",
        "decimal, Decimal",
        "copy_reg, _reconstructor",
        "java.lang.Runtime, getRuntime",
        "java.io, FileOutputStream",
        "torch, load",
    })
    void callsDoNothingAndTheTensorsAreRead(String module, String name) throws IOException {
        Path trace = folder.resolve("trace");
        PickleBytes pickle =
                besideAGoodTensor()
                        .global(module, name)
                        .ops("(")
                        .text("touch " + trace)
                        .ops("tR")
                        .ops("}(")
                        .text("__class__")
                        .global(module, name)
                        .ops("ub");

        try (WeightFile weights = WeightFiles.open(file(pickle.ops("u").stop()))) {
            assertThat(weights.tensors()).containsOnlyKeys("good");
            assertThat(weights.floats("good")).hasSize(4);
        }
        assertThat(trace).doesNotExist();
    }

    @Test
    void aCallAtTheRootIsNoStateDict() throws IOException {
        byte[] pickle =
                new PickleBytes().global("posix", "system").ops("(").text("id").ops("tR").stop();
        Refusal.of(file(pickle)).contains("a whole object of class posix.system");
    }

    @Test
    void callsOnCallsAndBuildsInBuildsDoNothing() throws IOException {
        PickleBytes pickle = besideAGoodTensor().global("builtins", "getattr");
        for (int i = 0; i < 10_000; i++) {
            pickle.ops(")R").global("os", "system").ops(")R}bb");
        }
        try (WeightFile weights = WeightFiles.open(file(pickle.ops("u").stop()))) {
            assertThat(weights.tensors()).containsOnlyKeys("good");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ios\nsystem\n", "(cos\nsystem\no", "P0\n", "I1\n", "S'a'\n", "g0\n"})
    void operationsThatPyTorchNeverWritesAreRefused(String operations) throws IOException {
        Refusal.of(file(besideAGoodTensor().ops(operations).ops("u").stop()))
                .contains("which torch.save never writes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x82, 0x83, 0x84, 0x99, 0xff, 0x00})
    void unknownOperationsAreRefused(int code) throws IOException {
        Refusal.of(file(besideAGoodTensor().op(code).ops("u").stop()))
                .contains("its pickle has the operation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "T", "B", "\u008b"})
    void absurdLengthsAreRefusedBeforeMemoryIsTaken(String operation) throws IOException {
        for (int length : new int[] {Integer.MAX_VALUE, -1, 1000}) {
            Refusal.of(file(new PickleBytes().ops(operation).int32(length).stop()))
                    .contains("its pickle should have");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8d, 0x8e, 0x96})
    void absurdLongLengthsAreRefusedBeforeMemoryIsTaken(int operation) throws IOException {
        for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 31, 1000}) {
            Refusal.of(file(new PickleBytes().op(operation).int64(length).stop()))
                    .contains("its pickle should have");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "0.",
                "R.",
                "b.",
                "t.",
                "u.",
                "s.",
                "a.",
                "e.",
                "(.",
                "Q.",
                "h\0.",
                "1.",
                "2.",
                ")R.",
                ")).",
                "NN\u0093.",
                "N)R.",
                "NNs.",
                "N(u.",
                "N(e.",
                "}(Nu.",
                "",
                "]",
                "]Q.",
                "\u0094.",
                "\u0091.",
                "\u0090.",
                "\u0085.",
                "\u0087.",
                "N.",
                "]."
            })
    void nonsenseIsRefused(String operations) throws IOException {
        Refusal.of(file(new PickleBytes().ops(operations).toBytes()));
    }

    @Test
    void deepNestingIsHarmless() throws IOException {
        PickleBytes pickle = besideAGoodTensor();
        for (int i = 0; i < 200_000; i++) {
            pickle.ops("]");
        }
        for (int i = 0; i < 199_999; i++) {
            pickle.ops("a");
        }
        try (WeightFile weights = WeightFiles.open(file(pickle.ops("u").stop()))) {
            assertThat(weights.tensors()).containsOnlyKeys("good");
        }
    }

    @Test
    void aContainerAsAKeyIsNotHashed() throws IOException {
        // A list that holds itself as a key: its hash would never end.
        PickleBytes pickle = besideAGoodTensor().ops("}(]q\0h\0aNu");
        try (WeightFile weights = WeightFiles.open(file(pickle.ops("u").stop()))) {
            assertThat(weights.tensors()).containsOnlyKeys("good");
        }
    }

    @Test
    void moreStepsThanAnyCheckpointTakesAreRefused() throws IOException {
        byte[] pickle = new PickleBytes().ops("N0".repeat(TorchUnpickler.MOST_STEPS / 2)).stop();
        Path file = file(pickle);
        assertThat(Refusal.readsOrRefuses(file)).isFalse();
    }

    @Test
    void oneListUsedOverAndOverIsRefused() throws IOException {
        PickleBytes pickle = new PickleBytes().ops("](");
        for (int i = 0; i < 10_000; i++) {
            pickle.ops("NN\u0086");
        }
        pickle.ops("e\u0085q\0");
        for (int i = 0; i < 1_000; i++) {
            pickle.ops("0ccollections\nOrderedDict\nh\0R");
        }
        assertThat(Refusal.readsOrRefuses(file(pickle.stop()))).isFalse();
    }

    @Test
    void oneLongKeyUsedOverAndOverIsRefused() throws IOException {
        PickleBytes pickle = new PickleBytes().text("k".repeat(1_000_000)).ops("q\0}(");
        for (int i = 0; i < 10_000; i++) {
            pickle.ops("h\0N");
        }
        assertThat(Refusal.readsOrRefuses(file(pickle.ops("u").stop()))).isFalse();
    }

    /** One dictionary of so many values, used under as many names. */
    @Test
    void oneDictionaryUsedOverAndOverIsLookedAtOnce() throws IOException {
        int times = 100_000;
        PickleBytes pickle = new PickleBytes().ops("}(");
        for (int i = 0; i < times; i++) {
            pickle.text("k" + i).ops("N");
        }
        pickle.ops("uq\0").ops("0}(").text("good").vector(4);
        for (int i = 0; i < times; i++) {
            pickle.text("s" + i).ops("h\0");
        }
        try (WeightFile weights = WeightFiles.open(file(pickle.ops("u").stop()))) {
            assertThat(weights.tensors()).containsOnlyKeys("good");
        }
    }

    /** A tuple of the same tuple twice, of the same tuple twice, …: 2²⁰⁰ leaves. */
    @Test
    void doubledTuplesAreLookedAtOnce() throws IOException {
        PickleBytes pickle = besideAGoodTensor().ops("Nq\1");
        for (int i = 0; i < 200; i++) {
            pickle.ops("0h\1h\1\u0086q\1");
        }
        try (WeightFile weights = WeightFiles.open(file(pickle.ops("u").stop()))) {
            assertThat(weights.tensors()).containsOnlyKeys("good");
        }
    }

    @Test
    void moreContainersThanAnyCheckpointHasAreRefused() throws IOException {
        PickleBytes pickle = besideAGoodTensor().ops("](");
        pickle.ops("}".repeat(TorchUnpickler.MOST_CONTAINERS));
        assertThat(Refusal.readsOrRefuses(file(pickle.ops("eu").stop()))).isFalse();
    }

    @Test
    void oneShapeUsedForManyTensorsCountsEachTime() throws IOException {
        PickleBytes pickle = new PickleBytes().tuple(new long[64]).ops("q\1");
        pickle.ops("(").text("storage").global("torch", "FloatStorage").text("0").text("cpu");
        pickle.integer(4)
                .ops("tQq\2")
                .ops("00](")
                .global("torch._utils", "_rebuild_tensor")
                .ops("q\3");
        for (int i = 0; i < 50_000; i++) {
            pickle.ops("h\3(h\2K\0h\1h\1tR");
        }
        assertThat(Refusal.readsOrRefuses(file(pickle.ops("e").stop()))).isFalse();
    }

    @Test
    void longNamesAreRefused() throws IOException {
        Refusal.of(file(new PickleBytes().global("a".repeat(100_000), "b").ops(")R").stop()))
                .contains("a name of 100000 characters");
    }

    @Test
    void aPickleLongerThanAnyCheckpointHasIsRefused() throws IOException {
        Path file = TorchZip.write(folder.resolve("long.pth"), new byte[(64 << 20) + 1], 0);
        Refusal.of(file).contains("its data.pkl has 67108865 bytes");
    }
}
