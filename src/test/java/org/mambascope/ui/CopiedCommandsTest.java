package org.mambascope.ui;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mambascope.cli.Commands;
import org.mambascope.quant.plan.Method;
import org.mambascope.ui.compare.CompareViewModel;
import org.mambascope.ui.observe.ObserveViewModel;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.search.Budgets;
import org.mambascope.ui.session.Session;

import java.nio.file.Path;
import java.util.Optional;

/** Every command line that the window offers to copy is one that the command line understands. */
class CopiedCommandsTest {
    @TempDir Path folder;

    private final Session session = Opened.sample(new FakeBackend());
    private QuantiseViewModel quantise;
    private CompareViewModel compare;

    @BeforeEach
    void openDataset() {
        ChosenFiles dialogs = new ChosenFiles().folder(Path.of("validation"));
        Runs runs = new Runs(session);
        quantise = new QuantiseViewModel(session, dialogs, runs, folder);
        compare = new CompareViewModel(session, dialogs, runs, quantise);
        compare.dataset().chooseFolder();
    }

    /** A remark behind the command is no part of it; no file's name here needs quotes. */
    private static void understood(Optional<String> copied) {
        String line = copied.orElseThrow().replaceFirst("\\s+#.*", "");
        String[] words = line.substring(line.indexOf(' ') + 1).split(" ");
        assertThatCode(() -> Commands.commandLine((_, _) -> 0).parseArgs(words))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    @DisplayName("a conversion by any method")
    void conversions(Method method) {
        quantise.plan().choose(method);

        understood(quantise.intended().inTerminal());
    }

    @ParameterizedTest
    @EnumSource(Budgets.class)
    @DisplayName("a search within any budgets")
    void searches(Budgets budgets) {
        compare.search().budget().chosen().set(budgets);
        compare.search().measure();

        understood(compare.search().inTerminal());
    }

    @Test
    @DisplayName("the analysis behind a figure")
    void analyses() {
        ObserveViewModel observe =
                new ObserveViewModel(session, new ChosenFiles(), new Runs(session));

        understood(observe.figures().all().getFirst().inTerminal());
    }

    @Test
    @DisplayName("the measuring of accuracy, time and sensitivity")
    void measurements() {
        quantise.conversion().run();

        understood(compare.measuring().accuracyInTerminal());
        understood(compare.measuring().timeInTerminal());
        understood(compare.sensitivity().inTerminal());
    }
}
