package org.mambascope.model.vim;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.model.Goldens;

class VimGoldenTest {
    @ParameterizedTest
    @DisplayName("every tensor of the original code is reproduced, from both forms of file")
    @CsvSource({
        "vim_small_midcls.safetensors, vim_small_midcls",
        "vim_small_midcls.pth, vim_small_midcls",
        "vim_headcls_nodiv.safetensors, vim_headcls_nodiv",
        "vim_headcls_nodiv.pth, vim_headcls_nodiv",
    })
    void goldensAreReproduced(String weights, String golden) {
        Goldens.assertReproduced(weights, golden);
    }
}
