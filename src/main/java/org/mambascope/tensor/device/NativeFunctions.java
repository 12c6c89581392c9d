package org.mambascope.tensor.device;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** Functions of the libraries that libtorch brings, by name. libtorch has to be loaded before. */
public final class NativeFunctions {
    private NativeFunctions() {}

    /** A function; empty where this platform's libtorch does not show it. */
    public static Optional<MethodHandle> find(String name, FunctionDescriptor descriptor) {
        return SymbolLookup.loaderLookup()
                .find(name)
                .map(address -> Linker.nativeLinker().downcallHandle(address, descriptor));
    }

    /** Wraps a failure that the call's signature declares but native functions never throw. */
    public static IllegalStateException unexpected(Throwable failure) {
        return new IllegalStateException("a native function failed", failure);
    }
}
