package org.mambascope.tensor.dispatch;

import ai.djl.ndarray.NDManager;

import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.cpu.CpuKernels;
import org.mambascope.tensor.torch.TorchScriptKernels;

/** The choice of kernels for a device. */
public final class KernelSelection {
    private KernelSelection() {}

    /**
     * The fastest kernels for a manager's device: Java's Vector API and machine code on the CPU,
     * TorchScript elsewhere.
     *
     * @param manager owner of what the kernels keep
     */
    public static Kernels on(NDManager manager) {
        return manager.getDevice().isGpu()
                ? new TorchScriptKernels(manager)
                : new CpuKernels(manager);
    }

    /**
     * Kernels of libtorch's operators alone, one after the other: slow on the CPU, and the
     * reference for faster ones.
     *
     * @param manager owner of what the kernels keep
     */
    public static Kernels reference(NDManager manager) {
        return new TorchScriptKernels(manager);
    }
}
