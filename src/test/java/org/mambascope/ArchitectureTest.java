package org.mambascope;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                    "workflow",
                    "report",
                    "session",
                    "training",
                    "experiment",
                    "quant",
                    "activation",
                    "model",
                    "tensor",
                    "checkpoint",
                    "dataset",
                    "image",
                    "base");

    private static final int FACES = 2;

    /** What the implementations offer to other rooms: mathematics on arrays of the CPU. */
    private static final DescribedPredicate<? super JavaClass> MATHEMATICS_OF_THE_CPU =
            nameMatching(
                    ".*\\.(ThreadSharing|VectorWidth|ScanTrace|HadamardTransform|OutlierQuantiser"
                            + "|QuantisationError|PrincipalAxes)(\\$.*)?");

    private static final DescribedPredicate<JavaClass> IMPLEMENTATIONS =
            resideInAPackage("org.mambascope.tensor.cpu..")
                    .or(resideInAPackage("org.mambascope.tensor.torch.."))
                    .or(resideInAPackage("org.mambascope.tensor.cuda.."));

    private static final int MOST_FILES = 25;
    private static final int USUALLY_AT_MOST = 18;

    @Test
    void roomsUseOnlyRoomsBelow() {
        LayeredArchitecture house =
                layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .layer("main")
                        .definedBy("org.mambascope")
                        .whereLayer("main")
                        .mayNotBeAccessedByAnyLayer();
        for (String floor : FLOORS) {
            house = house.layer(floor).definedBy("org.mambascope." + floor + "..");
        }
        for (int i = 0; i < FLOORS.size(); i++) {
            List<String> above = new ArrayList<>(List.of("main"));
            above.addAll(i < FACES ? List.of() : FLOORS.subList(0, i));
            house =
                    house.whereLayer(FLOORS.get(i))
                            .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
        }
        house.check(PROGRAM);
    }

    @Test
    void everyRoomStandsOnAFloor() {
        assertThat(PROGRAM.getPackage("org.mambascope").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(FLOORS);
    }

    @ParameterizedTest
    @MethodSource("houses")
    @DisplayName("neither packages nor the rooms of any package depend on each other in a circle")
    void noCycles(String slice) {
        slices().matching(slice).should().beFreeOfCycles().check(PROGRAM);
    }

    /** Every single package, then the rooms of each package that has several. */
    static List<String> houses() {
        List<String> houses = new ArrayList<>(List.of("org.mambascope.(**)"));
        addHouses(PROGRAM.getPackage("org.mambascope"), houses);
        return houses;
    }

    private static void addHouses(JavaPackage house, List<String> houses) {
        if (house.getSubpackages().size() > 1) {
            houses.add(house.getName() + ".(*)..");
        }
        house.getSubpackages().forEach(room -> addHouses(room, houses));
    }

    @Test
    void implementationsOfTensorsAreChosenByTensorAlone() {
        rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.mambascope.tensor..")
                        .should()
                        .dependOnClassesThat(IMPLEMENTATIONS.and(not(MATHEMATICS_OF_THE_CPU))));
    }

    @Test
    void cudaIsKnownToTheRoomThatChooses() {
        rule(
                classes()
                        .that()
                        .resideInAPackage("org.mambascope.tensor.cuda..")
                        .should()
                        .onlyHaveDependentClassesThat()
                        .resideInAnyPackage(
                                "org.mambascope.tensor.cuda..", "org.mambascope.tensor.dispatch"));
    }

    @Test
    void machineCodeIsUsedByTheKernelsOfTheCpuAlone() {
        rule(
                classes()
                        .that()
                        .resideInAPackage("org.mambascope.tensor.cpu.jit")
                        .should()
                        .onlyHaveDependentClassesThat()
                        .resideInAnyPackage(
                                "org.mambascope.tensor.cpu..", "org.mambascope.tensor.dispatch"));
    }

    @Test
    void javafxIsForTheWindowAlone() {
        rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.mambascope.ui..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "javafx..", "org.controlsfx..", "org.jfree.chart.fx.."));
    }

    @Test
    void picocliIsForTheCommandLineAlone() {
        rule(
                noClasses()
                        .that()
                        .resideInAPackage("org.mambascope.*..")
                        .and()
                        .resideOutsideOfPackage("org.mambascope.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("picocli.."));
    }

    @Test
    void viewModelsHaveNoNodes() {
        rule(
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("ViewModel")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx.scene..", "javafx.stage.."));
    }

    @Test
    void libtorchIsForTensorAlone() {
        rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.mambascope.tensor..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("ai.djl.pytorch.."));
    }

    @Test
    void nd4jIsForStatistics() {
        rule(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("org.mambascope.activation..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.nd4j.."));
    }

    private static void rule(ArchRule rule) {
        rule.allowEmptyShould(false).check(PROGRAM);
    }

    @Test
    @DisplayName("no package has more than 25 files, nine of ten at most 18, and each says its use")
    void packagesAreSmall() throws IOException {
        Map<Path, List<Path>> files;
        try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
            files =
                    all.filter(file -> file.toString().endsWith(".java"))
                            .collect(
                                    Collectors.groupingBy(
                                            Path::getParent, TreeMap::new, Collectors.toList()));
        }
        List<Integer> sizes = files.values().stream().map(List::size).sorted().toList();

        assertThat(sizes.getLast()).isLessThanOrEqualTo(MOST_FILES);
        assertThat(sizes.get(sizes.size() * 9 / 10)).isLessThanOrEqualTo(USUALLY_AT_MOST);
        assertThat(files)
                .allSatisfy(
                        (folder, contents) ->
                                assertThat(contents).contains(folder.resolve("package-info.java")));
    }
}
