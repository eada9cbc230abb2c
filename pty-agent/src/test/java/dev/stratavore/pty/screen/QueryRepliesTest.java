package dev.stratavore.pty.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryRepliesTest {
    private final StringBuilder answers = new StringBuilder();
    private final QueryReplies replies =
            new QueryReplies(b -> answers.append(new String(b, StandardCharsets.US_ASCII)));
    private final Mirror mirror = new Mirror(20, 10);

    private String ask(String output) {
        mirror.answerQueries(replies);
        answers.setLength(0);
        Fed.feed(mirror, output.replace("^", "\033").replace("@", "\007"));
        return answers.toString().replace("\033", "^").replace("\007", "@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "^[c|^[?62;22c",
                "^[0c|^[?62;22c",
                "^[>c|^[>1;10;0c",
                "^[=c|^P!#00000000^\\",
                "^[5n|^[0n",
                "^[3;4H^[6n|^[3;4R",
                "^[3;4H^[?6n|^[?3;4;1R",
                "^[3;6r^[?6h^[2;2H^[6n|^[2;2R",
                "^[?u|^[?0u",
                "^[>5u^[?u|^[?5u",
                "^[>q|^P>#stratavore^\\",
                "^[>0q|^P>#stratavore^\\",
                "^[?2026$p|^[?2026;2$y",
                "^[?2004h^[?2004$p|^[?2004;1$y",
                "^[?25$p|^[?25;1$y",
                "^[?1006h^[?1006$p|^[?1006;1$y",
                "^[?1000$p|^[?1000;2$y",
                "^[?1049$p|^[?1049;2$y",
                "^[?6h^[?6$p|^[?6;1$y",
                "^[?7777$p|^[?7777;0$y",
                "^[4h^[4$p|^[4;1$y",
                "^[18t|^[8;10;20t",
                "^]10;?^\\|^]10;rgb:e5e5/e5e5/e5e5^\\",
                "^]11;?@|^]11;rgb:0000/0000/0000@",
                "^[?996n|^[?997;1n"
            })
    void aQuestionIsAnswered(String question, String answer) {
        replies.enable(true);
        assertThat(ask(question)).isEqualTo(answer.replace('#', '|'));
    }

    @Test
    void nothingIsAnsweredUnlessEnabled() {
        assertThat(ask("^[c^[5n^[6n^[?u^[>q^[?25$p^]11;?@^[18t")).isEmpty();
        replies.enable(true);
        assertThat(ask("^[5n")).isEqualTo("^[0n");
        replies.enable(false);
        assertThat(ask("^[5n")).isEmpty();
    }

    @Test
    void onlyQuestionsAreAnswered() {
        replies.enable(true);
        assertThat(ask("^[1c^[>1c^[>1q^[2n^[?2n^]10;red@^]12;?@^[14t^[q^[?1;2c^[?62;22c"))
                .isEmpty();
    }

    @Test
    void answersComeInTheOrderOfTheQuestions() {
        replies.enable(true);
        assertThat(ask("^[6n^[3C^[6n^[c")).isEqualTo("^[1;1R^[1;4R^[?62;22c");
    }
}
