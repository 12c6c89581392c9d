package org.mambascope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The house: rooms stand on floors, and a room uses only rooms below it. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.mambascope");

    /** From the top down: a room may use the rooms after it; the two faces, first, are apart. */
    private static final List<String> FLOORS =
            List.of(
                    "ui",
                    "cli",
                    "report",
                    "experiment",
                    "training",
                    "quant",
                    "activation",
                    "model",
                    "tensor",
                    "checkpoint",
                    "image");

    private static final ArchRule ROOMS_USE_ONLY_ROOMS_BELOW = floors();

    private static ArchRule floors() {
        LayeredArchitecture house =
                layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .withOptionalLayers(true)
                        .layer("main")
                        .definedBy("org.mambascope")
                        .whereLayer("main")
                        .mayNotBeAccessedByAnyLayer();
        for (String floor : FLOORS) {
            house = house.layer(floor).definedBy("org.mambascope." + floor + "..");
        }
        for (int i = 0; i < FLOORS.size(); i++) {
            boolean face = i < 2;
            List<String> above = new ArrayList<>(List.of("main"));
            above.addAll(face ? List.of() : FLOORS.subList(0, i));
            house =
                    house.whereLayer(FLOORS.get(i))
                            .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
        }
        return house;
    }

    private static final ArchRule NO_CYCLES =
            slices().matching("org.mambascope.(*)..").should().beFreeOfCycles();

    private static final ArchRule THE_GROUND_FLOOR_STANDS_ON_NOTHING =
            noClasses()
                    .that()
                    .resideInAPackage("org.mambascope.base..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.mambascope..")
                                    .and(not(resideInAPackage("org.mambascope.base.."))));

    private static final ArchRule JAVAFX_IS_FOR_THE_WINDOW_ALONE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.mambascope.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.controlsfx..", "org.jfree.chart.fx..");

    private static final ArchRule LIBTORCH_IS_FOR_TENSOR_ALONE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.mambascope.tensor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl.pytorch..");

    private static final ArchRule ND4J_IS_FOR_STATISTICS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.mambascope.activation..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.nd4j..");

    @Test
    void roomsUseOnlyRoomsBelow() {
        ROOMS_USE_ONLY_ROOMS_BELOW.check(PROGRAM);
    }

    @Test
    void noCycles() {
        NO_CYCLES.check(PROGRAM);
    }

    @Test
    void theGroundFloorStandsOnNothing() {
        THE_GROUND_FLOOR_STANDS_ON_NOTHING.check(PROGRAM);
    }

    @Test
    void javafxIsForTheWindowAlone() {
        JAVAFX_IS_FOR_THE_WINDOW_ALONE.check(PROGRAM);
    }

    @Test
    void libtorchIsForTensorAlone() {
        LIBTORCH_IS_FOR_TENSOR_ALONE.check(PROGRAM);
    }

    @Test
    void nd4jIsForStatistics() {
        ND4J_IS_FOR_STATISTICS.check(PROGRAM);
    }
}
