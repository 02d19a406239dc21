package org.geotimeline.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.geotimeline.act.dossier.Dossier;

/** Rules in plain Java: given what is on file, a reported act is recorded or refused. */
public record Given(List<Recorded> onFile) {

    public static Given given(Act... acts) {
        return new Given(TestActs.recorded(acts));
    }

    @SuppressWarnings("unchecked") // the rules of a type are those of its own family
    public Reported reported(Act act) {
        Family<Act> family = (Family<Act>) ActTypes.all().of(act).rules();
        List<OnFile> acts = onFile.stream()
                .flatMap(r -> new Dossier(r.id(), onFile).onFile().stream())
                .toList();
        return new Reported(act, family.decide(act, acts));
    }

    public record Reported(Act act, Decision decision) {

        public void isRecorded() {
            isRecordedWith(List.of());
        }

        public void isRecordedWith(List<Act> others) {
            assertThat(decision)
                    .isEqualTo(new Decision.Acts(
                            Stream.concat(Stream.of(act), others.stream()).toList()));
        }

        public Reported isRefused(String pointer, String sentence) {
            assertThat(decision).isInstanceOf(Decision.Refused.class);
            assertThat(((Decision.Refused) decision).faults())
                    .extracting(f -> f.pointer() + ": " + f.sentence())
                    .contains(pointer + ": " + sentence);
            return this;
        }
    }
}
