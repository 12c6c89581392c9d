package org.mambascope.ui.quantise;

import org.mambascope.base.Progress;
import org.mambascope.experiment.run.QuantisationRecord;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.ui.text.Texts;
import org.mambascope.workflow.Calibration;
import org.mambascope.workflow.Workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** A plan that is carried out on a model, with the images that it is calibrated on. */
record Conversion(LoadedModel model, QuantisationPlan plan, Calibration calibration) {

    /** Enough to make the same again. */
    QuantisationRecord origin() {
        return QuantisationRecord.of(plan, calibration.source(), calibration.sets());
    }

    /**
     * Converts, or goes on where the same conversion was stopped.
     *
     * @param folder where quantised files are kept
     * @throws CancellationException if it was stopped; what was done is kept
     */
    QuantisationJob.Outcome run(
            Workbench backend, Path folder, Progress progress, QuantisationObserver observer)
            throws IOException {
        Files.createDirectories(folder);
        QuantisationJob.Outcome done =
                backend.quantise(
                        model, plan, calibration, folder.resolve(fileName()), progress, observer);
        if (!done.result().complete()) {
            throw new CancellationException();
        }
        return done;
    }

    private String fileName() {
        // In words, because the numbers of enums change from start to start.
        int distinct =
                "%s %s %s".formatted(model.file().toAbsolutePath(), plan, calibration).hashCode();
        return "%s-%s-%s-%08x.safetensors"
                .formatted(
                        model.name(),
                        plan.method().id(),
                        plan.bits().all().toString().toLowerCase(Locale.ROOT),
                        distinct);
    }

    /** A block as the window counts them, not as the file names it. */
    String words(String block) {
        return model.network().layers().stream()
                .filter(site -> site.name().startsWith(block + "."))
                .findFirst()
                .map(site -> Texts.of("conversion.block", site.block()))
                .orElse(block);
    }
}
