package org.geotimeline.recording;

import java.lang.reflect.Type;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.conversion.ConversionException;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.axonframework.messaging.eventhandling.conversion.EventConverter;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/** The form of acts in Axon: the bytes that are stored, with the tags that the decision gave them. */
public final class ActEvents {

    private ActEvents() {}

    public static EventConverter converter() {
        return new DelegatingEventConverter(new CanonicalBytes());
    }

    /** The tags of an event on its way into the store. */
    public static Set<Tag> tags(EventMessage event) {
        return event.payload() instanceof Entry entry
                ? entry.tags().stream().map(ActEvents::tag).collect(Collectors.toSet())
                : Set.of();
    }

    private static Tag tag(String text) {
        int colon = text.indexOf(':');
        return Tag.of(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Acts are converted to canonical bytes before Axon sees them, and {@link EventDecoder} reads the stored bytes. */
    private static final class CanonicalBytes implements Converter {

        @Override
        public boolean canConvert(Type source, Type target) {
            return target == byte[].class && (source == Entry.class || source == byte[].class);
        }

        @Override
        @SuppressWarnings("unchecked") // the target is byte[] in all that canConvert lets through
        public <T> @Nullable T convert(@Nullable Object input, Type target) {
            return switch (input) {
                case null -> null;
                case Entry entry when target == byte[].class -> (T) entry.canonical();
                case byte[] bytes when target == byte[].class -> (T) bytes;
                default -> throw new ConversionException("acts are stored as bytes, not as " + target.getTypeName());
            };
        }

        @Override
        public void describeTo(ComponentDescriptor descriptor) {
            descriptor.describeProperty("form", "canonical JSON");
        }
    }
}
