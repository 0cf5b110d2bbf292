package io.aerostat.node.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that every exported declaration is documented. */
class JavadocTest {
    @ParameterizedTest
    @EnumSource
    void everythingExportedHasJavadoc(ApiModule module) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String name : module.exportedPackages()) {
            files.addAll(module.sourcesOf(name));
        }
        ApiModule.Parsed sources = ApiModule.parse(files);
        Undocumented undocumented = new Undocumented(DocTrees.instance(sources.task()));

        sources.parsed().forEach(unit -> undocumented.scan(unit, null));

        assertThat(undocumented.found).as("exported, but without Javadoc").isEmpty();
    }

    /**
     * Finds the public and protected declarations that have no comment. Some declarations need no comment, because
     * another comment explains them: an overriding method (the overridden method), the constructor of a record (the
     * record), a method that sets a component of a record (the component), the methods of a visitor (their parameter
     * types), and a constant (its name and the comment of its type).
     */
    private static final class Undocumented extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final List<String> found = new ArrayList<>();
        private final DocTrees documentation;

        Undocumented(DocTrees documentation) {
            this.documentation = documentation;
        }

        @Override
        public @Nullable Void visitCompilationUnit(CompilationUnitTree unit, @Nullable Void nothing) {
            if (unit.getSourceFile().getName().endsWith("package-info.java") && unit.getPackage() != null) {
                check(new TreePath(new TreePath(unit), unit.getPackage()), "package " + unit.getPackageName());
            }
            return super.visitCompilationUnit(unit, nothing);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            if (isInterfaceMember(type.getModifiers()) || isVisible(type.getModifiers())) {
                check(getCurrentPath(), type.getSimpleName().toString());
                return super.visitClass(type, nothing);
            }
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            boolean isConstructor = method.getReturnType() == null;
            boolean isExplained = isConstructor && (method.getParameters().isEmpty() || isIn(Tree.Kind.RECORD))
                    || name().equals("Visitor")
                    || overrides(method)
                    || setsDocumentedComponent(method.getName().toString());
            if (!isExplained && (isInterfaceMember(method.getModifiers()) || isVisible(method.getModifiers()))) {
                check(getCurrentPath(), name() + "." + method.getName() + "(…)");
            }
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree field, @Nullable Void nothing) {
            boolean isConstant = field.getModifiers().getFlags().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL));
            if (!isConstant && isVisible(field.getModifiers())) {
                check(getCurrentPath(), name() + "." + field.getName());
            }
            return null;
        }

        @Override
        public @Nullable Void visitBlock(BlockTree block, @Nullable Void nothing) {
            return null;
        }

        private void check(TreePath path, String name) {
            String comment = documentation.getDocComment(path);
            if (comment == null || comment.isBlank()) {
                found.add(path.getCompilationUnit().getPackageName() + ": " + name);
            }
        }

        /**
         * Checks whether a method sets a component that is documented at the enclosing record, or at the record of the
         * enclosing builder.
         */
        private boolean setsDocumentedComponent(String method) {
            String component = method.startsWith("with") && method.length() > 4
                    ? Character.toLowerCase(method.charAt(4)) + method.substring(5)
                    : method;
            for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                String comment = path.getLeaf() instanceof ClassTree ? documentation.getDocComment(path) : null;
                if (comment != null && comment.matches("(?s).*@param " + component + "\\b.*")) {
                    return true;
                }
            }
            return false;
        }

        private boolean isInterfaceMember(ModifiersTree modifiers) {
            return (isIn(Tree.Kind.INTERFACE) || isIn(Tree.Kind.ANNOTATION_TYPE))
                    && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }

        private boolean isIn(Tree.Kind kind) {
            return getCurrentPath().getParentPath().getLeaf().getKind() == kind;
        }

        private String name() {
            return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
                    ? type.getSimpleName().toString()
                    : "";
        }

        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .map(AnnotationTree::getAnnotationType)
                    .anyMatch(annotation -> annotation.toString().equals("Override"));
        }

        private static boolean isVisible(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }
    }
}
