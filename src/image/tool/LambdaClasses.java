import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Run by the build: gives each lambda and method reference below a directory of classes a class of its own, as the compiler gives
 * one to an anonymous class. Else the virtual machine does that when it comes to the expression, and though an archive has what
 * it made while training, to link it takes long: of a listing on Java 17 a fifth of its time.
 *
 * <p>The new class is in the nest of the one with the expression, so that the method that it calls may be private (JVMS 5.4.4).
 * What else {@code invokedynamic} is used for stays, and so do classes from before Java 11, which have no nests.
 */
public final class LambdaClasses {
    private static final int JAVA_11 = 55;

    private final Map<String, ClassNode> classes = new HashMap<>();
    private final Map<String, ClassNode> made = new HashMap<>();

    private LambdaClasses() {}

    /** Changes the classes below the directory {@code args[0]}. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        LambdaClasses lambdas = new LambdaClasses();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                lambdas.read(Files.readAllBytes(file));
            }
        }
        List.copyOf(lambdas.classes.values()).forEach(lambdas::replaceIn);
        for (ClassNode node : lambdas.classes.values()) {
            write(root, node, 0);
        }
        for (ClassNode node : lambdas.made.values()) {
            write(root, node, ClassWriter.COMPUTE_MAXS);
        }
    }

    private void read(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        if ((node.version & 0xffff) >= JAVA_11) {
            classes.put(node.name, node);
        }
    }

    private static void write(Path root, ClassNode node, int flags) throws IOException {
        ClassWriter writer = new ClassWriter(flags);
        node.accept(writer);
        Files.write(root.resolve(node.name + ".class"), writer.toByteArray());
    }

    private void replaceIn(ClassNode node) {
        int number = 0;
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode expression && isLambda(expression)) {
                    ClassNode lambda = new Lambda(expression, node.name + "$Lambda" + number++).in(node);
                    made.put(lambda.name, lambda);
                    joinNest(node, lambda);
                    method.instructions.set(
                            instruction,
                            new MethodInsnNode(Opcodes.INVOKESTATIC, lambda.name, Lambda.MAKE, expression.desc));
                }
            }
        }
    }

    /** Those made by {@code altMetafactory} can do more than what is asked for here. */
    private static boolean isLambda(InvokeDynamicInsnNode expression) {
        return expression.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
                && expression.bsm.getName().equals("metafactory");
    }

    private void joinNest(ClassNode node, ClassNode lambda) {
        ClassNode host = node.nestHostClass == null ? node : classes.get(node.nestHostClass);
        lambda.nestHostClass = host.name;
        if (host.nestMembers == null) {
            host.nestMembers = new ArrayList<>();
        }
        host.nestMembers.add(lambda.name);
    }

    /** One expression, in the terms of {@link java.lang.invoke.LambdaMetafactory}. */
    private static final class Lambda {
        static final String MAKE = "make";

        private final Type self;
        /** What the expression takes from around it, and the fields that keep it. */
        private final Type[] captured;

        private final Method make;
        private final Method erased;
        private final Type typed;
        private final Handle implementation;

        Lambda(InvokeDynamicInsnNode expression, String name) {
            self = Type.getObjectType(name);
            make = new Method(MAKE, expression.desc);
            captured = make.getArgumentTypes();
            erased = new Method(expression.name, ((Type) expression.bsmArgs[0]).getDescriptor());
            implementation = (Handle) expression.bsmArgs[1];
            typed = (Type) expression.bsmArgs[2];
        }

        ClassNode in(ClassNode outer) {
            ClassNode node = new ClassNode();
            node.visit(
                    outer.version,
                    Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                    self.getInternalName(),
                    null,
                    "java/lang/Object",
                    new String[] {make.getReturnType().getInternalName()});
            for (int i = 0; i < captured.length; i++) {
                node.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), captured[i].getDescriptor(), null, null);
            }
            Method constructor = new Method("<init>", Type.VOID_TYPE, captured);
            construct(method(node, 0, constructor));
            GeneratorAdapter maker = method(node, Opcodes.ACC_STATIC, make);
            maker.newInstance(self);
            maker.dup();
            maker.loadArgs();
            maker.invokeConstructor(self, constructor);
            end(maker);
            call(method(node, Opcodes.ACC_PUBLIC, erased));
            return node;
        }

        private static GeneratorAdapter method(ClassNode node, int access, Method method) {
            return new GeneratorAdapter(
                    access, method, node.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
        }

        private static void end(GeneratorAdapter code) {
            code.returnValue();
            code.endMethod();
        }

        private static String field(int i) {
            return "captured" + i;
        }

        private void construct(GeneratorAdapter code) {
            code.loadThis();
            code.invokeConstructor(Type.getType(Object.class), new Method("<init>", "()V"));
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.loadArg(i);
                code.putField(self, field(i), captured[i]);
            }
            end(code);
        }

        /** Calls the implementation with what was captured and then the arguments, each as what it is by the types' parameters. */
        private void call(GeneratorAdapter code) {
            Type owner = Type.getObjectType(implementation.getOwner());
            boolean creates = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            if (creates) {
                code.newInstance(owner);
                code.dup();
            }
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.getField(self, field(i), captured[i]);
            }
            List<Type> parameters = new ArrayList<>();
            if (!creates && implementation.getTag() != Opcodes.H_INVOKESTATIC) {
                parameters.add(owner);
            }
            parameters.addAll(List.of(Type.getArgumentTypes(implementation.getDesc())));
            for (int i = 0; i < typed.getArgumentTypes().length; i++) {
                Type argument = typed.getArgumentTypes()[i];
                code.loadArg(i);
                convert(code, erased.getArgumentTypes()[i], argument);
                convert(code, argument, parameters.get(captured.length + i));
            }
            code.visitMethodInsn(
                    instruction(),
                    implementation.getOwner(),
                    implementation.getName(),
                    implementation.getDesc(),
                    implementation.isInterface());
            Type result = creates ? owner : Type.getReturnType(implementation.getDesc());
            if (!erased.getReturnType().equals(Type.VOID_TYPE)) {
                convert(code, result, typed.getReturnType());
                convert(code, typed.getReturnType(), erased.getReturnType());
            } else if (result.getSize() == 2) {
                code.pop2();
            } else if (result.getSize() == 1) {
                code.pop();
            }
            end(code);
        }

        /** In a nest a private method is called like any other. */
        private int instruction() {
            return switch (implementation.getTag()) {
                case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
                case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
                default -> implementation.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
            };
        }

        private static void convert(GeneratorAdapter code, Type from, Type to) {
            if (isPrimitive(from) && isPrimitive(to)) {
                code.cast(from, to);
            } else if (isPrimitive(from)) {
                code.valueOf(from);
            } else if (isPrimitive(to)) {
                code.unbox(to);
            } else if (!from.equals(to)) {
                code.checkCast(to);
            }
        }

        private static boolean isPrimitive(Type type) {
            return type.getSort() < Type.ARRAY;
        }
    }
}
