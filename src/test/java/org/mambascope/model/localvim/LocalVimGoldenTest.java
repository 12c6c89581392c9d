package org.mambascope.model.localvim;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.model.Goldens;

class LocalVimGoldenTest {
    @ParameterizedTest
    @DisplayName("every tensor of the original code is reproduced, from both forms of file")
    @CsvSource({
        "localvim_small_rope.safetensors, localvim_small_rope",
        "localvim_small_rope.pth, localvim_small_rope",
        "localvim_small_midcls.safetensors, localvim_small_midcls",
        "localvim_small_midcls.pth, localvim_small_midcls",
    })
    void goldensAreReproduced(String weights, String golden) {
        Goldens.assertReproduced(weights, golden);
    }
}
