import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.commons.TableSwitchGenerator;
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
    private final Path root;
    private final Map<String, ClassNode> classes = new TreeMap<>();
    /** By the outermost class that they are in. */
    private final Map<String, Lambdas> lambdas = new TreeMap<>();

    private DynamicCalls(Path root) {
        this.root = root;
    }

    /**
     * Changes the classes of the package {@code args[1]}, written with slashes, and those below, in the directory {@code args[0]}.
     * The libraries that they use are on the class path.
     */
    public static void main(String[] args) throws IOException {
        DynamicCalls calls = new DynamicCalls(Path.of(args[0]));
        try (Stream<Path> files = Files.walk(calls.root.resolve(args[1]))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassNode node = read(Files.newInputStream(file));
                calls.classes.put(node.name, node);
            }
        }
        calls.classes.values().forEach(calls::replaceIn);
        for (Lambdas lambdas : calls.lambdas.values()) {
            ClassNode node = lambdas.node();
            calls.requireOneDefault(node.interfaces);
            // Their branches never meet: no class need be found that two have in common.
            calls.write(node, ClassWriter.COMPUTE_FRAMES);
        }
        for (ClassNode node : calls.classes.values()) {
            calls.write(node, ClassWriter.COMPUTE_MAXS);
        }
    }

    private static ClassNode read(InputStream file) throws IOException {
        try (file) {
            ClassNode node = new ClassNode();
            new ClassReader(file).accept(node, 0);
            return node;
        }
    }

    private void write(ClassNode node, int compute) throws IOException {
        ClassWriter writer = new ClassWriter(compute);
        node.accept(writer);
        Files.write(root.resolve(node.name + ".class"), writer.toByteArray());
    }

    private void replaceIn(ClassNode node) {
        for (MethodNode method : List.copyOf(node.methods)) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode call) {
                    method.instructions.set(instruction, replacement(node, call));
                }
            }
        }
    }

    private AbstractInsnNode replacement(ClassNode node, InvokeDynamicInsnNode call) {
        return switch (call.bsm.getOwner() + "." + call.bsm.getName()) {
            case "java/lang/invoke/LambdaMetafactory.metafactory" -> {
                String host = Objects.requireNonNullElse(node.nestHostClass, node.name);
                Lambdas beside = lambdas.computeIfAbsent(host, name -> new Lambdas(classes.get(name)));
                yield new MethodInsnNode(Opcodes.INVOKESTATIC, beside.name(), beside.add(call), call.desc);
            }
            case "java/lang/runtime/ObjectMethods.bootstrap" -> {
                RecordMethod method = new RecordMethod(call);
                method.in(node);
                yield new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, method.name(), call.desc);
            }
            default -> throw new IllegalArgumentException(node.name + " has a dynamic call to " + call.bsm);
        };
    }

    /** A method that two of the interfaces have ready, each its own, would be neither's (JVMS 5.4.3.3). */
    private void requireOneDefault(List<String> interfaces) throws IOException {
        Map<String, String> owners = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(interfaces);
        while (!open.isEmpty()) {
            ClassNode node = find(open.remove());
            for (MethodNode method : node.methods) {
                boolean ready = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
                String owner = ready ? owners.put(method.name + method.desc, node.name) : null;
                if (owner != null && !owner.equals(node.name)) {
                    throw new IllegalArgumentException(owner + " and " + node.name + " both have " + method.name);
                }
            }
            open.addAll(node.interfaces);
        }
    }

    private ClassNode find(String name) throws IOException {
        ClassNode ours = classes.get(name);
        return ours != null ? ours : read(ClassLoader.getSystemResourceAsStream(name + ".class"));
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
     * The lambdas and method references of a class and those in it: one more class in their nest, since what they call may be
     * private (JVMS 5.4.4). One for all, since a class costs more than a lambda: each is an object that knows which it is, and
     * what it has captured.
     */
    private static final class Lambdas {
        private static final Type OBJECT = Type.getType(Object.class);
        private static final String WHICH = "which";

        private final ClassNode host;
        private final Type self;
        private final List<Lambda> all = new ArrayList<>();
        /** Of all that they capture: so many of each type as one of them does; objects are all of one type. */
        private final Map<String, Type> fields = new LinkedHashMap<>();

        Lambdas(ClassNode host) {
            this.host = host;
            this.self = Type.getObjectType(host.name + "$Lambdas");
        }

        String name() {
            return self.getInternalName();
        }

        /** Adds one; the result is the name of the method that makes it, of what it captures. */
        String add(InvokeDynamicInsnNode call) {
            Lambda lambda = new Lambda(call, all.size());
            lambda.fields().forEach(field -> fields.put(field.name(), field.type()));
            all.add(lambda);
            return lambda.make.getName();
        }

        ClassNode node() {
            ClassNode node = new ClassNode();
            Map<Method, List<Lambda>> methods = new LinkedHashMap<>();
            Set<String> interfaces = new LinkedHashSet<>();
            for (Lambda lambda : all) {
                methods.computeIfAbsent(lambda.erased, key -> new ArrayList<>()).add(lambda);
                interfaces.add(lambda.make.getReturnType().getInternalName());
            }
            int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
            node.visit(host.version, access, name(), null, OBJECT.getInternalName(), interfaces.toArray(String[]::new));
            node.visitNestHost(host.name);
            host.visitNestMember(name());
            Method constructor = construct(node);
            for (Lambda lambda : all) {
                make(method(node, Opcodes.ACC_STATIC, lambda.make), lambda, constructor);
            }
            methods.forEach((method, those) -> call(method(node, Opcodes.ACC_PUBLIC, method), those));
            return node;
        }

        private Method construct(ClassNode node) {
            Map<String, Type> declared = new LinkedHashMap<>();
            declared.put(WHICH, Type.INT_TYPE);
            declared.putAll(fields);
            Method constructor =
                    new Method("<init>", Type.VOID_TYPE, declared.values().toArray(Type[]::new));
            GeneratorAdapter code = method(node, Opcodes.ACC_PRIVATE, constructor);
            code.loadThis();
            code.invokeConstructor(OBJECT, new Method("<init>", "()V"));
            int argument = 0;
            for (Map.Entry<String, Type> field : declared.entrySet()) {
                int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
                node.visitField(access, field.getKey(), field.getValue().getDescriptor(), null, null);
                code.loadThis();
                code.loadArg(argument++);
                code.putField(self, field.getKey(), field.getValue());
            }
            end(code);
            return constructor;
        }

        private void make(GeneratorAdapter code, Lambda lambda, Method constructor) {
            List<String> captured = lambda.fields().stream().map(Field::name).toList();
            code.newInstance(self);
            code.dup();
            code.push(lambda.which);
            fields.forEach((name, type) -> {
                if (captured.contains(name)) {
                    code.loadArg(captured.indexOf(name));
                } else {
                    code.visitInsn(nothing(type));
                }
            });
            code.invokeConstructor(self, constructor);
            end(code);
        }

        private static int nothing(Type type) {
            return switch (type.getSort()) {
                case Type.OBJECT -> Opcodes.ACONST_NULL;
                case Type.LONG -> Opcodes.LCONST_0;
                case Type.FLOAT -> Opcodes.FCONST_0;
                case Type.DOUBLE -> Opcodes.DCONST_0;
                default -> Opcodes.ICONST_0;
            };
        }

        private void call(GeneratorAdapter code, List<Lambda> those) {
            if (those.size() == 1) {
                those.get(0).call(code, self);
            } else {
                int[] keys = those.stream().mapToInt(lambda -> lambda.which).toArray();
                code.loadThis();
                code.getField(self, WHICH, Type.INT_TYPE);
                code.tableSwitch(keys, new TableSwitchGenerator() {
                    @Override
                    public void generateCase(int key, Label end) {
                        all.get(key).call(code, self);
                    }

                    @Override
                    public void generateDefault() {
                        code.throwException(Type.getType(IncompatibleClassChangeError.class), "no such lambda");
                    }
                });
            }
            code.endMethod();
        }
    }

    private record Field(String name, Type type) {}

    /** One of them, in the terms of {@link java.lang.invoke.LambdaMetafactory}. */
    private static final class Lambda {
        private final int which;
        /** What the expression takes from around it. */
        private final Type[] captured;

        private final Method make;
        private final Method erased;
        private final Type typed;
        private final Handle implementation;

        Lambda(InvokeDynamicInsnNode call, int which) {
            this.which = which;
            make = new Method("make" + which, call.desc);
            captured = make.getArgumentTypes();
            erased = new Method(call.name, ((Type) call.bsmArgs[0]).getDescriptor());
            implementation = (Handle) call.bsmArgs[1];
            typed = (Type) call.bsmArgs[2];
        }

        /** Where each of what is captured is kept. */
        List<Field> fields() {
            List<Field> fields = new ArrayList<>();
            Map<Type, Integer> counts = new HashMap<>();
            for (Type type : captured) {
                Type kept = isPrimitive(type) ? type : Lambdas.OBJECT;
                String letter = isPrimitive(type) ? type.getDescriptor() : "L";
                fields.add(new Field("captured" + letter + counts.merge(kept, 1, Integer::sum), kept));
            }
            return fields;
        }

        /** Calls the implementation with what was captured and then the arguments, each as what it is by the type's parameters. */
        private void call(GeneratorAdapter code, Type self) {
            Type owner = Type.getObjectType(implementation.getOwner());
            boolean creates = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
            if (creates) {
                code.newInstance(owner);
                code.dup();
            }
            List<Field> fields = fields();
            for (int i = 0; i < captured.length; i++) {
                code.loadThis();
                code.getField(self, fields.get(i).name(), fields.get(i).type());
                convert(code, fields.get(i).type(), captured[i]);
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
            code.returnValue();
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
