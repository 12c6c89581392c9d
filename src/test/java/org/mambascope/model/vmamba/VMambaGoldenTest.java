package org.mambascope.model.vmamba;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mambascope.model.Goldens;

class VMambaGoldenTest {
    @ParameterizedTest
    @DisplayName("every tensor of the original code is reproduced, from both forms of file")
    @CsvSource({
        "vmamba_small_v0.safetensors, vmamba_small_v0",
        "vmamba_small_v0.pth, vmamba_small_v0",
        "vmamba_small_v05noz.safetensors, vmamba_small_v05noz",
        "vmamba_small_v05noz.pth, vmamba_small_v05noz",
        "localvmamba_small.safetensors, localvmamba_small",
        "localvmamba_small.pth, localvmamba_small",
    })
    void goldensAreReproduced(String weights, String golden) {
        Goldens.assertReproduced(weights, golden);
    }
}
