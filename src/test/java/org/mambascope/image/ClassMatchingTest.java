package org.mambascope.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

class ClassMatchingTest {
    private static final List<String> CLOTHES = List.of("T-shirt/top", "Trouser", "Ankle boot");

    @Test
    void namesMatchWhateverTheirCaseAndPunctuation() {
        ClassMatching matching =
                ClassMatching.of(named("ankle_boot", "t-shirt-top", "TROUSER"), CLOTHES, 3);

        assertThat(matching.modelClasses()).containsExactly(2, 0, 1);
        assertThat(matching.explanation()).contains("by name");
    }

    @Test
    void aDatasetMayHaveOnlySomeOfTheClasses() {
        assertThat(ClassMatching.of(named("Trouser"), CLOTHES, 3).modelClasses())
                .containsExactly(1);
    }

    @Test
    void anyOfSeveralNamesMatches() {
        List<String> names = List.of("crane, bird", "crane", "tench, Tinca tinca", "bird");

        assertThat(ClassMatching.of(named("tinca tinca", "crane"), names, 4).modelClasses())
                .containsExactly(2, 1);
        assertThat(ClassMatching.of(named("bird"), names, 4).modelClasses()).containsExactly(3);
    }

    @Test
    void wordNetIdsMatchTheClassesOfImageNet() {
        Dataset dataset = named("n01440764", "n02102040", "n15075141");

        assertThat(ClassMatching.of(dataset, ImageNetClasses.names(), 1000).modelClasses())
                .containsExactly(0, 217, 999);
        assertThat(ClassMatching.of(dataset, List.of(), 1000).modelClasses())
                .containsExactly(0, 217, 999);
    }

    @Test
    void synonymsMatchTheClassesOfImageNet() {
        Dataset dataset = named("Tinca tinca", "toilet paper", "Cardigan Welsh corgi", "cardigan");

        assertThat(ClassMatching.of(dataset, ImageNetClasses.names(), 1000).modelClasses())
                .containsExactly(0, 999, 264, 474);
    }

    @Test
    void unknownNamesMatchInSortedOrderWhereTheCountIsTheSame() {
        ClassMatching matching = ClassMatching.of(named("a", "b", "c"), CLOTHES, 3);

        assertThat(matching.modelClasses()).containsExactly(0, 1, 2);
        assertThat(matching.explanation()).contains("sorted order");
        assertThat(ClassMatching.of(named("a", "b"), List.of(), 2).modelClasses())
                .containsExactly(0, 1);
    }

    @Test
    void namesThatDoNotFitAreAProblemWhereCountsDiffer() {
        assertThatThrownBy(() -> ClassMatching.of(named("Trouser", "hat"), CLOTHES, 3))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("2 classes, the model 3")
                .hasMessageContaining("hat")
                .hasMessageNotContaining("Trouser,");
        assertThatThrownBy(() -> ClassMatching.of(named("Trouser", "trouser"), CLOTHES, 3))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("same class");
    }

    @Test
    void numberedClassesKeepTheirNumbers() {
        Dataset dataset = numbered(0, 2);

        assertThat(ClassMatching.of(dataset, CLOTHES, 3).modelClasses()).containsExactly(0, 1, 2);
        assertThatThrownBy(() -> ClassMatching.of(dataset, List.of(), 2))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("class numbered 2");
    }

    @Test
    void imageNetHasAThousandClassesInTheOrderOfTheirIds() {
        assertThat(ImageNetClasses.names()).hasSize(1000).doesNotContain("");
        assertThat(ImageNetClasses.wordNetIds()).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(ImageNetClasses.names().get(0)).isEqualTo("tench");
        assertThat(ImageNetClasses.names().get(281)).isEqualTo("tabby");
        assertThat(ImageNetClasses.names().get(639)).isEqualTo("maillot, tank suit");
        assertThat(ImageNetClasses.synonyms(2)).contains("man-eating shark");
    }

    private static Dataset named(String... classes) {
        return new PictureFiles("mine", List.of(), List.of(), List.of(classes));
    }

    private static Dataset numbered(Integer... labels) {
        List<Path> files = Collections.nCopies(labels.length, Path.of("any.png"));
        return new PictureFiles("mine", files, List.of(labels), List.of());
    }
}
