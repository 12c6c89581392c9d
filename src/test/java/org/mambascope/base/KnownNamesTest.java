package org.mambascope.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

@DisplayName("Known names")
class KnownNamesTest {
    private static final KnownNames ARGUMENTS =
            KnownNames.of(
                    "argument of Vim",
                    Set.of("use_middle_cls_token", "if_divide_out", "img_size", "norm_epsilon"));

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("suggest the one that is spelled most alike")
    @CsvSource({
        "use_middle_cls_tok, use_middle_cls_token",
        "USE-MIDDLE-CLS-TOKEN, use_middle_cls_token",
        "imgsize, img_size",
        "image_size, img_size",
        "norm_eps, norm_epsilon",
        "if_devide_out, if_divide_out",
    })
    void nearest(String written, String meant) {
        assertThat(ARGUMENTS.nearest(written)).contains(meant);
    }

    @Test
    @DisplayName("count letters that changed places as one mistake")
    void transposed() {
        assertThat(KnownNames.of("method", List.of("pts", "quarot", "rtn")).nearest("rnt"))
                .contains("rtn");
    }

    @Test
    @DisplayName("suggest nothing where nothing is alike")
    void nothingNear() {
        assertThat(ARGUMENTS.nearest("colour")).isEmpty();
    }

    @Test
    @DisplayName("refuse others with place, name and suggestion")
    void refused() {
        assertThatThrownBy(
                        () -> ARGUMENTS.require(List.of("img_size", "imgsize"), "vim.json: config"))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("vim.json: config", "“imgsize”", "img_size");
    }

    @Test
    @DisplayName("let known ones pass")
    void known() {
        ARGUMENTS.require(List.of("img_size", "norm_epsilon"), "vim.json");
        assertThat(ARGUMENTS.contains("img_size")).isTrue();
    }
}
