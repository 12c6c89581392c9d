package org.mambascope.tensor.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Functions in TorchScript, compiled by libtorch from a source text in the program's resources. One
 * call runs many operators without returning to Java, on whatever device its tensors are.
 */
public final class TorchScriptModule implements AutoCloseable {
    private final PtSymbolBlock block;

    /**
     * DJL takes the name of the function to call from the name of a tensor among the inputs, here
     * one of each thread.
     */
    private final ThreadLocal<NDArray> nameCarrier;

    private final NDManager nameCarriers;

    private TorchScriptModule(PtSymbolBlock block, NDManager manager) {
        this.block = block;
        nameCarriers = manager.newSubManager();
        nameCarrier = ThreadLocal.withInitial(() -> nameCarriers.create(0f));
    }

    /**
     * Compiles a resource of this class's package.
     *
     * @param manager owner of the compiled module
     * @param resource name of the source text
     * @param type name of the class that it defines
     */
    public static TorchScriptModule load(NDManager manager, String resource, String type) {
        try (InputStream source = TorchScriptModule.class.getResourceAsStream(resource)) {
            if (source == null) {
                throw new IllegalStateException(
                        "resource " + resource + " is missing from the program");
            }
            byte[] archive = archive(source.readAllBytes(), type);
            PtSymbolBlock block =
                    JniUtils.loadModule(
                            (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
            return new TorchScriptModule(block, manager);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Calls a function.
     *
     * @param arguments tensors, lists of tensors, {@code Long}, {@code Double} or {@code Boolean}
     * @return its result, owned by {@code manager}
     */
    public NDArray call(NDManager manager, String function, Object... arguments) {
        try (IValue result = run(function, arguments)) {
            return result.toTensor((PtNDManager) manager);
        }
    }

    /** Calls a function that answers with yes or no. */
    public boolean test(String function, Object... arguments) {
        try (IValue result = run(function, arguments)) {
            return result.toBoolean();
        }
    }

    /**
     * Calls a function that makes an object of libtorch, such as packed weights.
     *
     * @return the object, to be passed to other functions; {@code manager} closes it
     */
    public TorchScriptObject make(NDManager manager, String function, Object... arguments) {
        return new TorchScriptObject(manager, run(function, arguments));
    }

    private IValue run(String function, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = value(arguments[i]);
            }
            return IValueUtils.runMethod(block, function, values);
        } finally {
            for (int i = 0; i < arguments.length; i++) {
                if (values[i] != null && !(arguments[i] instanceof TorchScriptObject)) {
                    values[i].close();
                }
            }
        }
    }

    /**
     * Calls a function so that gradients flow through it; {@link #call}'s results cannot be part of
     * a graph.
     *
     * @param arguments tensors or lists of tensors
     * @return its result, owned by {@code manager}
     */
    public NDArray callInGraph(NDManager manager, String function, Object... arguments) {
        NDList inputs = new NDList();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case NDArray tensor -> inputs.add(tensor);
                case List<?> tensors -> {
                    for (Object tensor : tensors) {
                        inputs.add(named((NDArray) tensor, "list" + i + "[]"));
                    }
                }
                default ->
                        throw new IllegalArgumentException(
                                "no graph goes through " + arguments[i].getClass());
            }
        }
        inputs.add(named(nameCarrier.get(), "module_method:" + function));
        try {
            NDArray result = IValueUtils.forward(block, inputs, true).singletonOrThrow();
            result.attach(manager);
            return result;
        } finally {
            inputs.forEach(tensor -> tensor.setName(null));
        }
    }

    private static NDArray named(NDArray tensor, String name) {
        tensor.setName(name);
        return tensor;
    }

    private static IValue value(Object argument) {
        return switch (argument) {
            case PtNDArray tensor -> IValue.from(tensor);
            case TorchScriptObject object -> object.value();
            case List<?> tensors -> IValue.listFrom(tensors.toArray(PtNDArray[]::new));
            case Long number -> IValue.from(number);
            case Double number -> IValue.from(number);
            case Boolean flag -> IValue.from(flag);
            default ->
                    throw new IllegalArgumentException(
                            "TorchScript takes no " + argument.getClass());
        };
    }

    /** The zip that {@code torch.jit.save} would write for a module without state. */
    private static byte[] archive(byte[] source, String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "kernels/version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "kernels/data.pkl", emptyModule(type));
            store(zip, "kernels/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "kernels/code/__torch__.py", source);
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Pickle, protocol 2, of an object of the type whose one attribute is {@code training = False}.
     */
    private static byte[] emptyModule(String type) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(("c__torch__\n" + type + "\n").getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {')', (byte) 0x81, '}'});
        byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
        pickle.write(new byte[] {'X', (byte) attribute.length, 0, 0, 0});
        pickle.write(attribute);
        pickle.write(new byte[] {(byte) 0x89, 's', 'b', '.'});
        return pickle.toByteArray();
    }

    @Override
    public void close() {
        block.close();
        nameCarriers.close();
    }
}
