package org.mambascope.image.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mambascope.base.Problem;

import java.util.List;
import java.util.stream.IntStream;

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
        ClassMatching matching = ClassMatching.of(named("Trouser"), CLOTHES, 3);

        assertThat(matching.modelClasses()).containsExactly(1);
        assertThat(matching.by()).isEqualTo(ClassMatching.By.NAME);
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
        LabelSet dataset = named("n01440764", "n02102040", "n15075141");

        assertThat(ClassMatching.of(dataset, ImageNetClasses.names(), 1000).modelClasses())
                .containsExactly(0, 217, 999);
        assertThat(ClassMatching.of(dataset, List.of(), 1000).modelClasses())
                .containsExactly(0, 217, 999);
    }

    @Test
    void synonymsMatchTheClassesOfImageNet() {
        LabelSet dataset = named("Tinca tinca", "toilet paper", "Cardigan Welsh corgi", "cardigan");

        assertThat(ClassMatching.of(dataset, ImageNetClasses.names(), 1000).modelClasses())
                .containsExactly(0, 999, 264, 474);
    }

    @Test
    void theSortedOrderIsForModelsWithoutNamesAndIsSaid() {
        ClassMatching matching = ClassMatching.of(named("a", "b", "c", "d"), List.of(), 4);

        assertThat(matching.modelClasses()).containsExactly(0, 1, 2, 3);
        assertThat(matching.by()).isEqualTo(ClassMatching.By.SORTED_ORDER);
        assertThat(matching.explanation())
                .contains("a, b, c …")
                .contains("class 0, class 1, class 2 …");
        assertRefused(named("a", "b", "c"), CLOTHES, 3, "a, b, c", "T-shirt/top, Trouser");
        assertRefused(named("a", "b"), List.of(), 3, "2 classes", "3 without names");
    }

    @Test
    void aFolderThatIsNoClassBesideOthersThatAreIsRefusedWithTheNearestClass() {
        assertRefused(
                named("T-shirt/top", "Trouser", "Ankel boot"), CLOTHES, 3, "Ankel boot", "Ankle");
        assertRefused(named("Trouser", "xylophone"), CLOTHES, 3, "xylophone", "T-shirt/top");
        assertRefused(
                named("n01440764", "n99999999"),
                ImageNetClasses.names(),
                1000,
                "n99999999",
                "1 of 2");
        assertRefused(named("Trouser", "trouser"), CLOTHES, 3, "“Trouser”", "“trouser”");
    }

    @Test
    void foldersOfNumbersAreClassNumbersWhateverTheirOrder() {
        ClassMatching matching = ClassMatching.of(named("0", "10", "2", "007"), List.of(), 12);

        assertThat(matching.modelClasses()).containsExactly(0, 10, 2, 7);
        assertThat(matching.by()).isEqualTo(ClassMatching.By.NUMBER);
        assertThat(ClassMatching.of(named("1", "0"), CLOTHES, 3).explanation())
                .contains("1, 0 are the model's Trouser, T-shirt/top");
        assertRefused(named("1", "2", "3"), CLOTHES, 3, "numbered 3", "0 to 2");
        assertRefused(named("0", "1", "other"), List.of(), 3, "2 of 3", "“other”");
        assertRefused(named("1", "01"), CLOTHES, 3, "“1”", "“01”");
        assertThat(ClassMatching.of(named("2", "1"), List.of("1", "2"), 2).modelClasses())
                .containsExactly(1, 0);
    }

    @Test
    void howManyClassesThereAreIsSaid() {
        assertThat(ClassMatching.of(named("Trouser"), CLOTHES, 3).explanation())
                .isEqualTo("The dataset's only class was matched by name to one of the model's 3.");
        assertThat(ClassMatching.of(named("Trouser", "Ankle boot"), CLOTHES, 3).explanation())
                .contains("2 classes", "2 of the model's 3");
    }

    @Test
    void wordNetIdsAreNothingToAModelOfOtherClasses() {
        List<String> others = IntStream.range(0, 1000).mapToObj(i -> "thing " + i).toList();

        assertRefused(named("n01440764"), others, 1000, "n01440764", "thing 0");
        assertThat(ClassMatching.of(named("n01440764"), List.of(), 1000).by())
                .isEqualTo(ClassMatching.By.WORDNET_ID);
    }

    @Test
    void numberedClassesKeepTheirNumbers() {
        assertThat(ClassMatching.of(numbered(2), CLOTHES, 3).modelClasses())
                .containsExactly(0, 1, 2);
        assertThat(ClassMatching.of(numbered(1, "a", "b"), CLOTHES, 3).modelClasses())
                .containsExactly(0, 1, 2);
        assertRefused(numbered(2), List.of(), 2, "numbered 2", "0 to 1");
    }

    @Test
    void namesOfNumberedClassesComeBeforeTheirNumbers() {
        assertThat(
                        ClassMatching.of(numbered(1, "trouser", "T-shirt/top"), CLOTHES, 3)
                                .modelClasses())
                .containsExactly(1, 0);
        assertRefused(numbered(1, "trouser", "hat"), CLOTHES, 3, "hat", "1 of 2");
    }

    private static void assertRefused(
            LabelSet dataset, List<String> names, int logits, String... parts) {
        assertThatThrownBy(() -> ClassMatching.of(dataset, names, logits))
                .isInstanceOf(Problem.class)
                .message()
                .contains("mine")
                .contains(parts);
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

    private static LabelSet named(String... classes) {
        return LabelSet.named("mine", List.of(classes));
    }

    private static LabelSet numbered(int largest, String... names) {
        return new LabelSet("mine", List.of(names), true, largest);
    }
}
