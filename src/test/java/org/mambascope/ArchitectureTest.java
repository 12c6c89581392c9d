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

import org.junit.jupiter.api.Test;

/** The house: rooms stand on floors, and a room uses only rooms below it. */
class ArchitectureTest {
    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("org.mambascope");

    private static final ArchRule ROOMS_USE_ONLY_ROOMS_BELOW =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("main")
                    .definedBy("org.mambascope")
                    .layer("ui")
                    .definedBy("org.mambascope.ui..")
                    .layer("cli")
                    .definedBy("org.mambascope.cli..")
                    .layer("report")
                    .definedBy("org.mambascope.report..")
                    .layer("experiment")
                    .definedBy("org.mambascope.experiment..")
                    .layer("training")
                    .definedBy("org.mambascope.training..")
                    .layer("quant")
                    .definedBy("org.mambascope.quant..")
                    .layer("activation")
                    .definedBy("org.mambascope.activation..")
                    .layer("model")
                    .definedBy("org.mambascope.model..")
                    .layer("tensor")
                    .definedBy("org.mambascope.tensor..")
                    .layer("checkpoint")
                    .definedBy("org.mambascope.checkpoint..")
                    .layer("image")
                    .definedBy("org.mambascope.image..")
                    .whereLayer("main")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("ui")
                    .mayOnlyBeAccessedByLayers("main")
                    .whereLayer("cli")
                    .mayOnlyBeAccessedByLayers("main")
                    .whereLayer("report")
                    .mayOnlyBeAccessedByLayers("main", "ui", "cli")
                    .whereLayer("experiment")
                    .mayOnlyBeAccessedByLayers("main", "ui", "cli", "report")
                    .whereLayer("training")
                    .mayOnlyBeAccessedByLayers("main", "ui", "cli", "report", "experiment")
                    .whereLayer("quant")
                    .mayOnlyBeAccessedByLayers(
                            "main", "ui", "cli", "report", "experiment", "training")
                    .whereLayer("activation")
                    .mayOnlyBeAccessedByLayers(
                            "main", "ui", "cli", "report", "experiment", "training", "quant")
                    .whereLayer("model")
                    .mayOnlyBeAccessedByLayers(
                            "main",
                            "ui",
                            "cli",
                            "report",
                            "experiment",
                            "training",
                            "quant",
                            "activation")
                    .whereLayer("tensor")
                    .mayOnlyBeAccessedByLayers(
                            "main",
                            "ui",
                            "cli",
                            "report",
                            "experiment",
                            "training",
                            "quant",
                            "activation",
                            "model")
                    .whereLayer("checkpoint")
                    .mayOnlyBeAccessedByLayers(
                            "main",
                            "ui",
                            "cli",
                            "report",
                            "experiment",
                            "training",
                            "quant",
                            "activation",
                            "model",
                            "tensor")
                    .whereLayer("image")
                    .mayOnlyBeAccessedByLayers(
                            "main",
                            "ui",
                            "cli",
                            "report",
                            "experiment",
                            "training",
                            "quant",
                            "activation",
                            "model",
                            "tensor",
                            "checkpoint");

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
