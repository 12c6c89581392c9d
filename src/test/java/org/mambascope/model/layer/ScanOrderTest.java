package org.mambascope.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;
import org.mambascope.model.TokenOrder;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.util.stream.IntStream;

class ScanOrderTest {
    private static final int CLS = TokenOrder.CLASS_TOKEN;
    private static final int PAD = TokenOrder.PADDING;

    @Test
    @DisplayName("rows, columns and windows visit the grid as the paper draws it")
    void ordersOfASmallGrid() {
        assertThat(cells("h", 2, 3)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(cells("h_flip", 2, 3)).containsExactly(5, 4, 3, 2, 1, 0);
        assertThat(cells("v", 2, 3)).containsExactly(0, 3, 1, 4, 2, 5);
        assertThat(cells("v_flip", 2, 3)).containsExactly(5, 2, 4, 1, 3, 0);
        assertThat(cells("w2", 2, 4)).containsExactly(0, 1, 4, 5, 2, 3, 6, 7);
    }

    @Test
    @DisplayName("windows beyond the edge are filled, and reversing reverses the filling too")
    void windowsAreFilled() {
        assertThat(cells("w2", 3, 3))
                .containsExactly(0, 1, 3, 4, 2, PAD, 5, PAD, 6, 7, PAD, PAD, 8, PAD, PAD, PAD);
        assertThat(cells("w2_flip", 1, 3)).containsExactly(PAD, PAD, PAD, 2, PAD, PAD, 1, 0);
    }

    @Test
    @DisplayName("a class token in the middle of the patches stays where it is, padding or not")
    void classTokenStays() {
        ScanOrder reversed = ScanOrder.named("h_flip", 2, 2, ClassToken.MIDDLE);
        ScanOrder padded = ScanOrder.named("w3", 2, 2, ClassToken.MIDDLE);

        assertThat(reversed.order().cells()).containsExactly(3, 2, CLS, 1, 0);
        assertThat(reversed.gather()).containsExactly(4, 3, 2, 1, 0);
        assertThat(padded.order().cells())
                .containsExactly(0, 1, CLS, PAD, 2, 3, PAD, PAD, PAD, PAD);
        assertThat(padded.gather()).containsExactly(0, 1, 2, 5, 3, 4, 5, 5, 5, 5);
    }

    @Test
    @DisplayName("the cross scan goes along rows, along columns, and back along both")
    void crossScan() {
        assertThat(ScanOrder.cross(2, 2))
                .extracting(scan -> scan.order().cells())
                .containsExactly(
                        new int[] {0, 1, 2, 3},
                        new int[] {0, 2, 1, 3},
                        new int[] {3, 2, 1, 0},
                        new int[] {3, 1, 2, 0});
    }

    @Test
    @DisplayName("an unknown direction is refused with the ones there are")
    void unknownNames() {
        assertThatThrownBy(() -> ScanOrder.named("w0", 4, 4, ClassToken.NONE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("w2")
                .hasMessageContaining("found w0");
    }

    @Property(tries = 200)
    void everyTokenAppearsOnceAndComesBack(@ForAll("orders") ScanOrder scan) {
        int[] gather = scan.gather();
        int[] inverse = scan.inverse();
        int[] patches =
                IntStream.of(scan.order().cells()).filter(cell -> cell >= 0).sorted().toArray();

        assertThat(patches)
                .isEqualTo(
                        IntStream.range(0, scan.order().rows() * scan.order().columns()).toArray());
        assertThat(IntStream.of(inverse).map(position -> gather[position]).toArray())
                .isEqualTo(IntStream.range(0, scan.tokens()).toArray());
        assertThat(IntStream.of(gather).filter(token -> token == scan.tokens()).count())
                .isEqualTo(scan.length() - scan.tokens());
    }

    @Test
    @DisplayName("a plan gathers tokens and zeros on the device, and puts the tokens back")
    void planOnTheDevice() {
        try (NDManager manager = Devices.newManager(Device.cpu())) {
            Kernels kernels = KernelSelection.on(manager);
            ScanOrder order = ScanOrder.named("w2_flip", 3, 3, ClassToken.MIDDLE);
            ScanPermutation plan = new ScanPermutation(order, kernels, manager);
            NDArray x = manager.arange(1f, 21f).reshape(new Shape(2, 10, 1));

            NDArray scanned = plan.gather(x);

            float[] expected = new float[2 * order.length()];
            for (int position = 0; position < order.length(); position++) {
                int token = order.gather()[position];
                boolean padding = token == order.tokens();
                expected[position] = padding ? 0 : token + 1;
                expected[order.length() + position] = padding ? 0 : token + 11;
            }
            assertThat(scanned.toFloatArray()).isEqualTo(expected);
            assertThat(plan.scatter(scanned).toFloatArray()).isEqualTo(x.toFloatArray());
        }
    }

    @Provide
    Arbitrary<ScanOrder> orders() {
        Arbitrary<String> names =
                Arbitraries.of("h", "h_flip", "v", "v_flip", "w2", "w2_flip", "w7", "w7_flip");
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 15);
        return Combinators.combine(names, sides, sides, Arbitraries.of(ClassToken.class))
                .as(ScanOrder::named);
    }

    private static int[] cells(String name, int rows, int columns) {
        return ScanOrder.named(name, rows, columns, ClassToken.NONE).order().cells();
    }
}
