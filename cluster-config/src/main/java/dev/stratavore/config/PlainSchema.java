package dev.stratavore.config;

import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML's core schema, and nothing beside it: the parser's own tag for a whole {@code ${NAME}} would
 * make such a value another kind of thing than a text with a {@code ${NAME}} in it.
 */
final class PlainSchema extends CoreSchema {
    @Override
    public ScalarResolver getScalarResolver() {
        ScalarResolver core = super.getScalarResolver();
        return (value, implicit) -> {
            Tag tag = core.resolve(value, implicit);
            return tag.equals(Tag.ENV_TAG) ? Tag.STR : tag;
        };
    }
}
