package org.mambascope.ui.quantise;

import org.mambascope.base.Progress;

/** Progress of work that can be halted for a while: it waits wherever it asks whether to go on. */
final class PausableProgress implements Progress {
    private static final long LOOK_AGAIN_MS = 100;

    private final Progress progress;
    private boolean paused;

    PausableProgress(Progress progress) {
        this.progress = progress;
    }

    synchronized void setPaused(boolean halted) {
        paused = halted;
        notifyAll();
    }

    @Override
    public void report(long done, long total, String step) {
        progress.report(done, total, step);
    }

    @Override
    public synchronized boolean isCancelled() {
        while (paused && !progress.isCancelled()) {
            try {
                wait(LOOK_AGAIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
        return progress.isCancelled();
    }
}
