package org.mambascope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CommandReferenceTest {
    private static final Path PAGE = Path.of("docs/command-line.md");
    private static final String RENEW = "mambascope.renew.docs";

    @Test
    @DisplayName("docs/command-line.md lists every command and option as the program has them")
    void pageIsCurrent() throws IOException {
        String expected = new CommandReference(Commands.commandLine((_, _) -> 0)).markdown();
        if (Boolean.getBoolean(RENEW)) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("to renew it: mvn test -Dtest=CommandReferenceTest -D%s=true", RENEW)
                .hasContent(expected);
    }
}
