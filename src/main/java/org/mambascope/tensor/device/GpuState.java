package org.mambascope.tensor.device;

import ai.djl.Device;

import java.util.List;

/**
 * GPUs of this machine and the state of libtorch for CUDA.
 *
 * @param cards NVIDIA's, by name, as the driver tells them
 * @param devices the GPUs that the running libtorch can use, as {@code gpu0}
 * @param isFetched whether libtorch for CUDA was fetched
 * @param libraryPath libtorch's folder as the user names it, empty for none
 */
public record GpuState(
        List<String> cards, List<String> devices, boolean isFetched, String libraryPath) {
    public GpuState {
        cards = List.copyOf(cards);
        devices = List.copyOf(devices);
    }

    /** Of this machine; starts libtorch. */
    public static GpuState ofThisMachine() {
        CudaLibrary library = CudaLibrary.ofThisMachine();
        return new GpuState(
                NvidiaCards.OF_THIS_MACHINE.names(),
                Devices.all().stream().filter(Device::isGpu).map(Devices::nameOf).toList(),
                library.isFetched(),
                CudaLibrary.namedByUser());
    }

    /** Returns true if a card is there that could be used if libtorch for CUDA were fetched. */
    public boolean isFetchingUseful() {
        return !cards.isEmpty() && devices.isEmpty() && !isFetched && libraryPath.isEmpty();
    }

    /** Advice to the user, in a sentence or two. */
    public String advice() {
        if (!devices.isEmpty()) {
            return "Ready: give --device %s, or choose it in the window."
                    .formatted(devices.getFirst());
        }
        if (cards.isEmpty()) {
            return "No NVIDIA GPU with a driver is seen here; models run on the CPU.";
        }
        if (!libraryPath.isEmpty() && !isFetched) {
            return "libtorch in %s, which PYTORCH_LIBRARY_PATH names, sees no GPU: name a build for CUDA, or none and run 'mambascope gpu --install'."
                    .formatted(libraryPath);
        }
        if (isFetched) {
            return "libtorch for CUDA is there but sees no GPU: the driver may be too old for CUDA 12.8; update it.";
        }
        return "libtorch for CUDA is missing: 'mambascope gpu --install' fetches it (some gigabytes), or set PYTORCH_LIBRARY_PATH to the folder of one, with PYTORCH_VERSION and PYTORCH_FLAVOR as 2.7.1 and cu128.";
    }
}
