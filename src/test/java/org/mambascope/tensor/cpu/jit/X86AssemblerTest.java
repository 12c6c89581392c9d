package org.mambascope.tensor.cpu.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R10;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R11;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R8;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.R9;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RAX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RCX;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RDI;
import static org.mambascope.tensor.cpu.jit.X86Assembler.Register.RSI;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mambascope.tensor.cpu.jit.X86Assembler.Label;
import org.mambascope.tensor.cpu.jit.X86Assembler.Memory;
import org.mambascope.tensor.cpu.jit.X86Assembler.Width;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Instructions are encoded as the GNU assembler encodes them, with displacements of 32 bits. */
class X86AssemblerTest {
    private static final int FAR = 0x12345678;

    static Stream<Arguments> instructions() {
        return Stream.of(
                narrow("c44105efff", code -> code.clear(15)),
                narrow("c4c17c109b78563412", code -> code.loadVector(3, at(R11))),
                narrow("c4417c118978563412", code -> code.storeVector(at(R9), 9)),
                narrow("c442652ea178563412", code -> code.storeMasked(at(R9), 12, 3)),
                narrow("", code -> code.prepareMask(3)),
                narrow("c4c27d589078563412", code -> code.broadcast(2, at(R8))),
                narrow("c4626d50d1", code -> code.addQuadruples(10, 2, 1)),
                narrow("c4e16df5d9c46105fefb", code -> code.addPairs(15, 2, 1, 3)),
                narrow("c4c17c5bff", code -> code.toFloats(7, 15)),
                narrow("c4e174599178563412", code -> code.multiply(2, 1, at(RCX))),
                narrow("c4613459c2", code -> code.multiply(8, 9, 2)),
                narrow("c4610c5cc2", code -> code.subtract(8, 14, 2)),
                narrow("c4614c589878563412", code -> code.add(11, 6, at(RAX))),
                narrow("c462652c8978563412", code -> code.loadMasked(9, at(RCX), 3)),
                narrow("c4626db8f9", code -> code.addProduct(15, 2, 1)),
                narrow("c4610c58ca", code -> code.add(9, 14, 2)),
                narrow(
                        "c4c27d58948178563412",
                        code -> code.broadcast(2, new Memory(R9, RAX, 4, FAR))),
                instruction("62e17cc910a178563412", code -> code.loadMasked(20, at(RCX), 3)),
                instruction("62226d48b8f9", code -> code.addProduct(31, 2, 17)),
                instruction("6261344058c1", code -> code.add(24, 25, 1)),
                instruction(
                        "62d27d4858943278563412",
                        code -> code.broadcast(2, new Memory(R10, RSI, 1, FAR))),
                instruction(
                        "62d27d485894f078563412",
                        code -> code.broadcast(2, new Memory(R8, RSI, 8, FAR))),
                instruction("0f188978563412", code -> code.prefetch(at(RCX))),
                instruction("410f188978563412", code -> code.prefetch(at(R9))),
                instruction("62b154485eec", code -> code.divide(5, 5, 20)),
                instruction("62f154405fe9", code -> code.greater(5, 21, 1)),
                instruction("62b154485dea", code -> code.lesser(5, 5, 18)),
                instruction("62e17d485bed", code -> code.toIntegers(21, 5)),
                instruction("62f15540feeb", code -> code.addIntegers(5, 21, 3)),
                instruction("62f27e4831a978563412", code -> code.storeBytes(at(RCX), 5)),
                instruction("62c27e4831a978563412", code -> code.storeBytes(at(R9), 21)),
                instruction("62f2654827cb", code -> code.prepareMask(3)),
                instruction("62b2654027cb", code -> code.prepareMask(19)),
                instruction("62915d48f5ee62610540fefd", code -> code.addPairs(31, 4, 30, 5)),
                instruction("488b8778563412", code -> code.load(RAX, new Memory(RDI, FAR))),
                instruction("4c898f78563412", code -> code.store(new Memory(RDI, FAR), R9)),
                instruction("4d89ca", code -> code.copy(R10, R9)),
                instruction("4901cb", code -> code.add(R11, RCX)),
                instruction("4c038f78563412", code -> code.add(R9, new Memory(RDI, FAR))),
                instruction("48018f78563412", code -> code.add(new Memory(RDI, FAR), RCX)),
                instruction("4981c078563412", code -> code.add(R8, FAR)),
                instruction("4881873000000078563412", code -> code.add(new Memory(RDI, 48), FAR)),
                instruction("62010540efff", code -> code.clear(31)),
                instruction("62d17c48109b78563412", code -> code.loadVector(3, at(R11))),
                instruction("62c17c4911a178563412", code -> code.storeMasked(at(R9), 20, 3)),
                instruction("62517c48118978563412", code -> code.storeVector(at(R9), 9)),
                instruction("62d27d4858a078563412", code -> code.broadcast(4, at(R8))),
                instruction("62e25d4850e3", code -> code.addQuadruples(20, 4, 3)),
                instruction("62817c485bc9", code -> code.toFloats(17, 25)),
                instruction("62f14c4859b978563412", code -> code.multiply(7, 6, at(RCX))),
                instruction("62e1644059d7", code -> code.multiply(18, 19, 7)),
                instruction("62713c405cc7", code -> code.subtract(8, 24, 7)),
                instruction("62617c4058b878563412", code -> code.add(31, 16, at(RAX))),
                instruction("c5f877c3", X86Assembler::leave));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("instructions")
    @DisplayName("an instruction has the bytes that another assembler gives it")
    void instructionsAreEncoded(String expected, Width width, Consumer<X86Assembler> instruction) {
        X86Assembler code = new X86Assembler(width);

        instruction.accept(code);

        assertThat(HexFormat.of().formatHex(code.toBytes())).isEqualTo(expected);
    }

    @Test
    @DisplayName("code that was made ready runs: a loop adds a number three times")
    void codeRuns() {
        Assumptions.assumeTrue(ExecutableMemory.isPossible(), "Linux on x86-64 only");
        X86Assembler code = new X86Assembler(Width.NARROW);
        Label repeat = code.label();
        code.add(new Memory(RDI, 8), 5);
        code.countDown(new Memory(RDI, 0), repeat);
        code.load(RCX, new Memory(RDI, 16));
        Label again = code.label();
        code.add(new Memory(RDI, 8), 100);
        code.countDown(RCX, again);
        code.leave();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment numbers = arena.allocateFrom(ValueLayout.JAVA_LONG, 3, 1000, 2);
            ExecutableMemory ready = ExecutableMemory.of(code.toBytes()).orElseThrow();

            ExecutableMemory.call(ready.function(0), numbers.address());

            assertThat(numbers.toArray(ValueLayout.JAVA_LONG)).containsExactly(0, 1215, 2);
        }
    }

    private static Arguments narrow(String bytes, Consumer<X86Assembler> instruction) {
        return Arguments.of(bytes, Width.NARROW, instruction);
    }

    private static Arguments instruction(String bytes, Consumer<X86Assembler> instruction) {
        return Arguments.of(bytes, Width.WIDE, instruction);
    }

    private static Memory at(X86Assembler.Register base) {
        return new Memory(base, FAR);
    }
}
