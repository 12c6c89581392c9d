package org.mambascope.ui.about;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

class LicencesTest {
    private static final List<AboutViewModel.Library> LIBRARIES = AboutViewModel.libraries();

    @Test
    @DisplayName("no library asks this Apache-2.0 program to become GPL")
    void noneIsGplWithoutException() {
        assertThat(LIBRARIES).hasSizeGreaterThan(20);
        assertThat(LIBRARIES)
                .filteredOn(library -> Pattern.compile("\\bGPL").matcher(library.licence()).find())
                .allSatisfy(library -> assertThat(library.licence()).contains("Exception"));
    }

    @Test
    @DisplayName("the GPL libraries of JFree, SVG and PDF, are not among the dependencies")
    void gplLibrariesStayOut() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .doesNotContain("org.jfree.svg", "org.jfree.pdf")
                .contains("batik-svggen", "pdfbox");
    }
}
