package org.mambascope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house: rooms stand on floors, and a room uses only rooms below it. */
@AnalyzeClasses(packages = "org.mambascope", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule roomsUseOnlyRoomsBelow =
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

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.mambascope.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theGroundFloorStandsOnNothing =
            noClasses()
                    .that()
                    .resideInAPackage("org.mambascope.base..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("org.mambascope..")
                                    .and(not(resideInAPackage("org.mambascope.base.."))));

    @ArchTest
    static final ArchRule javafxIsForTheWindowAlone =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.mambascope.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.controlsfx..", "org.jfree.chart.fx..");

    @ArchTest
    static final ArchRule libtorchIsForTensorAlone =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.mambascope.tensor..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl.pytorch..");

    @ArchTest
    static final ArchRule nd4jIsForStatistics =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.mambascope.activation..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.nd4j..");
}
