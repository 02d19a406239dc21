package org.geotimeline.projection.query;

import java.util.Collection;
import org.geotimeline.act.ActType;
import org.geotimeline.act.ActTypes;
import org.geotimeline.act.evolution.Lifts;
import org.jspecify.annotations.Nullable;

/** Words that the program fixes, for parameters that can say nothing else. It has a constructor without arguments. */
public interface Vocabulary {

    Collection<String> words();

    /** The families of acts. */
    final class Families implements Vocabulary {
        @Override
        public Collection<String> words() {
            return ActTypes.all().types().stream()
                    .map(ActType::family)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** The types of acts, by the name that acts bear, {@code ListingLifted}. */
    final class Types implements Vocabulary {
        @Override
        public Collection<String> words() {
            return ActTypes.all().types().stream().map(ActType::name).sorted().toList();
        }
    }

    /** The types of acts as events are stored, {@code timeline.listing.ListingLifted}. */
    final class QualifiedTypes implements Vocabulary {
        @Override
        public Collection<String> words() {
            return ActTypes.all().types().stream()
                    .map(ActType::qualifiedName)
                    .sorted()
                    .toList();
        }

        /** The name that acts bear; null for null. */
        public static @Nullable String simple(@Nullable String type) {
            return type == null
                    ? null
                    : ActTypes.all().named(type).map(ActType::name).orElse(type);
        }
    }

    /** The names that types of stored events once had, simple and qualified. */
    final class RetiredTypes implements Vocabulary {
        @Override
        public Collection<String> words() {
            return Lifts.all().retired();
        }
    }
}
