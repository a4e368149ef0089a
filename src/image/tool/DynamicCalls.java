import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
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
 * Run by the build: puts ordinary code in the place of what a class leaves to be put together while the program runs. The
 * compiler leaves two things: the class behind a lambda or a method reference, and what a record does without having said how
 * (equals, hashCode, toString). The virtual machine makes each when it first comes to it. That is sound for a program that runs
 * long; of a listing it takes a tenth of the time, and a fifth with Java 17.
 */
public final class DynamicCalls {
    private final Map<String, ClassNode> classes = new HashMap<>();
    private final List<ClassNode> lambdas = new ArrayList<>();

    private DynamicCalls() {}

    /** Changes the classes of the package {@code args[1]}, written with slashes, and those below, in the directory {@code args[0]}. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        DynamicCalls calls = new DynamicCalls();
        try (Stream<Path> files = Files.walk(root.resolve(args[1]))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                calls.read(Files.readAllBytes(file));
            }
        }
        calls.classes.values().forEach(calls::replaceIn);
        for (ClassNode node : calls.classes.values()) {
            write(root, node);
        }
        for (ClassNode node : calls.lambdas) {
            write(root, node);
        }
    }

    private void read(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, 0);
        classes.put(node.name, node);
    }

    private static void write(Path root, ClassNode node) throws IOException {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        Files.write(root.resolve(node.name + ".class"), writer.toByteArray());
    }

    private void replaceIn(ClassNode node) {
        int number = 0;
        for (MethodNode method : List.copyOf(node.methods)) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode call) {
                    method.instructions.set(instruction, replacement(node, call, number++));
                }
            }
        }
    }

    private AbstractInsnNode replacement(ClassNode node, InvokeDynamicInsnNode call, int number) {
        return switch (call.bsm.getOwner() + "." + call.bsm.getName()) {
            case "java/lang/invoke/LambdaMetafactory.metafactory" -> {
                Lambda lambda = new Lambda(call, node.name + "$Lambda" + number);
                lambdas.add(lambda.in(node, classes.get(Objects.requireNonNullElse(node.nestHostClass, node.name))));
                yield new MethodInsnNode(Opcodes.INVOKESTATIC, lambda.name(), Lambda.MAKE, call.desc);
            }
            case "java/lang/runtime/ObjectMethods.bootstrap" -> {
                RecordMethod method = new RecordMethod(call);
                method.in(node);
                yield new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, method.name(), call.desc);
            }
            default -> throw new IllegalArgumentException(node.name + " has a dynamic call to " + call.bsm);
        };
    }

    private static GeneratorAdapter method(ClassNode node, int access, Method method) {
        return new GeneratorAdapter(
                access, method, node.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
    }

    private static void end(GeneratorAdapter code) {
        code.returnValue();
        code.endMethod();
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }

    /**
     * A lambda or a method reference, in the terms of {@link java.lang.invoke.LambdaMetafactory}. It gets a class like an
     * anonymous one, in the nest of the class with the expression, since what it calls may be private (JVMS 5.4.4).
     */
    private static final class Lambda {
        static final String MAKE = "make";

        private final Type self;
        /** What the expression takes from around it. */
        private final Type[] captured;

        private final Method make;
        private final Method erased;
        private final Type typed;
        private final Handle implementation;

        Lambda(InvokeDynamicInsnNode call, String name) {
            self = Type.getObjectType(name);
            make = new Method(MAKE, call.desc);
            captured = make.getArgumentTypes();
            erased = new Method(call.name, ((Type) call.bsmArgs[0]).getDescriptor());
            implementation = (Handle) call.bsmArgs[1];
            typed = (Type) call.bsmArgs[2];
        }

        String name() {
            return self.getInternalName();
        }

        ClassNode in(ClassNode outer, ClassNode host) {
            ClassNode node = new ClassNode();
            node.visit(
                    outer.version,
                    Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                    name(),
                    null,
                    "java/lang/Object",
                    new String[] {make.getReturnType().getInternalName()});
            node.visitNestHost(host.name);
            host.visitNestMember(name());
            for (int i = 0; i < captured.length; i++) {
                int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
                node.visitField(access, field(i), captured[i].getDescriptor(), null, null);
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

        /** Calls the implementation with what was captured and then the arguments, each as what it is by the type's parameters. */
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
    }

    /**
     * What a record does without having said how, in the terms of {@link java.lang.runtime.ObjectMethods}: a static method of
     * its class, which takes the record first.
     */
    private static final class RecordMethod {
        private static final Type OBJECT = Type.getType(Object.class);
        private static final Type OBJECTS = Type.getType(Objects.class);
        private static final Type BUILDER = Type.getType(StringBuilder.class);

        private final Method method;
        private final String what;
        private final Type self;
        private final List<Handle> components = new ArrayList<>();

        RecordMethod(InvokeDynamicInsnNode call) {
            what = call.name;
            method = new Method("record$" + what, call.desc);
            self = (Type) call.bsmArgs[0];
            for (int i = 2; i < call.bsmArgs.length; i++) {
                components.add((Handle) call.bsmArgs[i]);
            }
        }

        String name() {
            return method.getName();
        }

        void in(ClassNode node) {
            GeneratorAdapter code = method(node, Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, method);
            switch (what) {
                case "equals" -> equalsOther(code);
                case "hashCode" -> hash(code);
                case "toString" -> text(code);
                default -> throw new IllegalArgumentException("a record has no " + what);
            }
            end(code);
        }

        private void load(GeneratorAdapter code, int argument, Handle component) {
            code.loadArg(argument);
            if (argument > 0) {
                code.checkCast(self);
            }
            code.getField(self, component.getName(), Type.getType(component.getDesc()));
        }

        private void equalsOther(GeneratorAdapter code) {
            code.loadArg(1);
            code.instanceOf(self);
            falseUnless(code, GeneratorAdapter.NE);
            for (Handle component : components) {
                Type type = Type.getType(component.getDesc());
                load(code, 0, component);
                load(code, 1, component);
                if (isPrimitive(type)) {
                    code.invokeStatic(boxed(type), new Method("compare", Type.INT_TYPE, new Type[] {type, type}));
                    falseUnless(code, GeneratorAdapter.EQ);
                } else {
                    code.invokeStatic(
                            OBJECTS, new Method("equals", Type.BOOLEAN_TYPE, new Type[] {OBJECT, OBJECT}));
                    falseUnless(code, GeneratorAdapter.NE);
                }
            }
            code.push(true);
        }

        /** Goes on if the number on the stack compares to 0 so; nothing else is on the stack. */
        private void falseUnless(GeneratorAdapter code, int comparison) {
            Label on = code.newLabel();
            code.ifZCmp(comparison, on);
            code.push(false);
            code.returnValue();
            code.mark(on);
            code.visitFrame(Opcodes.F_NEW, 2, new Object[] {self.getInternalName(), "java/lang/Object"}, 0, null);
        }

        private void hash(GeneratorAdapter code) {
            code.push(0);
            for (Handle component : components) {
                Type type = Type.getType(component.getDesc());
                code.push(31);
                code.math(GeneratorAdapter.MUL, Type.INT_TYPE);
                load(code, 0, component);
                Type hashed = isPrimitive(type) ? type : OBJECT;
                code.invokeStatic(
                        isPrimitive(type) ? boxed(type) : OBJECTS,
                        new Method("hashCode", Type.INT_TYPE, new Type[] {hashed}));
                code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
            }
        }

        private void text(GeneratorAdapter code) {
            String name = self.getClassName();
            String before = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1) + "[";
            code.newInstance(BUILDER);
            code.dup();
            code.invokeConstructor(BUILDER, new Method("<init>", "()V"));
            for (Handle component : components) {
                append(code, before + component.getName() + "=");
                load(code, 0, component);
                append(code, Type.getType(component.getDesc()));
                before = ", ";
            }
            append(code, components.isEmpty() ? before + "]" : "]");
            code.invokeVirtual(BUILDER, new Method("toString", "()Ljava/lang/String;"));
        }

        private static void append(GeneratorAdapter code, String constant) {
            code.push(constant);
            append(code, OBJECT);
        }

        private static void append(GeneratorAdapter code, Type type) {
            Type shown = isPrimitive(type) ? type : OBJECT;
            boolean small = type.equals(Type.BYTE_TYPE) || type.equals(Type.SHORT_TYPE);
            code.invokeVirtual(BUILDER, new Method("append", BUILDER, new Type[] {small ? Type.INT_TYPE : shown}));
        }

        private static Type boxed(Type primitive) {
            return Type.getType(
                    switch (primitive.getSort()) {
                        case Type.BOOLEAN -> Boolean.class;
                        case Type.CHAR -> Character.class;
                        case Type.BYTE -> Byte.class;
                        case Type.SHORT -> Short.class;
                        case Type.INT -> Integer.class;
                        case Type.LONG -> Long.class;
                        case Type.FLOAT -> Float.class;
                        default -> Double.class;
                    });
        }
    }
}
